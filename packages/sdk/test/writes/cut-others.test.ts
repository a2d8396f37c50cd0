// The same for writes that change, book or delete something.
import { describe, it } from 'vitest';
import type { RequestFor, SystmOne, Uid } from '../../src/index.js';
import { cutAtEveryByte, cutFromEndToEnd, text, type WriteUnderTest } from '../support/cuts.js';
import { surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

const clinicOf = (prepared: string): Clinic => JSON.parse(prepared);
type Clinic = NonNullable<NonNullable<NonNullable<RequestFor<'UpdatePatientRecord'>['NonClinical']>['Appointment']>[number]['Clinic']>;

const slots: string[] = [];

async function freeSlots(client: SystmOne): Promise<readonly string[]> {
  const { Clinic: clinics = [] } = await client.getAppointmentSlots({ MaxDateTime: '2026-05-20T00:00:00' }, { fresh: true });
  const all = clinics.flatMap(({ Slot: free, ...clinic }) => free.map((slot) => ({ ...clinic, Slot: slot })));
  return all.toSorted((a, b) => (a.Slot.DateTimeStart < b.Slot.DateTimeStart ? -1 : 1)).map((each) => JSON.stringify(each));
}

const writes: readonly WriteUnderTest[] = [
  {
    name: 'demographics',
    before: 0,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: text(number) } }, { save: 'now' }),
    hidesOthers: true,
    count: ({ Demographics }, number) => (Demographics?.KnownAs === text(number) ? 1 : 0),
  },
  {
    name: 'the booking of a slot',
    before: 0,
    // Each has a slot of its own, the latest first: time goes on meanwhile.
    prepare: async ({ client }) => {
      if (slots.length === 0) slots.push(...(await freeSlots(client)));
      return slots.pop() ?? '';
    },
    write: ({ client, nhsNumber }, _number, prepared) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Appointment: [{ Clinic: clinicOf(prepared) }] } }, { save: 'now' }),
    count: ({ NonClinical }, _number, prepared) => {
      const { Slot, UserName } = clinicOf(prepared);
      return (NonClinical?.Appointment ?? []).filter(({ Clinic }) => Clinic.Slot.DateTimeStart === Slot?.DateTimeStart && Clinic.UserName === UserName).length;
    },
  },
  {
    name: 'the deletion of an event',
    before: 0,
    prepare: async ({ client, nhsNumber }, number) =>
      (
        await client.updatePatientRecord(
          { Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Narrative: [{ Line: [`To delete ${number}`] }] } } },
          { save: 'now' },
        )
      ).EventUID ?? '',
    saw: (prepared) => [prepared],
    write: ({ client, nhsNumber }, _number, prepared) =>
      client.deleteFromPatientRecord({ Identity: { NHSNumber: nhsNumber }, Reason: 'Entered twice', EventUID: [prepared as Uid] }),
    count: ({ Clinical }, _number, prepared) => (Clinical?.Event?.some(({ EventUID }) => EventUID === prepared) === true ? 0 : 1),
  },
];

describe('B2.8: a connection that is cut at any byte of a write', () => {
  it.each(writes)('leaves nothing half done, and nothing half read: $name', (write) => cutAtEveryByte(around, write), 60_000);

  it.each(writes)('and the client says what became of it: $name', (write) => cutFromEndToEnd(around, write), 60_000);
});
