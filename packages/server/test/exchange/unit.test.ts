// The unit of work of a request where something is amiss that no client can bring about.
import { functionMap } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { behaviourOf } from '../../src/functions/index.js';
import { run, sql } from '../../src/store/index.js';
import { openEnvironment, operator, requestOf } from '../support/environment.js';

const patient = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';

describe('what goes outside the unit of work', () => {
  /** An environment whose GetFunctions has something to do outside, if `goes` says so. */
  async function withOutside(goes?: boolean) {
    const done: string[] = [];
    const environment = await openEnvironment({
      behaviourOf: (declaration) => {
        const how = behaviourOf(declaration.name);
        if (how === undefined || declaration.name !== 'GetFunctions') return how;
        const outside = async () => {
          done.push('done');
          return { value: undefined, undo: async () => void done.push('undone') };
        };
        return { ...how, outside, ...(goes === undefined ? {} : { goesOutside: () => goes }) };
      },
    });
    return { done, desk: await environment.desk(), environment };
  }

  it('B3.7: is done where the function does not say whether, and where it says so; not where it says it has nothing to do', async () => {
    for (const [goes, times] of [
      [undefined, 1],
      [true, 1],
      [false, 0],
    ] as const) {
      const { desk, done, environment } = await withOutside(goes);
      expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
      expect(done).toEqual(Array.from({ length: times }, () => 'done'));
      expect((await environment.messages()).map(({ outcome }) => outcome)).toEqual(['success']);
    }
  });

  it('B9.2: is not done where a fault takes the place of execution; any other fault leaves it as it is', async () => {
    const { desk, done } = await withOutside();
    await desk.approved();
    await desk.server.perform('faults.set', { kind: 'error', function: null, times: 1, code: 'RecordOpen' }, operator);
    const answer = await desk.ask('GetFunctions');
    expect([answer?.error, answer?.message]).toEqual(['RecordOpen', expect.stringMatching(/^A fault that was set/)]);
    expect(done).toEqual([]);
    await desk.server.perform('faults.set', { kind: 'cut-after', function: null, times: 1 }, operator);
    await desk.ask('GetFunctions');
    expect(done).toEqual(['done']);
  });
});

describe('one unit of work', () => {
  it('B3.7: holds the checks, the function and the entry of a request that has nothing to do outside: no other comes between them', async () => {
    let units = 0;
    const environment = await openEnvironment({
      store: (store) => ({
        ...store,
        write: (work) => {
          units += 1;
          return store.write(work);
        },
      }),
    });
    const desk = await environment.desk();
    await desk.approved();
    const unitsOf = async (functionName: string, parameters = ''): Promise<number> => {
      units = 0;
      expect((await desk.ask(functionName, parameters))?.error).toBeUndefined();
      return units;
    };
    expect(await unitsOf('GetFunctions')).toBe(1);
    expect(await unitsOf('GetPatientRecord', `${patient}<Filter><Demographics/></Filter>`)).toBe(1);
    expect(await unitsOf('UpdatePatientRecord', `${patient}<Clinical><Event><Narrative><Line>x</Line></Narrative></Event></Clinical>`)).toBe(1);
    expect(await unitsOf('GetXSDFiles', '<WriteTo>/out</WriteTo>')).toBe(2);
  });

  it('B9.3: no fault befalls a request where there are none, outside Demo', async () => {
    const desk = await (await openEnvironment({ createdAs: 'live', kind: 'live', settings: { throttle: 'error' } })).desk();
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
  });
});

describe('what a refusal is answered with', () => {
  it('B5.3: silence is for throttled requests alone: every other refusal is answered', async () => {
    const desk = await (await openEnvironment({ settings: { throttle: 'silent' } })).desk();
    expect((await desk.ask('Nonsense'))?.error).toBe('FunctionUnknown');
    expect((await desk.ask('PatientSearch', '<Foo/>'))?.error).toBe('SchemaInvalid');
    expect((await desk.ask('PatientSearch'))?.error).toBe('ConstraintsMissing');
    expect(await desk.ask('PatientSearch')).toBeUndefined();
  });

  it('B3.2: the DeviceID that was sent, also where it was not looked at yet or is none that holds', async () => {
    const desk = await (await openEnvironment()).desk();
    const deviceId = await desk.approved();
    const answers = [
      await desk.send(requestOf('GetFunctions', '', { deviceId, apiKey: 'ffffffffffffffff' })),
      await desk.send(requestOf('GetFunctions', '', { deviceId: '1111111111111111' })),
      await desk.send(requestOf('Nonsense', '', { deviceId })),
    ];
    expect(answers.map((answer) => [answer?.error, answer?.deviceId])).toEqual([
      ['KeyRefused', deviceId],
      ['DeviceUnknown', '1111111111111111'],
      ['FunctionUnknown', deviceId],
    ]);
  });
});

describe('a failure that is none of the client', () => {
  it('B3.7: a function on offer that has no behaviour is answered and on record as what should not be, and the log says where', async () => {
    const environment = await openEnvironment({ declared: [functionMap.GetFunctions], behaviourOf: () => undefined });
    const desk = await environment.desk();
    const answer = await desk.ask('GetFunctions');
    expect([answer?.error, answer?.permanent]).toEqual(['Unexpected', 'false']);
    expect((await environment.messages()).map(({ outcome, error_code }) => [outcome, error_code])).toEqual([['error', 'Unexpected']]);
    expect(environment.logged()).toMatch(/"at":\["at answer/);
  });

  it('B3.1: one in the checks is on record as itself, not as a request that could not be recorded', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    await environment.store.write(() => run(sql`ALTER TABLE device RENAME TO device_elsewhere`));
    const answer = await desk.send(requestOf('GetFunctions', '', { deviceId }));
    expect(answer?.error).toBe('Unexpected');
    expect(answer?.message).toMatch(/^[A-Z].*log of the environment/);
    expect((await environment.messages()).map(({ outcome, error_code }) => [outcome, error_code])).toEqual([['error', 'Unexpected']]);
    expect(environment.logged()).toMatch(/"failure":"SqliteError".*"at":\["at /);
    expect(environment.logged()).not.toContain('no such table');
  });
});
