// What the operations on the schedule are asked with and show in common: days, people, patients.
import type { Address } from '@s1kit/contract';
import { OperationError } from '@s1kit/link';
import { staffName } from '../directory/index.js';
import type { CurrentDirectory } from '../directory/kept-directory.js';
import { type PatientRow, patientOf } from '../patients/patient.js';
import type { TimeRange } from '../schedule/range.js';
import { currentSession } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { daysBetween, endOfUkDay, startOfUkDay, ukDay } from '../uk-time.js';
import { isoTime, type OperationContext, placeOf } from './operation-context.js';

/** How many days can be looked at in one. */
const mostDays = 7;

/**
 * @param now milliseconds since 1970 UTC: its day is meant where none is given
 * @throws {OperationError} 400
 */
export function rangeOfDays({ from: asked, to: last }: { readonly from?: string; readonly to?: string }, now: number): TimeRange {
  const from = asked ?? ukDay(now);
  const to = last ?? from;
  const begins = startOfUkDay(from);
  const ends = endOfUkDay(to);
  if (begins === undefined || ends === undefined) throw new OperationError(400, 'There is no such day. Give it as yyyy-MM-dd.');
  const days = daysBetween(from, to);
  if (days < 0) throw new OperationError(400, 'The last day lies before the first. Exchange them.');
  if (days >= mostDays) throw new OperationError(400, `Look at no more than ${mostDays} days at once.`);
  return { from: begins, until: ends };
}

/** Who looks: what of patients they are shown depends on it. */
export interface Viewer {
  readonly directory: CurrentDirectory;
  readonly mayReadDemographics: boolean;
  /** Whose record is open at the workstation: a confidential patient is named to whoever has found them by their number (B6.4). */
  readonly openPatientId: number | undefined;
}

export function* viewerOf(context: OperationContext): Work<Viewer> {
  return {
    directory: yield* context.services.directory.current(),
    mayReadDemographics: context.may('demographics.read'),
    openPatientId: (yield* currentSession(placeOf(context)))?.record?.patientId,
  };
}

/** Somebody of the staff by their user name; that alone where they have left. */
export function shownPerson({ staffByUserName }: Pick<CurrentDirectory, 'staffByUserName'>, userName: string) {
  const member = staffByUserName.get(userName);
  return { userName, name: member === undefined ? userName : staffName(member) };
}

/** Who entered something, when and by which software. */
export function shownEntered(
  { directory }: Viewer,
  { user_name: userName, entry_at: enteredAt, software }: { readonly user_name: string; readonly entry_at: number; readonly software: string | null },
) {
  return { enteredBy: shownPerson(directory, userName), enteredAt: isoTime(enteredAt), software };
}

/** The patient as the viewer may see them. */
export function shownPatient(viewer: Viewer, row: PatientRow) {
  const visited = visitedPatient(viewer, row);
  if (visited === null) return null;
  const { address: _, telephones: __, ...named } = visited;
  return named;
}

/** The same with where they live. */
export function visitedPatient({ mayReadDemographics, openPatientId }: Viewer, row: PatientRow) {
  const { confidential, demographics, number, patientId } = patientOf(row);
  if (!mayReadDemographics || (confidential && patientId !== openPatientId)) return null;
  const { Address, DateOfBirth = '', DateOfDeath = null, FirstName = '', HomeTelephone = '', MobileTelephone = '', Surname = '', Title = '' } = demographics;
  return {
    nhsNumber: number,
    title: Title,
    firstName: FirstName,
    surname: Surname,
    dateOfBirth: DateOfBirth,
    dateOfDeath: DateOfDeath,
    address: linesOf(Address),
    telephones: [HomeTelephone, MobileTelephone].filter((telephone) => telephone !== ''),
  };
}

function linesOf({ HouseName = '', HouseNumber = '', Road = '', Locality = '', Town = '', County = '', Postcode = '' }: Address = {}): string[] {
  const road = [HouseNumber, Road].filter((part) => part !== '').join(' ');
  return [HouseName, road, Locality, Town, County, Postcode].filter((line) => line !== '');
}
