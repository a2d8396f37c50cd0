// What the record screen shows, as its address says it. Never a patient: which record is open is the desktop's.

export const tabNames = [
  'journal',
  'problems',
  'medication',
  'results',
  'vaccinations',
  'allergies',
  'documents',
  'letters',
  'tasks',
  'appointments',
  'relationships',
  'demographics',
] as const;

export type RecordTab = (typeof tabNames)[number];
export type MedicationState = 'current' | 'repeat' | 'past';

export interface RecordSearch {
  readonly tab?: RecordTab;
  /** Filters of the journal; days as `yyyy-MM-dd`. */
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  /** Kinds of items, with commas between. */
  readonly kinds?: string;
  readonly state?: MedicationState;
  /** Which part of the results; numerics if left out. */
  readonly part?: 'reports';
  /** The numeric that is plotted. */
  readonly scheme?: 'CTV3' | 'Snomed';
  readonly code?: string;
  readonly units?: string;
  /** The DocumentUID of the document that is shown. */
  readonly document?: string;
}

/** Takes of an address what it understands; the rest is left out. */
export function recordSearch(given: Readonly<Record<string, unknown>>): RecordSearch {
  const search = {
    tab: oneOf(given.tab, tabNames),
    from: matching(given.from, /^\d{4}-\d{2}-\d{2}$/),
    to: matching(given.to, /^\d{4}-\d{2}-\d{2}$/),
    text: matching(given.text, /^.{1,200}$/su),
    kinds: matching(given.kinds, /^[A-Za-z]+(,[A-Za-z]+)*$/),
    state: oneOf(given.state, ['current', 'repeat', 'past'] as const),
    part: oneOf(given.part, ['reports'] as const),
    scheme: oneOf(given.scheme, ['CTV3', 'Snomed'] as const),
    code: matching(given.code, /^.{1,20}$/su),
    units: matching(given.units, /^.{1,100}$/su),
    document: matching(given.document, /^[0-9a-f]{16}$/),
  };
  // What is undefined is left out, so that it does not stand in the address.
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as RecordSearch;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value);
}

/** Numbers of an address come as numbers. */
function matching(value: unknown, pattern: RegExp): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && pattern.test(text) ? text : undefined;
}
