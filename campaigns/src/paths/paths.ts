// WriteTo and DocumentPath: paths that lead astray, on the real disk and by the rules of Windows, also while links are swapped (B7.14, B7.17).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles } from '@s1kit/desktop';
import { movableClock } from '@s1kit/link';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import type { Desk } from '../practice/desk.js';
import { makePractice, openPractice } from '../practice/practice.js';
import { nhsNumbersOf } from '../practice/rows.js';
import { makeArena } from './arena.js';
import { type Files, type Tried, tryReading, tryWriting } from './disk.js';
import { race } from './races.js';
import { tryDocument } from './requests.js';
import { tryForm, tryWithin } from './windows.js';

const triesInRace = 100;
/** One case in so many is a race; those take their time. */
const raceEvery = 200;
/** And one in so many goes by way of a request. */
const requestEvery = 10;

export const paths: Campaign = {
  name: 'paths',
  purpose: 'Paths with dots, links, loops, reserved names, streams, NUL and UNC, and links swapped meanwhile: nothing outside is read, made or changed.',
  run: async (trial) => {
    mkdirSync(join(trial.folder, 'arena'));
    const arena = makeArena(join(trial.folder, 'arena'));
    const files = createFiles({ allowedFolders: [join(arena.root, 'way')] });
    const practice = await openedPractice(join(trial.folder, 'practice'), files);
    const counts = { cases: 0, read: 0, written: 0, refused: 0, windowsForms: 0, requests: 0, races: 0, racedTries: 0, racedThrough: 0, swaps: 0 };
    const findings: string[] = [];
    const note = (index: number, wrong: readonly string[]): void => void findings.push(...wrong.map((what) => `Case ${index}: ${what}.`));
    for (let index = trial.firstCase; findings.length < 5 && goesOn(trial, counts.cases, raceEvery); index++) {
      counts.cases += 1;
      if (index % raceEvery === raceEvery - 1) {
        const { done, swaps, tries, wrong } = await race(files, arena, Math.floor(index / raceEvery), triesInRace);
        counts.races += 1;
        counts.racedTries += tries;
        counts.racedThrough += done;
        counts.swaps += swaps;
        note(index, [...new Set(wrong)]);
      } else if (index % 4 === 3) {
        counts.windowsForms += 1;
        const chance = trial.chance('case', index);
        note(
          index,
          [await tryForm(chance), tryWithin(chance)].filter((wrong) => wrong !== undefined),
        );
      } else if (index % requestEvery === 0) {
        const { outcome, wrong } = await tryDocument(practice.desk, practice.nhsNumber, arena, trial.chance('case', index));
        counts.requests += 1;
        counts[outcome] += 1;
        note(index, wrong);
      } else {
        const { outcome, wrong } = await tryOnDisk(trial, index);
        counts[outcome] += 1;
        note(index, wrong);
      }
    }
    await practice.close();
    return { counts, findings };

    function tryOnDisk({ chance }: Trial, index: number): Promise<Tried> {
      return index % 2 === 0 ? tryReading(files, arena, chance('case', index)) : tryWriting(files, arena, chance('case', index), `case-${index}`);
    }
  },
};

/** A server whose workstation has those files. */
async function openedPractice(folder: string, files: Files): Promise<{ readonly desk: Desk; readonly nhsNumber: string; close(): Promise<void> }> {
  const start = Date.UTC(2026, 0, 5, 8);
  mkdirSync(folder);
  const practice = await openPractice(await makePractice(folder, { now: start, patients: 3 }), { clock: movableClock({ start }) });
  const [nhsNumber = ''] = await nhsNumbersOf(practice.store);
  return { desk: await practice.desk('workstation-1', { door: files }), nhsNumber, close: practice.close };
}
