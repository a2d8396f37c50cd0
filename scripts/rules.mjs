// `npm run rules`: every numbered rule of docs/behaviour, the tests that name it, and how they went the last time.
// A rule without a test is a failure, unless docs/behaviour/not-built.md says what it comes with.
// With --brief only what is wrong is listed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readResults } from './results.mjs';

/** @typedef {import('./results.mjs').TestResult} TestResult */

/**
 * @typedef {object} RuleReport
 * @property {string} rule
 * @property {readonly TestResult[]} tests
 * @property {string | undefined} comesWith what it will be built with, where it is not built yet
 * @property {'passed' | 'failed' | 'left out' | 'no test' | 'not built'} result
 */

/**
 * The rules that a test proves, from the beginning of its name: `B5.2: …`, `B5.2, B5.3: …`.
 * @param {string} name
 * @returns {readonly string[]}
 */
export const rulesNamed = (name) => (/^B\d+\.\d+(?:(?:, | and )B\d+\.\d+)*(?=:)/.exec(name)?.[0] ?? '').match(/B\d+\.\d+/g) ?? [];

/**
 * The rules that a page of docs/behaviour states: each begins an item of a list, in bold.
 * @param {string} page
 * @returns {readonly string[]}
 */
export const rulesStated = (page) => [...page.matchAll(/^- \*\*(B\d+\.\d+)\b/gm)].map(([, rule = '']) => rule);

/**
 * The table of rules that are not built yet: rule, and what it comes with.
 * @param {string} page
 * @returns {ReadonlyMap<string, string>}
 */
export const rulesNotBuilt = (page) => new Map([...page.matchAll(/^\| (B\d+\.\d+) \| (.+?) \|$/gm)].map(([, rule = '', comesWith = '']) => [rule, comesWith]));

/**
 * @param {readonly string[]} stated
 * @param {ReadonlyMap<string, string>} notBuilt
 * @param {readonly TestResult[]} results
 * @returns {{ rules: readonly RuleReport[], problems: readonly string[] }}
 */
export const judgeRules = (stated, notBuilt, results) => {
  const known = new Set(stated);
  const proofs = results.flatMap((test) => rulesNamed(test.title).map((rule) => ({ rule, test })));
  const rules = [...known].map((rule) => {
    const tests = proofs.filter((proof) => proof.rule === rule).map(({ test }) => test);
    const comesWith = notBuilt.get(rule);
    return { rule, tests, comesWith, result: resultOf(tests, comesWith) };
  });
  const problems = [
    ...stated.filter((rule, index) => stated.indexOf(rule) !== index).map((rule) => `${rule} is stated twice`),
    ...rules.filter(({ result }) => result === 'no test').map(({ rule }) => `${rule} has no test that names it, and is not listed as not built`),
    ...rules.filter(({ result }) => result === 'failed').map(({ rule }) => `${rule}: a test that names it failed`),
    ...[...notBuilt.keys()].filter((rule) => !known.has(rule)).map((rule) => `${rule} is listed as not built, but no page states it`),
    ...[...new Set(proofs.filter(({ rule }) => !known.has(rule)).map(({ rule, test }) => `${rule} is named by "${test.fullName}", but no page states it`))],
  ];
  return { rules, problems };
};

/**
 * @param {readonly TestResult[]} tests
 * @param {string | undefined} comesWith
 * @returns {RuleReport['result']}
 */
const resultOf = (tests, comesWith) => {
  if (tests.some(({ status }) => status === 'failed')) return 'failed';
  if (tests.some(({ status }) => status === 'passed')) return comesWith === undefined ? 'passed' : 'not built';
  if (tests.length > 0) return 'left out';
  return comesWith === undefined ? 'no test' : 'not built';
};

/** @param {RuleReport} report */
const lineOf = ({ rule, tests, comesWith, result }) => {
  const count = tests.length === 1 ? '1 test' : `${tests.length} tests`;
  return `${rule.padEnd(7)}${count.padStart(9)}  ${comesWith === undefined ? result : `${result} yet: ${comesWith}`}`;
};

const main = () => {
  const folder = 'docs/behaviour';
  const notBuiltPage = join(folder, 'not-built.md');
  const pages = readdirSync(folder).filter((name) => /^\d\d-.*\.md$/.test(name));
  const stated = pages.sort().flatMap((name) => [...rulesStated(readFileSync(join(folder, name), 'utf8'))]);
  const notBuilt = existsSync(notBuiltPage) ? rulesNotBuilt(readFileSync(notBuiltPage, 'utf8')) : new Map();
  const results = readResults();
  if (results === undefined) {
    console.error('There are no test results yet: run `npm test` first.');
    return 1;
  }
  const { rules, problems } = judgeRules(stated, notBuilt, results);
  if (!process.argv.includes('--brief')) {
    for (const report of rules) {
      console.log(lineOf(report));
      for (const { title, status } of report.tests) console.log(`           ${status === 'passed' ? ' ' : `[${status}] `}${title}`);
    }
  }
  for (const problem of problems) console.log(`✗ ${problem}`);
  const proved = rules.filter(({ result }) => result === 'passed').length;
  console.log(`${rules.length} rules: ${proved} proved by tests, ${notBuilt.size} not built yet, ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  process.exitCode = main();
}
