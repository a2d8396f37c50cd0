// Whatever is cut off, and wherever: a write happens once, and the client says so.
import { describe, expect, it } from 'vitest';
import { memoryDeviceStore, type ReplyFor, type RequestFor, type SystmOne, type Uid } from '../../src/index.js';
import { surroundings } from '../support/environment.js';
import { type MeddlingProxy, openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });

interface Case {
  readonly client: SystmOne;
  readonly nhsNumber: string;
}

interface WriteUnderTest {
  readonly name: string;
  /** The connections that come before that of the write. */
  readonly before: number;
  /** Makes what the write is about. Cuts are spread over the patients, so that no record grows long. */
  prepare?(at: Case, number: number): Promise<string>;
  /** What the client saw in the record where the write did not take effect. */
  saw?(prepared: string): readonly string[];
  /** How far apart the cuts are, in bytes. */
  readonly step: number;
  /** Writes something that has the number in it. */
  write(at: Case, number: number, prepared: string): Promise<unknown>;
  /** How often it is in what was entered today or yesterday. */
  count(record: Entered, number: number, prepared: string): number;
  /** A later write hides what this one did, so it is counted after each cut; the others are counted when all cuts have been made. */
  readonly hidesOthers?: true;
}

const text = (number: number): string => `Case ${String(number).padStart(6, '0')} & more`;
type Entered = ReplyFor<'GetPatientRecord'>;
const entered = (client: SystmOne, nhsNumber: string): Promise<Entered> =>
  client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { MinEntryDate: '2026-03-01' } }, { fresh: true });

const clinicOf = (prepared: string): Clinic => JSON.parse(prepared);
type Clinic = NonNullable<NonNullable<NonNullable<RequestFor<'UpdatePatientRecord'>['NonClinical']>['Appointment']>[number]['Clinic']>;

const writes: readonly WriteUnderTest[] = [
  {
    name: 'an event without a time of its own',
    before: 1,
    step: 1,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Narrative: [{ Line: [text(number)] }] } } }, { save: 'now' }),
    count: ({ Clinical }, number) => (Clinical?.Event ?? []).filter(({ Narrative }) => Narrative?.[0]?.Line[0] === text(number)).length,
  },
  {
    name: 'an event with a time, a code and a value',
    before: 1,
    step: 7,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord(
        {
          Identity: { NHSNumber: nhsNumber },
          Clinical: {
            Event: {
              DateTime: '2026-03-01T08:30:00Z',
              ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: '2469.' }, Value: String(100_000 + number), Units: 'mmHg', FreeText: text(number) }],
            },
          },
        },
        { save: 'now' },
      ),
    count: ({ Clinical }, number) => (Clinical?.Event ?? []).filter(({ ClinicalCode }) => ClinicalCode?.[0]?.FreeText === text(number)).length,
  },
  {
    name: 'a task',
    before: 1,
    step: 7,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Task: [{ TaskType: 'Misc', Content: text(number) }] } }, { save: 'now' }),
    count: ({ NonClinical }, number) => (NonClinical?.Task ?? []).filter(({ Content }) => Content.includes(text(number))).length,
  },
  {
    name: 'demographics',
    before: 0,
    step: 7,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: text(number) } }, { save: 'now' }),
    hidesOthers: true,
    count: ({ Demographics }, number) => (Demographics?.KnownAs === text(number) ? 1 : 0),
  },
  {
    name: 'the booking of a slot',
    before: 0,
    step: 7,
    prepare: async ({ client }) => {
      const { Clinic: [free] = [] } = await client.getAppointmentSlots({}, { fresh: true });
      const { Slot: slots = [], UserName, ...clinic } = free ?? {};
      return JSON.stringify({ UserName, ...clinic, Slot: slots[0] });
    },
    write: ({ client, nhsNumber }, _number, prepared) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Appointment: [{ Clinic: clinicOf(prepared) }] } }, { save: 'now' }),
    // What was not booked is free for the next one.
    hidesOthers: true,
    count: ({ NonClinical }, _number, prepared) => {
      const { Slot, UserName } = clinicOf(prepared);
      return (NonClinical?.Appointment ?? []).filter(({ Clinic }) => Clinic.Slot.DateTimeStart === Slot?.DateTimeStart && Clinic.UserName === UserName).length;
    },
  },
  {
    name: 'the deletion of an event',
    before: 0,
    step: 7,
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

/** Carries out the write with one cut. @returns whether the client says that it is done */
async function cutOnce(
  at: Case,
  proxy: MeddlingProxy,
  write: WriteUnderTest,
  number: number,
  prepared: string,
  mischief: { cutRequestAt: number } | { cutReplyAt: number },
): Promise<boolean> {
  for (let other = 0; other < write.before; other += 1) proxy.plan({});
  proxy.plan(mischief);
  try {
    await write.write(at, number, prepared);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'WriteNotDone', seen: { looks: 2, uids: write.saw?.(prepared) ?? [] } });
    return false;
  }
}

describe('B2.8: a connection that is cut at any byte of a write', () => {
  it.each(writes)(
    '$name',
    async (write) => {
      const proxy = await openProxy(around.environment().port);
      const client = await around.connect({ port: proxy.port, pacing: 'off', device: memoryDeviceStore() });
      const observer = await around.connect({ pacing: 'off' });
      const patients = await around.patients();
      const caseOf = (number: number): Case => ({ client, nhsNumber: patients[number % patients.length]?.nhsNumber ?? '' });
      const prepare = async (number: number): Promise<string> => (await write.prepare?.(caseOf(number), number)) ?? '';
      await write.write(caseOf(0), 0, await prepare(0));
      const whole = proxy.passed.at(-1);
      // The request without its line feed, which is no part of the document.
      const lengths = { request: (whole?.request.length ?? 1) - 1, reply: whole?.reply.length ?? 0 };
      expect(Math.min(lengths.request, lengths.reply)).toBeGreaterThan(300);
      let number = 0;
      const outcomes = { request: new Set<boolean>(), reply: new Set<boolean>() };
      const judge: ((record: Entered) => void)[][] = patients.map(() => []);
      for (const part of ['request', 'reply'] as const) {
        for (let offset = 1; offset < lengths[part]; offset += write.step) {
          number += 1;
          const own = number;
          const at = caseOf(own);
          const prepared = await prepare(own);
          const done = await cutOnce(at, proxy, write, own, prepared, part === 'request' ? { cutRequestAt: offset } : { cutReplyAt: offset });
          outcomes[part].add(done);
          const count = (record: Entered): void =>
            expect(write.count(record, own, prepared), `${part} cut at ${offset}, said to be ${done ? 'done' : 'not done'}`).toBe(done ? 1 : 0);
          if (write.hidesOthers === true) count(await entered(observer, at.nhsNumber));
          else judge[own % patients.length]?.push(count);
        }
      }
      for (const [index, { nhsNumber }] of patients.entries()) {
        const record = await entered(observer, nhsNumber);
        for (const count of judge[index] ?? []) count(record);
      }
      // A request that was not whole did nothing; one that was answered, though the answer was cut, did.
      expect(outcomes).toEqual({ request: new Set([false]), reply: new Set([true]) });
    },
    120_000,
  );
});
