// What must hold of everything that a listener sends (B2.2, B2.3, B3.2), and of what it uses over time.
import { childOf, parseDocument, replyRoot } from '@s1kit/contract';

const lineFeed = 0x0a;
const blockBytes = 4096;

/** The replies in what a connection received, each with its line feed; the last without one if it was broken off. */
export function linesIn(received: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < received.length; ) {
    const at = received.indexOf(lineFeed, from);
    const to = at === -1 ? received.length : at + 1;
    lines.push(received.subarray(from, to));
    from = to;
  }
  return lines;
}

/** What is wrong with a reply; `undefined` if nothing is. */
export function faultOf(line: Buffer): string | undefined {
  if (line.at(-1) !== lineFeed) return 'a reply does not end with a line feed';
  if (line.length % blockBytes === 0) return `a reply has ${line.length} bytes, a multiple of ${blockBytes}`;
  const text = line.toString('latin1', 0, line.length - 1);
  if (!/^[ -~]*$/.test(text)) return 'a reply has bytes that are not printable ASCII';
  try {
    const root = parseDocument(text);
    if (root.name !== replyRoot) return 'a reply has another root';
    if ((childOf(root, 'Response') === undefined) === (childOf(root, 'Error') === undefined)) return 'a reply is not either a success or an error';
    if (childOf(root, 'Error')?.attributes.some(([, code]) => code === 'Unexpected')) return 'a reply tells of something that failed that should not have';
  } catch {
    return 'a reply is not well-formed';
  }
  return undefined;
}

/** By how much a series has grown: from the median of its first third to that of its last, whatever single values say. */
export function growthOf(series: readonly number[]): number {
  const third = Math.max(1, Math.floor(series.length / 3));
  return median(series.slice(-third)) - median(series.slice(0, third));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
