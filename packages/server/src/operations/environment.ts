// The operations that tell what this environment is, and what its requests look like.

import type { Demographics } from '@s1kit/contract';
import { exampleUid, functionByName, functions, requestTemplate, schemaFiles, schemaVersion, type TemplateValues } from '@s1kit/contract';
import { OperationError, type OperationHandlers } from '@s1kit/link';
import { placeholderKey } from '../exchange/sender.js';
import { uidOf } from '../identifiers.js';
import { currentSession } from '../sessions/index.js';
import { first, sql, type Work } from '../store/index.js';
import { ukDay } from '../uk-time.js';
import { type OperationContext, placeOf } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'environment.status' | 'templates.get' | 'schemas.get'>;

const countPatients = sql`SELECT COUNT(*) AS patients FROM patient WHERE organisation_id = ?`;
// The last one born in these years: the named edge cases, which say little of an ordinary record, come first.
const selectExample = sql`SELECT nhs_number, date_of_birth, demographics FROM patient
  WHERE organisation_id = ? AND nhs_number IS NOT NULL AND confidential = 0 AND date_of_death IS NULL AND surname_key <> ''
    AND date_of_birth >= ? AND date_of_birth <= ? ORDER BY patient_id DESC LIMIT 1`;
/** The age of the patient in an example, if there is such a one: old enough to have a record to look at. */
const exampleAge = { from: 40, to: 79 } as const;
const selectDocument = sql`SELECT document.document_id, patient.nhs_number FROM document
    JOIN patient ON patient.organisation_id = document.organisation_id AND patient.patient_id = document.patient_id
  WHERE document.organisation_id = ? AND patient.nhs_number IS NOT NULL AND patient.confidential = 0 ORDER BY document.document_id DESC LIMIT 1`;
const selectClinic = sql`SELECT user_name, site_name, clinic_type FROM clinic WHERE organisation_id = ? ORDER BY clinic_id LIMIT 1`;

/** How many patients there are. */
export function* patientCount(organisationId: string): Work<number> {
  return (yield* first<{ patients: number }>(countPatients, organisationId))?.patients ?? 0;
}

export const environmentHandlers: Handlers = {
  'environment.status': async (_input, { services }) => {
    const { installation, organisationId, settings, store } = services;
    const { name, patients } = await store.read(function* () {
      return { name: (yield* services.directory.current()).name, patients: yield* patientCount(organisationId) };
    });
    return {
      kind: installation.kind,
      version: services.version,
      organisation: name,
      seed: installation.seed,
      anchorDate: installation.anchorDate,
      patients,
      throttle: settings.throttle,
      throttleScale: settings.throttleScale,
      approve: settings.approve,
      strict: settings.strict,
    };
  },

  'templates.get': async ({ function: name }, context) => {
    const declaration = functionByName(name);
    if (declaration === undefined) throw new OperationError(404, `There is no such function. The functions: ${functions.map((one) => one.name).join(', ')}.`);
    const values = await context.services.store.read(() => templateValues(context));
    return { document: requestTemplate(declaration, values, { apiKey: placeholderKey, deviceId: '', deviceVersion: '1.0', requestUid: 'example-1' }) };
  },

  'schemas.get': async (_input, { services }) => {
    const { lists } = await services.store.read(() => services.directory.current());
    const offered = services.declared.filter(({ available }) => available);
    return { version: schemaVersion(lists, offered), files: schemaFiles(offered, lists).map(({ name, content }) => ({ name, content })) };
  },
};

type ExampleRow = { readonly nhs_number: string; readonly date_of_birth: string; readonly demographics: string };

/** An existing patient, and values of the organisation that go together. */
function* templateValues(context: OperationContext): Work<TemplateValues> {
  const { clock, directory, exampleFolder, organisationId } = context.services;
  const { lists } = yield* directory.current();
  const today = ukDay(clock.now());
  const born = (age: number): string => `${String(Number(today.slice(0, 4)) - age).padStart(4, '0')}${today.slice(4)}`;
  const patient =
    (yield* first<ExampleRow>(selectExample, organisationId, born(exampleAge.to), born(exampleAge.from))) ??
    (yield* first<ExampleRow>(selectExample, organisationId, '', today));
  // The column holds what was stored as Demographics.
  const demographics = patient && (JSON.parse(patient.demographics) as Demographics);
  const clinic = yield* first<{ user_name: string; site_name: string; clinic_type: string }>(selectClinic, organisationId);
  const session = yield* currentSession(placeOf(context));
  const document = yield* first<{ document_id: number; nhs_number: string }>(selectDocument, organisationId);
  const nhsNumber = patient?.nhs_number ?? '';
  return {
    nhsNumber,
    firstName: demographics?.FirstName ?? '',
    surname: demographics?.Surname ?? '',
    dateOfBirth: patient?.date_of_birth ?? '',
    userName: clinic?.user_name ?? session?.userName ?? lists.userNames[0] ?? '',
    siteName: clinic?.site_name ?? lists.siteNames[0] ?? '',
    clinicType: clinic?.clinic_type ?? lists.clinicTypes[0] ?? '',
    slotType: lists.slotTypes[0] ?? '',
    today,
    folder: exampleFolder,
    document: document === undefined ? { nhsNumber, uid: exampleUid } : { nhsNumber: document.nhs_number, uid: uidOf(document.document_id) },
  };
}
