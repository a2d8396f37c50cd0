import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Desk, type Environment, openEnvironment, operator, requestOf, settled } from '../support/environment.js';

const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const whole = identity;
const demographics = `${identity}<Filter><Demographics/></Filter>`;
const since = (day: string) => `${identity}<Filter><MinEntryDate>${day}</MinEntryDate></Filter>`;
const search = '<Surname>P</Surname><FirstName>T</FirstName>';

async function opened(settings: Parameters<typeof openEnvironment>[0] = {}): Promise<{ environment: Environment; desk: Desk }> {
  const environment = await openEnvironment(settings);
  return { environment, desk: await environment.desk() };
}

/** Whether a request was answered with what it asked for. */
async function passes(desk: Desk, name: string, parameters = ''): Promise<boolean> {
  const answer = await desk.ask(name, parameters);
  expect([undefined, 'Throttled']).toContain(answer?.error);
  return answer !== undefined && answer.error === undefined;
}

describe('windows', () => {
  it('B5.1: one request a second for each function of a device', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' } });
    const elsewhere = await environment.desk('desk-2');
    expect(await passes(desk, 'PatientSearch', search)).toBe(true);
    expect(await passes(desk, 'PatientSearch', search)).toBe(false);
    expect(await passes(desk, 'GetFunctions')).toBe(true);
    expect(await passes(elsewhere, 'PatientSearch', search)).toBe(true);
    environment.clock.advance(999);
    expect(await passes(desk, 'PatientSearch', search)).toBe(false);
    environment.clock.advance(1);
    expect(await passes(desk, 'PatientSearch', search)).toBe(true);
  });

  it('B5.1: GetPatientRecord one in 30 seconds; light ones have a one-second window of their own', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' } });
    const record = (parameters: string) => passes(desk, 'GetPatientRecord', parameters);
    expect(await record(whole)).toBe(true);
    expect(await record(demographics)).toBe(true);
    environment.clock.advance(1_000);
    expect(await record(since('2026-01-04'))).toBe(true);
    expect(await record(demographics)).toBe(false);
    environment.clock.advance(1_000);
    expect(await record(since('2026-01-05'))).toBe(true);
    expect(await record(since('2026-01-03'))).toBe(false);
    environment.clock.advance(27_999);
    expect(await record(whole)).toBe(false);
    environment.clock.advance(1);
    expect(await record(since('2026-01-03'))).toBe(true);
    expect(await record(whole)).toBe(false);
  });

  it('B5.2: a throttled request neither spends nor extends the window; one that fails an earlier check spends nothing', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' } });
    for (let time = 0; time < 3; time++) expect((await desk.ask('PatientSearch', '<Foo/>'))?.error).toBe('SchemaInvalid');
    expect(await passes(desk, 'PatientSearch', search)).toBe(true);
    for (let time = 0; time < 9; time++) {
      environment.clock.advance(100);
      expect(await passes(desk, 'PatientSearch', search)).toBe(false);
    }
    environment.clock.advance(100);
    expect(await passes(desk, 'PatientSearch', search)).toBe(true);
  });

  it('B5.2: a window opens when a request is admitted, also if it fails then', async () => {
    const { desk } = await opened({ settings: { throttle: 'error' } });
    expect((await desk.ask('PatientSearch', ''))?.error).toBe('ConstraintsMissing');
    expect(await passes(desk, 'PatientSearch', search)).toBe(false);
  });

  it('B5.1, B5.2, B5.3: any requests at any times get what a model of the windows says, whatever the scale', async () => {
    const requests = [
      { name: 'GetFunctions', parameters: '', window: 'GetFunctions', length: 1_000 },
      { name: 'PatientSearch', parameters: search, window: 'PatientSearch', length: 1_000 },
      { name: 'GetPatientRecord', parameters: whole, window: 'record', length: 30_000 },
      { name: 'GetPatientRecord', parameters: demographics, window: 'light', length: 1_000 },
    ] as const;
    const step = fc.record({ wait: fc.oneof(fc.constantFrom(0, 1, 999, 1_000), fc.integer({ min: 0, max: 40_000 })), which: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.constantFrom(0.5, 1, 3), async (steps, throttleScale) => {
        const { environment, desk } = await opened({ settings: { throttle: 'error', throttleScale } });
        const openedAt = new Map<string, number>();
        let now = 0;
        for (const { wait, which } of steps) {
          environment.clock.advance(wait);
          now += wait;
          const request = requests[which];
          if (request === undefined) throw new Error('There is no such request.');
          const last = openedAt.get(request.window);
          const expected = last === undefined || now - last >= request.length * throttleScale;
          expect(await passes(desk, request.name, request.parameters)).toBe(expected);
          if (expected) openedAt.set(request.window, now);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('what becomes of throttled requests', () => {
  it('B5.3: silent gives no reply at all and is the default; the entry says when it would have been allowed (B5.5)', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'silent' } });
    expect(await passes(desk, 'GetFunctions')).toBe(true);
    environment.clock.advance(400);
    const reply = await desk.exchange(requestOf('GetFunctions', '', { deviceId: await desk.approved() }));
    expect(reply).toMatchObject({ kind: 'silence', outcome: { outcome: 'throttled', function: 'GetFunctions' } });
    const entry = (await environment.messages()).at(-1);
    expect(entry).toMatchObject({ outcome: 'throttled', allowed_at: environment.clock.now() + 600, reply_bytes: null });
    expect(entry?.request).not.toBeNull();
  });

  it('B5.3: error tells so, not for good; off throttles nothing', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' } });
    await desk.ask('GetFunctions');
    const answer = await desk.ask('GetFunctions');
    expect([answer?.error, answer?.permanent]).toEqual(['Throttled', 'false']);
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'throttled', error_code: 'Throttled', allowed_at: environment.clock.now() + 1_000 });
    const off = await (await environment.restart({ settings: { throttle: 'off' } })).desk();
    for (let time = 0; time < 5; time++) expect(await passes(off, 'GetFunctions')).toBe(true);
  });

  it('B5.3: error says how many are admitted, and when to send the request again', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' } });
    await desk.ask('GetPatientRecord', whole);
    environment.clock.advance(12_500);
    expect((await desk.ask('GetPatientRecord', whole))?.message).toMatch(/ one in 30 s is admitted\. Send it again in 17\.5 s or later\.$/);
  });

  it('B5.3: delay replies when its turn comes, in the order of arrival', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'delay' } });
    const done: string[] = [];
    await desk.approved();
    const send = (requestUid: string) =>
      desk.ask('GetFunctions', '', { requestUid }).then((answer) => void done.push(`${requestUid} ${answer?.error ?? 'ok'}`));
    const all = [send('a'), send('b'), send('c')];
    await settled();
    expect(done).toEqual(['a ok']);
    environment.clock.advance(999);
    await settled();
    expect(done).toEqual(['a ok']);
    environment.clock.advance(1);
    await settled();
    expect(done).toEqual(['a ok', 'b ok']);
    all.push(send('d'));
    environment.clock.advance(1_000);
    await settled();
    expect(done).toEqual(['a ok', 'b ok', 'c ok']);
    environment.clock.advance(1_000);
    await Promise.all(all);
    expect(done).toEqual(['a ok', 'b ok', 'c ok', 'd ok']);
    expect((await environment.messages()).map(({ request_uid, outcome }) => [request_uid, outcome])).toEqual(
      ['a', 'b', 'c', 'd'].map((uid) => [uid, 'success']),
    );
  });

  it('B5.3: at most 32 are held for a device', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'delay' } });
    await desk.approved();
    const answers = Array.from({ length: 34 }, (_, index) => desk.ask(index % 2 === 0 ? 'GetFunctions' : 'GetCurrentActivity'));
    await settled();
    const refused = await desk.ask('GetFunctions');
    expect([refused?.error, refused?.permanent]).toEqual(['Throttled', 'false']);
    for (let second = 0; second < 20; second++) {
      environment.clock.advance(1_000);
      await settled();
    }
    expect((await Promise.all(answers)).map((answer) => answer?.error)).toEqual(answers.map(() => undefined));
    expect(await passes(desk, 'IsPatientRetrieved')).toBe(true);
  });

  it('B5.3: a held request is dropped unexecuted if its client has gone; those behind it move up', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'delay' } });
    const deviceId = await desk.approved();
    const client = new AbortController();
    const record = (requestUid: string) => requestOf('GetPatientRecord', `${whole}<LeaveRecordOpen/>`, { deviceId, requestUid });
    await desk.ask('GetPatientRecord', whole);
    const dropped = desk.send(record('dropped'), client.signal);
    const kept = desk.send(record('kept'));
    await settled();
    client.abort();
    await dropped;
    expect((await desk.server.perform('session.status', {}, operator)).record).toBeNull();
    expect((await environment.messages()).at(-1)).toMatchObject({ request_uid: 'dropped', outcome: 'throttled' });
    environment.clock.advance(30_000);
    expect((await kept)?.error).toBeUndefined();
    expect((await desk.server.perform('session.status', {}, operator)).record).not.toBeNull();
  });

  it('B5.3: a held request whose client has gone spends nothing (was admitted where its turn came in that moment)', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'delay' } });
    await desk.ask('GetPatientRecord', whole);
    const client = new AbortController();
    const deviceId = await desk.approved();
    const dropped = desk.send(requestOf('GetPatientRecord', `${whole}<LeaveRecordOpen/>`, { deviceId, requestUid: 'dropped' }), client.signal);
    await settled();
    client.abort();
    environment.clock.advance(30_000);
    expect((await dropped)?.error).toBe('Throttled');
    expect((await environment.messages()).at(-1)).toMatchObject({ request_uid: 'dropped', outcome: 'throttled', allowed_at: environment.clock.now() });
    expect((await desk.server.perform('session.status', {}, operator)).record).toBeNull();
    // Neither did it open a window: the next is answered at once.
    expect(await passes(desk, 'GetPatientRecord', whole)).toBe(true);
  });

  it('B5.3: a held request whose client has gone is on record as throttled (was what the checks said that were asked once more)', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'delay' } });
    await desk.ask('GetFunctions');
    const client = new AbortController();
    const dropped = desk.send(requestOf('GetFunctions', '', { deviceId: await desk.approved() }), client.signal);
    await settled();
    await desk.server.perform('session.signOut', {}, operator);
    client.abort();
    await dropped;
    expect((await environment.messages()).at(-1)).toMatchObject({
      outcome: 'throttled',
      error_code: 'Throttled',
      user_name: 'ada',
      application_id: 'app',
      device_id: await desk.approved(),
    });
  });

  it('B5.3: what is held when the server stops is told so', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'delay' } });
    await desk.ask('GetFunctions');
    const held = desk.ask('GetFunctions');
    const asked = desk.send(requestOf('GetFunctions'));
    await settled();
    await environment.server.close();
    expect([(await held)?.error, (await asked)?.error]).toEqual(['Throttled', 'ApprovalPending']);
  });

  it('WIRE-FORMAT 1.5: the same request twice in a row is answered with off, held with delay, silent with silent', async () => {
    const outcomeOf = async (throttle: 'off' | 'delay' | 'silent'): Promise<string> => {
      const { environment, desk } = await opened({ settings: { throttle } });
      await desk.ask('GetAppointmentSlots');
      let outcome = 'held';
      const second = desk.ask('GetAppointmentSlots').then((answer) => {
        outcome = answer === undefined ? 'silent' : (answer.error ?? 'answered');
      });
      await settled();
      const seen = outcome;
      environment.clock.advance(1_000);
      await second;
      return seen;
    };
    expect([await outcomeOf('off'), await outcomeOf('delay'), await outcomeOf('silent')]).toEqual(['answered', 'held', 'silent']);
  });
});

