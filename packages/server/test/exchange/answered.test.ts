// What the desktop is told about a message on record, and what is put on record when its reply has been sent.
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.js';
import { openEnvironment, operator, organisationId, requestOf } from '../support/environment.js';
import { addLongRecord } from '../support/rows.js';

const whole = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';

/** An environment whose patient has a record of more than 1 MiB, and whose store can be made to fail. */
async function withLongRecord() {
  let broken = false;
  const environment = await openEnvironment({
    store: (store: Store): Store => ({
      ...store,
      write: (work) => (broken ? Promise.reject(Object.assign(new Error('the secret of the disk'), { code: 'SQLITE_IOERR' })) : store.write(work)),
    }),
  });
  await environment.store.write(() => addLongRecord({ organisationId }, 1));
  const desk = await environment.desk();
  const ask = async (functionName: string, parameters = '') => {
    const reply = await desk.exchange(requestOf(functionName, parameters, { deviceId: await desk.approved() }));
    if (reply.kind === 'silence') throw new Error('There was no reply.');
    return reply;
  };
  const fail = (now: boolean): void => {
    broken = now;
  };
  return { environment, desk, ask, fail };
}

async function lengthOf(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const piece of pieces) length += piece.length;
  return length;
}

describe('what the desktop is told', () => {
  it('how an exchange went, for its figures: a function by its name if it is on offer, never by what a client made up', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'error' } });
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    const outcomeOf = async (functionName: string, parameters = '') => (await desk.exchange(requestOf(functionName, parameters, { deviceId }))).outcome;
    expect(await outcomeOf('GetFunctions')).toEqual({ function: 'GetFunctions', outcome: 'success', errorCode: undefined });
    expect(await outcomeOf('GetFunctions')).toEqual({ function: 'GetFunctions', outcome: 'throttled', errorCode: 'Throttled' });
    expect(await outcomeOf('PatientSearch', '<Foo/>')).toEqual({ function: 'PatientSearch', outcome: 'error', errorCode: 'SchemaInvalid' });
    expect(await outcomeOf('Smith')).toEqual({ function: undefined, outcome: 'error', errorCode: 'FunctionUnknown' });
    await desk.server.perform('faults.set', { kind: 'silence', function: 'ExitClient', times: 1 }, operator);
    expect(await outcomeOf('ExitClient')).toEqual({ function: 'ExitClient', outcome: 'fault', errorCode: undefined });
  });

  it('B9.2: a reply that no fault cuts has no cut', async () => {
    const { ask } = await withLongRecord();
    expect(await ask('GetFunctions')).toMatchObject({ kind: 'reply', cut: undefined });
  });
});

describe('when a reply has been sent', () => {
  it('B8.2: the second entry names whom, what and which reply it was, as the first does', async () => {
    const { ask, environment } = await withLongRecord();
    environment.clock.advance(1_000);
    const reply = await ask('GetPatientRecord', whole);
    environment.clock.advance(40);
    await reply.sent({ bytes: await lengthOf(reply.pieces), complete: true });
    const [message, end] = (await environment.entries()).slice(-2);
    expect(end).toMatchObject({ kind: 'sent', linked: message?.sequence, at: environment.clock.now(), user_name: 'ada', application_id: 'app' });
    for (const column of ['user_name', 'application_id', 'application_name', 'device_id', 'function_name', 'response_uid'] as const)
      expect(end?.[column], column).toBe(message?.[column]);
    expect(end).toMatchObject({ function_name: 'GetPatientRecord', duration_us: 40_000 });
  });

  it('B8.2: what broke has a second entry also where nobody was known: the refusal of a document that could not be read', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const reply = await desk.exchange('<a');
    if (reply.kind === 'silence') throw new Error('There was no reply.');
    await reply.sent({ bytes: 3, complete: false });
    expect((await environment.entries()).at(-1)).toMatchObject({ kind: 'sent', outcome: 'interrupted', user_name: null, application_id: null, reply_bytes: 3 });
  });

  it('B8.2: where that cannot be put on record the log says so, without a word of why, and the message reads interrupted', async () => {
    const { ask, desk, environment, fail } = await withLongRecord();
    const reply = await ask('GetPatientRecord', whole);
    const bytes = await lengthOf(reply.pieces);
    const before = environment.logged().length;
    fail(true);
    await reply.sent({ bytes, complete: true });
    fail(false);
    const logged = environment.logged().slice(before);
    expect(logged).toMatch(/"failure":"Error".*The end of a reply could not be put on record\./);
    expect(logged).not.toContain('secret');
    const message = String((await environment.entries()).at(-1)?.sequence);
    expect((await desk.server.perform('audit.show', { message }, operator)).entry.outcome).toBe('interrupted');
  });

  it('B9.2: a long reply that a fault keeps back is no reply that follows', async () => {
    const { desk, environment } = await withLongRecord();
    await desk.approved();
    await desk.server.perform('faults.set', { kind: 'silence', function: null, times: 1 }, operator);
    expect(await desk.ask('GetPatientRecord', whole)).toBeUndefined();
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'fault', reply: null, reply_follows: 0 });
  });
});
