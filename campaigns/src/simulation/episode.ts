// One episode: a world of its own, so many steps, and the rules checked after each. The same seed and case give the same episode.
import { join } from 'node:path';
import type { Trial } from '../campaign.js';
import type { TestDisk } from '../disk/test-disk.js';
import { copyInstalled, type Installed } from '../instance/data.js';
import { checkChains, checkEnd, checkStep, checkTables, type OracleCounts, Violation } from './oracle.js';
import { settle } from './settle.js';
import { takeStep } from './steps.js';
import { openTrace, type Trace } from './trace.js';
import { openWorld, type World } from './world.js';

export interface EpisodeCounts extends OracleCounts {
  restarts: number;
  powerCuts: number;
  crashes: number;
  cutsAtStart: number;
}

export interface Episode {
  readonly trace: number;
  readonly steps: number;
  /** What did not hold, with the last steps before it. */
  readonly finding: string | undefined;
  readonly lastSteps: readonly string[];
}

export interface EpisodeOptions {
  readonly trial: Pick<Trial, 'chance' | 'folder'>;
  readonly disk: TestDisk;
  readonly template: Installed;
  readonly number: number;
  readonly steps: number;
}

/** Every so many steps all tables are compared. */
const tablesEvery = 25;

/** Plays episode `number`. */
export async function playEpisode({ disk, number, steps, template, trial }: EpisodeOptions, counts: EpisodeCounts): Promise<Episode> {
  const chance = trial.chance('case', number);
  const installed = copyInstalled(template, join(trial.folder, 'world'));
  disk.watch(installed.folder, trial.chance('disk', number).below(2 ** 31));
  const trace = openTrace();
  let world: World | undefined;
  try {
    world = await openWorld({
      disk,
      installed,
      chance: trial.chance('server', number),
      settings: { throttle: chance.pick(['off', 'off', 'error', 'silent', 'delay'] as const), approve: chance.pick(['ask', 'always'] as const) },
    });
    await play(world, { chance, counts, steps, trace });
    await finish(world, trace, counts);
    return { trace: trace.hash(), steps: trace.steps, finding: undefined, lastSteps: [] };
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const finding = failure instanceof Violation ? failure.message : `It failed: ${failure.message}`;
    return { trace: trace.hash(), steps: trace.steps, finding, lastSteps: trace.last(20) };
  } finally {
    await world?.close();
    disk.heal();
  }
}

interface Playing {
  readonly chance: ReturnType<Trial['chance']>;
  readonly counts: EpisodeCounts;
  readonly steps: number;
  readonly trace: Trace;
}

async function play(world: World, { chance, counts, steps, trace }: Playing): Promise<void> {
  const { disk, stations } = world;
  let numbers = 0;
  const context = { world, chance, next: () => ++numbers };
  while (trace.steps < steps) {
    const dies = chance.chance(0.006);
    if (dies && chance.chance(0.5)) disk.stop(chance.between(1, 40));
    else if (dies || disk.stopped()) await dieAndStart(world, { chance, counts, steps, trace });
    else trace.step(await takeStep(context));
    await settle();
    if (disk.stopped()) continue;
    checkStep(stations, world.reader, trace, counts);
    if (trace.steps % tablesEvery === 0) checkTables(stations, world.reader);
    const [failure] = world.failures;
    if (failure !== undefined) throw new Violation(`An operation of the screens failed: ${failure}.`);
  }
}

async function dieAndStart(world: World, { chance, counts, trace }: Playing): Promise<void> {
  const how = world.disk.stopped() ? chance.pick(['process', 'power'] as const) : chance.pick(['in order', 'process', 'power'] as const);
  counts.restarts++;
  if (how === 'power') counts.powerCuts++;
  if (how === 'process') counts.crashes++;
  counts.cutsAtStart += await world.restart(how, chance);
  trace.step(`restart: ${how}`);
  const { reader, stations } = world;
  checkChains(stations, reader);
  // What was on its way when it ended may be on record or not; nobody hears of it any more.
  checkStep(stations, reader, trace, counts);
  for (const station of stations) {
    station.arrived.clear();
    station.clients = [];
  }
  checkTables(stations, reader);
}

/** Longer than anything is held. */
const longestHold = 130_000;

/** Lets everything come to its end, and looks at all of it. */
async function finish(world: World, trace: Trace, counts: EpisodeCounts): Promise<void> {
  const { stations } = world;
  world.disk.stop(0);
  world.disk.start();
  world.setFaults(undefined);
  for (const { clients } of stations) for (const { connection } of clients) connection.stall(false);
  for (let rounds = 0; rounds < 12; rounds++) {
    await settle();
    world.clock.advance(longestHold);
  }
  await settle();
  checkStep(stations, world.reader, trace, counts);
  checkEnd(stations);
  checkTables(stations, world.reader);
  const verdict = await stations[0]?.running.door.perform('audit.verify', {}, { kind: 'operator' });
  if (verdict?.ok !== true) throw new Violation(`The audit is broken at entry ${verdict?.firstBroken?.sequence}: ${verdict?.firstBroken?.why}`);
}
