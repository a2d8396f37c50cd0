// LaunchFunctionality: opens a dialog in the patient's record on the desktop, filled in; the user decides (B7.21).
import { launchFunctionality as declaration, Refusal, type RequestOf } from '@s1kit/contract';
import { type KeptDocuments, parametersPath, refuseUnsetDates } from '../changes/index.js';
import { behaviour } from '../context.js';
import { holderOfRequest, type NamedFile, requireTaken, settleContent, takeDocuments } from '../documents/index.js';
import { findPatient, type Patient } from '../patients/patient.js';
import { addDialog, type DialogContent, type DialogElement, dialogNames, openRecord } from '../sessions/index.js';
import { namedFiles } from './named-files.js';
import { stillSignedIn } from './still-signed-in.js';

type Parameters = RequestOf<typeof declaration>;

export const launchFunctionality = behaviour(declaration, {
  goesOutside: (parameters) => filesOf(parameters).length > 0,
  outside: async (parameters, context) => {
    const { concerns, desktop, organisationId, store } = context;
    elementOf(parameters);
    concerns(await store.read(() => findPatient(organisationId, parameters.Identity)));
    return await takeDocuments(filesOf(parameters), { organisationId, store, desktop, holder: holderOfRequest(context) });
  },
  work: function* (parameters, context, documents: KeptDocuments | undefined) {
    const { application, clock, concerns, organisationId } = context;
    const element = elementOf(parameters);
    if (documents !== undefined) yield* stillSignedIn(declaration, context);
    const patient = yield* findPatient(organisationId, parameters.Identity);
    concerns(patient);
    const { Identity: _, ...content } = parameters;
    refuseUnsetDates(declaration.request, content, parametersPath);
    requireAlive(patient, element, content);
    if (documents !== undefined) yield* requireTaken(documents, { organisationId, holder: holderOfRequest(context) });
    const now = clock.now();
    // The dialog stands in the patient's record: another one with unsaved changes stays open, and refuses it.
    yield* openRecord(context, patient.patientId, patient.number, application.name, now);
    const { patientId, number: patientNumber } = patient;
    yield* addDialog(context, {
      patientId,
      patientNumber,
      element,
      content,
      documents: documents ?? new Map(),
      applicationName: application.name,
      openedAt: now,
    });
    if (documents !== undefined) yield* settleContent(organisationId, holderOfRequest(context));
    context.tells?.('record');
    context.tells?.('dialog');
    return {};
  },
});

/** @throws {Refusal} ValueInvalid */
function elementOf(parameters: Parameters): DialogElement {
  // The table's keys are its names.
  const names = Object.keys(dialogNames) as DialogElement[];
  const given = names.filter((name) => parameters[name] !== undefined);
  const [only, ...others] = given;
  if (only !== undefined && others.length === 0) return only;
  throw new Refusal('ValueInvalid', `A request opens one dialog: give exactly one of ${names.join(', ')}.`, parametersPath);
}

function requireAlive({ demographics }: Patient, element: DialogElement, { Appointment: appointment }: DialogContent): void {
  if (demographics.DateOfDeath === undefined) return;
  if (element !== 'Medication' && !(element === 'Appointment' && appointment?.AppointmentUID === undefined)) return;
  throw new Refusal('PatientDeceased', 'The patient has died: nothing can be booked, and no medication added.', `${parametersPath}/${element}`);
}

function filesOf({ Attachment: attachment, Letter: letter }: Parameters): readonly NamedFile[] {
  return namedFiles({ Attachment: attachment && [attachment], Letter: letter && [letter] }, parametersPath);
}
