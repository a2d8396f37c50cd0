// The rounds of one data folder: each starts the environment, judges it, lets clients work, and kills it at a moment of its own.
import { cp, mkdir, rm } from 'node:fs/promises';
import type { Chance } from '@s1kit/server';
import { identityOf, textsOf } from '../practice/request.js';
import { type Patients, workUntilKilled } from './clients.js';
import { type Running, startDemo } from './demo.js';
import { type History, newHistory } from './history.js';
import { judge } from './judge.js';

/** When it was killed. */
export type Moment = 'whileWorking' | 'whileStarting' | 'whileStopping' | 'whileMaking' | 'afterThrottling';

/** A data folder with all that has happened to it. */
export interface Folder {
  readonly path: string;
  /** What it begins with. */
  readonly template: string;
  history: History;
  patients: Patients | undefined;
  /** What opened throttle windows just before it was killed, and when it was answered. */
  throttled: { readonly deviceId: string; readonly at: number } | undefined;
  rounds: number;
}

/** So many rounds have the same data: long enough to build up, short enough to be judged quickly. */
const roundsOfData = 20;
/** How long starting takes, about; a kill during it comes at any time until then. */
const startMs = 900;
const makingMs = 2_500;

export function newFolder(path: string, template: string): Folder {
  return { path, template, history: newHistory(), patients: undefined, throttled: undefined, rounds: 0 };
}

export interface Round {
  readonly moment: Moment;
  readonly wrong: readonly string[];
  readonly answered: number;
}

/** One start and one kill. */
export async function playRound(folder: Folder, chance: Chance, name: string): Promise<Round> {
  if (folder.rounds % roundsOfData === 0) {
    await rm(folder.path, { recursive: true, force: true });
    await cp(folder.template, folder.path, { recursive: true });
    Object.assign(folder, newFolder(folder.path, folder.template));
  }
  const { throttled } = folder;
  const demo = startDemo(folder.path, throttled === undefined ? { throttle: 'off' } : { throttle: 'error', deviceId: throttled.deviceId });
  try {
    if (throttled === undefined && chance.chance(0.25)) {
      await later(chance.below(startMs));
      return { moment: 'whileStarting', wrong: [], answered: 0 };
    }
    folder.rounds += 1;
    const running = await demo.ready;
    if (running === undefined) throw new Error('It was killed before its time.');
    if (throttled !== undefined) {
      folder.throttled = undefined;
      return { moment: 'afterThrottling', wrong: await stillThrottled(running, folder, throttled.at), answered: 0 };
    }
    folder.patients ??= await findPatients(running);
    const wrong = await judge(running, folder.patients, folder.history);
    if (wrong.length > 0) return { moment: 'whileWorking', wrong, answered: 0 };
    return await workAndKill(running, folder, { chance, name, demo });
  } finally {
    await demo.kill();
  }
}

interface Killing {
  readonly chance: Chance;
  readonly name: string;
  readonly demo: ReturnType<typeof startDemo>;
}

async function workAndKill(running: Running, folder: Folder, { chance, demo, name }: Killing): Promise<Round> {
  const { history, patients } = folder;
  if (patients === undefined) throw new Error('It has no patients.');
  const stops = chance.chance(0.2);
  const delay = chance.below(stops ? 60 : 5);
  let replies = chance.between(1, 40);
  let answered = 0;
  let killed: Promise<void> | undefined;
  const replied = (): void => {
    answered += 1;
    replies -= 1;
    if (replies !== 0) return;
    // After that reply or a moment later, in the midst of what the others have sent; or in the midst of an orderly stop.
    if (stops) demo.child.kill('SIGTERM');
    killed = later(delay).then(() => demo.kill());
  };
  await workUntilKilled({ running, patients, history, chance, name, replied });
  await killed;
  return { moment: stops ? 'whileStopping' : 'whileWorking', wrong: [], answered };
}

/** Kills an environment again and again while its data is made, then lets it come up. @returns how often it was killed */
export async function playMaking(path: string, chance: Chance): Promise<number> {
  const times = chance.between(1, 3);
  await mkdir(path, { recursive: true });
  for (let time = 0; time < times; time++) {
    const demo = startDemo(path, { throttle: 'off' });
    await later(chance.below(makingMs));
    await demo.kill();
  }
  const demo = startDemo(path, { throttle: 'off' });
  try {
    const running = await demo.ready;
    await running?.ask('GetDiary', '');
    if (!(await running?.client.perform('audit.verify', {}))?.ok) throw new Error('The audit of data that was made anew is broken.');
  } finally {
    await demo.kill();
    await rm(path, { recursive: true, force: true });
  }
  return times + 1;
}

/** Opens windows of the throttle, to be judged at the next start (B5.4). @returns how often it was killed */
export async function openWindows(folder: Folder): Promise<number> {
  if (folder.patients === undefined || folder.rounds % roundsOfData === 0) return 0;
  const demo = startDemo(folder.path, { throttle: 'error' });
  try {
    const running = await demo.ready;
    const [nhsNumber] = folder.patients;
    const reply = await running?.ask('GetPatientRecord', identityOf(nhsNumber));
    folder.throttled = { deviceId: textsOf(reply ?? '', 'DeviceID')[0] ?? '', at: Date.now() };
  } finally {
    await demo.kill();
  }
  return 1;
}

async function stillThrottled(running: Running, { patients }: Folder, openedAt: number): Promise<readonly string[]> {
  const { error } = await running.send('GetPatientRecord', identityOf(patients?.[0] ?? ''));
  // A machine that was that slow shows nothing.
  if (Date.now() - openedAt > 29_000) return [];
  return error === 'Throttled' ? [] : ['a throttle window that was open before the kill is not open any more'];
}

async function findPatients(running: Running): Promise<Patients> {
  const numbers = [...new Set(textsOf(await running.ask('GetDiary', '<Appointments/>'), 'NHSNumber'))];
  const [atOnce, leftOpen] = numbers;
  if (atOnce === undefined || leftOpen === undefined) throw new Error('The diary has too few patients.');
  return [atOnce, leftOpen];
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