describe('the clock of the throttle', () => {
  it('B5.4: setting the time of day backwards or forwards gives no allowance and takes none', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' } });
    expect(await passes(desk, 'GetPatientRecord', whole)).toBe(true);
    await desk.server.perform('clock.set', { to: '2027-06-01T09:00:00' }, operator);
    expect(await passes(desk, 'GetPatientRecord', whole)).toBe(false);
    await desk.server.perform('clock.set', { to: '2025-06-01T09:00:00' }, operator);
    expect(await passes(desk, 'GetPatientRecord', whole)).toBe(false);
    environment.clock.advance(30_000);
    expect(await passes(desk, 'GetPatientRecord', whole)).toBe(true);
  });

  it('B5.4: windows survive a restart, during which the machine goes on and its clock may go back', async () => {
    let machine = 1_000_000;
    const { environment, desk } = await opened({ settings: { throttle: 'error' }, machineNow: () => machine });
    const deviceId = await desk.approved();
    const record = async (from: Desk) => (await from.send(requestOf('GetPatientRecord', whole, { deviceId })))?.error;
    expect(await record(desk)).toBeUndefined();

    const restartedAfter = async (from: Environment, passed: number): Promise<Environment> => {
      await from.server.close();
      machine += passed;
      return await from.restart();
    };
    const second = await restartedAfter(environment, 29_999);
    expect(await record(await second.desk())).toBe('Throttled');
    const third = await restartedAfter(second, -500_000);
    expect(await record(await third.desk())).toBe('Throttled');
    // Each restart may cost two milliseconds by rounding, and gives none.
    const fourth = await restartedAfter(third, 1 + 3 * 2);
    expect(await record(await fourth.desk())).toBeUndefined();
  });

  it('B5.4: restarts give no allowance (was up to two milliseconds each, by rounding)', async () => {
    let { environment, desk } = await opened({ settings: { throttle: 'error' }, machineNow: () => 5 });
    const deviceId = await desk.approved();
    const search = () => desk.send(requestOf('PatientSearch', '<Surname>P</Surname><FirstName>T</FirstName>', { deviceId }));
    expect((await search())?.error).toBeUndefined();
    for (let time = 0; time < 10; time++) {
      environment.clock.advance(0.1);
      environment = await environment.restart();
    }
    desk = await environment.desk();
    environment.clock.advance(998);
    expect((await search())?.error).toBe('Throttled');
    environment.clock.advance(1 + 10 * 2);
    expect((await search())?.error).toBeUndefined();
  });

  it('B5.4: an advance of the Demo clock moves the windows, and they stay moved over a restart', async () => {
    const { environment, desk } = await opened({ settings: { throttle: 'error' }, machineNow: () => 5 });
    const deviceId = await desk.approved();
    const record = async (from: Desk) => (await from.send(requestOf('GetPatientRecord', whole, { deviceId })))?.error;
    expect(await record(desk)).toBeUndefined();
    await desk.server.perform('clock.advance', { milliseconds: 30_000 }, operator);
    const restarted = await environment.restart();
    expect(await record(await restarted.desk())).toBeUndefined();
    expect(await record(await restarted.desk())).toBe('Throttled');
  });
});
