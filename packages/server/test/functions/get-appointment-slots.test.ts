// GetAppointmentSlots against a naive model over random clinics, also over the days on which the clocks change.
import type { getAppointmentSlots, RequestOf } from '@s1kit/contract';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDirectory } from '../../src/directory/index.js';
import { run, sql } from '../../src/store/index.js';
import { here, monday, openPractice, organisationId, refusalOf } from '../support/practice.js';
import { addClinic, addTaken, type ClinicRow } from '../support/rows.js';
import { complaints, hasXmllint } from '../support/xmllint.js';

type Request = RequestOf<typeof getAppointmentSlots>;

const practice = await openPractice();
const replies: string[] = [];
const deleteClinics = sql`DELETE FROM clinic WHERE organisation_id = ?`;
const deleteTaken = sql`DELETE FROM slot_taken WHERE organisation_id = ?`;
const clear = () =>
  practice.add(function* () {
    yield* run(deleteClinics, organisationId);
    yield* run(deleteTaken, organisationId);
  });
beforeEach(clear);
afterAll(clear);

const sessions = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  start: fc.tuple(fc.constantFrom('00', '08', '13', '23'), fc.constantFrom('00', '30')).map((parts) => parts.join(':')),
  slots: fc.array(fc.record({ type: fc.constantFrom('Routine', 'Urgent'), minutes: fc.constantFrom(5, 10, 45) }), { minLength: 1, maxLength: 6 }),
});
const clinics: fc.Arbitrary<Omit<ClinicRow, 'clinicId'>> = fc.record({
  userName: fc.constantFrom('ada', 'bob'),
  siteName: fc.constantFrom('Main Site', 'Branch Site'),
  clinicType: fc.constantFrom('GP Surgery', 'Nurse Clinic'),
  pattern: fc.record({ sessions: fc.array(sessions, { minLength: 1, maxLength: 4 }) }),
});
const offsets = fc.constantFrom('', '', 'Z', '+01:00', '-05:00');
const times = fc.tuple(fc.constantFrom('00:00:00', '08:00:00', '08:10:00', '23:59:00', '23:59:59.9999999'), offsets).map((parts) => parts.join(''));
const stretches = fc
  .tuple(fc.constantFrom('2026-01-05', '2026-03-27', '2026-10-23'), fc.integer({ min: 4, max: 20 }), times, times)
  .map(([from, days, first, last]) => ({
    MinDateTime: `${from}T${first}`,
    MaxDateTime: `${new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10)}T${last}`,
  }));
const narrow: fc.Arbitrary<Request> = fc.record(
  {
    UserName: fc.constantFrom('ada', 'bob', 'rita'),
    SiteName: fc.constantFrom('Main Site', 'Branch Site'),
    ClinicType: fc.constantFrom('GP Surgery', 'Nurse Clinic'),
    SlotType: fc.constantFrom('Routine', 'Urgent'),
  },
  { requiredKeys: [] },
);

const narrowings = fc.oneof({ weight: 3, arbitrary: fc.constant<Request>({}) }, { weight: 1, arbitrary: narrow });

const clockText = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'medium' });

/** The instant of a text, by looking at what UK clocks show in the hours around it. */
function instantOf(text: string): number {
  if (/Z$|[+-]\d\d:\d\d$/u.test(text)) return Date.parse(text);
  const whole = text.slice(0, 19);
  const guess = Date.parse(`${whole}Z`);
  const instant = [guess - 3_600_000, guess].find((candidate) => clockText.format(candidate).replace(' ', 'T') === whole);
  // Whole milliseconds: beside an instant a double has no room for less, and would round up to the next second.
  return (instant ?? Number.NaN) + Math.floor(Number(`0${text.slice(19)}`) * 1000);
}

/** Sessions of these tests begin on the half hour. */
const halfHour = 1_800_000;

