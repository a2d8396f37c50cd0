// A practice with clinics, for tests of what is booked at the screens.
import type { Actor, InputOf } from '@s1kit/link';
import type { ClinicPattern } from '../../src/schedule/pattern.js';
import { openEnvironment, organisationId } from '../support/environment.js';
import { addClinic, addPatient } from '../support/rows.js';

export const here = { organisationId };
export const user = (userName: string): Actor => ({ kind: 'user', userName });
export const nhsNumber = '9990000018';
export const confidential = '9990000026';
export const deceased = '9990000034';

const slots = (count: number, type = 'Routine') => Array.from({ length: count }, () => ({ type, minutes: 10 }));

/** Ada's on Tuesdays at 09:00, six slots; Rita's on the Sundays on which the clocks change, from 00:30. */
const patterns: Readonly<Record<'ada' | 'rita', ClinicPattern>> = {
  ada: { sessions: [{ weekday: 2, start: '09:00', slots: slots(6) }] },
  rita: { sessions: [{ weekday: 7, start: '00:30', slots: slots(12) }] },
};

/** Ada is signed in at desk-1, on Monday, 5 January 2026, 08:00. */
export async function openSchedule() {
  const environment = await openEnvironment();
  await environment.store.write(function* () {
    yield* addPatient(here, { patientId: 3, nhsNumber: deceased, dateOfDeath: '2025-12-24' });
    yield* addClinic(here, { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern: patterns.ada });
    yield* addClinic(here, { clinicId: 2, userName: 'rita', siteName: 'Main Site', clinicType: 'GP Surgery', pattern: patterns.rita });
  });
  const desk = await environment.desk();
  return { environment, desk, perform: desk.server.perform };
}

/** What books a slot of Ada's clinic. */
export function booking(start = '2026-01-06T09:00:00', more: Partial<InputOf<'appointments.book'>> = {}): InputOf<'appointments.book'> {
  return { nhsNumber, clinician: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', slotType: 'Routine', start, minutes: 10, ...more };
}
