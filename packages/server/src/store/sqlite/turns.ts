// Long work on one thread, cut into turns.

/** How long such work goes on before others get their turn, in milliseconds. */
const turn = 8;
/** And after how many bytes, however quick they were: a commit of somebody else waits at the disk for what was written before it. */
export const turnBytes = 1024 * 1024;

/**
 * Cuts work into turns: to be awaited after each piece of it, with how many bytes that has written.
 * @param monotonic milliseconds on a clock that never goes back
 * @param between done between two turns; the next one begins after it
 * @example const next = turnsOf(monotonic); for (const piece of pieces) { copy(piece); await next(piece.bytes); }
 */
export function turnsOf(monotonic: () => number, between: () => Promise<void> = async () => undefined): (bytes?: number) => Promise<void> {
  let began = monotonic();
  let written = 0;
  return async (bytes = 0) => {
    written += bytes;
    if (monotonic() - began < turn && written < turnBytes) return;
    await between();
    await new Promise((resolve) => setImmediate(resolve));
    began = monotonic();
    written = 0;
  };
}
