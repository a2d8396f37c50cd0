// One act, tried again and again while one operation of the disk after the other fails, until it comes through; a twin whose disk works is the model.
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import type { Trial } from '../campaign.js';
import type { DiskFault, TestDisk } from '../disk/test-disk.js';
import { copyInstalled, type Installed, monday } from '../instance/data.js';
import { openWorkplace } from '../instance/desk.js';
import { kill, type Life, startLife } from '../instance/life.js';
import { differences, digestsOf, entriesIn, reading } from '../instance/tables.js';
import { type Act, type Outcome, type Scene, tidy } from './acts.js';

export interface Plan {
  readonly act: Act;
  readonly fault: Omit<DiskFault, 'nth'>;
  /** How the life of the installation ends, before it is looked at anew. */
  readonly ends: 'in order' | 'killed';
  /** The process dies while the disk still fails, at the first error from this operation on. */
  readonly killedAt: number | undefined;
}

export interface CaseCounts {
  /** Operations of the disk that failed. */
  faults: number;
  errors: number;
  successes: number;
  reopened: number;
  /** Of those that were opened anew, after a death of the process. */
  killed: number;
}

export interface FaultCase {
  readonly trial: Trial;
  readonly disk: TestDisk;
  readonly template: Installed;
  readonly plan: Plan;
  readonly number: number;
}

interface Opened {
  readonly installed: Installed;
  readonly life: Life;
  readonly scene: Scene;
}

/** More operations than any act has; past it something never comes through. */
const mostOperations = 20_000;

/** One operation after the other; of the many of a large file, some. */
const after = (nth: number): number => nth + 1 + Math.floor(nth / 60) * Math.floor(nth / 8);

/** @returns what did not hold */
export async function faultCase({ disk, number, plan, template, trial }: FaultCase, counts: CaseCounts): Promise<readonly string[]> {
  const { act, ends, fault, killedAt } = plan;
  const found = (what: string): string[] => [
    `${what} (${act.name}; ${JSON.stringify(fault)}; ends ${killedAt === undefined ? ends : `killed at ${killedAt}`}; seed ${trial.seed}, --case ${number})`,
  ];
  const installed = copyInstalled(template, join(trial.folder, 'tried'));
  disk.watch(installed.folder, trial.chance('disk', number).below(2 ** 31));
  const tried = await opened(installed, trial, number);
  const model = await opened(copyInstalled(template, join(trial.folder, 'model')), trial, number);
  try {
    for (const { scene } of [tried, model]) await act.prepare?.(scene);
    const before = stateOf(tried);
    for (let nth = 1; ; nth = after(nth)) {
      if (nth > mostOperations) return found('It never comes through');
      const entries = entriesOf(tried);
      disk.fail({ ...fault, nth });
      const outcome = await act.act(tried.scene);
      const fired = disk.count('fired');
      counts.faults += fired;
      if (fired > 0 && killedAt !== undefined && nth >= killedAt && outcome !== 'success') {
        await kill(tried.life, disk, { kind: 'process' });
        counts.killed++;
        return [...(await lookAnew(tried, before, trial, number))].flatMap(found);
      }
      disk.heal();
      if (outcome === 'success') {
        counts.successes++;
        tidy(tried.scene);
        if ((await act.act(model.scene)) !== 'success') return found('The model refuses what was carried out');
        // Whatever goes on record while the disk works lets what was left be dropped.
        for (const { scene } of [tried, model]) await scene.ask('GetFunctions');
        const wrong = differences(stateOf(tried), stateOf(model));
        if (wrong.length > 0) return found(`It succeeded at fault ${nth}, and ${wrong.join(', ')} are not as without faults`);
        break;
      }
      counts.errors++;
      const wrong = wrongOfError(tried, { act, before, entries, fired, outcome });
      if (wrong === 'as it must be') break;
      if (wrong !== undefined) return found(`${wrong}, at fault ${nth}`);
    }
    const answered = stateOf(tried);
    if (ends === 'killed') {
      await kill(tried.life, disk, { kind: 'process' });
      counts.killed++;
    } else await tried.life.stop();
    counts.reopened++;
    return [...(await lookAnew(tried, answered, trial, number))].flatMap(found);
  } finally {
    disk.heal();
    await tried.life.die();
    await model.life.stop();
  }
}

interface Failed {
  readonly act: Act;
  readonly before: ReadonlyMap<string, string>;
  readonly entries: number;
  readonly fired: number;
  readonly outcome: Exclude<Outcome, 'success'>;
}

/** What is wrong about an error; `as it must be` where no fault was the reason, and the act is one that is refused. */
function wrongOfError({ installed, scene }: Opened, { act, before, entries, fired, outcome }: Failed): string | undefined {
  const { error } = outcome;
  const state = reading(installed, digestsOf);
  // What a request has kept of its files is dropped when the disk works again, which the model sees.
  const wrong = differences(before, state).filter((table) => fired === 0 || !['content_claim', 'document_content'].includes(table));
  if (wrong.length > 0) return `An error (${error}) left ${wrong.join(', ')} changed`;
  const left = act.left?.(scene).filter((name) => !name.includes('-b.')) ?? [];
  if (left.length > 0) return `An error (${error}) left ${left.length} files`;
  const added = reading(installed, entriesIn) - entries;
  if (added > 1) return `An error (${error}) is on record ${added} times`;
  if (error === 'silence') return 'There was no reply';
  if (fired > 0) return undefined;
  return act.name === 'refused' ? 'as it must be' : `It was refused (${error}) though nothing failed`;
}

/** Starts the installation again, and judges what is there. */
async function lookAnew({ installed }: Opened, expected: ReadonlyMap<string, string>, trial: Trial, number: number): Promise<readonly string[]> {
  let again: Opened | undefined;
  try {
    again = await opened(installed, trial, number);
    const verdict = await again.scene.perform('audit.verify', {});
    const wrong = differences(expected, stateOf(again)).filter((table) => table !== 'session' && table !== 'device' && table !== 'workstation');
    return [
      ...(verdict.ok ? [] : [`After a restart the audit is broken: ${verdict.firstBroken?.why ?? ''}`]),
      ...(wrong.length === 0 ? [] : [`After a restart ${wrong.join(', ')} are not as they were answered`]),
    ];
  } catch (failure) {
    return [`It does not start again: ${failure instanceof Error ? failure.message : 'unknown reason'}`];
  } finally {
    await again?.life.stop();
  }
}

async function opened(installed: Installed, trial: Trial, number: number): Promise<Opened> {
  const clock = movableClock({ start: monday });
  const life = await startLife(installed, { clock, chance: trial.chance('server', number) });
  const [organisation] = installed.organisations;
  if (organisation === undefined) throw new Error('There is no organisation.');
  const workplace = await openWorkplace(life, organisation, { files: join(trial.folder, 'files'), workstationId: 'desk-1' });
  const numbers = reading(installed, (database) =>
    database
      .prepare('SELECT nhs_number FROM patient WHERE nhs_number IS NOT NULL AND date_of_death IS NULL AND confidential = 0 ORDER BY patient_id')
      .pluck()
      .all()
      .map(String),
  );
  const scene: Scene = { ...workplace, data: installed.folder, numbers, found: '' };
  tidy(scene);
  return { installed, life, scene };
}

const stateOf = ({ installed }: Opened): ReadonlyMap<string, string> => reading(installed, digestsOf);
const entriesOf = ({ installed }: Opened): number => reading(installed, entriesIn);
