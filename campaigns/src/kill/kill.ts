// kill -9 of a real environment at random moments, over and over on the same data (B3.7, B5.4, B7.15, B7.16, B8.1).
import { join } from 'node:path';
import { startEnvironment } from 's1kit';
import type { Campaign } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { type Folder, type Moment, newFolder, openWindows, playMaking, playRound } from './rounds.js';

/** Environments that are killed side by side, each with data of its own. */
const lanes = 2;
const fewest = 20;
/** One round in so many is followed by one that opens throttle windows. */
const throttleEvery = 10;
/** And one in so many by kills of an environment whose data is made. */
const makingEvery = 40;

export const kill: Campaign = {
  name: 'kill',
  purpose: 'Kills s1kit demo with -9 while it is made, starts, works and stops: nothing answered is lost, nothing half done, the audit chain is whole.',
  run: async (trial) => {
    const counts = { kills: 0, answered: 0, whileWorking: 0, whileStarting: 0, whileStopping: 0, whileMaking: 0, afterThrottling: 0 };
    const findings: string[] = [];
    let next = trial.firstCase;
    const template = join(trial.folder, 'template');
    await makeTemplate(template);
    const note = (moment: Moment, kills = 1): void => {
      counts.kills += kills;
      counts[moment] += kills;
    };
    const playCase = async (index: number, folder: Folder): Promise<void> => {
      const chance = trial.chance('case', index);
      if (index % makingEvery === 0) note('whileMaking', await playMaking(`${folder.path}-anew`, chance));
      const { answered, moment, wrong } = await playRound(folder, chance, `r${index}`);
      note(moment);
      counts.answered += answered;
      findings.push(...wrong.slice(0, 5).map((what) => `Case ${index}: ${what}.`));
      if (index % throttleEvery === throttleEvery - 1) counts.kills += await openWindows(folder);
    };
    const work = async (lane: number): Promise<void> => {
      const folder = newFolder(join(trial.folder, `lane-${lane}`), template);
      while (findings.length === 0 && goesOn(trial, counts.kills, fewest)) {
        const index = next++;
        await playCase(index, folder).catch(
          (failure: unknown) => void findings.push(`Case ${index}: ${failure instanceof Error ? failure.message : 'it failed'}`),
        );
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
    return { counts, findings };
  },
};

/** The data that rounds begin with; without the patient whose record takes most of the time of a start. */
async function makeTemplate(folder: string): Promise<void> {
  const made = await startEnvironment({ data: join(folder, 'data'), patients: 20, largeRecord: false });
  await made.close(0);
}
