// One client that fights for slots: it books, also two at once, cancels, deletes, and looks who has what.
import { parseDocument } from '@s1kit/contract';
import type { Chance } from '@s1kit/server';
import type { Desk } from '../practice/desk.js';
import { childrenOf, identityOf, nodesOf, textsOf } from '../practice/request.js';
import { type FreeSlot, freeSlotsOf } from '../practice/slots.js';
import type { History } from './history.js';

export interface Fight {
  readonly slots: readonly FreeSlot[];
  readonly history: History;
  /** Told of a request, and of what should not have been. */
  readonly attempted: (outcome: 'booked' | 'refused' | 'freed' | 'looked') => void;
  readonly wrong: (what: string) => void;
}

export interface Client {
  readonly desk: Desk;
  readonly nhsNumber: string;
  readonly chance: Chance;
}

/** An appointment that a client has made. */
interface Held {
  readonly slot: FreeSlot;
  readonly uid: string;
}

export const bookingOf = ({ clinic }: FreeSlot): string => `<Appointment>${clinic}</Appointment>`;

/** Fights for so many requests. @returns the AppointmentUIDs of all that it has made and not deleted */
export async function fight(client: Client, fighting: Fight, requests: number): Promise<readonly string[]> {
  const { chance } = client;
  const held: Held[] = [];
  const cancelled: string[] = [];
  for (let request = 0; request < requests; request++) {
    const mine = held.at(-1);
    if (mine !== undefined && (held.length > 1 || chance.chance(0.85))) {
      held.pop();
      const isCancelled = await free(client, fighting, mine);
      if (isCancelled) cancelled.push(mine.uid);
    } else if (chance.chance(0.15)) await look(client, fighting);
    else held.push(...(await book(client, fighting)));
  }
  return [...held.map(({ uid }) => uid), ...cancelled];
}

async function book({ chance, desk, nhsNumber }: Client, { attempted, history, slots, wrong }: Fight): Promise<readonly Held[]> {
  const first = chance.pick(slots);
  const second = chance.chance(0.15) ? chance.pick(slots) : first;
  const wanted = first === second ? [first] : [first, second];
  const invoked = history.now();
  const answer = await desk.ask('UpdatePatientRecord', `${identityOf(nhsNumber)}<NonClinical>${wanted.map(bookingOf).join('')}</NonClinical>`);
  if (answer === undefined) {
    wrong('a booking was not answered');
    return [];
  }
  if (answer.error === undefined) {
    const uids = textsOf(answer.text, 'AppointmentUID');
    if (uids.length !== wanted.length) wrong(`a booking of ${wanted.length} slots was answered with ${uids.length} appointments`);
    for (const slot of wanted) history.note(slot, nhsNumber, 'taken', invoked);
    attempted('booked');
    return wanted.flatMap((slot, index) => ({ slot, uid: uids[index] ?? '' }));
  }
  if (answer.error !== 'SlotUnavailable') wrong(`a booking was answered with ${answer.error}`);
  // Of two slots it is not said which one was not free.
  if (wanted.length === 1) history.note(first, nhsNumber, 'refused', invoked);
  attempted('refused');
  return [];
}

/** @returns whether it was cancelled, and so is still there */
async function free({ chance, desk, nhsNumber }: Client, { attempted, history, wrong }: Fight, { slot, uid }: Held): Promise<boolean> {
  const cancels = chance.chance(0.5);
  const invoked = history.now();
  const named = `<AppointmentUID>${uid}</AppointmentUID>`;
  const change = `<NonClinical><Appointment>${named}<Status>Cancelled</Status></Appointment></NonClinical>`;
  const answer = cancels
    ? await desk.ask('UpdatePatientRecord', identityOf(nhsNumber) + change)
    : await desk.ask('DeleteFromPatientRecord', `${identityOf(nhsNumber)}<Reason>Given up</Reason>${named}`);
  if (answer !== undefined && answer.error === undefined) history.note(slot, nhsNumber, 'freed', invoked);
  else wrong(`giving up a slot was answered with ${answer?.error ?? 'silence'}`);
  attempted('freed');
  return cancels;
}

async function look(client: Client, fighting: Fight): Promise<void> {
  const { attempted, history, slots } = fighting;
  if (client.chance.chance(0.5)) await lookAtDiary(client, fighting);
  else {
    const invoked = history.now();
    const free = new Set(freeSlotsOf(await client.desk.must('GetAppointmentSlots', rangeOf(slots))).map(({ name }) => name));
    for (const slot of slots) history.note(slot, client.nhsNumber, free.has(slot.name) ? 'free' : 'notFree', invoked);
  }
  attempted('looked');
}

/** Notes who has which slot by the diary; finds a slot that two have. */
export async function lookAtDiary({ desk }: Pick<Client, 'desk'>, { history, slots, wrong }: Fight): Promise<void> {
  const invoked = history.now();
  const owners = ownersIn(await desk.must('GetDiary', `${rangeOf(slots)}<Appointments/>`));
  for (const slot of slots) {
    const [owner, ...more] = owners.filter(({ clinic }) => clinic === slot.clinic);
    if (more.length > 0) wrong(`the diary has several appointments in the slot of ${slot.start}`);
    if (owner !== undefined) history.note(slot, owner.nhsNumber, 'held', invoked);
  }
}

/** The range that all of the slots begin in. */
export function rangeOf(slots: readonly FreeSlot[]): string {
  const starts = slots.map(({ start }) => start).sort();
  return `<MinDateTime>${starts[0]}</MinDateTime><MaxDateTime>${starts.at(-1)}</MaxDateTime>`;
}

/** The clinic and slot of each appointment in a diary that has not been cancelled, as a booking names them, and whose it is. */
function ownersIn(diary: string): readonly { readonly clinic: string; readonly nhsNumber: string }[] {
  return nodesOf(parseDocument(diary))
    .filter(({ name }) => name === 'Result')
    .flatMap((result) => {
      const nhsNumber = childrenOf(childrenOf(result, 'Identity')[0], 'NHSNumber')[0]?.text ?? '';
      return childrenOf(result, 'Appointment')
        .filter((appointment) => childrenOf(appointment, 'Status')[0]?.text !== 'Cancelled')
        .flatMap((appointment) => freeSlotsOf(`<Diary>${childrenOf(appointment, 'Clinic').map(written).join('')}</Diary>`))
        .map(({ clinic }) => ({ clinic, nhsNumber }));
    });
}

const written = (node: ReturnType<typeof parseDocument>): string => `<${node.name}>${node.text}${node.children.map(written).join('')}</${node.name}>`;
