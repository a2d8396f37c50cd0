// The power goes at any moment, and the disk forgets what was not synced: what was answered is there, nothing is half done, the audit is whole (B3.7, B8.3).
import { join } from 'node:path';
import type { Campaign, Trial } from '../campaign.js';
import { openTestDisk, type TestDisk } from '../disk/test-disk.js';
import { goesOn } from '../going-on.js';
import { copyInstalled, makeInstalled } from '../instance/data.js';
import { cutWhileMade } from './fresh.js';
import { livesOf } from './lives.js';

export const powerCut: Campaign = {
  name: 'power-cut',
  purpose:
    'The power goes at any moment, also at start and in copies, and takes what was not synced: what was answered is there, nothing half done, the audit whole.',
  run: async (trial) => {
    const disk = openTestDisk();
    try {
      return await cutAgainAndAgain(trial, disk);
    } finally {
      disk.remove();
    }
  },
};

/** Cases that are tried also where making the data has taken all of the time. */
const atLeast = 3;

async function cutAgainAndAgain(trial: Trial, disk: TestDisk) {
  const template = await makeInstalled(join(trial.folder, 'template'), { organisations: 1, patients: 20 });
  const counts = { cases: 0, cuts: 0, cutsAtStart: 0, cutsInCopies: 0, cutsWhileMade: 0, lost: 0, requests: 0 };
  const findings: string[] = [];
  for (let number = trial.firstCase; goesOn(trial, counts.cases, atLeast) && findings.length < 10; number++) {
    const chance = trial.chance('case', number);
    // A database is made by some two hundred changes of the disk.
    const made = await cutWhileMade(join(trial.folder, 'made'), disk, chance, 1 + (number % 250));
    counts.cutsWhileMade++;
    const installed = copyInstalled(template, join(trial.folder, 'cut'));
    disk.watch(installed.folder, chance.below(2 ** 31));
    const wrong = [...made, ...(await livesOf({ disk, chance, installed, counts }))];
    findings.push(...wrong.map((what) => `${what} (seed ${trial.seed}, --case ${number})`));
    counts.cases++;
  }
  return { counts, findings };
}
