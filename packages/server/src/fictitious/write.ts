// Puts the fictitious organisation and its patients into the store, in units of work of bounded size.
import { all, first, run, type Store, sql, type Work } from '../store/index.js';
import { type AppointmentBook, openBook } from './appointment-book.js';
import { clinics } from './clinics.js';
import { edgeCases } from './edge-cases.js';
import { makeWorkshop, type PatientMaker, patientMaker } from './generate.js';
import type { History } from './history.js';
import { numberOf } from './nhs-numbers.js';
import type { FictitiousPatient, Workshop } from './patient.js';
import { rowsOfPractice } from './practice-rows.js';
import { type RowMaker, type RowToWrite, rowsOfPatient, writeRows } from './rows.js';
import { makeStoredForm } from './stored-form.js';

export interface FictitiousOptions {
  readonly organisationId: string;
  /** The same seed and anchor date give the same data. */
  readonly seed: number;
  /** The day that the lives are told up to, `yyyy-MM-dd`. */
  readonly anchorDate: string;
  /** How many patients, the edge cases among them; at least as many as there are edge cases. */
  readonly patients: number;
  /** `false` leaves the named edge cases out. */
  readonly edgeCases?: boolean;
  /** `false` leaves the record of 15,000 events out. */
  readonly largeRecord?: boolean;
  /** That of all but the edge cases; `full` if left out. */
  readonly history?: History | undefined;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How many rows are gathered before they are written: what bounds memory. */
const rowsInUnit = 200;

/** Patients' identifiers begin above this: six digits, as seen (WIRE-FORMAT §7). */
const patientsAfter = 100_000;

/**
 * Makes the fictitious organisation in a store that has none: its practice, the edge cases, the patients.
 * @param onProgress is told after each unit of work how many patients there are
 */
export async function writeFictitious(store: Store, options: FictitiousOptions, onProgress: (progress: Progress) => void = () => {}): Promise<void> {
  const { organisationId, seed, anchorDate, patients } = options;
  const workshop = makeWorkshop(anchorDate);
  const chosen = options.edgeCases === false ? [] : edgeCases.filter(({ large }) => large !== true || options.largeRecord !== false);
  await store.write(() => writeRows(rowsOfPractice(organisationId, seed, workshop.documents)));
  const counters = { patient: patientsAfter, event: 0, problem: 0, document: 0, appointment: 0, visit: 0, task: 0, fictitious: 0 };
  const book = openBook(seed, workshop.anchor, workshop.calendar, () => false);
  const writer = patientWriter(store, workshop, { organisationId, counters, book, firstClinicId: 1 });
  let done = 0;
  const total = Math.max(patients, chosen.length);
  for (const edge of chosen) {
    await writer.add(edge.make(workshop, seed, writer.ids));
    onProgress({ done: ++done, total });
  }
  await writeOrdinary(writer, patientMaker(workshop, seed, options.history), 0, total - done, (added) => onProgress({ done: done + added, total }));
  await store.write(() => setCounters(organisationId, { ...writer.counters(), clinic: clinics.length, fictitious: total - done }));
}

/**
 * Makes more patients for a store that `writeFictitious` filled, continuing where it ended.
 * @param store units of work between which nobody else writes: identifiers and free slots are counted on from what was there
 * @param options `patients` is how many more
 * @example await store.writeAsOne((units) => moreFictitious(units, { organisationId, seed: 1, anchorDate: '2026-03-02', patients: 500 }));
 */
export async function moreFictitious(
  store: Pick<Store, 'read' | 'write'>,
  options: Omit<FictitiousOptions, 'edgeCases' | 'largeRecord'>,
  onProgress: (progress: Progress) => void = () => {},
): Promise<void> {
  const { organisationId, seed, anchorDate, patients } = options;
  const workshop = makeWorkshop(anchorDate);
  const counters = await store.read(() => readCounters(organisationId));
  const taken = await store.read(() => readTaken(organisationId));
  const book = openBook(seed, workshop.anchor, workshop.calendar, (clinic, startAt) => taken.has(`${clinic + 1} ${startAt}`));
  const writer = patientWriter(store, workshop, { organisationId, counters, book, firstClinicId: 1 });
  const maker = patientMaker(workshop, seed, options.history);
  let place = counters.fictitious;
  for (let added = 0; added < patients; place++) {
    // Someone's own patient may have the number already: then this one is passed over.
    const { nhsNumber = '', pseudoNumber = '' } = numberOf(seed, place);
    if ((await store.read(() => first(selectNumber, organisationId, nhsNumber, pseudoNumber))) !== undefined) continue;
    await writer.add(maker(place, writer.ids));
    onProgress({ done: ++added, total: patients });
  }
  await writer.flush();
  await store.write(() => setCounters(organisationId, { ...writer.counters(), fictitious: place }));
}

async function writeOrdinary(writer: PatientWriter, maker: PatientMaker, from: number, count: number, onAdded: (added: number) => void): Promise<void> {
  for (let added = 0; added < count; added++) {
    if (await writer.add(maker(from + added, writer.ids))) onAdded(added + 1);
  }
  await writer.flush();
  onAdded(count);
}

type Counters = Record<'patient' | 'event' | 'problem' | 'document' | 'appointment' | 'visit' | 'task' | 'fictitious', number>;

interface PatientWriter {
  /** The next free identifiers, for whoever makes the next patient. */
  readonly ids: RowMaker['eventIds'];
  /** Takes a patient, and writes when enough is gathered. @returns whether it has written */
  add(patient: FictitiousPatient): Promise<boolean>;
  flush(): Promise<void>;
  /** The last identifiers that were given. */
  counters(): Omit<Counters, 'fictitious'>;
}

function patientWriter(
  store: Pick<Store, 'write'>,
  workshop: Workshop,
  {
    organisationId,
    counters,
    book,
    firstClinicId,
  }: { readonly organisationId: string; readonly counters: Counters; readonly book: AppointmentBook; readonly firstClinicId: number },
): PatientWriter {
  const ids = { event: counters.event + 1, problem: counters.problem + 1, document: counters.document + 1 };
  const maker: RowMaker = {
    organisationId,
    calendar: workshop.calendar,
    documents: workshop.documents,
    form: makeStoredForm(),
    eventIds: ids,
    ids: { appointment: counters.appointment + 1, visit: counters.visit + 1, task: counters.task + 1 },
    firstClinicId,
  };
  let patient = counters.patient;
  let rows: RowToWrite[] = [];
  const flush = async (): Promise<void> => {
    const unit = rows;
    rows = [];
    if (unit.length === 0) return;
    await store.write(() => writeRows(unit));
    maker.form.release();
  };
  return {
    ids,
    add: async (made) => {
      const booked = made.record.appointments.flatMap((wish) => {
        const slot = book.book(wish);
        return slot === undefined ? [] : [{ wish, slot }];
      });
      for (const row of rowsOfPatient(maker, ++patient, made, booked)) rows.push(row);
      if (rows.length < rowsInUnit) return false;
      await flush();
      return true;
    },
    flush,
    counters: () => ({
      patient,
      event: ids.event - 1,
      problem: ids.problem - 1,
      document: ids.document - 1,
      appointment: maker.ids.appointment - 1,
      visit: maker.ids.visit - 1,
      task: maker.ids.task - 1,
    }),
  };
}

function* setCounters(organisationId: string, counters: Readonly<Record<string, number>>): Work<void> {
  for (const [name, last] of Object.entries(counters)) yield* run(setCounter, organisationId, name, last);
}

function* readCounters(organisationId: string): Work<Counters> {
  const last = function* (name: keyof Counters): Work<number> {
    return (yield* first<{ last: number }>(selectCounter, organisationId, name))?.last ?? 0;
  };
  return {
    patient: yield* last('patient'),
    event: yield* last('event'),
    problem: yield* last('problem'),
    document: yield* last('document'),
    appointment: yield* last('appointment'),
    visit: yield* last('visit'),
    task: yield* last('task'),
    fictitious: yield* last('fictitious'),
  };
}

function* readTaken(organisationId: string): Work<ReadonlySet<string>> {
  const rows = yield* all<{ clinic_id: number; start_at: number }>(selectTaken, organisationId);
  return new Set(rows.map(({ clinic_id, start_at }) => `${clinic_id} ${start_at}`));
}

const setCounter = sql`INSERT INTO counter (organisation_id, name, last) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id, name) DO UPDATE SET last = excluded.last`;
const selectCounter = sql`SELECT last FROM counter WHERE organisation_id = ? AND name = ?`;
const selectTaken = sql`SELECT clinic_id, start_at FROM slot_taken WHERE organisation_id = ?`;
const selectNumber = sql`SELECT patient_id FROM patient WHERE organisation_id = ? AND (nhs_number = ? OR pseudo_number = ?)`;
