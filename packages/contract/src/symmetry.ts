// The table of what must differ between what UpdatePatientRecord takes and what GetPatientRecord returns (B7.10). Everything else is the same.

/** A difference between the structures of requests and replies. */
export interface Difference {
  /** Whose: the name of the element type. */
  readonly type: string;
  /** Which of its fields. */
  readonly fields: readonly string[];
  /** What a request has. */
  readonly written: string;
  /** What a reply has. */
  readonly read: string;
}

const repliesOnly = 'not allowed';
const requestsOnly = 'not there';

/** Elements and attributes that stand in one direction only. */
export const structuralDifferences: readonly Difference[] = [
  { type: 'Demographics', fields: ['DateOfDeath'], written: repliesOnly, read: 'of a patient who has died' },
  { type: 'Event', fields: ['EventUID', 'Software'], written: repliesOnly, read: 'the identifier, and the application that wrote it' },
  { type: 'Attachment', fields: ['DocumentPath'], written: 'the path of the file on the workstation', read: requestsOnly },
  { type: 'Attachment', fields: ['FileName', 'FileSize', 'DocumentUID'], written: repliesOnly, read: 'the file as it is kept' },
  { type: 'Letter', fields: ['DocumentPath'], written: 'the path of the file on the workstation', read: requestsOnly },
  { type: 'Letter', fields: ['FileName', 'FileSize', 'DocumentUID'], written: repliesOnly, read: 'the file as it is kept' },
  { type: 'ClinicalCode', fields: ['ProblemUID'], written: `${repliesOnly}: a code with ProblemSeverity is given one`, read: 'the identifier of the problem' },
  { type: 'Medication', fields: ['EndReason'], written: repliesOnly, read: 'why it ended, empty where nothing is recorded' },
  { type: 'RepeatMedication', fields: ['EndDate'], written: repliesOnly, read: 'the day on which it was ended' },
  { type: 'Task', fields: ['Due'], written: 'when it is due', read: requestsOnly },
  { type: 'Task', fields: ['DateTime'], written: repliesOnly, read: 'when it is due' },
];

/** What requests call otherwise than replies (WIRE-FORMAT §5.8). */
export const taskTypesInReplies: Readonly<Record<string, string>> = { Misc: 'Miscellaneous' };

/** Values that are read otherwise than they were written. */
export const valueDifferences: readonly Difference[] = [
  ...Object.entries(taskTypesInReplies).map(([written, read]) => ({ type: 'Task', fields: ['TaskType'], written: `\`${written}\``, read: `\`${read}\`` })),
  { type: 'Drug', fields: ['Name'], written: 'kept where the product is not listed here', read: 'the name that is listed; the one sent, or empty, for others' },
  { type: 'Drug', fields: ['Scheme', 'ProductID'], written: 'in either scheme', read: 'in the scheme that OutputScheme asks for, where the list has it' },
  { type: 'Code', fields: ['Term'], written: 'may be left out', read: 'the term sent; the one that is listed, or empty, where none was' },
  { type: 'Code', fields: ['Scheme', 'Code'], written: 'in either scheme', read: 'in the scheme that OutputScheme asks for, where the list has it' },
  { type: 'Event', fields: ['DateTime'], written: 'left out', read: 'the time of the request' },
  { type: 'Event', fields: ['DateTime'], written: 'with an offset or a fraction', read: 'UK wall-clock time, to the second' },
  { type: 'Event', fields: ['UserName'], written: 'left out or empty', read: 'the signed-in user' },
  { type: 'Event', fields: ['DoneBy', 'DoneAt'], written: 'left out or empty', read: 'who the user is, and the site where they work' },
  { type: 'Medication', fields: ['MedicationType'], written: 'left out', read: '`NHS medication`' },
  { type: 'Medication', fields: ['StartDate'], written: 'left out', read: 'the day of the event' },
  { type: 'Medication', fields: ['Dose', 'Quantity'], written: 'left out', read: 'empty' },
  { type: 'RepeatMedication', fields: ['MedicationType'], written: 'left out', read: '`NHS medication`' },
  {
    type: 'ClinicalCode',
    fields: ['ProblemEndDate'],
    written: 'with LinkedProblemUID and without ProblemSeverity: ends that problem',
    read: 'in this entry as it was written, and in the problem that it ended',
  },
  { type: 'Demographics', fields: ['Address'], written: 'whole: it takes the place of the one before', read: 'without the parts that were left out' },
  {
    type: 'Demographics',
    fields: ['EnglishSpeaker', 'SMSConsent', 'CareStartDate'],
    written: 'never sent',
    read: '`Unknown`, `No`, the day of birth',
  },
  { type: 'Appointment', fields: ['Clinic'], written: 'books a slot; with AppointmentUID it may only be what it is', read: 'the slot' },
  { type: 'Appointment', fields: ['Status'], written: 'left out in a booking', read: '`Booked`' },
  { type: 'Appointment', fields: ['Flag'], written: 'all of them, in place of those before; one that is empty for none', read: 'those that are not empty' },
  { type: 'Slot', fields: ['DateTimeStart'], written: 'with an offset', read: 'UK wall-clock time' },
  { type: 'Visit', fields: ['DateTime'], written: 'left out', read: 'the time of the request' },
  { type: 'Visit', fields: ['DateTime'], written: 'with an offset or a fraction', read: 'UK wall-clock time, to the second' },
  { type: 'Visit', fields: ['UserName'], written: 'left out', read: 'the signed-in user' },
  { type: 'Visit', fields: ['Status'], written: 'left out', read: '`Booked`' },
  { type: 'Task', fields: ['Due'], written: 'left out', read: 'as DateTime: the time of the request' },
  { type: 'Task', fields: ['Status'], written: 'left out', read: '`Not Started`' },
];

function rows(differences: readonly Difference[]): string {
  return differences.map(({ type, fields, written, read }) => `| ${type} | ${fields.join(', ')} | ${written} | ${read} |`).join('\n');
}

/** The page of differences, in Markdown. */
export function symmetryPage(): string {
  return `<!-- Written by \`npm run reference\` from the table in packages/contract/src/symmetry.ts. Changes made here are lost. -->

# What is written and what is read

UpdatePatientRecord takes Demographics, clinical events, appointments, visits and tasks in the structures in which GetPatientRecord returns them. What differs stands here, and nothing
else does: a test writes random values of every kind of item, reads them back and compares.

## Elements that stand in one direction only

One that is not allowed makes a request a schema error.

| element | part | in an update | in a reply |
| --- | --- | --- | --- |
${rows(structuralDifferences)}

## Values that are read otherwise than they were written

| element | part | written | read |
| --- | --- | --- | --- |
${rows(valueDifferences)}
`;
}
