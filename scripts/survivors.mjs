// Tries what survived once more, with every test of the area in a process of its own. Stryker asks of a change only the tests that passed by it, and what is
// made once and kept (`oncePer`) is passed by one test alone: the others, which work with it all the same, would never be asked.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test that takes so much longer than all of them do, in milliseconds, waits for what never comes. */
const patience = 60_000;

/** @typedef {{ readonly line: number, readonly column: number }} Place */
/** @typedef {{ readonly replacement?: string, readonly location: { readonly start: Place, readonly end: Place }, status: string }} Mutant */

/**
 * @param {string} source
 * @param {Mutant} mutant
 */
const broken = (source, { location: { start, end }, replacement = '' }) => {
  const lines = source.split('\n');
  /** @param {Place} place */
  const offset = ({ line, column }) => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return source.slice(0, offset(start)) + replacement + source.slice(offset(end));
};

/**
 * Tries again what survived, and writes what is noticed now into the report.
 * @param {string} folder the copy of the project, with `vitest.mutation.ts`
 * @param {string} report the path of Stryker's report as JSON
 */
export const trySurvivors = (folder, report) => {
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.mutation.ts', '--bail', '1', '--reporter', 'dot'];
  const passes = () => spawnSync(process.execPath, vitest, { cwd: folder, stdio: 'ignore', timeout: patience }).status === 0;
  if (!passes()) throw new Error('The tests fail before anything is broken.');
  for (const [file, { mutants, source }] of Object.entries(results.files)) {
    const path = join(folder, file);
    /** @type {Mutant[]} */
    const left = mutants.filter((/** @type {Mutant} */ { status }) => status === 'Survived' || status === 'NoCoverage');
    try {
      for (const mutant of left) {
        writeFileSync(path, broken(source, mutant));
        if (!passes()) mutant.status = 'Killed';
      }
    } finally {
      writeFileSync(path, source);
    }
    const still = left.filter(({ status }) => status !== 'Killed').length;
    console.log(`${file}: of ${left.length} that survived ${still} do so when every test is asked.`);
    writeFileSync(report, JSON.stringify(results));
  }
};
