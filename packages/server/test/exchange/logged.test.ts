// What the log has of a failure: where it was, never what it says, which might quote data.
import { describe, expect, it } from 'vitest';
import { openEnvironment } from '../support/environment.js';

describe('what is thrown', () => {
  /** What the log has of a function that throws. */
  async function loggedOf(thrown: unknown): Promise<string> {
    const work = function* () {
      yield* [];
      throw thrown;
    };
    const environment = await openEnvironment({ behaviourOf: () => ({ work }) });
    const desk = await environment.desk();
    const answer = await desk.ask('GetFunctions');
    expect([answer?.error, answer?.message]).toEqual(['Unexpected', expect.stringMatching(/^[A-Z].*nothing was changed\./)]);
    return environment.logged();
  }

  it('is logged as what it is, with its code if that is a text, and at most twelve places', async () => {
    expect(await loggedOf(Object.assign(new TypeError('x'), { code: 'EIO' }))).toMatch(
      /"failure":"TypeError","code":"EIO","at":\["at [^ ][^"]*"(,"at [^"]*"){1,11}\],"msg":"A request failed\."/,
    );
    expect(await loggedOf(Object.assign(new TypeError('x'), { code: 7 }))).toMatch(/"failure":"TypeError","at":/);
    const deep = (depth: number): Error => (depth === 0 ? new Error('x') : deep(depth - 1));
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 30;
    const failure = deep(20);
    Error.stackTraceLimit = limit;
    expect(/"at":\[([^\]]*)\]/.exec(await loggedOf(failure))?.[1]?.split('","')).toHaveLength(12);
    expect(await loggedOf(Object.assign(new Error('x'), { stack: undefined }))).toContain('"at":[]');
  });

  it('is logged also where it is no failure that says anything', async () => {
    expect(await loggedOf('the secret of a document')).toMatch(/"msg":"A request failed for an unknown reason\."/);
    expect(await loggedOf('the secret of a document')).not.toContain('secret');
  });
});
