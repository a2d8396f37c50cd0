// The same read asked twice while it is under way is asked once.

export interface SharedReads {
  /**
   * Joins a read that is under way, or begins it.
   * @param key what makes two reads the same
   * @param begin does the read; its signal aborts when everybody who waits has given up
   * @returns whether it was joined, and its result
   */
  join<T>(key: string, signal: AbortSignal | undefined, begin: (signal: AbortSignal) => Promise<T>): { readonly joined: boolean; readonly result: Promise<T> };
}

interface UnderWay {
  readonly result: Promise<unknown>;
  readonly stop: AbortController;
  waiting: number;
}

export function createSharedReads(): SharedReads {
  const underWay = new Map<string, UnderWay>();
  return {
    join: <T>(key: string, signal: AbortSignal | undefined, begin: (signal: AbortSignal) => Promise<T>) => {
      const found = underWay.get(key);
      const read = found ?? start(underWay, key, begin);
      // What stands under a key was begun with that key, and the key names the function: the results are of one type.
      return { joined: found !== undefined, result: waitOn(read, signal) as Promise<T> };
    },
  };
}

function start(underWay: Map<string, UnderWay>, key: string, begin: (signal: AbortSignal) => Promise<unknown>): UnderWay {
  const stop = new AbortController();
  const result = begin(stop.signal).finally(() => {
    if (underWay.get(key) === read) underWay.delete(key);
  });
  // Somebody may have given up by the time that it fails.
  result.catch(() => undefined);
  const read: UnderWay = { result, stop, waiting: 0 };
  stop.signal.addEventListener('abort', () => {
    if (underWay.get(key) === read) underWay.delete(key);
  });
  underWay.set(key, read);
  return read;
}

function waitOn(read: UnderWay, signal: AbortSignal | undefined): Promise<unknown> {
  read.waiting += 1;
  if (signal === undefined) return read.result;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      read.waiting -= 1;
      if (read.waiting === 0) read.stop.abort(signal.reason);
      reject(signal.reason);
    };
    if (signal.aborted) {
      giveUp();
      return;
    }
    signal.addEventListener('abort', giveUp, { once: true });
    read.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
