// Tries what survived a run once more: first with the tests beside the code, then with every test of the area. Stryker asks of a change only the tests that passed
// by it, and what is made once and kept (`oncePer`) is passed by one test alone: the others, which work with it all the same, were never asked.
// Run by mutation.mjs in its copy of the project: survivors.mjs REPORT FILE …
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';

/** @typedef {{ readonly line: number, readonly column: number }} Place */
/** @typedef {{ readonly replacement?: string, readonly location: { readonly start: Place, readonly end: Place }, status: string }} Mutant */
/** @typedef {{ readonly files: Readonly<Record<string, { readonly source: string, readonly mutants: Mutant[] }>> }} Report */

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

/** Modules are loaded anew for each file of tests: nothing that was made before a change may stay. */
const openTests = async () => {
  const vitest = await createVitest('test', { config: 'vitest.mutation.ts', watch: false, isolate: true, reporters: [{}] });
  /**
   * @param {string} changed the file that is not as it was
   * @param {readonly string[]} tests those alone; all where there are none
   */
  const pass = async (changed, tests) => {
    vitest.invalidateFile(changed);
    const asked = await vitest.globTestSpecifications([...tests]);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked);
    // The result names every file of tests that was ever run here, with how it last went: one that failed under an earlier change says nothing of this one.
    const ran = testModules.filter(({ moduleId }) => asked.some((specification) => specification.moduleId === moduleId));
    return unhandledErrors.length === 0 && ran.length === asked.length && ran.every((module) => module.ok());
  };
  return { pass, close: () => vitest.close() };
};

const main = async () => {
  const [report = '', ...asked] = process.argv.slice(2);
  /** @type {Report} */
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const tests = await openTests();
  if (!(await tests.pass(resolve(asked[0] ?? ''), []))) throw new Error('The tests fail before anything is broken.');
  for (const [file, { mutants, source }] of Object.entries(results.files).filter(([name]) => asked.includes(name))) {
    const path = resolve(file);
    if (readFileSync(path, 'utf8') !== source) throw new Error(`${file} has changed since it was run.`);
    const beside = file.replace('/src/', '/test/').replace(/\.ts$/, '.test.ts');
    const stages = existsSync(beside) ? [[beside], []] : [[]];
    const left = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
    try {
      for (const mutant of left) {
        writeFileSync(path, broken(source, mutant));
        for (const stage of stages) {
          if (mutant.status === 'Killed' || (await tests.pass(path, stage))) continue;
          mutant.status = 'Killed';
        }
      }
    } finally {
      writeFileSync(path, source);
    }
    if (!(await tests.pass(path, stages[0] ?? [])))
      throw new Error(`The tests of ${file} fail though nothing is broken: what was said of it is worth nothing.`);
    const still = left.filter(({ status }) => status !== 'Killed').length;
    console.log(`${file}: of ${left.length} that survived ${still} do so when every test is asked.`);
    writeFileSync(report, JSON.stringify(results));
  }
  await tests.close();
};

await main();
