// Whatever is cut off, and wherever: a write happens once, and the client says so.
import type { MovableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { memoryDeviceStore, type SystmOne } from '../../src/index.js';
import { surroundings } from '../support/environment.js';
import { type MeddlingProxy, openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });

interface Case {
  readonly client: SystmOne;
  readonly nhsNumber: string;
  readonly clock: MovableClock;
}

interface WriteUnderTest {
  readonly name: string;
  /** The connections that come before that of the write. */
  readonly before: number;
  /** How far apart the cuts are, in bytes. */
  readonly step: number;
  /** Writes something that has the number in it. */
  write(at: Case, number: number): Promise<unknown>;
  /** How often it is in the record. */
  count(at: Case, number: number): Promise<number>;
}

const text = (number: number): string => `Case ${String(number).padStart(6, '0')} & more`;
const recent = async ({ client, nhsNumber }: Case) =>
  await client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { MinEntryDate: '2026-03-01' } }, { fresh: true });

const writes: readonly WriteUnderTest[] = [
  {
    name: 'an event without a time of its own',
    before: 1,
    step: 1,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Narrative: [{ Line: [text(number)] }] } } }, { save: 'now' }),
    count: async (at, number) => ((await recent(at)).Clinical?.Event ?? []).filter(({ Narrative }) => Narrative?.[0]?.Line[0] === text(number)).length,
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
    count: async (at, number) => ((await recent(at)).Clinical?.Event ?? []).filter(({ ClinicalCode }) => ClinicalCode?.[0]?.FreeText === text(number)).length,
  },
  {
    name: 'a task',
    before: 1,
    step: 7,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Task: [{ TaskType: 'Misc', Content: text(number) }] } }, { save: 'now' }),
    count: async (at, number) => ((await recent(at)).NonClinical?.Task ?? []).filter(({ Content }) => Content.includes(text(number))).length,
  },
  {
    name: 'demographics',
    before: 0,
    step: 7,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Demographics: { KnownAs: text(number) } }, { save: 'now' }),
    count: async (at, number) => ((await recent(at)).Demographics?.KnownAs === text(number) ? 1 : 0),
  },
];

/** Carries out the write with one cut. @returns whether the client says that it is done */
async function cutOnce(
  at: Case,
  proxy: MeddlingProxy,
  write: WriteUnderTest,
  number: number,
  mischief: { cutRequestAt: number } | { cutReplyAt: number },
): Promise<boolean> {
  for (let other = 0; other < write.before; other += 1) proxy.plan({});
  proxy.plan(mischief);
  try {
    await write.write(at, number);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'WriteNotDone', seen: { looks: 2, uids: [] } });
    return false;
  }
}

describe('B2.8: a connection that is cut at any byte of a write', () => {
  it.each(writes)(
    '$name',
    async (write) => {
      const [{ nhsNumber }] = await around.patients();
      const proxy = await openProxy(around.environment().port);
      const client = await around.connect({ port: proxy.port, pacing: 'off', device: memoryDeviceStore() });
      const at: Case = { client, nhsNumber, clock: around.clock };
      await write.write(at, 0);
      const whole = proxy.passed.at(-1);
      // The request without its line feed, which is no part of the document.
      const lengths = { request: (whole?.request.length ?? 1) - 1, reply: whole?.reply.length ?? 0 };
      expect(Math.min(lengths.request, lengths.reply)).toBeGreaterThan(300);
      let number = 0;
      const outcomes = { request: new Set<boolean>(), reply: new Set<boolean>() };
      for (const part of ['request', 'reply'] as const) {
        for (let offset = 1; offset < lengths[part]; offset += write.step) {
          number += 1;
          const done = await cutOnce(at, proxy, write, number, part === 'request' ? { cutRequestAt: offset } : { cutReplyAt: offset });
          expect(await write.count(at, number), `${part} cut at ${offset}, said to be ${done ? 'done' : 'not done'}`).toBe(done ? 1 : 0);
          outcomes[part].add(done);
        }
      }
      // A request that was not whole did nothing; one that was answered, though the answer was cut, did.
      expect(outcomes).toEqual({ request: new Set([false]), reply: new Set([true]) });
    },
    170_000,
  );
});
