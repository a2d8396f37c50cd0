import { describe, expect, it } from 'vitest';
import { booking, confidential, deceased, nhsNumber, openSchedule, user } from './schedule-practice.js';

const visit = { nhsNumber, start: '2026-01-05T11:00:00', minutes: 30, visitor: 'rita', comments: 'Key under the mat' };
type Practice = Awaited<ReturnType<typeof openSchedule>>;
const list = ({ perform }: Practice, input: object = {}) => perform('visits.list', { from: '2026-01-05', ...input }, user('ada'));

describe('visits', () => {
  it('are requested, shown with whom and where, read by GetDiary, told to every desktop, and on record', async () => {
    const practice = await openSchedule();
    const { desk, environment, perform } = practice;
    const other = await environment.desk('desk-2');
    other.notices.length = 0;
    const { visitUid } = await perform('visits.request', visit, user('ada'));
    expect(other.notices).toEqual([{ event: 'record' }]);
    expect(await list(practice)).toMatchObject({
      total: 1,
      visits: [
        {
          uid: visitUid,
          start: visit.start,
          minutes: 30,
          visitor: { userName: 'rita' },
          status: 'Booked',
          next: ['In Progress', 'Finished', 'Cancelled'],
          comments: visit.comments,
          software: null,
          patient: { nhsNumber, surname: 'Patient', address: [], telephones: [] },
        },
      ],
    });
    const diary = await desk.ask('GetDiary', '<MinDateTime>2026-01-05T00:00:00</MinDateTime>');
    expect(diary?.xml).toContain(`<VisitUID>${visitUid}</VisitUID>`);
    expect((await environment.entries()).find(({ kind }) => kind === 'visit')).toMatchObject({ user_name: 'ada', patient: nhsNumber });
  });

  it('come page by page in order of time, narrowed by who visits', async () => {
    const practice = await openSchedule();
    for (const [start, visitor] of [
      ['2026-01-06T10:00:00', 'rita'],
      ['2026-01-05T10:00:00', 'ada'],
      ['2026-01-05T09:00:00', 'rita'],
    ] as const) {
      await practice.perform('visits.request', { ...visit, start, visitor }, user('ada'));
    }
    const starts = async (input: object) => {
      const { total, visits } = await list(practice, input);
      return [total, visits.map(({ start }) => start.slice(8, 13))];
    };
    expect(await starts({})).toEqual([2, ['05T09', '05T10']]);
    expect(await starts({ to: '2026-01-06' })).toEqual([3, ['05T09', '05T10', '06T10']]);
    expect(await starts({ to: '2026-01-06', visitor: 'rita' })).toEqual([2, ['05T09', '06T10']]);
    expect(await starts({ to: '2026-01-06', skip: 1, limit: 1 })).toEqual([3, ['05T10']]);
    expect(await starts({ from: '2026-01-07' })).toEqual([0, []]);
  });

  it('change their state and whose they are, unless somebody else was first; a cancelled one stays so', async () => {
    const practice = await openSchedule();
    const { perform } = practice;
    const { visitUid } = await perform('visits.request', visit, user('ada'));
    await perform('visits.assign', { visitUid, seen: 'rita', visitor: 'ada' }, user('ada'));
    await expect(perform('visits.assign', { visitUid, seen: 'rita', visitor: 'alan' }, user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('visits.assign', { visitUid, seen: 'ada', visitor: 'nobody' }, user('ada'))).rejects.toMatchObject({ status: 400 });
    await perform('visits.setStatus', { visitUid, seen: 'Booked', status: 'In Progress' }, user('ada'));
    await expect(perform('visits.setStatus', { visitUid, seen: 'Booked', status: 'Finished' }, user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('visits.setStatus', { visitUid, seen: 'In Progress', status: 'Cancelled' }, user('ada'))).rejects.toMatchObject({ status: 400 });
    await perform('visits.setStatus', { visitUid, seen: 'In Progress', status: 'Cancelled', reason: 'In hospital' }, user('ada'));
    const [cancelled] = (await list(practice)).visits;
    expect(cancelled).toMatchObject({ status: 'Cancelled', next: [], visitor: { userName: 'ada' }, comments: 'Key under the mat\nCancelled: In hospital' });
    await expect(perform('visits.assign', { visitUid, seen: 'ada', visitor: 'rita' }, user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('visits.setStatus', { visitUid, seen: 'Cancelled', status: 'Booked' }, user('ada'))).rejects.toMatchObject({ status: 409 });
  });

  it('are refused to who may not, for who has died, and at times that there are not', async () => {
    const practice = await openSchedule();
    const { perform } = practice;
    for (const name of ['visits.list', 'visits.request', 'visits.setStatus', 'visits.assign'] as const) {
      await expect(perform(name, {} as never, user('iris'))).rejects.toMatchObject({ status: 403 });
    }
    await expect(perform('visits.request', { ...visit, nhsNumber: deceased }, user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('visits.request', { ...visit, start: '2026-03-29T01:30:00' }, user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('visits.request', { ...visit, start: '2026-02-30T10:00:00' }, user('ada'))).rejects.toMatchObject({ status: 400 });
    await expect(perform('visits.setStatus', { visitUid: 'x', seen: 'Booked', status: 'Finished' }, user('ada'))).rejects.toMatchObject({ status: 404 });
    expect((await list(practice)).total).toBe(0);
  });

  it('B6.4: do not name a confidential patient unless their record is open here', async () => {
    const practice = await openSchedule();
    await practice.perform('visits.request', { ...visit, nhsNumber: confidential }, user('ada'));
    expect((await list(practice)).visits[0]).toMatchObject({ patient: null, isConfidential: true });
    await practice.perform('session.open', { nhsNumber: confidential }, user('ada'));
    expect((await list(practice)).visits[0]?.patient?.nhsNumber).toBe(confidential);
  });

  it('and appointments of one patient do not hinder each other', async () => {
    const { perform } = await openSchedule();
    await perform('appointments.book', booking(), user('ada'));
    expect((await perform('visits.request', { ...visit, start: '2026-01-06T09:00:00' }, user('ada'))).visitUid).toMatch(/^[0-9a-f]{16}$/);
  });
});
