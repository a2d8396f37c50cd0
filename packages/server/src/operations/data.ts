// The operations on the data of a Demo environment as a whole (B9.2). The Message Audit, applications and devices stay as they are.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError, type OperationHandlers } from '@s1kit/link';
import { record } from '../audit/index.js';
import { loadStaffMember } from '../directory/index.js';
import { releaseLeftovers } from '../documents/index.js';
import { noteWholeChange } from '../extracts/index.js';
import { type ImportCounts, ImportError, importData, parseImport } from '../imports/index.js';
import type { Place } from '../place.js';
import { closeRecord, currentSession, discardEverywhere, dismissEverywhere, hasUnsaved, signedInPlaces, signOut } from '../sessions/index.js';
import { openSqlite, type Work } from '../store/index.js';
import { patientCount } from './environment.js';
import { actorName, isoTime, type OperationContext, type OperationServices, placeOf, tellAll } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'data.snapshots' | 'data.snapshot' | 'data.restore' | 'data.reset' | 'data.generate' | 'data.import'>;

const prefix = 'snapshot-';
const suffix = '.db';

export const dataHandlers: Handlers = {
  'data.snapshots': async (_input, { services }) => {
    const folder = snapshotFolder(services);
    const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith(suffix));
    return names.sort().map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return { name: name.slice(prefix.length, -suffix.length), bytes: size, takenAt: isoTime(mtimeMs) };
    });
  },

  'data.snapshot': async ({ name }, context) => {
    const { services } = context;
    const file = snapshotFile(services, name);
    if (existsSync(file)) throw new OperationError(409, `There is a snapshot ${name} already. Choose another name.`);
    return await alone(services, async () => {
      await services.store.snapshot(file);
      try {
        await services.store.write(() => note(context, `Snapshot ${name} taken.`));
      } catch (failure) {
        // What is not on record was not done.
        rmSync(file);
        throw failure;
      }
      return { name, bytes: statSync(file).size };
    });
  },

  'data.restore': async ({ name }, context) => {
    const { services } = context;
    const file = snapshotFile(services, name);
    if (!existsSync(file)) throw new OperationError(404, `There is no snapshot ${name}.`);
    return await alone(services, async () => {
      const patients = await services.store.restore(file, () => settleReplaced(context, `Snapshot ${name} restored.`));
      return { patients: changed(context, patients) };
    });
  },

  'data.reset': async (_input, context) => {
    const { services } = context;
    const { anchorDate, history, largeRecord, patients, seed } = services.installation;
    if (anchorDate === null || patients === null || seed === null) throw new OperationError(409, 'This environment was not made from a seed.');
    return await alone(services, async () => {
      // Made apart and put in place at once: until then everybody sees the data as it was.
      const { writeFictitious } = await import('../fictitious/index.js');
      const made = await inTemporaryFile(services, async (temporary) => {
        const draft = openSqlite({ file: temporary, draft: true });
        try {
          await writeFictitious(draft, { organisationId: services.organisationId, seed, anchorDate, patients, largeRecord, history });
        } finally {
          await draft.close();
        }
        return await services.store.restore(temporary, () => settleReplaced(context, 'Data made anew.'));
      });
      return { patients: changed(context, made) };
    });
  },

  'data.generate': async ({ patients }, context) => {
    const { services } = context;
    const { anchorDate, history, seed } = services.installation;
    if (anchorDate === null || seed === null) throw new OperationError(409, 'This environment was not made from a seed.');
    return await alone(services, async () => {
      const { moreFictitious } = await import('../fictitious/index.js');
      const made = await services.store.writeAsOne(async (units) => {
        await moreFictitious(units, { organisationId: services.organisationId, seed, anchorDate, patients, history });
        return await units.write(() => settle(context, `${patients} fictitious patients added.`));
      });
      return { patients: changed(context, made) };
    });
  },

  'data.import': async ({ document }, context) => {
    const { services } = context;
    return await alone(services, async () => {
      const counts = await importDocument(context, document);
      changed(context, counts.patients);
      return counts;
    });
  },
};

async function importDocument(context: OperationContext, document: unknown): Promise<ImportCounts> {
  const { organisationId, store } = context.services;
  try {
    const parsed = parseImport(document);
    return await store.write(function* () {
      const counts = yield* importData(organisationId, parsed);
      yield* settle(context, `Imported: ${counts.sites} sites, ${counts.staff} staff, ${counts.clinics} clinics, ${counts.patients} patients.`);
      return counts;
    });
  } catch (failure) {
    if (failure instanceof ImportError) throw new OperationError(400, failure.message);
    throw failure;
  }
}

function snapshotFolder({ dataFolder }: OperationServices): string {
  const folder = join(dataFolder, 'snapshots');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The prefix keeps a name from being one that Windows reserves. */
function snapshotFile(services: OperationServices, name: string): string {
  return join(snapshotFolder(services), `${prefix}${name}${suffix}`);
}

async function inTemporaryFile<T>(services: OperationServices, use: (file: string) => Promise<T>): Promise<T> {
  const file = join(snapshotFolder(services), 'making.tmp');
  const remove = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  };
  remove();
  try {
    return await use(file);
  } finally {
    remove();
  }
}

/** One at a time: each of them is about all of the data. */
async function alone<T>({ dataWork, directory }: OperationServices, work: () => Promise<T>): Promise<T> {
  if (dataWork.running) throw new OperationError(409, 'The data is being changed as a whole just now. Try again when that has ended.');
  dataWork.running = true;
  try {
    return await work();
  } finally {
    directory.forget();
    dataWork.running = false;
  }
}

/** What belongs to a change of the data as a whole, in the same unit of work: sessions must fit it, and it is on record. @returns how many patients there are */
function* settle(context: OperationContext, detail: string): Work<number> {
  const { services } = context;
  yield* noteWholeChange(services.organisationId, services.clock.now());
  for (const place of yield* signedInPlaces(services.organisationId)) yield* fitSession(services, place);
  yield* note(context, detail);
  return yield* patientCount(services.organisationId);
}

/** As `settle`; what was unsaved, asked in a dialog or on its way, now or when the snapshot was taken, builds on data that has gone. */
function* settleReplaced(context: OperationContext, detail: string): Work<number> {
  const { clock, organisationId } = context.services;
  yield* discardEverywhere(organisationId, { by: 'a change of the data', now: clock.now() });
  yield* dismissEverywhere(organisationId, clock.now());
  yield* releaseLeftovers(organisationId);
  return yield* settle(context, detail);
}

/** When it is done. */
function changed(context: OperationContext, patients: number): number {
  context.services.directory.forget();
  tellAll(context.services, 'data');
  return patients;
}

/** A record that was open may be another's now; a user may be gone. A record with unsaved changes is left open: data has only been added. */
function* fitSession({ clock, organisationId }: OperationServices, place: Place): Work<void> {
  if (yield* hasUnsaved(place)) return;
  yield* closeRecord(place, 'a change of the data', clock.now());
  const session = yield* currentSession(place);
  if (session === undefined) return;
  // As the data has it now: what is kept in memory is what it was before.
  if ((yield* loadStaffMember(organisationId, session.userName)) === undefined) yield* signOut(place, 'a change of the data', clock.now());
}

function* note(context: OperationContext, words: string): Work<void> {
  const { actor, services } = context;
  const userName = actor.kind === 'user' ? actor.userName : undefined;
  const detail = `${words} By ${actorName(actor)}.`;
  yield* record(placeOf(context), { kind: 'data', at: services.clock.now(), outcome: 'done', userName, detail });
}
