// Random clinical records, the filters that may be asked of them, and what the rules say of both, in the plainest way.
import { type ClinicalItem, type Code, type Event, type getPatientRecord, type ItemName, itemNames, type RequestOf } from '@s1kit/contract';
import fc from 'fast-check';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { uidOf } from '../../src/identifiers.js';
import { ukDay } from '../../src/uk-time.js';
import { here, type Practice } from './practice.js';
import { addEvent, addPatient, type EventRow } from './rows.js';

export type Filter = NonNullable<RequestOf<typeof getPatientRecord>['Filter']>;

/** CTV3 codes of the lists with a SNOMED equivalent, one with codes below it, one in SNOMED alone, one that nobody lists. */
const listed = codeLists();
export const both = listed.codes.filter((code) => code.ctv3 !== undefined && code.snomed !== undefined);
const parent = listed.codes.find((code) => code.ctv3?.code === 'C10..');
const children = [...listed.descendants('CTV3', 'C10..')].filter((code) => code !== 'C10..');
export const ctv3 = (code: string): Code => ({ Scheme: 'CTV3', Code: code, Term: `Term of ${code}` });
const pool: readonly Code[] = [
  ...both.slice(0, 2).map(({ ctv3: code }) => ctv3(code?.code ?? '')),
  ...both.slice(2, 4).map(({ snomed }): Code => ({ Scheme: 'Snomed', Code: snomed?.code ?? '', Term: 'In SNOMED' })),
  ctv3('C10..'),
  ...children.slice(0, 2).map(ctv3),
  ctv3('ZZZ1.'),
  ctv3('ZZZ12'),
];
export const drug = listed.drugs[0];

const codes = fc.constantFrom(...pool);
const items: fc.Arbitrary<ClinicalItem> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('ClinicalCode' as const),
      value: fc.record({ Code: codes, Value: fc.constantFrom('5.5', '120') }, { requiredKeys: ['Code'] }),
    }),
  },
  fc.record({ kind: fc.constant('Narrative' as const), value: fc.record({ Line: fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 2 }) }) }),
  fc.constantFrom<ClinicalItem>(
    {
      kind: 'Medication',
      value: { Drug: { Scheme: 'Multilex', ProductID: drug?.multilex ?? '', Name: drug?.name ?? '' }, Dose: 'One', Quantity: '28 tablets' },
    },
    { kind: 'RepeatMedication', value: { Drug: { Scheme: 'Dmd', ProductID: drug?.dmd ?? '', Name: drug?.name ?? '' } } },
    { kind: 'Reminder', value: { FreeText: 'Remember' } },
    { kind: 'Recall', value: { FreeText: 'Call' } },
    { kind: 'Vaccination', value: { Name: 'Vaccine' } },
    { kind: 'Letter', value: { FileName: 'a.pdf', SenderOrganisation: 'Clinic', DocumentUID: uidOf(5) } },
    { kind: 'PatientPlan', value: { PatientPlan: 'Plan' } },
    { kind: 'CarePlan', value: { CarePlanName: 'Care' } },
    { kind: 'Relationship', value: { Surname: 'Kin' } },
    { kind: 'Report', value: { Comments: 'Fine' } },
    { kind: 'Attachment', value: { FileName: 'b.txt', FileSize: '1 kB', DocumentUID: uidOf(6), Comments: 'Private' } },
    { kind: 'Activity', value: { Performed: 'Walked' } },
    { kind: 'DrugSensitivity', value: { FreeText: 'Nuts' } },
  ),
);

const days = ['2024-02-29', '2025-03-30', '2025-10-26', '2026-01-04', '2026-01-05'];
const userNames = ['ada', 'bob'];
export type RecordEvent = Omit<EventRow, 'patientId' | 'eventId'>;
export const events: fc.Arbitrary<RecordEvent> = fc.record({
  effectiveAt: fc.tuple(fc.constantFrom(...days), fc.constantFrom('00:00:00', '00:30:00', '23:59:59')).map(([day, time]) => `${day}T${time}`),
  entryAt: fc
    .tuple(fc.constantFrom(...days), fc.constantFrom(-3_600_000, -1, 0, 1_800_000, 43_200_000))
    .map(([day, shift]) => Date.parse(`${day}T00:00:00Z`) + shift),
  userName: fc.constantFrom(...userNames),
  items: fc.array(items, { maxLength: 4 }),
  xmlStamp: fc.constantFrom(1, 1, 0),
});

export const flags = [
  'Demographics',
  'ClinicalCodes',
  'Medication',
  'Results',
  'Reminder',
  'Recall',
  'Vaccination',
  'Letter',
  'PatientPlan',
  'CarePlan',
  'Relationship',
  'Attachment',
  'Activity',
  'Narrative',
  'DrugSensitivity',
  'Appointments',
  'Visits',
  'Tasks',
] as const;
const wantedCode = fc.record(
  {
    Code: fc.constantFrom(
      ...pool.map((code) => code.Code),
      parent?.snomed?.code ?? '',
      both[0]?.snomed?.code ?? '',
      both[2]?.ctv3?.code ?? '',
      'ZZZ..',
      'Z....',
    ),
    IncludeDescendants: fc.boolean(),
  },
  { requiredKeys: ['Code'] },
);
export const filters: fc.Arbitrary<Filter> = fc
  .record(
    {
      flags: fc.subarray([...flags], { maxLength: 3 }),
      ClinicalCode: fc.array(wantedCode, { maxLength: 2 }),
      Numeric: fc.array(wantedCode, { maxLength: 2 }),
      MinEffectiveDate: fc.constantFrom(...days),
      MaxEffectiveDate: fc.constantFrom(...days),
      MinEntryDate: fc.constantFrom(...days),
      MaxEntryDate: fc.constantFrom(...days),
      UserName: fc.constantFrom(...userNames),
    },
    { requiredKeys: [] },
  )
  .map(({ flags: names = [], ...rest }) => ({ ...Object.fromEntries(names.map((name) => [name, true])), ...rest }));

