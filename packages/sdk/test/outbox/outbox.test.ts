import { randomBytes } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Outbox, type OutboxEvent, type OutboxOptions, openOutbox, type SystmOne } from '../../src/index.js';
import { surroundings, until } from '../support/environment.js';
import { temporaryFolder } from '../support/folder.js';
import { openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });
const key = randomBytes(32);
const narrative = (line: string) => ({ Event: { Narrative: [{ Line: [line] }] } });

interface Opened {
  readonly outbox: Outbox;
  readonly events: OutboxEvent[];
}

async function opened(path: string, options: Partial<OutboxOptions> = {}): Promise<Opened> {
  const events: OutboxEvent[] = [];
  let connected: SystmOne | undefined;
  const connect = async (): Promise<SystmOne> => {
    connected ??= await around.connect({ pacing: 'off' });
    return connected;
  };
  const outbox = await openOutbox({ path, key, clock: around.clock, connect, onEvent: (event) => events.push(event), ...options });
  onTestFinished(() => outbox.close().catch(() => undefined));
  return { outbox, events };
}

async function linesOf(nhsNumber: string): Promise<readonly (string | undefined)[]> {
  const client = await around.connect({ pacing: 'off' });
  const record = await client.getPatientRecord(
    { Identity: { NHSNumber: nhsNumber }, Filter: { Narrative: true, MinEntryDate: '2026-03-01' } },
    { fresh: true },
  );
  return (record.Clinical?.Event ?? []).map((event) => event.Narrative?.[0]?.Line[0]);
}

/** Moves the time on until something holds. The disk takes real time to keep what it is given: turns of the loop alone do not wait for it. */
const moving = (holds: () => boolean): Promise<void> => {
  let turns = 0;
  return until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    turns += 1;
    // Slowly enough for what answers at once: it would be taken for silence.
    if (turns % 20 === 0) around.clock.advance(500);
    return holds();
  });
};

