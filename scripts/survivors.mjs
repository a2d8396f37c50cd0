// Tries what survived a run once more: first with the tests beside the code, then with every test of the area, each time in a process of its own. Stryker asks of a
// change only the tests that passed by it, and what is made once and kept (`oncePer`) is passed by one test alone: the others, which work with it all the
// same, were never asked.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tests that take longer, in milliseconds, wait for what never comes. */
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
 * @param {string} folder a copy of the project, with `vitest.mutation.ts`
 * @param {string} report the path of Stryker's report as JSON
 * @param {(file: string) => boolean} isAsked which files
 */
export const trySurvivors = (folder, report, isAsked) => {
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.mutation.ts', '--bail', '1', '--reporter', 'dot'];
  /** @param {string[]} tests */
  const passes = (tests) => {
    const run = () => spawnSync(process.execPath, [...vitest, ...tests], { cwd: folder, stdio: 'ignore', timeout: patience });
    const first = run();
    // Once more where its time was up: the machine may have stood still.
    return (first.signal === null ? first : run()).status === 0;
  };
  if (!passes([])) throw new Error('The tests fail before anything is broken.');
  for (const [file, { mutants, source }] of Object.entries(results.files).filter(([name]) => isAsked(name))) {
    const path = join(folder, file);
    if (readFileSync(path, 'utf8') !== source) throw new Error(`${file} has changed since it was run.`);
    const beside = file.replace('/src/', '/test/').replace(/\.ts$/, '.test.ts');
    const near = existsSync(join(folder, beside)) ? [beside] : [];
    /** @type {Mutant[]} */
    const left = mutants.filter((/** @type {Mutant} */ { status }) => status === 'Survived' || status === 'NoCoverage');
    try {
      for (const mutant of left) {
        writeFileSync(path, broken(source, mutant));
        if ((near.length > 0 && !passes(near)) || !passes([])) mutant.status = 'Killed';
      }
    } finally {
      writeFileSync(path, source);
    }
    const still = left.filter(({ status }) => status !== 'Killed').length;
    console.log(`${file}: of ${left.length} that survived ${still} do so when every test is asked.`);
    writeFileSync(report, JSON.stringify(results));
  }
};
