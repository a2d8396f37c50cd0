// What replies and screens say of the record and of what is unsaved, and what the model says they must.
import type { OutputOf } from '@s1kit/link';
import { identityOf, textsOf } from '../practice/request.js';
import { rowsOf } from '../practice/rows.js';
import { freeSlotsOf } from '../practice/slots.js';
import { type Change, conflictOf, type State } from './model.js';
import type { Setting, World } from './world.js';

/** A line for each thing that is seen. */
export type Seen = Readonly<Record<string, string>>;

export const noteText = 'Left unsaved once';
const places = ['first', 'second'] as const;

export async function seenIn({ desks }: World, { patient, slot, taskUid }: Setting): Promise<Seen> {
  const record = await desks.second.must('GetPatientRecord', identityOf(patient));
  const free = freeSlotsOf(await desks.second.must('GetAppointmentSlots', `<MinDateTime>${slot.start}</MinDateTime><MaxDateTime>${slot.start}</MaxDateTime>`));
  const diary = await desks.second.must('GetDiary', `<Appointments/><MinDateTime>${slot.start}</MinDateTime><MaxDateTime>${slot.start}</MaxDateTime>`);
  const task = record.split('<Task>').find((one) => one.includes(taskUid));
  const seen: Record<string, string> = {
    mobile: textsOf(record, 'MobileTelephone')[0] ?? '',
    work: textsOf(record, 'WorkTelephone')[0] ?? '',
    notes: String(textsOf(record, 'Line').filter((line) => line === noteText).length),
    task: task === undefined ? 'gone' : (textsOf(task, 'Content')[0] ?? ''),
    slot: `${free.some(({ name }) => name === slot.name) ? 'free' : 'not free'}, ${textsOf(diary, 'DateTimeStart').length} in the diary`,
  };
  for (const place of places) {
    const { changes, conflicts } = await desks[place].perform('session.changes', {});
    const { record: open } = await desks[place].perform('session.status', {});
    seen[`unsaved on ${place}`] = changes.map(wordsOf).join('; ');
    seen[`conflicts on ${place}`] = conflicts.map(({ choices, reason }) => `${reason} ${choices.length}`).join('; ');
    seen[`open on ${place}`] = open === null ? 'nothing' : `${open.nhsNumber === patient ? 'the record' : 'another'}, ${open.unsaved} unsaved`;
  }
  return seen;
}

type Shown = OutputOf<'session.changes'>['changes'][number];

function wordsOf({ element, fields, items, isNew }: Shown): string {
  if (element === 'Event') return items.length === 1 ? 'note' : 'event';
  if (element === 'Appointment') return isNew ? 'booking' : 'appointment';
  const [field] = fields;
  return `${element === 'Task' ? 'task' : 'mobile'} ${String(field?.before ?? '')} > ${String(field?.after ?? '')}`;
}

/** The same of the model. */
export function expectedOf(state: State): Seen {
  const inDiary = state.slot === 'booked' || state.slot === 'elsewhere' ? 1 : 0;
  const words = (change: Change): string => ('after' in change ? `${change.what} ${change.before} > ${change.after}` : change.what);
  const expected: Record<string, string> = {
    mobile: state.mobile,
    work: state.work,
    notes: String(state.notes),
    task: state.task ?? 'gone',
    slot: `${state.slot === 'free' ? 'free' : 'not free'}, ${inDiary} in the diary`,
  };
  for (const place of places) {
    const { isOpen, unsaved } = state[place];
    const conflicts = unsaved.map((change) => conflictOf(state, change)).filter((one) => one !== undefined);
    expected[`unsaved on ${place}`] = unsaved.map(words).join('; ');
    expected[`conflicts on ${place}`] = conflicts.map((reason) => `${reason} ${reason === 'gone' ? 1 : 2}`).join('; ');
    expected[`open on ${place}`] = isOpen ? `the record, ${unsaved.length} unsaved` : 'nothing';
  }
  return expected;
}

/** Which unsaved changes were made to a version of the record that is no longer the newest: what the model does not have, and behaviour may depend on. */
export async function staleness({ practice }: World): Promise<string> {
  const rows = await rowsOf<{ stale: number }>(
    practice.store,
    `SELECT patient.version <> unsaved_change.patient_version AS stale FROM unsaved_change JOIN patient USING (organisation_id, patient_id)
      ORDER BY workstation_id, change_id`,
  );
  return rows.map(({ stale }) => stale).join('');
}

export function differences(seen: Seen, expected: Seen): readonly string[] {
  return Object.keys(expected)
    .filter((name) => seen[name] !== expected[name])
    .map((name) => `${name} should be "${expected[name]}" and is "${seen[name]}"`);
}
