// The rules, checked after each step against what the wire carried: nothing answered is lost, nothing half done, no slot twice, no patient of another
// organisation, and an audit that tells one to one of the documents that crossed the wire.
import { answerOf, textsOf } from '../practice/request.js';
import { freeSlotsOf } from '../practice/slots.js';
import type { AuditReader, Entry } from './audit-reader.js';
import { type Client, digestOf, type SentDocument } from './client.js';
import type { Station, Written } from './station.js';
import type { Trace } from './trace.js';

export interface OracleCounts {
  /** Entries of the audit. */
  entries: number;
  /** Documents that succeeded, as the audit has it. */
  successes: number;
  replies: number;
}

/** What does not hold; the episode ends with it. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Reads what has come to the audit, follows it in the model, then judges the replies that clients have got. */
export function checkStep(stations: readonly Station[], reader: AuditReader, trace: Trace, counts: OracleCounts): void {
  for (const station of stations) {
    const { organisationId } = station.practice.organisation;
    for (const entry of reader.after(organisationId, station.workstationId, station.last.sequence)) {
      follow(station, entry);
      trace.bytes(entry.hash);
      counts.entries++;
      if (entry.kind === 'message' && entry.outcome === 'success') counts.successes++;
    }
  }
  for (const station of stations) {
    for (const client of station.clients) {
      for (const line of client.connection.takeLines()) {
        trace.bytes(line);
        judgeReply(station, client, line, counts);
      }
    }
  }
}

/** What is compared with all tables: now and then, after each restart, and at the end. */
export function checkTables(stations: readonly Station[], reader: AuditReader): void {
  const found = reader.markers();
  const record = new Map<string, number>();
  const unsaved = new Map<string, number>();
  for (const { practice } of stations) for (const [marker, { parts }] of practice.record) record.set(marker, parts);
  for (const station of stations) for (const [marker, { parts }] of station.unsaved) unsaved.set(marker, parts);
  requireSame('record', record, found.record);
  requireSame('unsaved', unsaved, found.unsaved);
  if (reader.doubleBooked() > 0) throw new Violation('A slot was taken twice.');
}

/** After a restart: what was on record before is on record. */
export function checkChains(stations: readonly Station[], reader: AuditReader): void {
  for (const { last, name, practice, workstationId } of stations) {
    if (last.sequence === 0) continue;
    const hash = reader.hashAt(practice.organisation.organisationId, workstationId, last.sequence);
    if (hash !== last.hash) throw new Violation(`The audit of ${name} does not go on from entry ${last.sequence}, which had been read.`);
  }
}

/** When nothing is on its way or held any longer: every document is on record, and was answered. */
export function checkEnd(stations: readonly Station[]): void {
  for (const station of stations) {
    const missing = [...station.arrived.values()].find(({ metFault }) => !metFault);
    if (missing !== undefined) throw new Violation(`A document of ${station.name} (${missing.requestUid}) is not on record.`);
    for (const { connection, documents } of station.clients) {
      if (!connection.reads || connection.wasStalled) continue;
      const unanswered = documents.find((one) => one.hasArrived && !one.isAnswered && one.recorded?.outcome !== 'throttled' && !one.metFault);
      if (unanswered !== undefined) throw new Violation(`A document of ${station.name} (${unanswered.requestUid}) was not answered.`);
    }
  }
}

function follow(station: Station, entry: Entry): void {
  const { last, name } = station;
  if (entry.sequence !== last.sequence + 1) throw new Violation(`The audit of ${name} leaves out entry ${last.sequence + 1}.`);
  if (last.sequence > 0 && entry.previous_hash !== last.hash) throw new Violation(`The audit of ${name} was made anew before entry ${entry.sequence}.`);
  station.last = { sequence: entry.sequence, hash: entry.hash };
  switch (entry.kind) {
    case 'message':
      followMessage(station, entry);
      break;
    case 'saveChanges':
      for (const [marker, written] of station.unsaved) station.practice.record.set(marker, written);
      station.unsaved.clear();
      break;
    case 'discardChanges':
      station.unsaved.clear();
      break;
    case 'block':
      station.isBlocked = true;
      break;
    case 'unblock':
      station.isBlocked = false;
      break;
  }
}

