import { describe, expect, it } from 'vitest';
import { type Desk, openEnvironment, operator, otherKey, requestOf, settled } from '../support/environment.js';

const first = (envelope = {}) => requestOf('GetFunctions', '', envelope);

async function prompted(desk: Desk) {
  const answer = desk.send(first({ deviceVersion: '2.1' }));
  await settled();
  const [standing] = desk.prompts;
  if (standing === undefined) throw new Error('Nobody was asked.');
  return { answer, standing };
}

describe('first contact', () => {
  it('B4.2: an empty DeviceID asks the user; on approval a DeviceID is issued, the request carried out, and the reply carries it', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { answer, standing } = await prompted(desk);
    expect(standing.prompt).toMatchObject({ applicationId: 'app', applicationName: 'Test application', deviceVersion: '2.1' });
    expect(standing.prompt.functions).toContain('PatientSearch');
    expect(await environment.messages()).toEqual([]);
    standing.answer('approve');
    const approved = await answer;
    expect(approved?.error).toBeUndefined();
    expect(approved?.deviceId).toMatch(/^[0-9a-f]{16}$/);
    expect(desk.notices).toContainEqual({ event: 'devices', decided: 'approved' });
    const again = await desk.send(first({ deviceId: approved?.deviceId ?? '' }));
    expect(again?.error).toBeUndefined();
    expect(desk.prompts).toEqual([]);
    expect((await environment.entries()).map(({ kind }) => kind)).toEqual(['signIn', 'approve', 'message', 'message']);
  });

  it('B4.2: on a block the application is refused without a prompt, with a DeviceID too, until someone lifts it', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const deviceId = await desk.approved();
    await desk.ask('GetFunctions');
    const { answer, standing } = await prompted(desk);
    standing.answer('block');
    const blocked = await answer;
    expect([blocked?.error, blocked?.permanent, blocked?.deviceId]).toEqual(['DeviceBlocked', 'true', '']);
    expect((await desk.send(first()))?.error).toBe('DeviceBlocked');
    expect((await desk.send(first({ deviceId })))?.error).toBe('DeviceBlocked');
    expect(desk.prompts).toEqual([]);
    const other = await (await environment.desk('desk-2')).approved();
    expect(other).toMatch(/^[0-9a-f]{16}$/);

    const block = (await desk.server.perform('devices.list', {}, operator)).find(({ state }) => state === 'blocked');
    await desk.server.perform('devices.unblock', { id: block?.id ?? '' }, operator);
    expect((await desk.send(first({ deviceId })))?.error).toBeUndefined();
    const { answer: asked, standing: prompt } = await prompted(desk);
    prompt.answer('later');
    expect((await asked)?.error).toBe('ApprovalPending');
  });

  it('B4.3: no answer in 120 s, or "decide later", is an error that is not permanent, and the prompt goes', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { answer } = await prompted(desk);
    environment.clock.advance(119_999);
    await settled();
    expect(desk.prompts.length).toBe(1);
    environment.clock.advance(1);
    const pending = await answer;
    expect([pending?.error, pending?.permanent]).toEqual(['ApprovalPending', 'false']);
    expect(desk.prompts).toEqual([]);

    const { answer: second, standing } = await prompted(desk);
    standing.answer('later');
    expect((await second)?.error).toBe('ApprovalPending');
    expect((await environment.messages()).map(({ error_code }) => error_code)).toEqual(['ApprovalPending', 'ApprovalPending']);
  });

  it('B4.3: requests that wait for the same application and workstation share one prompt, and one DeviceID', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const elsewhere = await environment.desk('desk-2');
    const answers = [desk.send(first()), desk.send(first()), desk.send(first())];
    const otherApplication = desk.send(first({ apiKey: otherKey }));
    const otherDesk = elsewhere.send(first());
    await settled();
    expect(desk.prompts.map(({ prompt }) => prompt.applicationId).sort()).toEqual(['app', 'narrow']);
    expect(elsewhere.prompts.length).toBe(1);
    desk.prompts.find(({ prompt }) => prompt.applicationId === 'app')?.answer('approve');
    const ids = new Set((await Promise.all(answers)).map((answer) => answer?.deviceId));
    expect(ids.size).toBe(1);
    expect([...ids][0]).toMatch(/^[0-9a-f]{16}$/);
    expect(desk.prompts.length).toBe(1);
    for (const { answer } of [...desk.prompts, ...elsewhere.prompts]) answer('later');
    expect([(await otherApplication)?.error, (await otherDesk)?.error]).toEqual(['ApprovalPending', 'ApprovalPending']);
  });

  it('B4.3: if the client has gone when the user approves, its next empty DeviceID gets one unprompted, within ten minutes', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const gone = async (): Promise<void> => {
      const client = new AbortController();
      const answer = desk.send(first(), client.signal);
      await settled();
      client.abort();
      expect((await answer)?.error).toBe('ApprovalPending');
      desk.prompts[0]?.answer('approve');
      await settled();
    };
    await gone();
    environment.clock.advance(599_999);
    const fetched = await desk.send(first());
    expect(fetched?.deviceId).toMatch(/^[0-9a-f]{16}$/);
    expect((await desk.send(first({ deviceId: fetched?.deviceId ?? '' })))?.error).toBeUndefined();

    await gone();
    environment.clock.advance(600_000);
    const late = await prompted(desk);
    late.standing.answer('later');
    expect((await late.answer)?.error).toBe('ApprovalPending');
  });

  it('B2.8: a request that a prompt holds is not carried out once its client has gone, and is on record', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const client = new AbortController();
    const answer = desk.send(first(), client.signal);
    await settled();
    client.abort();
    await answer;
    expect(await environment.messages()).toMatchObject([{ outcome: 'error', error_code: 'ApprovalPending' }]);
  });

  it('B4.3: an approval in the moment in which the client goes is for its next request (was taken by the one that nobody waits for)', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const client = new AbortController();
    const answer = desk.send(first(), client.signal);
    await settled();
    desk.prompts[0]?.answer('approve');
    client.abort();
    expect((await answer)?.error).toBe('ApprovalPending');
    const next = await desk.send(first());
    expect(next?.error).toBeUndefined();
    expect(next?.deviceId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('B4.3: a request whose client has gone is on record as one that waits for approval (was what the checks said that were asked once more)', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const client = new AbortController();
    const answer = desk.send(first(), client.signal);
    await settled();
    await desk.server.perform('session.signOut', {}, operator);
    client.abort();
    await answer;
    expect(await environment.messages()).toMatchObject([{ outcome: 'error', error_code: 'ApprovalPending', user_name: 'ada', application_id: 'app' }]);
  });

  it('B4.3, B5.3: requests that share an approval are held by the throttle each in its turn (were refused as if nobody had answered)', async () => {
    const environment = await openEnvironment({ settings: { throttle: 'delay' } });
    const desk = await environment.desk();
    const answers = [desk.send(first()), desk.send(first()), desk.send(first())];
    await settled();
    desk.prompts[0]?.answer('approve');
    for (let second = 0; second < 3; second++) {
      await settled();
      environment.clock.advance(1_000);
    }
    const answered = await Promise.all(answers);
    expect(answered.map((each) => each?.error)).toEqual([undefined, undefined, undefined]);
    expect(new Set(answered.map((each) => each?.deviceId)).size).toBe(1);
    expect(desk.prompts).toEqual([]);
  });

  it('B2.8: a request whose client had gone before anybody was asked does not wait for the answer', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    expect((await desk.send(first(), AbortSignal.abort()))?.error).toBe('ApprovalPending');
    expect(await environment.messages()).toMatchObject([{ outcome: 'error', error_code: 'ApprovalPending' }]);
  });

  it('B4.3: an approval that came while the request waited reaches the client also where the request fails', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const answer = desk.send(requestOf('PatientSearch', '<Foo/>'));
    await settled();
    desk.prompts[0]?.answer('approve');
    const failed = await answer;
    expect(failed?.error).toBe('SchemaInvalid');
    expect(failed?.deviceId).toMatch(/^[0-9a-f]{16}$/);
    expect((await desk.send(first({ deviceId: failed?.deviceId ?? '' })))?.error).toBeUndefined();
  });

  it('B4.2: devices.approve and devices.block answer a prompt that stands', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const { answer } = await prompted(desk);
    const device = await desk.server.perform('devices.approve', { applicationId: 'app' }, operator);
    expect((await answer)?.deviceId).toBe(device.deviceId);
    expect(desk.prompts).toEqual([]);
    const { answer: second } = await prompted(desk);
    expect((await desk.server.perform('devices.block', { applicationId: 'app' }, operator)).state).toBe('blocked');
    expect((await second)?.error).toBe('DeviceBlocked');
  });

  it('B4.2: a desktop that cannot ask leaves the decision for later', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const broken = await environment.server.workstation('desk-1', 'Broken', { ...desk.door, ask: () => Promise.reject(new Error('no screen')) });
    const reply = await broken.exchange({ bytes: Buffer.from(first()), text: first() }, new AbortController().signal);
    expect(reply.outcome.errorCode).toBe('ApprovalPending');
  });
});

