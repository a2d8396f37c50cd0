// So many at a time: whoever comes when all places are taken waits, and gets one in the order of arrival.

export interface Places {
  /** Resolves when a place is free, which is then taken; rejects once they are closed. */
  take(): Promise<void>;
  /** Gives a place back: to be called once for each that was taken. */
  leave(): void;
  /** Turns away those who wait, and whoever comes. */
  close(reason: Error): void;
}

/** @param count how many places there are */
export function placesOf(count: number): Places {
  const waiting: { readonly resolve: () => void; readonly reject: (reason: Error) => void }[] = [];
  let free = count;
  let closed: Error | undefined;
  return {
    take: async () => {
      if (closed !== undefined) throw closed;
      if (free === 0) return await new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      free -= 1;
    },
    leave: () => {
      const next = waiting.shift();
      // The place is handed on: nobody who comes in between may take it.
      if (next === undefined) free += 1;
      else next.resolve();
    },
    close: (reason) => {
      closed = reason;
      for (const { reject } of waiting.splice(0)) reject(reason);
    },
  };
}
