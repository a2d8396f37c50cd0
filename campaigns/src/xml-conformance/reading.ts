// What the listener of an environment makes of a document: the verdict of the whole of our reading, by the code of its error.
import { linesIn } from '../listener-fuzz/judged.js';
import { talk } from '../listener-fuzz/talk.js';
import { codeIn } from '../wire/replies.js';

/** `cutOff`: it never ended, so that nothing was answered. */
export type Reading = 'wellFormed' | 'notWellFormed' | 'documentType' | 'encoding' | 'limit' | 'cutOff';

const readings: Readonly<Record<string, Reading>> = {
  NotWellFormed: 'notWellFormed',
  DocumentTypeRefused: 'documentType',
  EncodingRefused: 'encoding',
  LimitExceeded: 'limit',
};

/** How long a document may take to be answered, in milliseconds. */
const patienceMs = 20_000;

/** Sends a document on a connection of its own. @throws if the listener does not close it */
export async function readingOf(port: number, chunks: readonly Buffer[]): Promise<Reading> {
  const { closedAfterMs, received } = await talk(port, chunks, patienceMs);
  if (closedAfterMs === undefined) throw new Error('The listener did not answer.');
  const lines = linesIn(received);
  // What follows the root element is the beginning of another document: it is as wrong as what is wrong in it.
  const worst = lines.map((line) => readings[codeIn(line) ?? ''] ?? 'wellFormed').find((reading) => reading !== 'wellFormed');
  return worst ?? (lines.length === 0 ? 'cutOff' : 'wellFormed');
}
