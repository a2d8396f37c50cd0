// One request to the desktop, and what it says when it does not do it.

/** The desktop refused, or could not be reached. The message is for a person. */
export class ApiError extends Error {
  /** As in HTTP; 0 where the desktop could not be reached. */
  readonly status: number;
  /** The path of the part at fault in a message, where an entry is refused for one. */
  readonly path: string | undefined;

  constructor(status: number, message: string, path?: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.path = path;
  }
}

/**
 * @param address below the origin, e.g. `/api/session`
 * @throws {ApiError}
 */
export async function request<T>(method: 'GET' | 'POST' | 'DELETE', address: string, body?: object, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    throw notAnswered(method);
  }
  const answer: unknown = await response.json().catch((failure: unknown) => {
    if (signal?.aborted === true) throw failure;
    // An answer that broke off is none: what it said is not known.
    if (response.ok) throw notAnswered(method);
  });
  if (!response.ok) {
    const { message = `The desktop answered with status ${response.status}.`, path } = refusalOf(answer);
    throw new ApiError(response.status, message, path);
  }
  // The desktop answers as the operation declares; its own tests see to that.
  return answer as T;
}

/** Something that was to be done may have been done: nobody is told that it was not. */
function notAnswered(method: string): ApiError {
  const whether = method === 'GET' ? '' : ' It is not known whether this was done: look at what there is before you do it again.';
  return new ApiError(0, `The desktop does not answer. Is s1kit still running?${whether}`);
}

function refusalOf(answer: unknown): { readonly message?: string | undefined; readonly path?: string | undefined } {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return {};
  const { error } = answer;
  if (typeof error !== 'object' || error === null) return {};
  return {
    message: 'message' in error && typeof error.message === 'string' ? error.message : undefined,
    path: 'path' in error && typeof error.path === 'string' ? error.path : undefined,
  };
}
