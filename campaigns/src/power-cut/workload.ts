// Clients and users at two workstations who write, delete, leave unsaved, save and discard until the power goes.
import type { Chance } from '@s1kit/server';
import type { TestDisk } from '../disk/test-disk.js';
import type { Workplace } from '../instance/desk.js';
import { identityOf, textsOf } from '../practice/request.js';
import { freeSlotsOf } from '../practice/slots.js';
import { type History, inRecord, restored, type Whereabouts, type Written } from './history.js';

export interface Workload {
  readonly disk: TestDisk;
  readonly chance: Chance;
  readonly desks: readonly [Workplace, Workplace];
  /** Of four patients: one for the deletions, one for what is left unsaved. */
  readonly numbers: readonly string[];
  readonly history: History;
  /** Makes markers that no other round has. */
  readonly marker: () => string;
}

const event = (marker: string): string => `<Clinical><Event><Narrative><Line>${marker};</Line></Narrative></Event></Clinical>`;
const task = (marker: string): string => `<Task><TaskType>Misc</TaskType><Content>${marker};</Content></Task>`;

/** Works until the power has gone, or so many requests were answered. */
export async function work(load: Workload, requests: number): Promise<void> {
  let left = requests;
  const goesOn = (): boolean => !load.disk.stopped() && left-- > 0;
  const slots = [...(await freeSlots(load))];
  await Promise.all([
    writes(load, goesOn, slots, 0),
    writes(load, goesOn, slots, 1),
    writes(load, goesOn, slots, 0),
    deletes(load, goesOn),
    leaves(load, goesOn),
  ]);
}

/** What came back while the power was on; `undefined` for what nobody has seen. */
async function seen<T>({ disk }: Workload, action: Promise<T>): Promise<T | undefined> {
  const done = await action.catch(() => undefined);
  return disk.stopped() ? undefined : done;
}

async function freeSlots(load: Workload): Promise<readonly string[]> {
  const answer = await seen(load, load.desks[0].ask('GetAppointmentSlots'));
  return answer === undefined ? [] : freeSlotsOf(answer.text).map(({ clinic }) => clinic);
}

/** Sends a request that writes; gives whether it was answered with a success. */
async function write(
  load: Workload,
  desk: Workplace,
  nhsNumber: string,
  content: (marker: string) => string,
  parts: number,
  to: Whereabouts,
): Promise<Written | undefined> {
  const marker = load.marker();
  const one: Written = { marker, parts, uids: '', may: ['nowhere', to] };
  load.history.written.set(marker, one);
  const answer = await seen(load, desk.ask('UpdatePatientRecord', identityOf(nhsNumber) + content(marker), marker));
  if (answer === undefined) return undefined;
  if (answer.error !== undefined) {
    one.may = ['nowhere'];
    return undefined;
  }
  one.may = [to];
  one.uids = ['EventUID', 'AppointmentUID', 'TaskUID']
    .map((name) =>
      textsOf(answer.text, name)
        .map((uid) => `<${name}>${uid}</${name}>`)
        .join(''),
    )
    .join('');
  return one;
}

async function writes(load: Workload, goesOn: () => boolean, slots: string[], place: 0 | 1): Promise<void> {
  while (goesOn()) {
    const slot = load.chance.chance(0.3) ? slots.shift() : undefined;
    const booking = (marker: string): string => (slot === undefined ? '' : `<Appointment>${slot}<Comments>${marker};</Comments></Appointment>`);
    const content = (marker: string): string => `${event(marker)}<NonClinical>${booking(marker)}${task(marker)}</NonClinical>`;
    await write(load, load.desks[place], load.numbers[place] ?? '', content, slot === undefined ? 2 : 3, 'record');
  }
}

async function deletes(load: Workload, goesOn: () => boolean): Promise<void> {
  const [desk] = load.desks;
  const number = load.numbers[2] ?? '';
  while (goesOn()) {
    const one = await write(load, desk, number, (marker) => `${event(marker)}<NonClinical>${task(marker)}</NonClinical>`, 2, 'record');
    if (one === undefined || !goesOn()) continue;
    one.may = ['record', 'nowhere'];
    const answer = await seen(load, desk.ask('DeleteFromPatientRecord', `${identityOf(number)}<Reason>A test</Reason>${one.uids}`));
    if (answer !== undefined) one.may = [answer.error === undefined ? 'nowhere' : 'record'];
  }
}

async function leaves(load: Workload, goesOn: () => boolean): Promise<void> {
  const [, desk] = load.desks;
  while (goesOn()) {
    await write(load, desk, load.numbers[3] ?? '', (marker) => `${event(marker)}<NonClinical>${task(marker)}</NonClinical><LeaveRecordOpen/>`, 2, 'unsaved');
    if (!load.chance.chance(0.4) || !goesOn()) continue;
    const waiting = [...load.history.written.values()].filter(({ may }) => may.includes('unsaved'));
    const to = load.chance.chance(0.5) ? 'record' : 'nowhere';
    for (const one of waiting) one.may = [...one.may, to];
    const decide = async (): Promise<true> => {
      await (to === 'record' ? desk.perform('session.save', {}) : desk.perform('session.discard', {}));
      return true;
    };
    const done = await seen(load, decide());
    if (done !== undefined) for (const one of waiting) one.may = [to];
  }
}

/** Takes a snapshot, or restores one, while nobody else writes. */
export async function copy(load: Workload, name: string): Promise<void> {
  const { chance, desks, history } = load;
  const [desk] = desks;
  const known = [...history.snapshots.keys()];
  if (known.length === 0 || chance.chance(0.5)) {
    // What a power cut has left uncertain is certain by now: a life begins with a look at everything.
    const had = inRecord(history);
    if ((await seen(load, desk.perform('data.snapshot', { name }))) !== undefined) history.snapshots.set(name, had);
    return;
  }
  const from = chance.pick(known);
  history.restoring = from;
  if ((await seen(load, desk.perform('data.restore', { name: from }))) === undefined) return;
  restored(history, from);
  history.restoring = undefined;
}
