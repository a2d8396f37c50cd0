// Clients that update, book, delete, leave unsaved, save, discard, attach files and have devices approved, until the environment is killed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chance } from '@s1kit/server';
import { CommandError } from 's1kit';
import { identityOf } from '../practice/request.js';
import { freeSlotsOf } from '../practice/slots.js';
import { ConnectionLost, type Running } from './demo.js';
import { type History, type Sent, uidsIn } from './history.js';

/** NHS numbers: of the patient whose changes are saved at once, and of the one whose are left unsaved. */
export type Patients = readonly [atOnce: string, leftOpen: string];

export interface Work {
  readonly running: Running;
  readonly patients: Patients;
  readonly history: History;
  readonly chance: Chance;
  /** Begins every marker of this round. */
  readonly name: string;
  /** Told of each reply. */
  readonly replied: () => void;
}

const daysOfSlots = 14;
const day = 24 * 60 * 60_000;

/** Resolves when the environment has gone. @throws {Error} for a refusal: the clients do nothing that may be refused */
export async function workUntilKilled(work: Work): Promise<void> {
  const { history, running } = work;
  let count = 0;
  /** Sends a request and notes it; `false` once the environment has gone. */
  const send = async (into: Sent[], name: string, parametersOf: (marker: string) => string, undone?: Sent): Promise<boolean> => {
    const marker = undone?.marker ?? `${work.name}n${++count}`;
    try {
      const reply = await running.ask(name, parametersOf(marker), undone === undefined ? marker : `${marker}d`);
      into.push({ marker, answered: true, uids: uidsIn(reply) });
      work.replied();
      return true;
    } catch (failure) {
      if (!(failure instanceof ConnectionLost)) throw failure;
      into.push({ marker, answered: false, uids: '' });
      return false;
    }
  };
  const [atOnce, leftOpen] = work.patients.map(identityOf);
  const until = new Date(Date.now() + daysOfSlots * day).toISOString().slice(0, 19);
  const slots = await freeSlots(running, until);

  const write = async (): Promise<void> => {
    const booking = (marker: string): string => {
      const slot = slots.shift();
      return slot === undefined ? '' : `<Appointment>${slot}<Comments>${marker};</Comments></Appointment>`;
    };
    while (slots.length > 1 && (await send(history.written, 'UpdatePatientRecord', (marker) => atOnce + eventAndTask(marker, booking(marker)))));
  };
  const remove = async (): Promise<void> => {
    for (;;) {
      const gone = new Set(history.deleted.map(({ marker }) => marker));
      const next = history.written.find(({ answered, marker }) => answered && !gone.has(marker));
      if (next === undefined) return;
      if (!(await send(history.deleted, 'DeleteFromPatientRecord', () => `${atOnce}<Reason>A test</Reason>${next.uids}`, next))) return;
    }
  };
  const attach = (): Promise<boolean> =>
    send(history.documents, 'UpdatePatientRecord', (marker) => {
      const path = join(running.files, `${marker}.txt`);
      writeFileSync(path, `${marker}; `.repeat(2_000));
      return `${atOnce}<Clinical><Event><Attachment><DocumentPath>${path}</DocumentPath></Attachment></Event></Clinical>`;
    });
  const leave = (): Promise<boolean> => send(history.left, 'UpdatePatientRecord', (marker) => `${leftOpen}${eventAndTask(marker, '')}<LeaveRecordOpen/>`);
  await Promise.all([write(), write(), remove(), untilGone(attach), leaveAndDecide(work, leave), approve(work)]);
}

async function untilGone(act: () => Promise<boolean>): Promise<void> {
  while (await act());
}

/** The free slots until a day, as bookings name them. */
async function freeSlots(running: Running, until: string): Promise<string[]> {
  try {
    return freeSlotsOf(await running.ask('GetAppointmentSlots', `<MaxDateTime>${until}</MaxDateTime>`)).map(({ clinic }) => clinic);
  } catch (failure) {
    if (failure instanceof ConnectionLost) return [];
    throw failure;
  }
}

function eventAndTask(marker: string, appointment: string): string {
  return `<Clinical><Event><Narrative><Line>${marker};</Line></Narrative></Event></Clinical><NonClinical>${appointment}<Task><TaskType>Misc</TaskType><Content>${marker};</Content></Task></NonClinical>`;
}

/** Some of what is left is saved, some discarded, and some offered again in the rounds after. */
async function leaveAndDecide({ chance, history, running }: Work, leave: () => Promise<boolean>): Promise<void> {
  const decision = chance.pick(['keep', 'save', 'discard'] as const);
  while (await leave()) {
    if (decision === 'keep') continue;
    const undecided = history.left.filter(({ marker }) => !history.saved.has(marker) && !history.discarded.has(marker));
    const markers = undecided.filter(({ answered }) => answered).map(({ marker }) => marker);
    // A discard that is not answered may have taken away what was left, and of a save that is not nobody knows.
    if (decision === 'discard') for (const marker of undecided.map((one) => one.marker)) history.discarded.add(marker);
    try {
      if (decision === 'discard') await running.client.perform('session.discard', {});
      else {
        const { conflicts } = await running.client.perform('session.save', {});
        if (conflicts.length > 0) throw new Error('What nobody else has changed is in conflict.');
        for (const marker of markers) history.saved.add(marker);
      }
    } catch (failure) {
      if (isGone(failure)) return;
      throw failure;
    }
  }
}

/** Registers applications, each of which connects for the first time. */
async function approve({ history, name, replied, running }: Work): Promise<void> {
  try {
    for (let number = 1; ; number++) {
      const { apiKey } = await running.client.perform('applications.add', { name: `${name} application ${number}` });
      const { deviceId } = await running.send('GetFunctions', '', { apiKey, deviceId: '' });
      history.devices.add(deviceId);
      replied();
    }
  } catch (failure) {
    if (!isGone(failure)) throw failure;
  }
}

/** Whether the environment went before it answered. */
function isGone(failure: unknown): boolean {
  if (failure instanceof ConnectionLost) return true;
  if (failure instanceof CommandError) return failure.message.includes('does not answer');
  // As fetch tells of an answer that broke off.
  return failure instanceof TypeError && ['terminated', 'fetch failed'].includes(failure.message);
}
