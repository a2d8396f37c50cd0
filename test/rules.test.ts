// The reader of rules must itself be able to find fault.
import { describe, expect, it } from 'vitest';
import { outcomeOf, testResults } from '../scripts/results.mjs';
import { judgeRules, rulesNamed, rulesNotBuilt, rulesStated } from '../scripts/rules.mjs';

const passed = (title: string) => ({ title, fullName: title, status: 'passed' as const });
const failed = (title: string) => ({ title, fullName: title, status: 'failed' as const });
const leftOut = (title: string) => ({ title, fullName: title, status: 'left out' as const });

describe('rules', () => {
  it('are named by the beginning of a test, one or several', () => {
    expect(rulesNamed('B5.2: a throttled request spends nothing')).toEqual(['B5.2']);
    expect(rulesNamed('B5.2, B5.3 and B10.1: all of them')).toEqual(['B5.2', 'B5.3', 'B10.1']);
    expect(rulesNamed('as B5.2 says')).toEqual([]);
    expect(rulesNamed('B5.2 without a colon')).toEqual([]);
  });

  it('are stated by items of a list, in bold', () => {
    expect(rulesStated('Text B1.1.\n- **B2.1** One.\n- **B7.1 GetFunctions** lists.\n  **B3.3** not an item')).toEqual(['B2.1', 'B7.1']);
  });

  it('fail without a test, unless they are listed as not built', () => {
    const notBuilt = rulesNotBuilt('| rule | comes with |\n| --- | --- |\n| B2.3 | writing |\n');
    const { rules, problems } = judgeRules(['B2.1', 'B2.2', 'B2.3'], notBuilt, [passed('B2.1: yes')]);
    expect(rules.map(({ result }) => result)).toEqual(['passed', 'no test', 'not built']);
    expect(problems).toEqual(['B2.2 has no test that names it, and is not listed as not built']);
  });

  it('fail with a failed test, and are open with one that was left out', () => {
    const { rules, problems } = judgeRules(['B2.1', 'B2.2'], new Map(), [passed('B2.1: yes'), failed('B2.1: no'), leftOut('B2.2: unseen')]);
    expect(rules.map(({ result }) => result)).toEqual(['failed', 'left out']);
    expect(problems).toEqual(['B2.1: a test that names it failed']);
  });

  it('must be stated before a test or the list may name them', () => {
    const { problems } = judgeRules(['B2.1'], new Map([['B9.9', 'never']]), [passed('B2.1: yes'), passed('B2.7: unknown')]);
    expect(problems).toEqual(['B9.9 is listed as not built, but no page states it', 'B2.7 is named by "B2.7: unknown", but no page states it']);
  });
});

describe('results', () => {
  it('count tests, and a file that could not be loaded as a failure', () => {
    const results = testResults({
      testResults: [
        { status: 'passed', name: 'a.test.ts', assertionResults: ['passed', 'pending'].map((status) => ({ title: status, fullName: `a ${status}`, status })) },
        { status: 'failed', name: 'b.test.ts', assertionResults: [] },
      ],
    });
    expect(outcomeOf(results)).toEqual({ passed: 1, failures: 1, leftOut: ['a pending'] });
  });
});
