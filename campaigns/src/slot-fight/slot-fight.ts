// Clients of several workstations fight for a few slots: no slot is ever taken twice, and what they were told is explained by some order (B7.13, B7.16).
import { movableClock } from '@s1kit/link';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import type { Desk } from '../practice/desk.js';
import { makePractice, openPractice, type Practice } from '../practice/practice.js';
import { identityOf } from '../practice/request.js';
import { nhsNumbersOf, rowsOf } from '../practice/rows.js';
import { type FreeSlot, freeSlotsOf } from '../practice/slots.js';
import { type Client, type Fight, fight, lookAtDiary, rangeOf } from './client.js';
import { createHistory } from './history.js';
import { leave } from './leaver.js';

const workstations = 8;
const clientsEach = 8;
const slotsAtOnce = 4;
const requestsEach = 12;
/** Monday, 5 January 2026, 08:00 in the UK. */
const start = Date.UTC(2026, 0, 5, 8);

export const slotFight: Campaign = {
  name: 'slot-fight',
  purpose:
    'Sixty-four clients fight for four slots, booking, cancelling, deleting and leaving unsaved: no slot is taken twice, and their history is linearizable.',
  run: async (trial) => {
    const data = await makePractice(trial.folder, { now: start, patients: 100 });
    const practice = await openPractice(data, { clock: movableClock({ start }), chance: trial.chance('server') });
    const desks: Desk[] = [];
    for (let number = 1; number <= workstations; number++) desks.push(await practice.desk(`workstation-${number}`));
    const arena = await openArena(practice, desks);
    const counts = { cases: 0, attempts: 0, booked: 0, refused: 0, freed: 0, looked: 0 };
    const findings: string[] = [];
    for (let index = trial.firstCase; findings.length === 0 && goesOn(trial, counts.cases, 1); index++) {
      counts.cases += 1;
      const attempted: Fight['attempted'] = (outcome) => {
        counts.attempts += 1;
        counts[outcome] += 1;
      };
      findings.push(...(await fightOnce(arena, trial, index, attempted)).map((what) => `Case ${index}: ${what}.`));
    }
    await practice.close();
    return { counts, findings: [...new Set(findings)] };
  },
};

interface Arena {
  readonly practice: Practice;
  readonly desks: readonly Desk[];
  readonly nhsNumbers: readonly string[];
  readonly free: readonly FreeSlot[];
}

async function openArena(practice: Practice, desks: readonly Desk[]): Promise<Arena> {
  const free = freeSlotsOf((await desks[0]?.must('GetAppointmentSlots')) ?? '');
  const nhsNumbers = await nhsNumbersOf(practice.store);
  if (free.length < slotsAtOnce || nhsNumbers.length < workstations * clientsEach) throw new Error('The practice has too few free slots or patients.');
  return { practice, desks, nhsNumbers, free };
}

/** One fight from free slots to free slots. @returns what did not hold */
async function fightOnce(arena: Arena, trial: Trial, index: number, attempted: Fight['attempted']): Promise<readonly string[]> {
  const { desks, free, nhsNumbers } = arena;
  const chance = trial.chance('case', index);
  const from = chance.below(free.length - slotsAtOnce);
  const slots = free.slice(from, from + slotsAtOnce);
  const found: string[] = [];
  const fighting: Fight = { slots, history: createHistory(), attempted, wrong: (what) => void found.push(what) };
  const clients = desks.flatMap((desk, at) =>
    Array.from({ length: clientsEach }, (_, number): Client => {
      const nhsNumber = nhsNumbers[at * clientsEach + number] ?? '';
      return { desk, nhsNumber, chance: trial.chance('case', index, at, number) };
    }),
  );
  // One of each workstation's leaves what it books unsaved: a desktop has one record open.
  const made = await Promise.all(
    clients.map(async (client, number) => ({
      client,
      uids: await (number % clientsEach === 0 ? leave : fight)(client, fighting, requestsEach),
    })),
  );
  const [desk] = desks;
  if (desk !== undefined) await lookAtDiary({ desk }, fighting);
  found.push(...fighting.history.unexplained().map((begins) => `no order explains what was said of the slot of ${begins}`));
  found.push(...(await doublesIn(arena.practice)));
  for (const { client, uids } of made) await clearAway(client, uids);
  found.push(...(await leftOver(arena, slots)));
  return found;
}

/** By the tables: a slot with two appointments, one held without an appointment or unsaved change, one of an appointment that is not held. */
async function doublesIn({ store }: Practice): Promise<readonly string[]> {
  const doubles = await rowsOf<{ start_at: number }>(
    store,
    "SELECT start_at FROM appointment WHERE status <> 'Cancelled' GROUP BY organisation_id, clinic_id, start_at HAVING COUNT(*) > 1",
  );
  const astray = await rowsOf<{ start_at: number }>(
    store,
    `SELECT start_at FROM slot_taken AS taken WHERE NOT EXISTS (SELECT 1 FROM appointment AS kept WHERE kept.appointment_id = taken.appointment_id
      AND kept.clinic_id = taken.clinic_id AND kept.start_at = taken.start_at AND kept.status <> 'Cancelled')`,
  );
  const unheld = await rowsOf<{ start_at: number }>(
    store,
    `SELECT start_at FROM appointment WHERE status <> 'Cancelled' AND entry_at >= ${start}
      AND NOT EXISTS (SELECT 1 FROM slot_taken WHERE slot_taken.appointment_id = appointment.appointment_id)`,
  );
  return [
    ...doubles.map(() => 'the database has two appointments in one slot'),
    ...astray.map(() => 'a slot is held though nothing is unsaved and no appointment has it'),
    ...unheld.map(() => 'an appointment does not hold its slot'),
  ];
}

async function clearAway({ desk, nhsNumber }: Client, uids: readonly string[]): Promise<void> {
  if (uids.length === 0) return;
  const named = uids.map((uid) => `<AppointmentUID>${uid}</AppointmentUID>`).join('');
  await desk.must('DeleteFromPatientRecord', `${identityOf(nhsNumber)}<Reason>The fight is over</Reason>${named}`);
}

async function leftOver({ desks }: Arena, slots: readonly FreeSlot[]): Promise<readonly string[]> {
  const free = new Set(freeSlotsOf((await desks[0]?.must('GetAppointmentSlots', rangeOf(slots))) ?? '').map(({ name }) => name));
  return slots.filter(({ name }) => !free.has(name)).map(({ start: begins }) => `the slot of ${begins} is not free again after all was deleted`);
}
