// Whatever is cut off, and wherever: a write happens once, and the client says so. Writes into the record.
import { describe, it } from 'vitest';
import { cutAtEveryByte, cutFromEndToEnd, text, type WriteUnderTest } from '../support/cuts.js';
import { surroundings } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

const writes: readonly WriteUnderTest[] = [
  {
    name: 'an event without a time of its own',
    before: 1,
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Narrative: [{ Line: [text(number)] }] } } }, { save: 'now' }),
    count: ({ Clinical }, number) => (Clinical?.Event ?? []).filter(({ Narrative }) => Narrative?.[0]?.Line[0] === text(number)).length,
  },
  {
    name: 'an event with a time, a code and a value',
    before: 1,
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
    write: ({ client, nhsNumber }, number) =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Task: [{ TaskType: 'Misc', Content: text(number) }] } }, { save: 'now' }),
    count: ({ NonClinical }, number) => (NonClinical?.Task ?? []).filter(({ Content }) => Content.includes(text(number))).length,
  },
];

describe('B2.8: a connection that is cut at any byte of a write', () => {
  it.each(writes)('leaves nothing half done, and nothing half read: $name', (write) => cutAtEveryByte(around, write), 60_000);

  it.each(writes)('and the client says what became of it: $name', (write) => cutFromEndToEnd(around, write), 60_000);
});