const kindsOf: Readonly<Record<string, readonly ItemName[]>> = {
  ClinicalCodes: ['ClinicalCode'],
  Medication: ['Medication', 'RepeatMedication'],
  Results: ['Report'],
};
const clinicalFlags = flags.filter((flag) => !['Demographics', 'Appointments', 'Visits', 'Tasks'].includes(flag));

/** The same meaning in each scheme that has it. */
function forms(code: Code): readonly Code[] {
  const found = listed.codes.find((each) => (code.Scheme === 'CTV3' ? each.ctv3 : each.snomed)?.code === code.Code);
  const others = found === undefined ? [] : [found.ctv3 && ctv3(found.ctv3.code), found.snomed && { Scheme: 'Snomed' as const, Code: found.snomed.code }];
  return [code, ...others.filter((other) => other !== undefined)];
}

function isCode(code: Code, wanted: NonNullable<Filter['Numeric']>[number]): boolean {
  const asked = forms({ Scheme: /^\d{6,}$/u.test(wanted.Code) ? 'Snomed' : 'CTV3', Code: wanted.Code });
  return asked.some((ask) =>
    forms(code).some(
      (form) =>
        form.Scheme === ask.Scheme && (form.Code === ask.Code || (wanted.IncludeDescendants === true && listed.isWithin(ask.Scheme, form.Code, ask.Code))),
    ),
  );
}

/** What the rules say of each event, in the plainest way. */
export function naive(record: readonly RecordEvent[], filter: Filter): readonly { readonly index: number; readonly items: readonly ClinicalItem[] }[] {
  const clinical = clinicalFlags.filter((flag) => filter[flag] === true);
  const noCategory = flags.every((flag) => filter[flag] !== true) && (filter.ClinicalCode ?? []).length + (filter.Numeric ?? []).length === 0;
  const isWanted = (item: ClinicalItem): boolean =>
    noCategory ||
    clinical.some((flag) => (kindsOf[flag] ?? [flag as ItemName]).includes(item.kind)) ||
    (item.kind === 'ClinicalCode' && (filter.ClinicalCode ?? []).some((wanted) => isCode(item.value.Code, wanted))) ||
    (item.kind === 'ClinicalCode' && item.value.Value !== undefined && (filter.Numeric ?? []).some((wanted) => isCode(item.value.Code, wanted)));
  const isWithin = (event: RecordEvent): boolean => {
    const [effective, entered] = [event.effectiveAt.slice(0, 10), ukDay(event.entryAt)];
    if (filter.MinEffectiveDate !== undefined && effective < filter.MinEffectiveDate) return false;
    if (filter.MaxEffectiveDate !== undefined && effective > filter.MaxEffectiveDate) return false;
    if (filter.MinEntryDate !== undefined && entered < filter.MinEntryDate) return false;
    if (filter.MaxEntryDate !== undefined && entered > filter.MaxEntryDate) return false;
    return filter.UserName === undefined || event.userName === filter.UserName;
  };
  return record
    .map((event, index) => ({ index, event, items: event.items.filter(isWanted) }))
    .filter(({ event, items: kept }) => isWithin(event) && (noCategory || kept.length > 0))
    .sort((a, b) => (a.event.effectiveAt < b.event.effectiveAt ? -1 : a.event.effectiveAt > b.event.effectiveAt ? 1 : a.index - b.index));
}

/** The items of an event of a reply, kind by kind. */
export function itemsOf(event: Event): readonly { readonly kind: string; readonly value: unknown }[] {
  return itemNames.flatMap((kind) => (event[kind] ?? []).map((value) => ({ kind, value })));
}

/** Sorted as replies have them, without what replies add. */
export function byKind(all: readonly ClinicalItem[]): readonly unknown[] {
  return itemNames.flatMap((kind) => all.filter((item) => item.kind === kind));
}

/** Gives a practice patients with records, one after another. */
export function recordKeeper(practice: Practice): (record: readonly RecordEvent[]) => Promise<{ readonly PseudoNumber: string; readonly patientId: number }> {
  let patients = 0;
  return async (record) => {
    const patientId = ++patients;
    await practice.add(function* () {
      yield* addPatient(here, { patientId, pseudoNumber: `P${patientId}` });
      for (const [index, event] of record.entries()) {
        const xml = event.xmlStamp === 0 ? { xml: Buffer.from('<Old/>') } : {};
        yield* addEvent(here, { patientId, eventId: index + 1, ...xml, ...event });
      }
    });
    return { PseudoNumber: `P${patientId}`, patientId };
  };
}

/** Codes and drugs are compared by where they come from: schemes are another test's. */
export const sameCode = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'Code' && typeof inner === 'object' ? keysOf(inner) : key === 'Drug' ? 'drug' : inner)));
const keysOf = (code: Code): string => [...new Set(forms(code).map((form) => `${form.Scheme} ${form.Code}`))].sort().join();

/** Without the empty elements that replies send where there is no value. */
export function withoutEmpty(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value as object).filter(([, inner]) => inner !== '')); // An item is an object.
}

export function isOwnScheme(item: ClinicalItem): boolean {
  if (item.kind === 'ClinicalCode') return item.value.Code.Scheme === 'CTV3';
  return item.kind !== 'RepeatMedication';
}