describe('an outbox', () => {
  it('delivers in the order of each patient, once, what waited for the user to save', async () => {
    const [{ nhsNumber }, other] = await around.patients();
    const client = await around.connect({ pacing: 'off' });
    await client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Unsaved.') }, { save: 'leaveOpen' });
    const { outbox, events } = await opened(join(temporaryFolder(), 'outbox'));
    const Identity = { NHSNumber: nhsNumber };
    for (const line of ['First.', 'Second.', 'Third.']) await outbox.update({ Identity, Clinical: narrative(line) }, { save: 'now' });
    await outbox.update({ Identity: { NHSNumber: other.nhsNumber }, Clinical: narrative('Of another.') }, { save: 'now' });
    await moving(() => events.some(({ state }) => state === 'done') && events.some(({ code }) => code === 'RecordOpen'));
    expect(outbox.waiting()).toBe(3);
    await around.environment().perform('session.save', {});
    outbox.retry();
    await moving(() => outbox.waiting() === 0);
    await outbox.settled();
    expect(await linesOf(nhsNumber)).toEqual(['Unsaved.', 'First.', 'Second.', 'Third.']);
    expect(await linesOf(other.nhsNumber)).toEqual(['Of another.']);
    await around.environment().perform('session.close', {});
  });

  it('tells of its writes on a diagnostics channel too, and a listener that throws harms nothing (what it was: the delivery ended)', async () => {
    const told: OutboxEvent[] = [];
    const listener = (message: unknown): void => void told.push(message as OutboxEvent); // The channel's messages are these.
    subscribe('s1kit.sdk.outbox', listener);
    onTestFinished(() => void unsubscribe('s1kit.sdk.outbox', listener));
    const [, { nhsNumber }] = await around.patients();
    const onEvent = (): never => {
      throw new Error('in a listener');
    };
    const { outbox } = await opened(join(temporaryFolder(), 'outbox'), { onEvent });
    const id = await outbox.update({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: 'Told' } }, { save: 'now' });
    await moving(() => outbox.waiting() === 0);
    expect(told).toEqual([
      { id, state: 'waiting' },
      { id, state: 'sending' },
      { id, state: 'done' },
    ]);
  });

  it("tells the client's listeners, also of what it was given before it had a client (what it was: they heard nothing)", async () => {
    const [, { nhsNumber }] = await around.patients();
    const told: OutboxEvent[] = [];
    const published: unknown[] = [];
    const listener = (message: unknown): void => void published.push(message);
    subscribe('s1kit.sdk.outbox', listener);
    onTestFinished(() => void unsubscribe('s1kit.sdk.outbox', listener));
    const client = await around.connect({ pacing: 'off', on: { outbox: (event) => told.push(event) } });
    const { outbox, events } = await opened(join(temporaryFolder(), 'outbox'), { connect: async () => client });
    const add = (KnownAs: string) => outbox.update({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs } }, { save: 'now' });
    const first = await add('First');
    await moving(() => outbox.waiting() === 0);
    const second = await add('Second');
    await moving(() => outbox.waiting() === 0);
    await outbox.settled();
    expect(told).toEqual([first, second].flatMap((id) => ['waiting', 'sending', 'done'].map((state) => ({ id, state }))));
    expect(events).toEqual(told);
    expect(published).toEqual(told);
  });

  it('keeps what it was given over a restart, and waits while nobody is signed in', async () => {
    const path = join(temporaryFolder(), 'outbox');
    const [, , { nhsNumber } = { nhsNumber: '' }] = await around.patients();
    const never = (): Promise<SystmOne> => Promise.reject(new Error('not now'));
    const before = await opened(path, { connect: never });
    await before.outbox.update({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Kept.') }, { save: 'now' });
    await expect(opened(path)).rejects.toMatchObject({ code: 'OptionInvalid', message: expect.stringContaining('is used by another program') });
    await before.outbox.close();
    const client = await around.connect({ pacing: 'off' });
    await around.environment().perform('session.signOut', {});
    const { outbox, events } = await opened(path, { connect: async () => client });
    await moving(() => events.some(({ code }) => code === 'NobodySignedIn'));
    await around.environment().perform('session.signIn', { userName: around.environment().user });
    await moving(() => outbox.waiting() === 0);
    expect(await linesOf(nhsNumber)).toEqual(['Kept.']);
  });

  it('looks for what had left when the application was killed, and does not send it twice', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outbox');
    const patients = await around.patients();
    for (const [index, reached] of [true, false].entries()) {
      const { nhsNumber } = patients[index + 3] ?? patients[0];
      const proxy = await openProxy(around.environment().port);
      // The time of the application stands still from when it is killed.
      const stopped = movableClock({ start: around.clock.now() });
      const client = await around.connect({ pacing: 'off', port: proxy.port, clock: stopped });
      const { outbox, events } = await opened(path, { clock: stopped, connect: async () => client });
      proxy.plan({});
      proxy.plan(reached ? { silent: true } : { cutRequestAt: 100, silent: true });
      await outbox.update({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Once.') }, { save: 'now' });
      await until(() => (reached ? proxy.passed[2]?.reply.endsWith('\n') === true : proxy.passed[2]?.request.length === 100));
      // The disk as it is when the application is killed now.
      copyFileSync(path, `${path}-after`);
      expect(events.at(-1)).toMatchObject({ state: 'sending' });
      const next = await opened(`${path}-after`);
      await moving(() => next.outbox.waiting() === 0);
      expect(next.outbox.undelivered()).toEqual([]);
      expect(await linesOf(nhsNumber)).toEqual(['Once.']);
      await next.outbox.close();
      await client.close();
      stopped.advance(16_000);
      await outbox.close();
      rmSync(path);
    }
  }, 60_000);

  it('hands back what cannot be delivered, and what was not delivered in time', async () => {
    const path = join(temporaryFolder(), 'outbox');
    const { outbox, events } = await opened(path);
    const request = { Identity: { NHSNumber: '9999999999' }, Clinical: narrative('Lost.') } as const;
    await expect(outbox.update({ Identity: { NHSNumber: '9999999998' } }, { save: 'now' })).rejects.toMatchObject({ code: 'RequestInvalid' });
    const id = await outbox.update(request, { save: 'now' });
    await moving(() => outbox.undelivered().length === 1);
    expect(outbox.undelivered()).toMatchObject([{ id, code: 'PatientUnknown', function: 'UpdatePatientRecord', request, options: { save: 'now' } }]);
    await outbox.close();
    const late = await opened(path, { connect: () => Promise.reject(new Error('not now')), deadlineMs: 60_000 });
    expect(await late.outbox.take(id)).toMatchObject({ id });
    expect(await late.outbox.take(id)).toBeUndefined();
    const second = await late.outbox.delete({ Identity: request.Identity, Reason: 'Wrong', EventUID: ['0123456789abcdef' as never] });
    await moving(() => late.outbox.undelivered().length === 1);
    expect(late.outbox.undelivered()).toMatchObject([{ id: second, code: 'DeadlinePassed' }]);
    expect(events.map(({ state }) => state)).toEqual(['waiting', 'sending', 'undelivered']);
  });
});
