// Patients of an environment for tests: alive, found by name, each with the Identity of requests.
import type { Screens } from './screens.js';
import { type Supplier, supplierAt } from './supplier.js';

export interface TestPatient {
  readonly nhsNumber: string;
  readonly surname: string;
  /** As requests name them. */
  readonly identity: string;
}

/** The patient at a place among those that can be booked and written for. */
export async function patientOf(screens: Screens, place: number): Promise<TestPatient> {
  const listed = await screens.environment().perform('data.patients', { limit: 30 });
  const usual = listed.flatMap(({ confidential, dateOfDeath, nhsNumber, surname }) =>
    confidential || dateOfDeath !== null || nhsNumber === null
      ? []
      : [{ nhsNumber, surname, identity: `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>` }],
  );
  const patient = usual[place];
  if (patient === undefined) throw new Error('The environment has too few patients.');
  return patient;
}

/** An application at a workstation, from 1 on. */
export function supplierOf(screens: Screens, workstation = 1): Supplier {
  const { apiKey, workstations } = screens.environment();
  const at = workstations[workstation - 1];
  if (at === undefined) throw new Error('There is no such workstation.');
  return supplierAt(at.port, apiKey);
}
