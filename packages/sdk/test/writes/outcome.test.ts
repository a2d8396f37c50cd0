// What a write that was not answered is said to have become, where that is not plain.
import { describe, expect, it } from 'vitest';
import type { SystmOne } from '../../src/index.js';
import { surroundings } from '../support/environment.js';
import { openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });
const narrative = (line: string) => ({ Event: { Narrative: [{ Line: [line] }] } });

/** A client whose next write is carried out and not answered. */
async function unanswered(): Promise<{ readonly client: SystmOne; readonly next: (before: number, mischief: 'reply' | 'request') => void }> {
  const proxy = await openProxy(around.environment().port);
  const client = await around.connect({ port: proxy.port, pacing: 'off' });
  return {
    client,
    next: (before, mischief) => {
      for (let other = 0; other < before; other += 1) proxy.plan({});
      proxy.plan(mischief === 'reply' ? { cutReplyAt: 10 } : { cutRequestAt: 200 });
    },
  };
}

describe('a write that was not answered', () => {
  it('and took effect resolves as if its reply had come, with the identifiers of what was made', async () => {
    const [{ nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    const waits: [string, number][] = [];
    client.on('waiting', ({ reason, expectedMs }) => waits.push([reason, expectedMs]));
    next(1, 'reply');
    const made = await client.updatePatientRecord(
      {
        Identity: { NHSNumber: nhsNumber },
        Demographics: { KnownAs: 'Looked for' },
        Clinical: { Event: { ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'H33..' }, ProblemSeverity: 'Major' }] } },
        NonClinical: {
          Task: [{ TaskType: 'Misc', Content: 'Call back.', Due: '2026-03-04T09:00:00Z' }],
          Visit: [{ DateTime: '2026-03-05T10:00:00', Duration: 20 }],
        },
      },
      { save: 'now' },
    );
    expect(made).toMatchObject({ Identity: { NHSNumber: nhsNumber }, RecordState: 'Closed' });
    expect(made.EventUID).toMatch(/^[0-9a-f]{16}$/);
    expect([made.ProblemUID, made.TaskUID, made.VisitUID].map((uids) => uids?.length)).toEqual([1, 1, 1]);
    expect(client.details(made)).toMatchObject({ confirmedBy: 'looking', attempts: 1 });
    expect(waits).toEqual([['looking', 10_000]]);
    const { TaskUID: [task = ''] = [], VisitUID: [visit = ''] = [] } = made;
    next(0, 'reply');
    const changed = await client.updatePatientRecord(
      {
        Identity: { NHSNumber: nhsNumber },
        NonClinical: { Task: [{ TaskUID: task as never, Status: 'Complete' }], Visit: [{ VisitUID: visit as never, Status: 'Cancelled' }] },
      },
      { save: 'now' },
    );
    expect(changed).toMatchObject({ TaskUID: [task], VisitUID: [visit] });
    next(0, 'reply');
    expect(await client.deleteFromPatientRecord({ Identity: { NHSNumber: nhsNumber }, Reason: 'Wrong', TaskUID: [task as never] })).toEqual({});
    expect(waits.map(([, expectedMs]) => expectedMs)).toEqual([10_000, 10_000, 10_000]);
  });

  it('and did not take effect says so after two looks: it may be sent again', async () => {
    const [{ nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    const waits: number[] = [];
    const outcomes: string[] = [];
    client.on('waiting', ({ expectedMs }) => waits.push(expectedMs));
    client.on('write', ({ outcome }) => outcomes.push(outcome));
    const { EventUID = '' } = await client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Stays.') }, { save: 'now' });
    next(0, 'request');
    await expect(client.deleteFromPatientRecord({ Identity: { NHSNumber: nhsNumber }, Reason: 'Wrong', EventUID: [EventUID as never] })).rejects.toMatchObject({
      code: 'WriteNotDone',
      permanent: false,
      seen: { looks: 2, uids: [EventUID] },
      cause: { code: 'ConnectionLost' },
    });
    next(0, 'request');
    await expect(client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: 'Never' } }, { save: 'now' })).rejects.toMatchObject(
      { code: 'WriteNotDone' },
    );
    expect(waits).toEqual([10_000, 5_000, 10_000, 5_000]);
    expect(outcomes).toEqual(['notDone', 'notDone']);
  });

  it('and has a twin from before is told from it', async () => {
    const [, { nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    const write = () => client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Twin.') }, { save: 'now' });
    const first = await write();
    next(1, 'request');
    await expect(write()).rejects.toMatchObject({ code: 'WriteNotDone' });
    next(1, 'reply');
    expect((await write()).EventUID).not.toBe(first.EventUID);
  });

  it('and has several twins from shortly before, of each kind of addition, is told from them', async () => {
    const [, , { nhsNumber } = { nhsNumber: '' }] = await around.patients();
    const { client, next } = await unanswered();
    const write = () =>
      client.updatePatientRecord(
        {
          Identity: { NHSNumber: nhsNumber },
          Clinical: narrative('Triplet.'),
          NonClinical: { Task: [{ TaskType: 'Misc', Content: 'Again.' }], Visit: [{ DateTime: '2026-03-05T10:00:00', Duration: 20 }] },
        },
        { save: 'now' },
      );
    const earlier = [await write(), await write(), await write()];
    next(1, 'request');
    await expect(write()).rejects.toMatchObject({ code: 'WriteNotDone', seen: { looks: 2, uids: [] } });
    next(1, 'reply');
    const made = await write();
    expect(client.details(made)?.confirmedBy).toBe('looking');
    for (const uid of ['EventUID', 'TaskUID', 'VisitUID'] as const) {
      const all = [...earlier, made].flatMap((each) => each[uid] ?? []);
      expect(new Set(all).size, uid).toBe(4);
    }
    // The environment gives a visit and a task the same identifier (what it was: the one was taken for the other).
    const visits = [...earlier, made].flatMap(({ VisitUID = [] }) => VisitUID);
    const tasks = [...earlier, made].flatMap(({ TaskUID = [] }) => TaskUID);
    const [shared] = visits.filter((uid) => tasks.includes(uid));
    if (shared === undefined) throw new Error('No visit has the identifier of a task.');
    next(0, 'reply');
    expect(await client.deleteFromPatientRecord({ Identity: { NHSNumber: nhsNumber }, Reason: 'Wrong', VisitUID: [shared] })).toEqual({});
  });

  it('and is carried out late, between the two looks, is found by the second', async () => {
    const [{ nhsNumber }] = await around.patients();
    const proxy = await openProxy(around.environment().port);
    const client = await around.connect({ port: proxy.port, pacing: 'off' });
    let release = (): void => undefined;
    proxy.plan({});
    proxy.plan({
      hold: (given) => {
        release = given;
      },
    });
    const waits: number[] = [];
    client.on('waiting', ({ expectedMs }) => {
      waits.push(expectedMs);
      if (expectedMs === 5_000) release();
    });
    const made = await client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Late.') }, { save: 'now' });
    expect(waits).toEqual([10_000, 5_000]);
    expect(client.details(made)?.confirmedBy).toBe('looking');
  });

  it('cannot be told of a booking that was left unsaved', async () => {
    const [{ nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    const { Clinic: [free] = [] } = await client.getAppointmentSlots();
    const [slot] = free?.Slot ?? [];
    if (free === undefined || slot === undefined) throw new Error('There is no free slot.');
    const Clinic = { UserName: free.UserName ?? '', SiteName: free.SiteName, ClinicType: free.ClinicType, Slot: slot };
    const book = (save: 'now' | 'leaveOpen') =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Appointment: [{ Clinic }] } }, { save });
    next(0, 'reply');
    await expect(book('leaveOpen')).rejects.toMatchObject({ code: 'WriteUnknown', doubt: 'unsaved' });
    await around.environment().perform('session.discard', {});
    await around.environment().perform('session.close', {});
    next(0, 'reply');
    expect((await book('now')).AppointmentUID).toHaveLength(1);
  });

  it('cannot be told of where somebody else wrote the like at the same time', async () => {
    const [{ nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    const other = await around.connect({ pacing: 'off' });
    const Identity = { NHSNumber: nhsNumber };
    next(1, 'reply');
    let written = false;
    client.on('waiting', ({ reason }) => {
      if (reason === 'looking' && !written) void other.updatePatientRecord({ Identity, Clinical: narrative('Alike.') }, { save: 'now' });
      written = true;
    });
    const failure: unknown = await client.updatePatientRecord({ Identity, Clinical: narrative('Alike.') }, { save: 'now' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'WriteUnknown', permanent: true, doubt: 'identical', seen: { looks: 2 } });
    expect(failure).toHaveProperty('seen.uids.length', 2);
  });

  it('cannot be told of where it was left unsaved, until the user has saved it', async () => {
    const [{ nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    const Identity = { NHSNumber: nhsNumber };
    next(1, 'reply');
    await expect(client.updatePatientRecord({ Identity, Clinical: narrative('Unsaved.') }, { save: 'leaveOpen' })).rejects.toMatchObject({
      code: 'WriteUnknown',
      doubt: 'unsaved',
    });
    await around.environment().perform('session.discard', {});
    next(1, 'reply');
    const saved = client.updatePatientRecord({ Identity, Clinical: narrative('Saved.') }, { save: 'leaveOpen' });
    client.on('waiting', () => void around.environment().perform('session.save', {}));
    expect((await saved).EventUID).toMatch(/^[0-9a-f]{16}$/);
    await around.environment().perform('session.close', {});
  });

  it('cannot be told of where SystmOne ends before it could be looked', async () => {
    const [{ nhsNumber }] = await around.patients();
    const { client, next } = await unanswered();
    next(1, 'reply');
    client.on('waiting', () => void client.close());
    await expect(client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Closed.') }, { save: 'now' })).rejects.toMatchObject({
      code: 'WriteUnknown',
      doubt: 'notSeen',
      cause: { code: 'Closed' },
    });
  });

  it('is not given up by its signal once it has left', async () => {
    const [{ nhsNumber }] = await around.patients();
    const client = await around.connect({ pacing: 'off' });
    const giveUp = new AbortController();
    client.on('request', ({ function: name }) => {
      if (name === 'UpdatePatientRecord') giveUp.abort(new Error('too late'));
    });
    const update = () =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: narrative('Left.') }, { save: 'now', signal: giveUp.signal });
    expect((await update()).EventUID).toMatch(/^[0-9a-f]{16}$/);
    await expect(update()).rejects.toThrow('too late');
  });
});