function followMessage(station: Station, entry: Entry): void {
  const document = station.arrived.get(entry.request_digest ?? '');
  if (document === undefined) {
    // Something that was not whole: cut off, too late, or no document at all.
    const client = station.clients.find((one) => one.partDigest() === entry.request_digest);
    if (client === undefined) throw new Violation(`Entry ${entry.sequence} of ${station.name} tells of a document that did not cross the wire.`);
    if (entry.outcome === 'success') throw new Violation(`Entry ${entry.sequence} of ${station.name} is a success of what was no whole document.`);
    client.partRecorded();
    return;
  }
  station.arrived.delete(document.digest);
  // Where the disk failed the client was told that nothing was recorded; where it did not, nobody may be told so of what is.
  if (document.isAnswered && entry.outcome === 'success' && !document.metFault)
    throw new Violation(`A request that was answered with an error was carried out at ${station.name}.`);
  document.recorded = { outcome: entry.outcome, errorCode: entry.error_code, replyDigest: entry.reply_digest };
  if (entry.outcome !== 'success') return;
  if (station.isBlocked) throw new Violation(`A request of a blocked application succeeded at ${station.name}.`);
  if (document.foreign) throw new Violation(`A patient of another organisation was found at ${station.name}.`);
  takeEffect(station, document, entry);
}

function takeEffect({ practice, unsaved }: Station, { effect }: SentDocument, entry: Entry): void {
  if (effect === undefined) return;
  if (effect.kind === 'delete') {
    practice.record.delete(effect.marker);
    return;
  }
  const reply = Buffer.from(entry.reply ?? []).toString('latin1');
  const uids = ['EventUID', 'AppointmentUID', 'TaskUID'].flatMap((name) => textsOf(reply, name).map((uid) => `<${name}>${uid}</${name}>`)).join('');
  const written: Written = { ...effect, uids };
  (effect.kind === 'write' ? practice.record : unsaved).set(effect.marker, written);
}

/** After one of these nothing has been read of a document that could have been answered for what it says. */
const ofParts: ReadonlySet<string> = new Set([
  'NotWellFormed',
  'DocumentTypeRefused',
  'EncodingRefused',
  'LimitExceeded',
  'DocumentTimeout',
  'NotRecorded',
  'Unexpected',
]);

function judgeReply(station: Station, client: Client, line: Buffer, counts: OracleCounts): void {
  counts.replies++;
  if ((line.length + 1) % 4096 === 0) throw new Violation('The length of a reply is a multiple of 4096.');
  const bytes = line.at(-1) === 0x20 ? line.subarray(0, -1) : line;
  const answer = answerOf(bytes.toString('latin1'));
  const [asked] = textsOf(answer.text, 'RequestUID');
  const place = client.documents.findIndex(({ requestUid }) => requestUid === asked);
  const document = client.documents[place];
  if (document === undefined) {
    if (answer.error === undefined || !ofParts.has(answer.error)) throw new Violation(`A reply at ${station.name} answers nothing that was asked there.`);
    return;
  }
  const what = `${document.functionName} ${document.requestUid} at ${station.name}`;
  if (document.isAnswered) throw new Violation(`${what} was answered twice.`);
  if (client.documents.slice(place + 1).some(({ isAnswered }) => isAnswered)) throw new Violation(`${what} was answered after a later one.`);
  document.isAnswered = true;
  requireOwnPatients(station, answer.text);
  const { metFault, recorded } = document;
  if (recorded === undefined) {
    if (metFault && (answer.error === 'NotRecorded' || answer.error === 'Unexpected')) return;
    throw new Violation(`${what} was answered (${answer.error ?? 'success'}) and is not on record.`);
  }
  if ((answer.error ?? null) !== recorded.errorCode || (answer.error === undefined) !== (recorded.outcome === 'success')) {
    throw new Violation(`${what} was answered ${answer.error ?? 'a success'}; on record is ${recorded.errorCode ?? recorded.outcome}.`);
  }
  if (recorded.replyDigest !== null && recorded.replyDigest !== digestOf(bytes)) throw new Violation(`The reply to ${what} is not the one on record.`);
  if (answer.deviceId !== '' && answer.error === undefined) station.deviceId = answer.deviceId;
  if (document.functionName === 'GetAppointmentSlots' && answer.error === undefined)
    station.practice.slots = freeSlotsOf(answer.text).map(({ clinic }) => clinic);
}

function requireOwnPatients({ name, practice }: Station, reply: string): void {
  if (textsOf(reply, 'NHSNumber').some((number) => !practice.allNumbers.has(number)))
    throw new Violation(`A patient of another organisation showed at ${name}.`);
}

function requireSame(where: string, expected: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): void {
  for (const [marker, parts] of expected) {
    const there = found.get(marker) ?? 0;
    if (there !== parts) throw new Violation(`Of the ${parts} things of ${marker} that are on record, ${there} are there (${where}).`);
  }
  for (const marker of found.keys()) if (!expected.has(marker)) throw new Violation(`${marker} is there (${where}) and is not on record.`);
}
