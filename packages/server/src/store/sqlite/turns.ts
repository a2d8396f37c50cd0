// Long work on one thread, cut into turns.

/** How long such work goes on before others get their turn, in milliseconds. */
const turn = 8;

/**
 * Cuts work into turns: to be awaited after each piece of it.
 * @param monotonic milliseconds on a clock that never goes back
 * @example const next = turnsOf(monotonic); for (const piece of pieces) { copy(piece); await next(); }
 */
export function turnsOf(monotonic: () => number): () => Promise<void> {
  let began = monotonic();
  return async () => {
    if (monotonic() - began < turn) return;
    await new Promise((resolve) => setImmediate(resolve));
    began = monotonic();
  };
}
