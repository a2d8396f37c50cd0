// Deletions of many entries, some of which are not allowed: all or nothing, and never another application's (B7.18).
import { movableClock } from '@s1kit/link';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { apiKey, makePractice, openPractice } from '../practice/practice.js';
import { identityOf } from '../practice/request.js';
import { nhsNumbersOf, rowsOf } from '../practice/rows.js';
import { freeSlotsOf } from '../practice/slots.js';
import { type Application, entriesOf, type Lane, send, write } from './lane.js';
import { type Deletion, type Entry, isSame, type Named, type Outcome, outcomeOf } from './model.js';
import { drawDeletion } from './requests.js';

const lanes = 8;
const patientsEach = 2;
const slotsEach = 8;
const requestsEach = 40;
/** Monday, 5 January 2026, 08:00 in the UK. */
const start = Date.UTC(2026, 0, 5, 8);

export const deletes: Campaign = {
  name: 'deletes',
  purpose: "Deletions of many entries, with another's, unknown, deleted or repeated ones among them: all or nothing, as a naive model says.",
  run: async (trial) => {
    const data = await makePractice(trial.folder, { now: start, patients: 40 });
    const practice = await openPractice(data, { clock: movableClock({ start }), chance: trial.chance('server') });
    const desk = await practice.desk('workstation-1');
    const other = await desk.perform('applications.add', { name: 'Another application' });
    const device = await desk.ask('GetFunctions', '', { apiKey: other.apiKey, deviceId: '' });
    const applications: readonly Application[] = [
      { id: 'sample', apiKey, deviceId: desk.deviceId },
      { id: other.application.id, apiKey: other.apiKey, deviceId: device?.deviceId ?? '' },
    ];
    const nhsNumbers = await nhsNumbersOf(practice.store);
    const slots = freeSlotsOf(await desk.must('GetAppointmentSlots'));
    if (nhsNumbers.length < lanes * patientsEach || slots.length < lanes * slotsEach) throw new Error('The practice has too few patients or free slots.');
    const counts = { cases: 0, requests: 0, deleted: 0, refused: 0, raced: 0 };
    const findings: string[] = [];
    let next = trial.firstCase;
    const work = async (number: number): Promise<void> => {
      const lane: Lane = {
        practice,
        desk,
        applications,
        nhsNumbers: nhsNumbers.slice(number * patientsEach, (number + 1) * patientsEach),
        slots: slots.slice(number * slotsEach, (number + 1) * slotsEach),
      };
      while (findings.length === 0 && goesOn(trial, counts.cases, lanes)) {
        const index = next++;
        counts.cases += 1;
        findings.push(...(await tryCase(lane, trial, index, counts)).map((what) => `Case ${index}: ${what}.`));
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, number) => work(number)));
    const [onRecord] = await rowsOf<{ deletions: number }>(practice.store, "SELECT COUNT(*) AS deletions FROM audit_entry WHERE kind = 'deletion'");
    if (onRecord?.deletions !== counts.deleted) findings.push('The deletions on record are not those that were answered.');
    if (!(await desk.perform('audit.verify', {})).ok) findings.push('The chain of the audit is broken.');
    await practice.close();
    return { counts, findings };
  },
};

interface Counts {
  requests: number;
  deleted: number;
  refused: number;
  raced: number;
}

