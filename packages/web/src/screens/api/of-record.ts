// What is read of the open record.
import type { OperationName } from '@s1kit/link';

/** What is read of an open record: out of date once the record has another version. */
export const ofRecord = [
  'record.allergies',
  'record.appointments',
  'record.demographics',
  'record.document',
  'record.documents',
  'record.journal',
  'record.medication',
  'record.problems',
  'record.results',
  'record.series',
  'record.tasks',
] as const satisfies readonly OperationName[];
