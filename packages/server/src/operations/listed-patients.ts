// The operation that says whom there is to test with, in Demo.
import type { Demographics } from '@s1kit/contract';
import type { OperationHandlers, OutputOf } from '@s1kit/link';
import { edgeCaseOf } from '../fictitious/index.js';
import { all, sql } from '../store/index.js';
import type { OperationContext } from './operation-context.js';

type ListedPatient = OutputOf<'data.patients'>[number];

type PatientRow = {
  readonly nhs_number: string | null;
  readonly pseudo_number: string | null;
  readonly date_of_birth: string;
  readonly date_of_death: string | null;
  readonly sex: string;
  readonly confidential: number;
  readonly demographics: string;
  readonly events: number;
};

const select = sql`SELECT nhs_number, pseudo_number, date_of_birth, date_of_death, sex, confidential, demographics,
    (SELECT COUNT(*) FROM event WHERE event.organisation_id = patient.organisation_id AND event.patient_id = patient.patient_id) AS events
  FROM patient WHERE patient.organisation_id = ? ORDER BY patient_id LIMIT ? OFFSET ?`;

export const listedPatientHandlers: Pick<OperationHandlers<OperationContext>, 'data.patients'> = {
  'data.patients': async ({ limit = 50, skip = 0 }, { services }) => {
    const rows = await services.store.read(() => all<PatientRow>(select, services.organisationId, limit, skip));
    return rows.map(shown);
  },
};

function shown(row: PatientRow): ListedPatient {
  // The column holds what was stored as Demographics.
  const { FirstName = '', MiddleNames = '', Surname = '', Title = '' } = JSON.parse(row.demographics) as Demographics;
  return {
    nhsNumber: row.nhs_number,
    pseudoNumber: row.pseudo_number,
    title: Title,
    firstName: FirstName,
    middleNames: MiddleNames,
    surname: Surname,
    dateOfBirth: row.date_of_birth,
    dateOfDeath: row.date_of_death,
    sex: row.sex,
    confidential: row.confidential === 1,
    events: row.events,
    edgeCase: edgeCaseOf(row.nhs_number ?? row.pseudo_number ?? '') ?? null,
  };
}
