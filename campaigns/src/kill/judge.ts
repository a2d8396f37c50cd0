// Judges everything that was ever sent to an environment by what is there after it was started again.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { childOf, parseDocument } from '@s1kit/contract';
import { identityOf, nodesOf } from '../practice/request.js';
import type { Patients } from './clients.js';
import type { Running } from './demo.js';
import { countOf, type History } from './history.js';

/** @returns what is not as it must be (B3.7, B7.15, B7.16, B8.1, B8.3) */
export async function judge(running: Running, [atOnce, leftOpen]: Patients, history: History): Promise<readonly string[]> {
  const { client } = running;
  const record = await running.ask('GetPatientRecord', identityOf(atOnce));
  const saved = await running.ask('GetPatientRecord', identityOf(leftOpen));
  const state = await client.perform('session.changes', {});
  const onRecord = await requestsOnRecord(running);
  const { firstBroken, ok } = await client.perform('audit.verify', {});
  const devices = await client.perform('devices.list', {});
  const known = new Set(devices.map(({ deviceId }) => deviceId));
  return [
    ...judgeWritten(record, history, onRecord),
    ...judgeLeft({ saved, unsaved: JSON.stringify(state.changes) }, history, onRecord),
    ...(state.changes.length > 0 && state.nhsNumber !== leftOpen ? ["what is unsaved is another patient's"] : []),
    ...(await judgeDocuments(running, { identity: identityOf(atOnce), record }, history)),
    ...[...history.devices].filter((deviceId) => !known.has(deviceId)).map(() => 'a device that was approved is not known'),
    ...(ok ? [] : [`the audit is broken at ${firstBroken?.sequence}`]),
  ];
}

async function requestsOnRecord({ client }: Running): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const name of ['UpdatePatientRecord', 'DeleteFromPatientRecord']) {
    const entries = await client.perform('audit.list', { limit: 1_000, outcome: 'success', function: name });
    for (const { requestUid } of entries) if (requestUid !== null) found.add(requestUid);
  }
  return found;
}

export function judgeWritten(record: string, { deleted, written }: History, onRecord: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (const { answered, marker } of written) {
    const deletion = deleted.find((one) => one.marker === marker);
    const parts = countOf(record, marker);
    const isRight = deletion?.answered ? parts === 0 : answered && deletion === undefined ? parts === 3 : parts === 0 || parts === 3;
    if (!isRight)
      found.push(
        `${marker}: ${parts} of three parts are there; it was ${answered ? '' : 'not '}answered, its deletion was ${deletion?.answered ? '' : 'not '}answered`,
      );
    // What is there was recorded with it, and nothing is on record that was not done.
    if (onRecord.has(marker) !== (parts === 3 || deletion !== undefined)) found.push(`${marker}: the audit and the record do not agree`);
    if (deletion !== undefined && onRecord.has(`${marker}d`) !== (parts === 0))
      found.push(`${marker}: the audit and the record do not agree about its deletion`);
  }
  return found;
}

function judgeLeft(
  there: { readonly saved: string; readonly unsaved: string },
  { discarded, left, saved }: History,
  onRecord: ReadonlySet<string>,
): readonly string[] {
  const found: string[] = [];
  for (const { answered, marker } of left) {
    const [inRecord, inUnsaved] = [countOf(there.saved, marker), countOf(there.unsaved, marker)];
    const isWhole = [inRecord, inUnsaved, inRecord + inUnsaved].every((parts) => parts === 0 || parts === 2);
    const isRight = saved.has(marker) ? inRecord === 2 : !answered || discarded.has(marker) || inRecord + inUnsaved === 2;
    if (!isWhole || !isRight) found.push(`${marker}: ${inRecord} of two parts are saved, ${inUnsaved} unsaved`);
    if (inRecord + inUnsaved > 0 && !onRecord.has(marker)) found.push(`${marker}: it is there, and not on record`);
  }
  return found;
}

/** Each file whose event is there can be had, and is what was sent; without its event there is none. */
async function judgeDocuments(
  running: Running,
  { identity, record }: { readonly identity: string; readonly record: string },
  { documents }: History,
): Promise<readonly string[]> {
  const kept = new Map(
    nodesOf(parseDocument(record))
      .filter(({ name }) => name === 'Attachment')
      .map((node) => [childOf(node, 'FileName')?.text ?? '', childOf(node, 'DocumentUID')?.text ?? '']),
  );
  const found: string[] = [];
  const out = join(running.files, 'out');
  mkdirSync(out, { recursive: true });
  for (const [index, { answered, marker }] of documents.entries()) {
    const uid = kept.get(`${marker}.txt`);
    if (uid === undefined && answered) found.push(`${marker}: its event is not there, and was answered`);
    // Those of long ago were had before.
    if (uid === undefined || index < documents.length - 10) continue;
    await running.ask('GetDocument', `${identity}<DocumentUID>${uid}</DocumentUID><WriteTo>${out}</WriteTo>`);
    const text = readFileSync(join(out, `${marker}.txt`), 'utf8');
    if (text !== `${marker}; `.repeat(2_000)) found.push(`${marker}: its file is not what was sent`);
  }
  rmSync(out, { recursive: true });
  return found;
}
