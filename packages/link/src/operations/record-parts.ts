// What several operations on the open record have in common.
import type { ClinicalItem } from '@s1kit/contract';
import { type TSchema, Type } from '@sinclair/typebox';

export function nullable<T extends TSchema>(schema: T, description?: string) {
  return Type.Union([Type.Null(), schema], description === undefined ? {} : { description });
}

/** Whose record is meant to be open. */
export const ofPatient = {
  patient: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,16}$',
      description: 'As record.banner names the patient: refused (409) where another record is open by now. Whatever is open, if left out',
    }),
  ),
};

/** Whose record an act on it is meant for, by what people know the patient by. */
export const meantFor = {
  nhsNumber: Type.Optional(
    Type.String({
      maxLength: 50,
      description: 'NHS number, or pseudo-number: refused (409) where another record is open by now. Whatever is open, if left out',
    }),
  ),
};

export const paging = {
  before: Type.Optional(
    Type.String({
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}/[0-9a-f]{16}$',
      description: 'Where the page before ended (its `next`); the newest if left out',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'How many events at most; 100 if left out' })),
};

/** An item in the spelling of messages, with where it stands in its event. */
const item = Type.Unsafe<{
  readonly place: number;
  readonly item: ClinicalItem;
  /** Of a numeric: what is usual in adults, by the code lists. */
  readonly usual: { readonly low: number; readonly high: number } | null;
}>(
  Type.Object({
    place: Type.Integer({ description: 'From 1, as recorded: EVENTUID/PLACE selects it' }),
    item: Type.Object({ kind: Type.String(), value: Type.Record(Type.String(), Type.Unknown()) }),
    usual: nullable(Type.Object({ low: Type.Number(), high: Type.Number() })),
  }),
);

export const journalEvent = Type.Object({
  eventUid: Type.String(),
  effectiveAt: Type.String({ description: 'UK time as recorded' }),
  enteredAt: Type.String({ description: 'ISO 8601, UTC' }),
  userName: Type.String(),
  author: Type.String({ description: 'Who did it: SURNAME, Forename (Role)' }),
  site: Type.String({ description: 'Where it was done' }),
  software: nullable(Type.String(), "The application that wrote it; null for the practice's own screens"),
  method: nullable(Type.String()),
  referralUid: nullable(Type.String()),
  problemUid: nullable(Type.String()),
  items: Type.Array(item),
});

export const journalPage = Type.Object({
  events: Type.Array(journalEvent),
  next: nullable(Type.String(), 'For `before` of the next page; null behind the last'),
});
