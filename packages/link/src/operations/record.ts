// What the open record holds, for the screens. Nothing is read of a record that is not open at the workstation (B4.6, B8.4): 409.
import type { Address, Code, Demographics } from '@s1kit/contract';
import { Type } from '@sinclair/typebox';
import { operation } from './declare.js';
import { documentOperations } from './record-documents.js';
import { journalPage, nullable, ofPatient, paging } from './record-parts.js';
import { recordScheduleOperations } from './record-schedule.js';

const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'yyyy-MM-dd' });
const shape = Type.Record(Type.String(), Type.Unknown());
const address = Type.Unsafe<Address>(shape);
const code = Type.Unsafe<Code>(shape);

export const banner = Type.Object({
  patient: Type.String({ description: 'Names the open record in the other operations, which refuse (409) once another one is open' }),
  version: Type.Integer({ description: 'Rises with each change of the record' }),
  number: Type.String({ description: 'NHS number, or pseudo-number' }),
  title: Type.String(),
  firstName: Type.String(),
  middleNames: Type.String(),
  surname: Type.String(),
  knownAs: Type.String(),
  dateOfBirth: Type.String(),
  dateOfDeath: nullable(Type.String()),
  age: Type.String({ description: 'Of who has died, at death' }),
  sex: Type.String({ description: 'M, F, U (unknown) or I (indeterminate)' }),
  confidential: Type.Boolean(),
  address,
  telephones: Type.Array(Type.Object({ kind: Type.String(), number: Type.String() })),
  email: Type.String(),
  usualGp: Type.String(),
  openedAt: Type.String({ description: 'ISO 8601, UTC' }),
  openedBy: Type.String({ description: 'The user or the application that opened it' }),
});

const entered = Type.Object({
  eventUid: Type.String(),
  place: Type.Integer({ description: 'Its place among the items of its event, from 1' }),
  effectiveAt: Type.String({ description: 'UK time as recorded' }),
  author: Type.String(),
  software: nullable(Type.String()),
});

const group = Type.Object({
  code,
  units: Type.String(),
  count: Type.Integer(),
  lowest: Type.Number(),
  highest: Type.Number(),
  latest: Type.Object({
    value: Type.String(),
    comparator: nullable(Type.String(), 'Stands before the value, which says less without it'),
    effectiveAt: Type.String(),
  }),
  usual: nullable(Type.Object({ low: Type.Number(), high: Type.Number() }), 'What is usual in adults, by the code lists'),
});

export const recordOperations = {
  'record.banner': operation({
    method: 'GET',
    path: '/record/banner',
    summary: 'Who the patient of the open record is; null where none is open.',
    right: 'demographics.read',
    input: Type.Object({}),
    output: nullable(banner),
  }),
  'record.allergies': operation({
    method: 'GET',
    path: '/record/allergies',
    summary: 'The allergies of the open record: some, none known, or nothing recorded, which is not the same.',
    right: 'clinical.read',
    input: Type.Object({ ...ofPatient }),
    output: Type.Object({
      state: Type.Union([Type.Literal('some'), Type.Literal('noneKnown'), Type.Literal('notRecorded')]),
      entries: Type.Array(
        Type.Composite([entered, Type.Object({ words: Type.String({ description: 'The substance or the term' }), reaction: Type.String() })]),
        {
          description: 'Newest first; for noneKnown the entries that say so',
        },
      ),
    }),
  }),
  'record.journal': operation({
    method: 'GET',
    path: '/record/journal',
    summary: 'The events of the open record, newest first, page by page.',
    right: 'clinical.read',
    input: Type.Object({
      ...ofPatient,
      ...paging,
      from: Type.Optional(day),
      to: Type.Optional(day),
      text: Type.Optional(Type.String({ maxLength: 200, description: 'Words that must all stand in an event, in any case, with or without accents' })),
      kinds: Type.Optional(Type.String({ pattern: '^[A-Za-z]+(,[A-Za-z]+)*$', maxLength: 400, description: 'Only items of these kinds: `Narrative,Letter`' })),
    }),
    output: journalPage,
  }),
  'record.problems': operation({
    method: 'GET',
    path: '/record/problems',
    summary: 'The problems of the open record: those that go on first, each part newest first.',
    right: 'clinical.read',
    input: Type.Object({ ...ofPatient }),
    output: Type.Array(
      Type.Composite([
        entered,
        Type.Object({
          problemUid: Type.String(),
          code,
          severity: Type.String({ description: 'Major or Minor' }),
          endDate: nullable(Type.String()),
          ended: Type.Boolean(),
          freeText: Type.String(),
          linked: Type.Integer({ description: 'How many items of the record belong to it' }),
        }),
      ]),
    ),
  }),
  'record.medication': operation({
    method: 'GET',
    path: '/record/medication',
    summary: 'The medication of the open record, newest first, page by page: issues that run today, repeat templates in use, or what has ended.',
    right: 'clinical.read',
    input: Type.Object({
      ...ofPatient,
      ...paging,
      state: Type.Union([Type.Literal('current'), Type.Literal('repeat'), Type.Literal('past')]),
    }),
    output: journalPage,
  }),
  'record.results': operation({
    method: 'GET',
    path: '/record/results',
    summary: 'The numerics of the open record, one row for each code and unit.',
    right: 'clinical.read',
    input: Type.Object({ ...ofPatient }),
    output: Type.Array(group),
  }),
  'record.series': operation({
    method: 'GET',
    path: '/record/series',
    summary: 'The values of one numeric over time, newest first; the newest 2,000.',
    right: 'clinical.read',
    input: Type.Object({
      ...ofPatient,
      scheme: Type.Union([Type.Literal('CTV3'), Type.Literal('Snomed')]),
      code: Type.String({ minLength: 1, maxLength: 20 }),
      units: Type.Optional(Type.String({ maxLength: 100, description: 'Values without a unit, if left out' })),
    }),
    output: Type.Object({
      values: Type.Array(Type.Composite([entered, Type.Object({ value: Type.String(), comparator: nullable(Type.String()), freeText: Type.String() })])),
      more: Type.Boolean({ description: 'Whether there are older ones' }),
    }),
  }),
  'record.demographics': operation({
    method: 'GET',
    path: '/record/demographics',
    summary: 'The demographics of the open record, with earlier registrations and addresses.',
    right: 'demographics.read',
    input: Type.Object({ ...ofPatient }),
    output: Type.Object({
      demographics: Type.Unsafe<Demographics>(shape),
      usualGp: Type.String({ description: 'The name of the usual GP; the user name of one who has left' }),
      registrations: Type.Array(Type.Object({ type: Type.String(), status: Type.String(), startDate: Type.String(), endDate: nullable(Type.String()) })),
      addresses: Type.Array(Type.Object({ type: Type.String(), address, startDate: Type.String(), endDate: nullable(Type.String()) })),
    }),
  }),
  ...documentOperations,
  ...recordScheduleOperations,
} as const;
