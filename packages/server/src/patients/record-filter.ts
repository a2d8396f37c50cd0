// What of a record a request wants (B7.7): categories and codes add up, limits cut.
import { type getPatientRecord, type ItemName, itemNames, type RequestOf, type Right } from '@s1kit/contract';
import { endOfUkDay, startOfUkDay } from '../uk-time.js';

export type RecordFilter = NonNullable<RequestOf<typeof getPatientRecord>['Filter']>;

type CategoryName = Exclude<keyof RecordFilter, `M${'in' | 'ax'}${string}` | 'UserName'>;

/** A code that is asked for, with what lies below it or without. */
export interface WantedCode {
  readonly code: string;
  readonly descendants: boolean;
}

/** The categories that are items of clinical events. */
const itemCategories = {
  ClinicalCodes: ['ClinicalCode'],
  Medication: ['Medication', 'RepeatMedication'],
  Results: ['Report'],
  Reminder: ['Reminder'],
  Recall: ['Recall'],
  Vaccination: ['Vaccination'],
  Letter: ['Letter'],
  PatientPlan: ['PatientPlan'],
  CarePlan: ['CarePlan'],
  Relationship: ['Relationship'],
  Attachment: ['Attachment'],
  Activity: ['Activity'],
  Narrative: ['Narrative'],
  DrugSensitivity: ['DrugSensitivity'],
} as const satisfies Partial<Record<CategoryName, readonly ItemName[]>>;

type ItemCategory = keyof typeof itemCategories;

const otherCategories = ['Demographics', 'Appointments', 'Visits', 'Tasks', 'ClinicalCode', 'Numeric'] as const satisfies readonly CategoryName[];

const categoryNames: readonly CategoryName[] = [...Object.keys(itemCategories).map((name) => name as ItemCategory), ...otherCategories]; // Its keys are its names.

/** The days and the user that entries are limited to. What is left out does not limit. */
export interface RecordLimits {
  /** Civil days, inclusive. */
  readonly minEffectiveDay?: string;
  readonly maxEffectiveDay?: string;
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly minEntryAt?: number;
  readonly maxEntryAt?: number;
  readonly userName?: string;
}

export interface RecordSelection {
  readonly demographics: boolean;
  readonly appointments: boolean;
  readonly visits: boolean;
  readonly tasks: boolean;
  /** Whether every event is wanted with everything in it. */
  readonly allItems: boolean;
  /** The kinds of items that are wanted whatever they hold. */
  readonly kinds: ReadonlySet<ItemName>;
  readonly codes: readonly WantedCode[];
  readonly numerics: readonly WantedCode[];
  readonly limits: RecordLimits;
}

/** Whether any of the clinical part is wanted. */
export function wantsClinical(selection: RecordSelection): boolean {
  return selection.allItems || selection.kinds.size > 0 || selection.codes.length > 0 || selection.numerics.length > 0;
}

/** Reads a filter; without one, or without a category in it, everything is wanted. */
export function selectionOf(filter: RecordFilter = {}): RecordSelection {
  const all = categoryNames.every((category) => !isAsked(filter, category));
  const kinds = Object.entries(itemCategories).filter(([name]) => isAsked(filter, name as ItemCategory)); // The table's keys are its names.
  return {
    demographics: all || filter.Demographics === true,
    appointments: all || filter.Appointments === true,
    visits: all || filter.Visits === true,
    tasks: all || filter.Tasks === true,
    allItems: all,
    kinds: new Set(kinds.flatMap(([, names]) => names)),
    codes: wanted(filter.ClinicalCode),
    numerics: wanted(filter.Numeric),
    limits: limitsOf(filter),
  };
}

/**
 * The rights that reading so much needs (B4.7): documents' names alone need less than other items.
 * @see withNamesOnly for what is shown of documents to those who have no clinical reading
 */
export function rightsToRead(selection: RecordSelection): readonly Right[] {
  const documentsOnly = !selection.allItems && [...selection.kinds].every(isDocument) && selection.codes.length + selection.numerics.length === 0;
  return [
    ...(selection.demographics ? (['demographics.read'] as const) : []),
    ...(selection.appointments || selection.visits || selection.tasks ? (['schedule.read'] as const) : []),
    ...(wantsClinical(selection) ? ([documentsOnly ? 'documents.names' : 'clinical.read'] as const) : []),
  ];
}

/** The bits of `event.kinds` for the kinds of items that may be wanted. */
export function kindsMask(selection: RecordSelection): number {
  const codes: readonly ItemName[] = selection.codes.length + selection.numerics.length > 0 ? ['ClinicalCode'] : [];
  return [...selection.kinds, ...codes].reduce((mask, kind) => mask | (1 << itemNames.indexOf(kind)), 0);
}

export function isDocument(kind: ItemName): kind is 'Attachment' | 'Letter' {
  return kind === 'Attachment' || kind === 'Letter';
}

function isAsked(filter: RecordFilter, category: CategoryName): boolean {
  const value = filter[category];
  return value === true || (Array.isArray(value) && value.length > 0);
}

function wanted(codes: RecordFilter['ClinicalCode']): readonly WantedCode[] {
  return (codes ?? []).map(({ Code: code, IncludeDescendants: descendants = false }) => ({ code, descendants }));
}

function limitsOf(filter: RecordFilter): RecordLimits {
  return {
    ...(filter.MinEffectiveDate === undefined ? {} : { minEffectiveDay: filter.MinEffectiveDate }),
    ...(filter.MaxEffectiveDate === undefined ? {} : { maxEffectiveDay: filter.MaxEffectiveDate }),
    ...limit('minEntryAt', filter.MinEntryDate === undefined ? undefined : startOfUkDay(filter.MinEntryDate)),
    ...limit('maxEntryAt', filter.MaxEntryDate === undefined ? undefined : endOfUkDay(filter.MaxEntryDate)),
    ...(filter.UserName === undefined ? {} : { userName: filter.UserName }),
  };
}

function limit<K extends string>(name: K, value: number | undefined): { readonly [P in K]?: number } {
  // A computed name widens the type of its object: the cast gives it back.
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: number };
}
