// Every read, write and sync of a request made to fail in turn, while requests of every kind go through the real server on the real SQLite (B3.7).
import type { Campaign, Trial } from '../campaign.js';
import { openTestDisk, type TestDisk } from '../disk/test-disk.js';
import { goesOn } from '../going-on.js';
import { type Installed, makeInstalled } from '../instance/data.js';
import { acts } from './acts.js';
import { faultCase, type Plan } from './fault-case.js';
import { fullDiskCase } from './full-disk.js';

export const diskFaults: Campaign = {
  name: 'disk-faults',
  purpose:
    'Every read, write and sync of a request fails in turn, once or until space returns: an error each time, nothing half done, and on without a restart.',
  run: async (trial) => {
    const disk = openTestDisk();
    try {
      return await tryAll(trial, disk, await makeInstalled(`${trial.folder}/template`, { organisations: 1, patients: 20 }));
    } finally {
      disk.remove();
    }
  },
};

/** Cases that are tried also where making the data has taken all of the time. */
const atLeast = 3;

async function tryAll(trial: Trial, disk: TestDisk, template: Installed) {
  const counts = { cases: 0, faults: 0, errors: 0, successes: 0, reopened: 0, killed: 0, fullDisks: 0 };
  const findings: string[] = [];
  for (let number = trial.firstCase; goesOn(trial, counts.cases, atLeast) && findings.length < 10; number++) {
    if (number % 10 === 0) findings.push(...(await fullDiskCase(trial, template, number, counts)));
    findings.push(...(await faultCase({ trial, disk, template, plan: planOf(trial, number), number }, counts)));
    counts.cases++;
  }
  return { counts, findings };
}

/** What case `number` is: the acts in turn, the faults by chance. */
function planOf(trial: Trial, number: number): Plan {
  const chance = trial.chance('case', number);
  const act = acts[number % acts.length];
  if (act === undefined) throw new RangeError('There is no act.');
  const operations = chance.pick([
    ['read'],
    ['read', 'write', 'sync'],
    ['write'],
    ['sync'],
    ['write', 'sync', 'truncate'],
    ['write', 'sync', 'truncate'],
    ['write', 'sync', 'truncate', 'open', 'delete', 'shm'],
  ] as const);
  return {
    act,
    fault: { operations, full: chance.chance(0.5), short: chance.chance(0.3), always: chance.chance(0.5) },
    ends: chance.pick(['in order', 'killed'] as const),
    killedAt: chance.chance(0.4) ? chance.between(1, 40) : undefined,
  };
}
