// What a file's permissions do is seen by an ordinary user only: root may read and write everything.

/** Whether this machine has users, and permissions that mean something to them. */
export const hasUsers = process.getuid !== undefined;

const nobody = 65534;

/** Does something as a user who is not root: as the one who runs the tests, or as nobody where that is root. */
export async function asOrdinaryUser<T>(action: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return action();
  process.seteuid?.(nobody);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}
