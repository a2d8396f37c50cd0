// Tampers with the audit of a stopped environment: `audit verify` finds each change and names the first break (B8.3).
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStopped } from '@s1kit/server';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { databaseOf, keys } from '../instance/data.js';
import { tamperWithCheckpoints } from './checkpoints.js';
import { type Expected, firstDifference } from './expected.js';
import { openCopy, readTables, type Tables } from './tables.js';
import { remakeChain, tamperings } from './tampering.js';
import { checkpointsName, makeTrail, type Trail } from './trail.js';

/** Verification of so few entries takes milliseconds. */
const patienceMs = 20_000;
const requestsInPart = 12;

export const auditTampering: Campaign = {
  name: 'audit-tampering',
  purpose: 'Flips, removes, swaps, inserts, cuts and replaces in the audit of a stopped environment: each is found, and the first break is named.',
  run: async (trial) => {
    const trail = await makeTrail(makeFolder(trial, 'trail'), requestsInPart);
    const copy: Trail = { ...trail, folder: makeFolder(trial, 'copy') };
    copyOf(trail, copy);
    const database = openCopy(databaseOf(copy));
    const tables = readTables(database);
    database.close();
    const counts = { cases: 0, entries: tables.entries.length, found: 0, told: 0, beyondPromise: 0 };
    const findings: string[] = [];
    if (!(await verified(copy)).ok) findings.push('The audit is not whole before anybody tampers with it.');
    for (let index = trial.firstCase; findings.length < 5 && goesOn(trial, counts.cases, tamperings.length + 2); index++) {
      counts.cases += 1;
      copyOf(trail, copy);
      const { found, what, wrong } = await tryCase(copy, tables, trial, index);
      counts[found] += 1;
      if (wrong !== undefined) findings.push(`Case ${index}: ${what}: ${wrong}.`);
    }
    return { counts, findings };
  },
};

interface Tried {
  readonly what: string;
  readonly found: 'found' | 'told' | 'beyondPromise';
  readonly wrong: string | undefined;
}

async function tryCase(copy: Trail, tables: Tables, trial: Trial, index: number): Promise<Tried> {
  const chance = trial.chance('case', index);
  const kind = index % (tamperings.length + 2);
  const tamper = tamperings[kind];
  if (kind === tamperings.length + 1) {
    const { expected, what } = tamperWithCheckpoints(join(copy.folder, checkpointsName), chance);
    const { ok, remarks } = await verified(copy);
    const isSeen = !ok || remarks.length > 0;
    const isRight = expected === 'broken' ? !ok : expected === 'told' ? isSeen : !isSeen;
    return { what, found: expected === 'nothing' ? 'beyondPromise' : 'told', wrong: isRight ? undefined : `expected it ${expected}, and it was not` };
  }
  const database = openCopy(databaseOf(copy));
  const tampering = { database, chance, tables, turn: Math.floor(index / (tamperings.length + 2)) };
  let what = 'an entry changed and the chain made anew';
  let expected: Expected;
  if (tamper === undefined) {
    const { sequence, workstation } = remakeChain(tampering);
    const count = copy.checkpointsOf(workstation).find((each) => each >= sequence);
    expected = count === undefined ? undefined : { workstation, sequence: count };
  } else {
    what = tamper(tampering);
    expected = firstDifference(tables, readTables(database), copy);
  }
  database.close();
  const { firstBroken } = await verified(copy);
  const isRight = isNamed(firstBroken, expected);
  const wrong = isRight ? undefined : `the break should be named at ${inWords(expected)}; verify names ${inWords(firstBroken ?? undefined)}`;
  return { what, found: expected === undefined ? 'beyondPromise' : 'found', wrong };
}

function isNamed(broken: { readonly workstation: string; readonly sequence: number } | null, expected: Expected): boolean {
  if (expected === 'somewhere') return broken !== null;
  return broken?.sequence === expected?.sequence && broken?.workstation === expected?.workstation;
}

const inWords = (place: Expected): string => (place === 'somewhere' ? place : place === undefined ? 'none' : `entry ${place.sequence} of ${place.workstation}`);

async function verified({ folder }: Trail) {
  const stopped = await openStopped({ database: databaseOf({ folder }), folder, checkpointPublicKey: keys.checkpointPublicKey });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Verification does not come to its end.')), patienceMs);
  });
  try {
    return await Promise.race([stopped.verify(), late]);
  } finally {
    clearTimeout(timer);
    await stopped.close();
  }
}

function makeFolder({ folder }: Trial, name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
}

function copyOf(from: Trail, to: Trail): void {
  copyFileSync(databaseOf(from), databaseOf(to));
  copyFileSync(join(from.folder, checkpointsName), join(to.folder, checkpointsName));
}
