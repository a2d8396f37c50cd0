// The audit of a real environment that was killed: two workstations, entries of every kind, payloads short, long and dropped, checkpoints, and a tail behind them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MovableClock, movableClock } from '@s1kit/link';
import type { Desk } from '../practice/desk.js';
import { makePractice, openPractice, type Practice, type PracticeData } from '../practice/practice.js';
import { identityOf } from '../practice/request.js';
import { nhsNumbersOf } from '../practice/rows.js';

const start = Date.UTC(2026, 0, 5, 8);
const day = 24 * 60 * 60_000;
export const checkpointsName = 'audit-checkpoints.jsonl';

export interface Trail extends PracticeData {
  /** How many entries of each workstation the last checkpoint counts. */
  readonly counted: ReadonlyMap<string, number>;
  /** The counts of all checkpoints of a workstation, ascending. */
  readonly checkpointsOf: (workstation: string) => readonly number[];
}

/** Makes it in a folder; `requests` says how many each of its four parts has. */
export async function makeTrail(folder: string, requests: number): Promise<Trail> {
  const clock = movableClock({ start });
  const data = await makePractice(folder, { now: start, patients: 3 });
  await during(data, clock, async (practice, desks) => use(practice, desks, requests));
  // Old by now: retention drops their payloads at the next start (B8.5).
  clock.set(start + 91 * day);
  await during(data, clock, async (practice, desks) => use(practice, desks, requests));
  const practice = await openPractice(data, { clock, settings: { throttle: 'error' } });
  const desks = [await practice.desk('workstation-1'), await practice.desk('workstation-2')];
  await use(practice, desks, requests);
  const before = readFileSync(join(folder, checkpointsName), 'utf8');
  clock.advance(5 * 60_000);
  while (readFileSync(join(folder, checkpointsName), 'utf8') === before) await new Promise((resolve) => setImmediate(resolve));
  await use(practice, desks, requests);
  await practice.crash();
  const checkpoints = readCheckpoints(folder);
  const countsOf = (workstation: string) => checkpoints.filter((one) => one.workstation === workstation).map(({ count }) => count);
  const workstations = new Set(checkpoints.map(({ workstation }) => workstation));
  return {
    ...data,
    counted: new Map([...workstations].map((name) => [name, Math.max(...countsOf(name))])),
    checkpointsOf: (workstation) => [...countsOf(workstation)].sort((one, other) => one - other),
  };
}

async function during(data: PracticeData, clock: MovableClock, work: (practice: Practice, desks: readonly Desk[]) => Promise<void>): Promise<void> {
  const practice = await openPractice(data, { clock });
  await work(practice, [await practice.desk('workstation-1'), await practice.desk('workstation-2')]);
  await practice.close();
}

async function use({ store }: Practice, desks: readonly Desk[], requests: number): Promise<void> {
  const [nhsNumber = ''] = await nhsNumbersOf(store);
  const identity = identityOf(nhsNumber);
  const asked = [
    ['GetPatientRecord', identity],
    ['UpdatePatientRecord', `${identity}<Clinical><Event><Narrative><Line>On record</Line></Narrative></Event></Clinical>`],
    ['PatientSearch', '<Surname>A</Surname>'],
    ['GetXSDFiles', ''],
    ['NoSuchFunction', ''],
    ['UpdatePatientRecord', `${identity}<Demographics><MobileTelephone>07700 900001</MobileTelephone></Demographics><LeaveRecordOpen/>`],
  ] as const;
  for (const desk of desks) {
    for (let request = 0; request < requests; request++) {
      const [name, parameters] = asked[request % asked.length] ?? ['GetFunctions', ''];
      await desk.ask(name, parameters, { requestUid: `request-${request}` });
      if (name === 'UpdatePatientRecord') await desk.perform('session.discard', {});
    }
    await desk.perform('audit.list', { limit: 10 });
  }
}

/** As the file has them, without a thought for signatures. */
function readCheckpoints(folder: string): readonly { readonly workstation: string; readonly count: number }[] {
  return (
    readFileSync(join(folder, checkpointsName), 'utf8')
      .trim()
      .split('\n')
      // The file that this program has just written.
      .map((line) => JSON.parse(line) as { workstation: string; count: number })
  );
}
