// Two desktops, a patient whose record both have to do with, another patient, a slot, and a task: what the operations are about.
import type { MovableClock } from '@s1kit/link';
import type { Desk } from '../practice/desk.js';
import { openPractice, type Practice, type PracticeData } from '../practice/practice.js';
import { identityOf, textsOf } from '../practice/request.js';
import { nhsNumbersOf, rowsOf } from '../practice/rows.js';
import { type FreeSlot, freeSlotsOf } from '../practice/slots.js';
import type { Place, State } from './model.js';

/** What is the same in every world of an exploration. */
export interface Setting {
  readonly data: PracticeData;
  readonly clock: MovableClock;
  readonly devices: Readonly<Record<Place, string>>;
  readonly patient: string;
  readonly otherPatient: string;
  readonly slot: FreeSlot;
  readonly taskUid: string;
}

export interface World {
  readonly practice: Practice;
  readonly desks: Readonly<Record<Place, Desk>>;
}

export const begun: State = {
  mobile: '07700 900000',
  work: '01632 960000',
  notes: 0,
  task: 'As it was',
  slot: 'free',
  first: { isOpen: false, unsaved: [] },
  second: { isOpen: false, unsaved: [] },
};

const places = { first: 'workstation-1', second: 'workstation-2' } as const;

/** Makes the state that every sequence begins with. */
export async function settle(data: PracticeData, clock: MovableClock): Promise<Setting> {
  const practice = await openPractice(data, { clock });
  const first = await practice.desk(places.first);
  const second = await practice.desk(places.second);
  const [patient = '', otherPatient = ''] = await nhsNumbersOf(practice.store);
  const slots = freeSlotsOf(await first.must('GetAppointmentSlots'));
  const slot = slots.find(({ start }) => slots.filter((one) => one.start === start).length === 1);
  if (slot === undefined || otherPatient === '') throw new Error('The practice has too few slots or patients.');
  const demographics = `<Demographics><MobileTelephone>${begun.mobile}</MobileTelephone><WorkTelephone>${begun.work}</WorkTelephone></Demographics>`;
  const task = `<NonClinical><Task><TaskType>Misc</TaskType><Content>${begun.task}</Content></Task></NonClinical>`;
  const [taskUid = ''] = textsOf(await first.must('UpdatePatientRecord', identityOf(patient) + demographics + task), 'TaskUID');
  await practice.close();
  return { data, clock, devices: { first: first.deviceId, second: second.deviceId }, patient, otherPatient, slot, taskUid };
}

/** Starts the environment on the data as it lies there. */
export async function openWorld({ clock, data, devices }: Setting): Promise<World> {
  const practice = await openPractice(data, { clock });
  const first = await practice.desk(places.first, { deviceId: devices.first });
  const second = await practice.desk(places.second, { deviceId: devices.second });
  return { practice, desks: { first, second } };
}

/** How many entries the audit has. */
export async function entriesIn({ practice }: World): Promise<Readonly<Record<Place, number>>> {
  const rows = await rowsOf<{ workstation_id: string; entries: number }>(
    practice.store,
    'SELECT workstation_id, COUNT(*) AS entries FROM audit_entry GROUP BY workstation_id',
  );
  const of = (place: Place): number => rows.find((row) => row.workstation_id === places[place])?.entries ?? 0;
  return { first: of('first'), second: of('second') };
}

/** The kinds of the entries that have come since, of both workstations. */
export async function entriesSince({ practice }: World, before: Readonly<Record<Place, number>>): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (const place of ['first', 'second'] as const) {
    const rows = await rowsOf<{ kind: string }>(
      practice.store,
      'SELECT kind FROM audit_entry WHERE workstation_id = ? AND sequence > ? ORDER BY sequence',
      places[place],
      before[place],
    );
    kinds.push(...rows.map(({ kind }) => `${place} ${kind}`));
  }
  return kinds;
}