describe('known devices', () => {
  it('B4.4: a DeviceID of another application or another workstation, or an unknown or revoked one, is refused alike', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const elsewhere = await environment.desk('desk-2');
    const deviceId = await desk.approved();
    const narrow = await desk.approved(otherKey);
    const cases = [
      await desk.send(first({ deviceId: narrow })),
      await desk.send(first({ deviceId, apiKey: otherKey })),
      await elsewhere.send(first({ deviceId })),
      await desk.send(first({ deviceId: 'ffffffffffffffff' })),
      await desk.send(first({ deviceId: "' OR 1=1 --" })),
    ];
    expect((await desk.send(first({ deviceId })))?.error).toBeUndefined();
    const device = (await desk.server.perform('devices.list', {}, operator)).find((one) => one.deviceId === deviceId);
    await desk.server.perform('devices.revoke', { id: device?.id ?? '' }, operator);
    cases.push(await desk.send(first({ deviceId })));
    expect(cases.map((answer) => [answer?.error, answer?.permanent])).toEqual(cases.map(() => ['DeviceUnknown', 'true']));
    expect(new Set(cases.map((answer) => answer?.message)).size).toBe(1);
  });

  it('B4.5: --approve always approves unasked, never approves nobody', async () => {
    const environment = await openEnvironment({ settings: { approve: 'always' } });
    const desk = await environment.desk();
    const [one, two] = [await desk.send(first()), await desk.send(first())];
    expect(one?.deviceId).toMatch(/^[0-9a-f]{16}$/);
    expect(two?.deviceId).not.toBe(one?.deviceId);
    expect(desk.prompts).toEqual([]);
    expect((await environment.entries()).filter(({ kind }) => kind === 'approve').length).toBe(2);

    const never = await (await environment.restart({ settings: { approve: 'never' } })).desk();
    const refused = await never.send(first());
    expect([refused?.error, refused?.permanent]).toEqual(['DeviceBlocked', 'true']);
    expect((await never.send(first({ deviceId: one?.deviceId ?? '' })))?.error).toBeUndefined();
    expect((await never.send(first({ deviceId: await never.approved() })))?.error).toBeUndefined();
  });

  it('B4.6: while nobody is signed in requests are refused, not for good', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.server.perform('session.signOut', {}, operator);
    const refused = await desk.send(first());
    expect([refused?.error, refused?.permanent]).toEqual(['NobodySignedIn', 'false']);
    await desk.server.perform('session.signIn', { userName: 'ada' }, operator);
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
  });
});