/** Every half hour of the stretch is asked whether a session begins in it: nothing is computed by days. */
function naive(
  rows: readonly ClinicRow[],
  request: Request & { readonly MinDateTime: string; readonly MaxDateTime: string },
  now: number,
  taken: ReadonlySet<string>,
): readonly string[] {
  const [from, until] = [instantOf(request.MinDateTime), instantOf(request.MaxDateTime)];
  const found: string[] = [];
  for (const row of rows) {
    if (request.UserName !== undefined && row.userName !== request.UserName) continue;
    if (request.SiteName !== undefined && row.siteName !== request.SiteName) continue;
    if (request.ClinicType !== undefined && row.clinicType !== request.ClinicType) continue;
    const begun = new Set<string>();
    for (let at = Math.ceil((from - 86_400_000) / halfHour) * halfHour; at <= until; at += halfHour) {
      const shown = clockText.format(at);
      const weekday = new Date(`${shown.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7;
      for (const [index, held] of row.pattern.sessions.entries()) {
        if (held.weekday !== weekday || held.start !== shown.slice(11, 16) || begun.has(`${index} ${shown.slice(0, 10)}`)) continue;
        begun.add(`${index} ${shown.slice(0, 10)}`);
        let startAt = at;
        for (const { type, minutes } of held.slots) {
          const start = clockText.format(startAt).replace(' ', 'T');
          const isNamed = instantOf(start) === startAt;
          const isAsked = startAt >= from && startAt <= until && startAt > now && (request.SlotType === undefined || request.SlotType === type);
          if (isNamed && isAsked && !taken.has(`${row.clinicId} ${startAt}`))
            found.push(`${row.userName} ${row.siteName} ${row.clinicType} ${type} ${start} ${minutes}`);
          startAt += minutes * 60_000;
        }
      }
    }
  }
  return found.sort();
}

describe('GetAppointmentSlots', () => {
  it('B7.19, B3.9: gives those free future slots that a naive walk over every half hour gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(clinics, { minLength: 1, maxLength: 3 }),
        stretches,
        narrowings,
        fc.integer({ min: 0, max: 3 }),
        fc.nat(),
        async (drawn, stretch, narrowing, hours, pick) => {
          fc.pre(instantOf(stretch.MinDateTime) <= instantOf(stretch.MaxDateTime));
          await clear();
          const rows = drawn.map((row, index): ClinicRow => ({ ...row, clinicId: index + 1 }));
          practice.clock.set(instantOf(stretch.MinDateTime) - 7_200_000 + hours * 3_600_000);
          const now = practice.clock.now();
          const all = naive(rows, stretch, Number.NEGATIVE_INFINITY, new Set());
          const taken = new Set<string>();
          await practice.add(function* () {
            for (const row of rows) yield* addClinic(here, row);
            // One slot of them all is taken, if there is any.
            const start = all.length === 0 ? undefined : instantOf(all[pick % all.length]?.split(' ').at(-2) ?? '');
            if (start === undefined) return;
            for (const { clinicId } of rows) {
              yield* addTaken(here, clinicId, start, 1);
              taken.add(`${clinicId} ${start}`);
            }
          });
          const request = { ...stretch, ...narrowing };
          const { value, xml } = await practice.call('GetAppointmentSlots', request);
          if (replies.length < 60) replies.push(xml);
          const found = (value.Clinic ?? []).flatMap(({ UserName, SiteName, ClinicType, Slot }) => {
            expect(Slot.map((slot) => slot.DateTimeStart)).toEqual(Slot.map((slot) => slot.DateTimeStart).sort());
            return Slot.map(({ SlotType, DateTimeStart, Duration }) => `${UserName} ${SiteName} ${ClinicType} ${SlotType} ${DateTimeStart} ${Duration}`);
          });
          expect([...found].sort()).toEqual(naive(rows, request, now, taken));
        },
      ),
      { numRuns: 60 },
    );
  });

  const held = {
    clinicId: 1,
    userName: 'ada',
    siteName: 'Main Site',
    clinicType: 'GP Surgery',
    pattern: { sessions: [{ weekday: 1, start: '08:00', slots: [{ type: 'Routine', minutes: 10 }] }] },
  };

  it('B7.19: without a range from now, 28 days on; a slot that begins now is not future', async () => {
    practice.clock.set(monday);
    await practice.add(() => addClinic(here, held));
    const { value } = await practice.call('GetAppointmentSlots', {});
    expect(value.Clinic?.[0]?.Slot.map((slot) => slot.DateTimeStart)).toEqual([
      '2026-01-12T08:00:00',
      '2026-01-19T08:00:00',
      '2026-01-26T08:00:00',
      '2026-02-02T08:00:00',
    ]);
    practice.clock.set(monday - 1);
    expect((await practice.call('GetAppointmentSlots', {})).value.Clinic?.[0]?.Slot[0]?.DateTimeStart).toBe('2026-01-05T08:00:00');
  });

  it('B7.19: a slot that is taken is not free', async () => {
    practice.clock.set(monday);
    await practice.add(function* () {
      yield* addClinic(here, held);
      yield* addTaken(here, held.clinicId, Date.UTC(2026, 0, 12, 8), 1);
      yield* addTaken(here, held.clinicId + 1, Date.UTC(2026, 0, 19, 8), 2);
    });
    const { value } = await practice.call('GetAppointmentSlots', {});
    expect(value.Clinic?.[0]?.Slot.map((slot) => slot.DateTimeStart.slice(0, 10))).toEqual(['2026-01-19', '2026-01-26', '2026-02-02']);
  });

  it('B3.9, B7.19: MaxDateTime is inclusive', async () => {
    practice.clock.set(monday - 1);
    await practice.add(() => addClinic(here, held));
    const count = async (MaxDateTime: string) => ((await practice.call('GetAppointmentSlots', { MaxDateTime })).value.Clinic ?? []).length;
    expect(await count('2026-01-05T08:00:00')).toBe(1);
    expect(await count('2026-01-05T07:59:59')).toBe(0);
  });

  it('B7.19: no clinic without a slot; a value that is not in the metadata is an error', async () => {
    practice.clock.set(monday);
    await practice.add(() => addClinic(here, { ...held, pattern: { sessions: [] } }));
    expect((await practice.call('GetAppointmentSlots', {})).value).toEqual({});
    for (const name of ['UserName', 'SiteName', 'ClinicType', 'SlotType'])
      expect(await refusalOf(practice.call('GetAppointmentSlots', { [name]: 'Nowhere' }))).toBe('ValueUnknown');
    expect(await refusalOf(practice.call('GetAppointmentSlots', { MinDateTime: '2026-01-05T00:00:00', MaxDateTime: '2026-03-31T00:00:00' }))).toBe(
      'ValueInvalid',
    );
  });

  it('B7.2: every reply of these tests is valid by xmllint', async () => {
    if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
    const { lists } = await practice.store.read(() => loadDirectory(organisationId));
    expect(replies.length).toBeGreaterThan(20);
    expect(complaints('GetAppointmentSlots', lists, replies)).toEqual([]);
  });
});
