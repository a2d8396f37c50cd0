// What the last run of the tests found: its results file, and what can be read from it.
import { existsSync, readFileSync } from 'node:fs';

/** Where the test command leaves its results, from the root of the project. */
export const resultsFile = 'test-results/tests.json';

/**
 * @typedef {object} TestResult
 * @property {string} title the test's own name
 * @property {string} fullName with the names of its groups
 * @property {'passed' | 'failed' | 'left out'} status
 */

/** @returns {readonly TestResult[] | undefined} the results of the last run; undefined where there was none */
export const readResults = () => (existsSync(resultsFile) ? testResults(JSON.parse(readFileSync(resultsFile, 'utf8'))) : undefined);

/**
 * @param {{ testResults: { status: string, name: string, assertionResults: { title: string, fullName: string, status: string }[] }[] }} report
 *   vitest's report in its JSON form
 * @returns {readonly TestResult[]}
 */
export const testResults = (report) =>
  report.testResults.flatMap(({ status, name, assertionResults }) => {
    const results = assertionResults.map((one) => ({ title: one.title, fullName: one.fullName, status: statusOf(one.status) }));
    // A file that could not even be loaded has no test to blame.
    const noneFailed = status === 'failed' && results.every((one) => one.status !== 'failed');
    return noneFailed ? [...results, { title: name, fullName: `${name} could not be run`, status: /** @type {const} */ ('failed') }] : results;
  });

/** @param {readonly TestResult[] | undefined} results */
export const outcomeOf = (results = []) => ({
  passed: results.filter(({ status }) => status === 'passed').length,
  failures: results.filter(({ status }) => status === 'failed').length,
  leftOut: results.filter(({ status }) => status === 'left out').map(({ fullName }) => fullName),
});

/**
 * @param {string} status vitest's word
 * @returns {TestResult['status']}
 */
const statusOf = (status) => (status === 'passed' || status === 'failed' ? status : 'left out');
