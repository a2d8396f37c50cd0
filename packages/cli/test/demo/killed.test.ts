// `s1kit demo`, killed while clients write, again and again: what was answered is there, nothing is half done, and the audit is whole.
// S1KIT_TEST_SEED chooses other moments and other mixtures; what fails names its seed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from '@s1kit/contract';
import type { OutputOf } from '@s1kit/link';
import { afterEach, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../../src/client.js';
import { processTable } from '../../src/data-folder/process-mark.js';
import { runningOn } from '../../src/data-folder/run-file.js';
import { deviceIdOf } from '../../src/request/reply-error.js';
import { childrenOf, codeOf, elementsOf, exchange, request } from '../clients/client.js';
import { temporaryFolder } from '../support.js';

const program = fileURLToPath(new URL('../../bin/s1kit.js', import.meta.url));
const seed = Number(process.env.S1KIT_TEST_SEED ?? '40700');
/** In CI more than at every run of the tests. */
const rounds = ['', '0', 'false'].includes((process.env.CI ?? '').toLowerCase()) ? 5 : 20;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Numbers from 0 to 1, always the same from the same seed. */
function chance(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Demo {
  readonly client: Client;
  /** Sends a request and gives the text of its reply. Fails where the connection ends first. */
  readonly ask: (name: string, parameters: string, requestUid?: string) => Promise<string>;
  readonly kill: () => Promise<void>;
}

async function demoOn(folder: string): Promise<Demo> {
  const data = join(folder, 'data');
  const options = ['--data', data, '--patients', '20', '--port', '0', '--http-port', '0', '--throttle', 'off', '--approve', 'always', '--json'];
  const env = { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: join(folder, 'runtime'), TMPDIR: folder };
  const child = spawn(process.execPath, [program, 'demo', ...options], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let told = '';
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString();
  });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended.then(() => Promise.reject(new Error(`It ended: ${told}`)))]);
  const run = runningOn(data, processTable());
  if (run === undefined) throw new Error('There is no run.json.');
  const { port, apiKey } = run;
  const deviceId = deviceIdOf((await exchange(port, request({ apiKey, function: 'GetFunctions' }))).text);
  return {
    client: createClient(run),
    ask: async (name, parameters, requestUid = 'read') => {
      const answer = await exchange(port, request({ apiKey, deviceId, function: name, parameters, requestUid }));
      if (answer.error !== undefined) throw new Error(`${name}: ${codeOf(answer)}`);
      return answer.text;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A request that was sent: it made three things, or deleted them, and its marker stands in each. */
interface Sent {
  readonly marker: string;
  readonly answered: boolean;
  readonly uids: string;
}

const identityOf = (nhsNumber: string) => `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;
const eventAndTask = (marker: string, appointment: string) =>
  `<Clinical><Event><Narrative><Line>${marker};</Line></Narrative></Event></Clinical><NonClinical>${appointment}<Task><TaskType>Misc</TaskType><Content>${marker};</Content></Task></NonClinical>`;
const uidsOf = (reply: string) => [...reply.matchAll(/<(?:Event|Appointment|Task)UID>[0-9a-f]{16}<\/(?:Event|Appointment|Task)UID>/g)].join('');
const countOf = (text: string, marker: string) => text.split(`${marker};`).length - 1;

/** What all clients of the environment have sent until it was killed, from the beginning. */
interface History {
  readonly written: Sent[];
  readonly deleted: Sent[];
  readonly left: Sent[];
  /** Markers of what was left unsaved before a save was answered, or a discard. */
  readonly saved: Set<string>;
  readonly discarded: Set<string>;
}

/** The free slots, as bookings. */
async function bookings({ ask }: Demo): Promise<readonly string[]> {
  const clinics = elementsOf(parseDocument(await ask('GetAppointmentSlots', ''))).filter(({ name }) => name === 'Clinic');
  const element = ({ name, text }: { name: string; text: string }) => `<${name}>${text}</${name}>`;
  return clinics.flatMap((clinic) => {
    const about = clinic.children.filter(({ name }) => name !== 'Slot').map(element);
    return childrenOf(clinic, 'Slot').map((slot) => `<Clinic>${about.join('')}<Slot>${slot.children.map(element).join('')}</Slot></Clinic>`);
  });
}

/** Clients write until the environment is killed, after so many replies. */
async function writeUntilKilled(demo: Demo, patients: readonly [string, string], history: History, random: () => number, round: number): Promise<void> {
  const slots = [...(await bookings(demo))];
  let count = 0;
  let replies = 4 + Math.floor(random() * 25);
  let isKilled: Promise<void> | undefined;
  const delay = Math.floor(random() * 4);
  const replied = (): void => {
    replies -= 1;
    // After that reply, or a moment later: in the midst of what the others have sent.
    if (replies === 0) isKilled = new Promise((resolve) => setTimeout(() => resolve(demo.kill()), delay));
  };
  const send = async (into: Sent[], name: string, parameters: (marker: string) => string, undoes = ''): Promise<boolean> => {
    count += 1;
    const marker = undoes === '' ? `r${round}n${count}` : undoes;
    const uid = undoes === '' ? marker : `${marker}d`;
    try {
      const reply = await demo.ask(name, parameters(marker), uid);
      into.push({ marker, answered: true, uids: uidsOf(reply) });
      replied();
      return true;
    } catch (failure) {
      // A refusal is a fault of this test; the end of a connection is what it is about.
      if (String(failure).includes(`${name}: `)) throw failure;
      into.push({ marker, answered: false, uids: '' });
      return false;
    }
  };
  const [open, desk] = patients;
  const identity = identityOf(open);
  const writes = async (): Promise<void> => {
    const appointment = (marker: string) => `<Appointment>${slots.shift()}<Comments>${marker};</Comments></Appointment>`;
    while (await send(history.written, 'UpdatePatientRecord', (marker) => identity + eventAndTask(marker, appointment(marker))));
  };
  const deletes = async (): Promise<void> => {
    for (;;) {
      const gone = new Set(history.deleted.map(({ marker }) => marker));
      const next = history.written.find(({ marker, answered }) => answered && !gone.has(marker));
      if (next === undefined) return;
      if (!(await send(history.deleted, 'DeleteFromPatientRecord', () => `${identity}<Reason>A test</Reason>${next.uids}`, next.marker))) return;
    }
  };
  const leaves = async (): Promise<void> => {
    const content = (marker: string) => `${identityOf(desk)}${eventAndTask(marker, '')}<LeaveRecordOpen/>`;
    while (await send(history.left, 'UpdatePatientRecord', content)) {
      // Some are saved, some discarded, and some are offered again in the rounds after.
      if (round % 3 === 0) continue;
      const before = history.left.filter(({ answered }) => answered).map(({ marker }) => marker);
      const discards = round % 3 === 2;
      try {
        if (discards) await demo.client.perform('session.discard', {});
        else expect((await demo.client.perform('session.save', {})).conflicts).toEqual([]);
        for (const marker of before)
          if (!history.saved.has(marker) && !history.discarded.has(marker)) (discards ? history.discarded : history.saved).add(marker);
      } catch (failure) {
        if (isKilled === undefined) throw failure;
        // Whether it was done is not known; a discard that was not answered may have taken away what was left.
        if (discards) for (const marker of before) if (!history.saved.has(marker)) history.discarded.add(marker);
        return;
      }
    }
  };
  await Promise.all([writes(), writes(), deletes(), leaves()]);
  await isKilled;
}

/** Judges everything that was ever sent by what is there after a restart. */
async function judge(demo: Demo, [open, desk]: readonly [string, string], history: History, place: string): Promise<void> {
  const [record, saved] = [await demo.ask('GetPatientRecord', identityOf(open)), await demo.ask('GetPatientRecord', identityOf(desk))];
  const state: OutputOf<'session.changes'> = await demo.client.perform('session.changes', {});
  const unsaved = JSON.stringify(state.changes);
  const onRecord = new Set<string | null>();
  for (const name of ['UpdatePatientRecord', 'DeleteFromPatientRecord']) {
    const entries = await demo.client.perform('audit.list', { limit: 1_000, outcome: 'success', function: name });
    for (const { requestUid } of entries) onRecord.add(requestUid);
  }
  for (const { marker, answered } of history.written) {
    const deletion = history.deleted.find((one) => one.marker === marker);
    const there = countOf(record, marker);
    const what = `${place}, ${marker}: ${there} of its three parts are there`;
    if (answered && deletion === undefined) expect(there, `${what}, and it was answered`).toBe(3);
    else if (deletion?.answered) expect(there, `${what}, and they were deleted`).toBe(0);
    else expect([0, 3], what).toContain(there);
    // What is there was recorded with it, and nothing is on record that was not done.
    expect(onRecord.has(marker), `${what}; on record`).toBe(there === 3 || deletion !== undefined);
    if (deletion !== undefined) expect(onRecord.has(`${marker}d`), `${what}; the deletion on record`).toBe(there === 0);
  }
  for (const { marker, answered } of history.left) {
    const [inRecord, inUnsaved] = [countOf(saved, marker), countOf(unsaved, marker)];
    const what = `${place}, ${marker}: ${inRecord} of its two parts are saved, ${inUnsaved} unsaved`;
    expect([0, 2], what).toContain(inRecord);
    expect([0, 2], what).toContain(inUnsaved);
    if (history.saved.has(marker)) expect([inRecord, inUnsaved], `${what}, and it was saved`).toEqual([2, 0]);
    else if (answered && !history.discarded.has(marker)) expect(inRecord + inUnsaved, `${what}, and it was answered`).toBe(2);
    else expect([0, 2], what).toContain(inRecord + inUnsaved);
    expect(onRecord.has(marker) || inRecord + inUnsaved === 0, `${what}; on record`).toBe(true);
  }
  if (state.changes.length > 0) expect(state.nhsNumber, place).toBe(desk);
  expect(await demo.client.perform('audit.verify', {}), place).toMatchObject({ ok: true, firstBroken: null });
}

describe('a Demo that is killed while clients write', { timeout: 180_000 }, () => {
  it(`B3.7, B7.15, B7.16, B8.1: loses nothing that was answered and leaves nothing half done (seed ${seed})`, async () => {
    const folder = temporaryFolder();
    const random = chance(seed);
    const history: History = { written: [], deleted: [], left: [], saved: new Set(), discarded: new Set() };
    let demo = await demoOn(folder);
    const found = await demo.ask('GetDiary', '<Appointments/>');
    const [open, desk] = new Set([...found.matchAll(/<NHSNumber>(\d+)/g)].map(([, number = '']) => number));
    if (open === undefined || desk === undefined) throw new Error('The diary has too few patients.');
    for (let round = 1; round <= rounds; round += 1) {
      await writeUntilKilled(demo, [open, desk], history, random, round);
      demo = await demoOn(folder);
      await judge(demo, [open, desk], history, `seed ${seed}, round ${round}`);
    }
    // It was about something: of each kind there was some, answered and cut off.
    expect(history.written.filter(({ answered }) => answered).length).toBeGreaterThan(rounds);
    expect(history.written.filter(({ answered }) => !answered).length).toBeGreaterThan(0);
    for (const kind of [history.deleted, history.left, [...history.saved, ...history.discarded]]) expect(kind.length).toBeGreaterThan(0);
    await demo.kill();
  });
});
