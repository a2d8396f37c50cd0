// Goes through all sequences of operations, level by level: what leads to the same state is gone on from once.
import { cpSync, rmSync } from 'node:fs';
import type { State } from './model.js';
import { differences, expectedOf, seenIn, staleness } from './observe.js';
import type { Operation } from './operations.js';
import { begun, entriesIn, entriesSince, openWorld, type Setting, type World } from './world.js';

export interface Exploration {
  /** All sequences of so many operations were tried. */
  readonly depth: number;
  /** How many sequences that is, of all lengths up to there. */
  readonly sequences: number;
  readonly states: number;
  /** Operations that were really done and judged, each from a state of its own. */
  readonly tried: number;
  readonly findings: readonly string[];
}

/** A state, and the shortest way to it. */
interface Node {
  readonly way: readonly Operation[];
  readonly state: State;
  /** What leads on from here; filled when it has been gone on from. */
  next: readonly string[];
}

/** Names a state by all that what follows can depend on. */
const keyOf = (state: State, stale: string): string => `${JSON.stringify(state)} ${stale}`;

/**
 * Tries all sequences of the operations, as long as they may be and time allows.
 * @param pristine the data folder that every sequence begins with
 */
export async function explore(
  setting: Setting,
  pristine: string,
  operations: readonly Operation[],
  options: { readonly most: number; readonly spent: () => boolean },
): Promise<Exploration> {
  const nodes = new Map<string, Node>([[keyOf(begun, ''), { way: [], state: begun, next: [] }]]);
  let frontier = [...nodes.keys()];
  /** In how many ways each state is reached by as many operations as the level is deep. */
  let ways = new Map<string, number>(frontier.map((key) => [key, 1]));
  let sequences = 0;
  let tried = 0;
  for (let depth = 0; depth < options.most; depth++) {
    const found: string[] = [];
    for (const key of frontier) {
      const node = nodes.get(key);
      if (node === undefined || (options.spent() && tried > operations.length)) return { depth, sequences, states: nodes.size, tried, findings: [] };
      const { next, wrong } = await goOn(setting, pristine, node, operations);
      tried += next.length;
      if (wrong !== undefined) return { depth, sequences, states: nodes.size, tried, findings: [wrong] };
      node.next = next.map((one) => one.key);
      for (const one of next) {
        if (nodes.has(one.key)) continue;
        nodes.set(one.key, { way: [...node.way, one.operation], state: one.state, next: [] });
        found.push(one.key);
      }
    }
    frontier = found;
    ways = onwards(nodes, ways);
    for (const count of ways.values()) sequences += count;
  }
  return { depth: options.most, sequences, states: nodes.size, tried, findings: [] };
}

function onwards(nodes: ReadonlyMap<string, Node>, ways: ReadonlyMap<string, number>): Map<string, number> {
  const after = new Map<string, number>();
  for (const [key, count] of ways) for (const next of nodes.get(key)?.next ?? []) after.set(next, (after.get(next) ?? 0) + count);
  return after;
}

interface Step {
  readonly operation: Operation;
  readonly state: State;
  readonly key: string;
}

/** Does every operation from one state, and judges what came of it. What leaves the state as it was is followed by the next one at once. */
async function goOn(
  setting: Setting,
  pristine: string,
  node: Node,
  operations: readonly Operation[],
): Promise<{ readonly next: readonly Step[]; readonly wrong?: string }> {
  const next: Step[] = [];
  let world = await reach(setting, pristine, node.way);
  let isThere = true;
  const here = keyOf(node.state, await staleness(world));
  for (const operation of operations) {
    const expected = operation.model(node.state);
    if (expected === undefined) continue;
    if (!isThere) {
      await world.practice.crash();
      world = await reach(setting, pristine, node.way);
    }
    const before = await entriesIn(world);
    const done = await operation.act(world, setting);
    world = done.world;
    const entries = await entriesSince(world, before);
    const words = [
      ...(done.answer === expected.answer ? [] : [`the answer should be "${expected.answer}" and is "${done.answer}"`]),
      ...(entries.join() === expected.entries.join() ? [] : [`on record should be [${expected.entries.join(', ')}] and is [${entries.join(', ')}]`]),
      ...differences(await seenIn(world, setting), expectedOf(expected.state)),
    ];
    if (words.length > 0) {
      await world.practice.crash();
      const way = [...node.way, operation].map(({ name }) => name).join(', ');
      return { next, wrong: `After [${way}]: ${words.join('; ')}.` };
    }
    const key = keyOf(expected.state, await staleness(world));
    isThere = key === here;
    next.push({ operation, state: expected.state, key });
  }
  const { ok } = await world.desks.first.perform('audit.verify', {});
  await world.practice.crash();
  return ok ? { next } : { next, wrong: `After [${node.way.map(({ name }) => name).join(', ')}]: the chain of the audit is broken.` };
}

/** The world after a way that was judged before. */
async function reach(setting: Setting, pristine: string, way: readonly Operation[]): Promise<World> {
  const { folder } = setting.data;
  rmSync(folder, { recursive: true });
  cpSync(pristine, folder, { recursive: true });
  let world = await openWorld(setting);
  for (const operation of way) world = (await operation.act(world, setting)).world;
  return world;
}
