// Lets happen what a step has set off: always the same number of turns of the event loop, and everything that the file system still does.

const turns = 8;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The file system answers when it likes; nothing else goes on meanwhile, so that what follows is in the same order each time. */
const isWaitingForFiles = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name.startsWith('FileHandle'));

export async function settle(): Promise<void> {
  for (let done = 0; done < turns; done++) await turn();
  if (!isWaitingForFiles()) return;
  do await turn();
  while (isWaitingForFiles());
  for (let done = 0; done < turns; done++) await turn();
}
