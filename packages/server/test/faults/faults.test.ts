import type { InputOf } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { createFaults } from '../../src/faults/faults.js';
import { type Desk, openEnvironment, operator, requestOf, settled } from '../support/environment.js';

const opening = '<Identity><NHSNumber>9990000018</NHSNumber></Identity><LeaveRecordOpen/>';

async function withFault(fault: Partial<InputOf<'faults.set'>>) {
  const environment = await openEnvironment();
  const desk = await environment.desk();
  await desk.approved();
  await desk.server.perform('faults.set', { kind: 'silence', function: null, times: 1, ...fault }, operator);
  return { environment, desk };
}

async function isOpen(desk: Desk): Promise<boolean> {
  return (await desk.server.perform('session.status', {}, operator)).record !== null;
}

describe('faults on demand', () => {
  it('B9.2: silence: the request is carried out and on record, and not answered', async () => {
    const { environment, desk } = await withFault({ kind: 'silence' });
    expect(await desk.ask('GetPatientRecord', opening)).toBeUndefined();
    expect(await isOpen(desk)).toBe(true);
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'fault', detail: 'Fault: silence.', reply: null });
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
  });

  it('B9.2: lateness: the request is carried out at once, and answered when the time has passed', async () => {
    const { environment, desk } = await withFault({ kind: 'late', delayMs: 5_000 });
    let answered = false;
    const answer = desk.ask('GetPatientRecord', opening).then((reply) => {
      answered = true;
      return reply;
    });
    await settled();
    expect(await isOpen(desk)).toBe(true);
    environment.clock.advance(4_999);
    await settled();
    expect(answered).toBe(false);
    environment.clock.advance(1);
    expect((await answer)?.error).toBeUndefined();
  });

  it('B9.2: a cut before, in or after the reply: the request is carried out, and the desktop is told where to cut', async () => {
    for (const [kind, cut] of [
      ['cut-before', 'before'],
      ['cut-in', 'in'],
      ['cut-after', 'after'],
    ] as const) {
      const { environment, desk } = await withFault({ kind });
      const answer = await desk.ask('GetPatientRecord', opening);
      expect(answer?.reply.cut).toBe(cut);
      expect(await isOpen(desk)).toBe(true);
      expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'fault' });
    }
  });

  it('B9.2: an error of any code takes the place of execution: nothing is carried out', async () => {
    const { environment, desk } = await withFault({ kind: 'error', code: 'RecordOpen' });
    const answer = await desk.ask('GetPatientRecord', opening);
    expect([answer?.error, answer?.permanent]).toEqual(['RecordOpen', 'false']);
    expect(await isOpen(desk)).toBe(false);
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'fault', error_code: 'RecordOpen' });
  });

  it('B9.2: a throttling error of a fault is answered, also where throttling is silent', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'silent' } });
    const desk = await environment.desk();
    await desk.server.perform('faults.set', { kind: 'error', function: null, times: 1, code: 'Throttled' }, operator);
    expect((await desk.ask('GetFunctions'))?.error).toBe('Throttled');
  });

  it('B9.2: for a function, a number of times; refused requests do not count', async () => {
    const { desk } = await withFault({ kind: 'error', code: 'Unexpected', function: 'PatientSearch', times: 2 });
    const search = async (parameters: string) => (await desk.ask('PatientSearch', parameters))?.error;
    const parameters = '<Surname>P</Surname><FirstName>T</FirstName>';
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
    expect(await search('<Foo/>')).toBe('SchemaInvalid');
    expect([await search(parameters), await search(parameters), await search(parameters)]).toEqual(['Unexpected', 'Unexpected', undefined]);
  });

  it('B9.2: requests that come at once are counted one by one', async () => {
    const { desk } = await withFault({ kind: 'silence', times: 3 });
    const deviceId = await desk.approved();
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.send(requestOf('GetFunctions', '', { deviceId }))));
    expect(answers.filter((answer) => answer === undefined).length).toBe(3);
  });

  it('B9.2: faults are listed, cleared, and refused where they make no sense', async () => {
    const { desk } = await withFault({ kind: 'late', delayMs: 5, times: null });
    const { perform } = desk.server;
    expect(await perform('faults.list', {}, operator)).toEqual([{ id: 1, kind: 'late', function: null, times: null, delayMs: 5 }]);
    const wrong = { function: null, times: 1 };
    await expect(perform('faults.set', { ...wrong, kind: 'error', code: 'Nonsense' }, operator)).rejects.toMatchObject({ status: 400 });
    await expect(perform('faults.set', { ...wrong, kind: 'late' }, operator)).rejects.toMatchObject({ status: 400 });
    await expect(perform('faults.set', { kind: 'silence', times: 1, function: 'Nonsense' }, operator)).rejects.toMatchObject({ status: 400 });
    expect(await perform('faults.clear', {}, operator)).toEqual({ cleared: 1 });
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
  });
});

describe('the list of faults', () => {
  it('B9.2: the oldest that fits befalls a request, as often as it was set', () => {
    const faults = createFaults();
    faults.set({ kind: 'late', function: 'GetDiary', times: 1 });
    faults.set({ kind: 'silence', function: null, times: 2 });
    expect([faults.take('GetDiary')?.kind, faults.take('GetDiary')?.kind, faults.take('GetFunctions')?.kind, faults.take('GetDiary')]).toEqual([
      'late',
      'silence',
      'silence',
      undefined,
    ]);
  });
});
