// The operations on who is signed in, and which record is open (B4.6).
import { isNhsNumber } from '@s1kit/contract';
import { OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import { record } from '../audit/index.js';
import { isSameSecret } from '../authority/people.js';
import { staffName } from '../directory/index.js';
import type { CurrentDirectory } from '../directory/kept-directory.js';
import { idOf, uidOf } from '../identifiers.js';
import { findEvent } from '../patients/event.js';
import { findPatient, type Patient } from '../patients/patient.js';
import type { Place } from '../place.js';
import {
  closeRecord,
  currentSession,
  openDialogs,
  openRecord,
  patientNumberOf,
  type SelectedItem,
  type Session,
  selectionOf,
  signIn,
  signOut,
  unsavedChanges,
  writeSelection,
} from '../sessions/index.js';
import { first, sql, type Work } from '../store/index.js';
import { requireOwnSession } from './acting-user.js';
import { shownDialog } from './dialogs.js';
import { actorName, isoTime, type OperationContext, placeOf } from './operation-context.js';
import { requireMeant } from './own-acts.js';

type Handlers = Pick<
  OperationHandlers<OperationContext>,
  'session.status' | 'session.signIn' | 'session.unlock' | 'session.signOut' | 'session.open' | 'session.select' | 'session.close'
>;
type Status = OutputOf<'session.status'>;

const selectPassword = sql`SELECT demo_password FROM staff WHERE organisation_id = ? AND user_name = ?`;

export const sessionHandlers: Handlers = {
  'session.status': (_input, context) => context.services.store.read(() => status(context)),

  'session.signIn': async ({ userName, password }, context) => {
    const { services, workstation } = context;
    await judgePassword(context, userName, password);
    const done = await services.store.write(function* () {
      const how = password === undefined ? `By ${actorName(context.actor)}, without a password.` : 'With a password.';
      yield* signIn(placeOf(context), userName, how, services.clock.now());
      return yield* status(context);
    });
    workstation.desktop.notify({ event: 'session' });
    return done;
  },

  'session.unlock': async ({ userName, password }, context) => {
    const { services } = context;
    await judgePassword(context, userName, password);
    return await services.store.write(function* () {
      const place = placeOf(context);
      if ((yield* currentSession(place))?.userName !== userName) throw new OperationError(409, 'Somebody else, or nobody, is signed in here: sign in.');
      yield* record(place, { kind: 'unlock', at: services.clock.now(), outcome: 'done', userName, detail: 'With a password.' });
      return yield* status(context);
    });
  },

  'session.signOut': async (_input, context) => {
    const { services, workstation } = context;
    const done = await services.store.write(function* () {
      yield* requireOwnSession(context);
      yield* signOut(placeOf(context), actorName(context.actor), services.clock.now());
      return yield* status(context);
    });
    workstation.desktop.notify({ event: 'session' });
    return done;
  },

  'session.open': async ({ nhsNumber }, context) => {
    const { services, workstation } = context;
    const done = await services.store.write(function* () {
      const place = placeOf(context);
      yield* requireOwnSession(context);
      if ((yield* currentSession(place)) === undefined) throw new OperationError(409, 'Nobody is signed in: a record is opened by a user.');
      const patient = yield* patientOfNumber(services.organisationId, nhsNumber.trim());
      yield* openRecord(place, patient.patientId, patient.number, actorName(context.actor), services.clock.now());
      return yield* status(context);
    });
    workstation.desktop.notify({ event: 'record' });
    return done;
  },

  'session.select': async ({ items }, context) => {
    const { services, workstation } = context;
    const done = await services.store.write(function* () {
      const place = placeOf(context);
      yield* requireOwnSession(context);
      const open = (yield* currentSession(place))?.record;
      if (open === undefined) throw new OperationError(409, 'No record is open in which something could be selected.');
      yield* writeSelection(place, yield* selectedItems(place, open.patientId, items));
      return yield* status(context);
    });
    workstation.desktop.notify({ event: 'record' });
    return done;
  },

  'session.close': async ({ nhsNumber }, context) => {
    const { services, workstation } = context;
    const done = await services.store.write(function* () {
      yield* requireOwnSession(context);
      yield* requireMeant(context, nhsNumber);
      yield* closeRecord(placeOf(context), actorName(context.actor), services.clock.now());
      return yield* status(context);
    });
    workstation.desktop.notify({ event: 'record' });
    return done;
  },
};

/** @throws {OperationError} where the user is unknown, the password is wrong, or was wrong too often */
async function judgePassword({ actor, services, workstation }: OperationContext, userName: string, password: string | undefined): Promise<void> {
  const { attempts, installation, organisationId, store } = services;
  const row = await store.read(() => first<{ demo_password: string | null }>(selectPassword, organisationId, userName));
  if (password === undefined) {
    if (actor.kind !== 'operator' || installation.kind !== 'demo') throw new OperationError(403, 'A password is needed to sign in.');
    if (row === undefined) throw new OperationError(404, 'There is no member of staff of that user name.');
    return;
  }
  const subject = JSON.stringify([workstation.place.workstationId, userName]);
  const wait = attempts.wait(subject);
  if (wait > 0) throw new OperationError(403, `The password was wrong too often. Try again in ${Math.ceil(wait / 1_000)} s.`);
  // Compared also where there is none, so that the time tells nothing of who exists.
  const isRight = isSameSecret(password, row?.demo_password ?? '');
  if (row === undefined || row.demo_password === null || !isRight) {
    attempts.failed(subject);
    throw new OperationError(403, 'The user name or the password is wrong.');
  }
  attempts.succeeded(subject);
}

function* status({ services, workstation }: OperationContext): Work<Status> {
  const directory = yield* services.directory.current();
  const session = yield* currentSession(workstation.place);
  return {
    workstation: workstation.name,
    organisation: directory.name,
    kind: services.installation.kind,
    user: userOf(directory, session),
    record: session?.record === undefined ? null : yield* recordOf(workstation.place, session.record),
  };
}

function userOf(directory: CurrentDirectory, session: Session | undefined): Status['user'] {
  const member = session && directory.staffByUserName.get(session.userName);
  if (session === undefined || member === undefined) return null;
  const site = directory.sites.find(({ siteId }) => siteId === member.siteId)?.name ?? '';
  return { userName: member.userName, name: staffName(member), role: member.role, site, signedInAt: isoTime(session.signedInAt), rights: [...member.rights] };
}

function* recordOf(place: Place, record: NonNullable<Session['record']>): Work<Status['record']> {
  const nhsNumber = yield* patientNumberOf(place.organisationId, record.patientId);
  if (nhsNumber === undefined) return null;
  const unsaved = (yield* unsavedChanges(place)).length;
  const dialogs = (yield* openDialogs(place)).map(shownDialog);
  const selected = (yield* selectionOf(place)).map(({ eventId, item }) => (item === null ? uidOf(eventId) : `${uidOf(eventId)}/${item}`));
  return { nhsNumber, openedAt: isoTime(record.openedAt), openedBy: record.openedBy, unsaved, dialogs, selected };
}

/** @throws {Refusal} PatientUnknown */
export function* patientOfNumber(organisationId: string, number: string): Work<Patient> {
  return yield* findPatient(organisationId, isNhsNumber(number) ? { NHSNumber: number } : { PseudoNumber: number });
}

/**
 * What was selected already and has been deleted meanwhile is left out: whoever ticks one thing more does not know of it.
 * @throws {OperationError} 404 for what the record does not have
 */
function* selectedItems(place: Place, patientId: number, items: readonly string[]): Work<readonly SelectedItem[]> {
  const before = new Set((yield* selectionOf(place)).map((each) => each.eventId));
  const selected: SelectedItem[] = [];
  for (const text of new Set(items)) {
    const [uid = '', item] = text.split('/');
    const eventId = idOf(uid);
    const event = eventId === undefined ? undefined : yield* findEvent(place.organisationId, patientId, eventId);
    if (eventId !== undefined && event === undefined && before.has(eventId)) continue;
    if (eventId === undefined || event === undefined || Number(item ?? 1) > event.items.length) {
      throw new OperationError(404, `The open record has no ${item === undefined ? 'event' : 'item'} ${text}. GetPatientRecord gives those that it has.`);
    }
    selected.push({ eventId, item: item === undefined ? null : Number(item) });
  }
  return selected;
}
