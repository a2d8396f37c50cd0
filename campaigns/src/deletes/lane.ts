// A lane: two patients of its own, on which cases are tried one after the other while other lanes try theirs.
import type { Desk } from '../practice/desk.js';
import type { Practice } from '../practice/practice.js';
import { identityOf, textsOf } from '../practice/request.js';
import { rowsOf } from '../practice/rows.js';
import type { FreeSlot } from '../practice/slots.js';
import { type Deletion, type Entry, kinds } from './model.js';

/** An application with its device at a workstation. */
export interface Application {
  readonly id: string;
  readonly apiKey: string;
  readonly deviceId: string;
}

export interface Lane {
  readonly practice: Practice;
  readonly desk: Desk;
  readonly nhsNumbers: readonly string[];
  readonly applications: readonly Application[];
  /** Nobody else takes these. */
  readonly slots: readonly FreeSlot[];
}

/** Writes an event, an appointment, two visits and two tasks. */
export async function write({ desk }: Lane, nhsNumber: string, { apiKey, deviceId, id }: Application, slot: FreeSlot): Promise<readonly Entry[]> {
  const event = '<Clinical><Event><Narrative><Line>Written to be deleted</Line></Narrative></Event></Clinical>';
  const visit = '<Visit><Duration>10</Duration></Visit>';
  const task = '<Task><TaskType>Misc</TaskType><Content>Written to be deleted</Content></Task>';
  const schedule = `<NonClinical><Appointment>${slot.clinic}</Appointment>${visit}${visit}${task}${task}</NonClinical>`;
  const answer = await desk.ask('UpdatePatientRecord', identityOf(nhsNumber) + event + schedule, { apiKey, deviceId });
  if (answer === undefined || answer.error !== undefined) throw new Error(`What was to be deleted could not be written: ${answer?.error ?? 'silence'}`);
  return kinds.flatMap((kind) => textsOf(answer.text, `${kind}UID`).map((uid) => ({ kind, uid, nhsNumber, by: id })));
}

/** Sends a deletion. @returns the code of its error; `undefined` for a success */
export async function send({ applications, desk }: Lane, { by, named, nhsNumber, reason }: Deletion): Promise<string | undefined> {
  const application = applications.find(({ id }) => id === by);
  const uids = kinds.flatMap((kind) => named.filter((one) => one.kind === kind).map(({ uid }) => `<${kind}UID>${uid}</${kind}UID>`));
  const answer = await desk.ask('DeleteFromPatientRecord', `${identityOf(nhsNumber)}<Reason>${reason}</Reason>${uids.join('')}`, application);
  return answer === undefined ? 'silence' : answer.error;
}

/** What the records of the lane's patients hold, by the tables: written by applications, and by none. */
export async function entriesOf({ nhsNumbers, practice }: Lane): Promise<readonly Entry[]> {
  const rows = await rowsOf<{ kind: (typeof kinds)[number]; id: number; nhs_number: string; application_id: string | null }>(
    practice.store,
    `WITH mine AS (SELECT organisation_id, patient_id, nhs_number FROM patient WHERE organisation_id = 'demo' AND nhs_number IN (${nhsNumbers.map(() => '?').join(', ')}))
    SELECT 'Event' AS kind, event_id AS id, nhs_number, application_id FROM event JOIN mine USING (organisation_id, patient_id)
    UNION ALL SELECT 'Appointment', appointment_id, nhs_number, application_id FROM appointment JOIN mine USING (organisation_id, patient_id)
    UNION ALL SELECT 'Task', task_id, nhs_number, application_id FROM task JOIN mine USING (organisation_id, patient_id)
    UNION ALL SELECT 'Visit', visit_id, nhs_number, application_id FROM visit JOIN mine USING (organisation_id, patient_id)`,
    ...nhsNumbers,
  );
  return rows.map((row) => ({ kind: row.kind, uid: uidOf(row.id), nhsNumber: row.nhs_number, by: row.application_id ?? '' }));
}

/** An identifier as the wire has it: hexadecimal digits, the low-order one first. */
function uidOf(id: number): string {
  return [...id.toString(16)].reverse().join('').padEnd(16, '0');
}
