// The audit against the capture: every document has one entry and every entry one document, byte for byte, in order (B8.1, B8.2).
import type { Told } from './client.js';
import { markIn, type SentDocument } from './script.js';
import type { TrailEntry } from './trail.js';

/** What does not match, a sentence each. */
export function mismatches(all: readonly Told[], trail: readonly TrailEntry[]): readonly string[] {
  const messages = new Map<string, TrailEntry[]>();
  const ends = new Map<number, TrailEntry[]>();
  const unmarked: string[] = [];
  for (const entry of trail) {
    if (entry.kind === 'sent') keep(ends, entry.linked ?? -1, entry);
    else {
      const mark = entry.request && markIn(entry.request);
      if (mark !== undefined) keep(messages, mark, entry);
      else if (!isBeginning(entry, all)) unmarked.push(`Entry ${entry.sequence} is of a document that no client sent.`);
    }
  }
  const known = new Set(all.flatMap(({ script }) => script.documents.map(({ mark }) => mark)));
  const strays = [...messages.keys()].filter((mark) => !known.has(mark)).map((mark) => `An entry is of ${mark} which no client sent.`);
  const sequences = new Set(trail.filter(({ kind }) => kind === 'message').map(({ sequence }) => sequence));
  const loose = [...ends.keys()].filter((linked) => !sequences.has(linked)).map((linked) => `The end of a reply is linked to ${linked}, which is no message.`);
  return [...unmarked, ...strays, ...loose, ...all.flatMap((told) => mismatchesOf(told, messages, ends))];
}

/** Whether an entry has so little of a document whose client has gone that its mark is not whole. */
function isBeginning({ outcome, request = Buffer.alloc(0) }: TrailEntry, all: readonly Told[]): boolean {
  return (
    outcome === 'cutOff' &&
    all.some(({ script }) => script.ending.kind === 'leave' && script.documents.some(({ bytes }) => bytes.subarray(0, request.length).equals(request)))
  );
}

function keep<K>(map: Map<K, TrailEntry[]>, key: K, entry: TrailEntry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}

/** One connection: what is on record of its documents, in their order, and what it was answered. */
function mismatchesOf(
  { capture, script }: Told,
  messages: ReadonlyMap<string, readonly TrailEntry[]>,
  ends: ReadonlyMap<number, readonly TrailEntry[]>,
): readonly string[] {
  const found: string[] = [];
  const isGone = script.ending.kind === 'leave';
  const up = Buffer.concat(capture.up);
  const expectedDown: Buffer[] = [];
  let last = 0;
  let isCut = false;
  let at = 0;
  for (const document of script.documents) {
    const { mark } = document;
    const entries = messages.get(mark) ?? [];
    const [entry] = entries;
    if (entries.length > 1) found.push(`${mark} has ${entries.length} entries.`);
    const captured = up.subarray(at, at + document.bytes.length);
    at += document.bytes.length + script.separator.length;
    if (entry === undefined) {
      // Bytes of a client that is gone may never have been read; then nothing after them was.
      if (!isGone) found.push(`${mark} is not on record.`);
      isCut = true;
      continue;
    }
    if (isCut) found.push(`${mark} is on record, though what was sent before it on its connection is not, or was cut off.`);
    if (entry.sequence <= last) found.push(`${mark} is on record before what was sent before it.`);
    last = entry.sequence;
    found.push(...requestMismatches(document, captured, entry, isGone));
    if (entry.outcome === 'cutOff') isCut = true;
    const replied = replyOf(entry, ends.get(entry.sequence) ?? [], isGone, (what) => found.push(`${mark}: ${what}`));
    if (replied !== undefined) expectedDown.push(replied);
  }
  const expected = Buffer.concat(expectedDown);
  const down = Buffer.concat(capture.down);
  const isRight = isGone ? down.equals(expected.subarray(0, down.length)) : down.equals(expected);
  const [first] = script.documents;
  if (!isRight) found.push(`The replies on the connection of ${first?.mark} are not those on record.`);
  return found;
}

function requestMismatches({ bytes, kind, mark }: SentDocument, captured: Buffer, entry: TrailEntry, isGone: boolean): readonly string[] {
  const { outcome, request = Buffer.alloc(0), requestBytes } = entry;
  const found: string[] = [];
  if (requestBytes !== request.length) found.push(`${mark}: the size on record is not that of the payload.`);
  if (kind === 'whole' && !(isGone && outcome === 'cutOff')) {
    if (!request.equals(captured) || !request.equals(bytes)) found.push(`${mark}: the payload on record is not what crossed the wire.`);
    if (outcome === 'cutOff') found.push(`${mark}: it was sent whole, and is on record as cut off.`);
  } else if (!request.equals(captured.subarray(0, request.length))) found.push(`${mark}: the payload on record is not the beginning of what crossed the wire.`);
  if (kind === 'cut' && (outcome !== 'cutOff' || (!isGone && !request.equals(captured))))
    found.push(`${mark}: it was cut off, and is on record as ${outcome}, or not with all that came.`);
  if (kind === 'stops' && !isGone && entry.errorCode !== 'NotWellFormed') found.push(`${mark}: it is not well-formed, and is on record otherwise.`);
  return found;
}

/** What a client must have received for an entry, with the line feed and the padding that stand behind a document; `undefined` for nothing. */
function replyOf(entry: TrailEntry, ends: readonly TrailEntry[], isGone: boolean, tell: (what: string) => void): Buffer | undefined {
  const [end] = ends;
  if (ends.length > 1) tell('its reply has more than one end on record.');
  if (entry.replyFollows && end === undefined) tell('its reply is a long one, and the end of it is not on record.');
  if (!isGone && end !== undefined && end.outcome !== 'success') tell('its reply is on record as interrupted, though its client stayed.');
  const isSilent = entry.outcome === 'throttled' || entry.outcome === 'cutOff';
  const reply = entry.reply ?? end?.reply;
  if (reply === undefined) {
    if (!isSilent && !isGone) tell(`it is on record as ${entry.outcome}, without a reply.`);
    return undefined;
  }
  if (isSilent) tell(`it is on record as ${entry.outcome}, with a reply.`);
  const bytes = entry.reply === undefined ? end?.replyBytes : entry.replyBytes;
  if (bytes !== reply.length) tell('the size of its reply on record is not that of the payload.');
  if ((entry.outcome === 'success') !== !reply.includes('<Error ')) tell('its outcome is not what its reply says.');
  return Buffer.concat([reply, Buffer.from((reply.length + 1) % 4096 === 0 ? ' \n' : '\n')]);
}