/** From empty to empty: writes entries, has them deleted, and clears away what is left. @returns what did not hold */
async function tryCase(lane: Lane, trial: Trial, index: number, counts: Counts): Promise<readonly string[]> {
  const chance = trial.chance('case', index);
  const written: Entry[] = [];
  for (const [number, slot] of lane.slots.entries()) {
    const nhsNumber = lane.nhsNumbers[number % patientsEach] ?? '';
    const application = lane.applications[Math.floor(number / patientsEach) % lane.applications.length];
    if (application !== undefined) written.push(...(await write(lane, nhsNumber, application, slot)));
  }
  let entries = await entriesOf(lane);
  if (!written.every((one) => entries.some((entry) => isSame(one, entry)))) return ['what was written is not in the tables'];
  const gone: Named[] = [];
  const known = () => ({ entries, gone, nhsNumbers: lane.nhsNumbers, applications: lane.applications.map(({ id }) => id) });
  for (let request = 0; request < requestsEach; request++) {
    // Some are sent side by side: what they did must be what one of the two orders does.
    const deletions = Array.from({ length: chance.chance(0.2) ? 2 : 1 }, () => drawDeletion(chance, known()));
    const answers = await Promise.all(deletions.map((deletion) => send(lane, deletion)));
    const there = await entriesOf(lane);
    const explained = ordersOf(deletions).find((order) => explains(order, { before: entries, deletions, answers, there }));
    counts.requests += deletions.length;
    counts.deleted += answers.filter((error) => error === undefined).length;
    counts.refused += answers.filter((error) => error !== undefined).length;
    counts.raced += deletions.length - 1;
    if (explained === undefined) return [wordsOf(deletions, answers, entries, there)];
    gone.push(...entries.filter((entry) => !there.some((one) => isSame(one, entry))));
    entries = there;
  }
  const found = await missingFromReplies(lane, entries);
  for (const { id } of lane.applications) {
    for (const nhsNumber of lane.nhsNumbers) {
      const named = entries.filter((entry) => entry.by === id && entry.nhsNumber === nhsNumber);
      if (named.length === 0) continue;
      const error = await send(lane, { nhsNumber, by: id, named, reason: 'The case is over' });
      counts.deleted += error === undefined ? 1 : 0;
      if (error !== undefined) return [...found, `what was left could not be deleted: ${error}`];
    }
  }
  return found;
}

function ordersOf(deletions: readonly Deletion[]): readonly (readonly number[])[] {
  return deletions.length === 1
    ? [[0]]
    : [
        [0, 1],
        [1, 0],
      ];
}

interface Seen {
  readonly before: readonly Entry[];
  readonly deletions: readonly Deletion[];
  readonly answers: readonly (string | undefined)[];
  readonly there: readonly Entry[];
}

function explains(order: readonly number[], { answers, before, deletions, there }: Seen): boolean {
  let left = before;
  for (const index of order) {
    const deletion = deletions[index];
    const outcome: Outcome | undefined = deletion && outcomeOf(left, deletion);
    if (outcome === undefined || outcome.error !== answers[index]) return false;
    left = outcome.left;
  }
  return isSameSet(left, there);
}

function isSameSet(one: readonly Entry[], other: readonly Entry[]): boolean {
  const nameOf = ({ by, kind, nhsNumber, uid }: Entry): string => `${kind} ${uid} ${nhsNumber} ${by}`;
  const names = new Set(one.map(nameOf));
  return one.length === other.length && other.every((entry) => names.has(nameOf(entry)));
}

function wordsOf(deletions: readonly Deletion[], answers: Seen['answers'], before: readonly Entry[], there: readonly Entry[]): string {
  const expected = deletions.map((deletion) => outcomeOf(before, deletion).error ?? 'success').join(' and ');
  const given = answers.map((error) => error ?? 'success').join(' and ');
  return `a deletion of ${deletions.map(({ named }) => named.length).join(' and ')} entries should have given ${expected} and gave ${given}; of ${before.length} entries ${there.length} are left`;
}

/** GetPatientRecord of the lane's patients must show all that is there. */
async function missingFromReplies(lane: Lane, entries: readonly Entry[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const nhsNumber of lane.nhsNumbers) {
    const reply = await lane.desk.must('GetPatientRecord', identityOf(nhsNumber));
    const missing = entries.filter((entry) => entry.nhsNumber === nhsNumber && !isShown(reply, entry));
    if (missing.length > 0) found.push(`GetPatientRecord lacks ${missing.length} entries that were not deleted`);
  }
  return found;
}

/** Events carry their identifier as an attribute in a record, the other kinds as an element. */
function isShown(reply: string, { kind, uid }: Entry): boolean {
  return reply.includes(kind === 'Event' ? `EventUID="${uid}"` : `<${kind}UID>${uid}</${kind}UID>`);
}
