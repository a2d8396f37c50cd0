// A client without a network: documents handed to a workstation's door, replies read to their end.
import type { ServerDoor } from '@s1kit/link';
import { type Answer, answerOf } from './request.js';

/** Sends a document; `undefined` is silence. */
export async function ask(door: Pick<ServerDoor, 'exchange'>, text: string): Promise<Answer | undefined> {
  const reply = await door.exchange({ bytes: Buffer.from(text), text }, new AbortController().signal);
  if (reply.kind === 'silence') return undefined;
  const pieces: Uint8Array[] = [];
  let complete = true;
  try {
    for await (const piece of reply.pieces) pieces.push(piece);
  } catch {
    // A reply that breaks off while it is made: the desktop closes the connection.
    complete = false;
  }
  const bytes = Buffer.concat(pieces);
  await reply.sent({ bytes: bytes.length, complete });
  return complete ? answerOf(bytes.toString('latin1')) : undefined;
}
