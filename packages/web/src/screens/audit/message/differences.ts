// What two documents have that the other has not, line by line.
import { type ChangeObject, diffArrays } from 'diff';
import { type Layout, layoutOf } from '../xml/layout.js';

export interface DifferenceLine {
  readonly side: 'both' | 'first' | 'second';
  readonly text: string;
}

/** Lines that are looked through at most, and for how long. */
const linesAtMost = 100_000;
const withinMs = 4_000;

/**
 * The lines of both in order; `undefined` where they are too long, or too different, to be told line by line.
 * @throws what the signal was aborted with
 */
export async function differencesOf(first: string, second: string, signal: AbortSignal): Promise<readonly DifferenceLine[] | undefined> {
  const [one, other] = [linesOf(await layoutOf(first, null, signal)), linesOf(await layoutOf(second, null, signal))];
  if (one.length + other.length > linesAtMost) return undefined;
  const changes = await new Promise<readonly ChangeObject<string[]>[] | undefined>((resolve) => {
    // In turns: it gives way to whatever else there is to do.
    diffArrays(one, other, { timeout: withinMs, callback: resolve });
  });
  signal.throwIfAborted();
  return changes?.flatMap(({ added, removed, value }) => value.map((text): DifferenceLine => ({ side: added ? 'second' : removed ? 'first' : 'both', text })));
}

function linesOf({ lines, text }: Layout): string[] {
  return lines.map(({ depth, end, start }) => `${'  '.repeat(depth)}${text.slice(start, end)}`);
}

/** A stretch of lines that are shown, or that both have and are left out. */
export type Stretch =
  | { readonly kind: 'shown'; readonly lines: readonly DifferenceLine[] }
  | { readonly kind: 'same'; readonly lines: readonly DifferenceLine[] };

/** Lines around a difference that are shown with it. */
const around = 3;

/** Leaves out what both have, but for a few lines around each difference. */
export function stretchesOf(lines: readonly DifferenceLine[]): readonly Stretch[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ side }, index) => {
    if (side !== 'both') near.fill(1, Math.max(0, index - around), index + around + 1);
  });
  const stretches: Stretch[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && near[to] === near[from]) to++;
    stretches.push({ kind: near[from] === 1 ? 'shown' : 'same', lines: lines.slice(from, to) });
    from = to;
  }
  return stretches;
}
