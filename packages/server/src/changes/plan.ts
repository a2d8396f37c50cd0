// Planning a change: everything that it says is judged against the record as it is, and every identifier that it needs is taken.
import { Refusal, updatePatientRecord } from '@s1kit/contract';
import type { Patient } from '../patients/patient.js';
import { first, sql, type Work } from '../store/index.js';
import { planEvent } from './clinical/event.js';
import { planDemographics } from './demographics.js';
import type { PlannedChange } from './planned.js';
import { type ChangeContext, type ChangeRequest, type KeptDocuments, parametersPath } from './request.js';
import { requireRightsToChange } from './rights.js';
import { type PlannedSchedule, planSchedule } from './schedule/index.js';
import { refuseUnsetDates } from './unset-dates.js';

/**
 * Plans a change of a patient's record. Only identifiers are taken; nothing of the record changes before `applyChange`.
 * @param patient whose record, as it has just been read
 * @param documents the files that DocumentPath elements name, whose content is kept already
 * @throws {Refusal} RightMissing, ValueInvalid, ValueUnknown, SlotUnavailable, StatusRefused, PatientDeceased, PathRefused
 */
export function* planChange(patient: Patient, request: ChangeRequest, context: ChangeContext, documents: KeptDocuments = new Map()): Work<PlannedChange> {
  const { organisationId, application, user, now } = context;
  requireRightsToChange(request, user);
  requireSomething(request);
  refuseUnsetDates(updatePatientRecord.request, request, parametersPath);
  const { Demographics: demographics, Clinical: clinical, NonClinical: nonClinical } = request;
  const { patientId } = patient;
  return {
    patientId,
    patientNumber: patient.number,
    patientVersion: (yield* first<{ version: number }>(selectVersion, organisationId, patientId))?.version ?? 0,
    userName: user.userName,
    applicationId: application?.id ?? null,
    software: application?.name ?? null,
    requestUid: context.requestUid ?? null,
    plannedAt: now,
    demographics: demographics === undefined ? null : planDemographics(demographics, patient, context),
    event: clinical === undefined ? null : yield* planEvent(clinical.Event, patient, context, documents),
    ...(nonClinical === undefined ? noSchedule : yield* planSchedule(nonClinical, patient, context)),
  };
}

const noSchedule: PlannedSchedule = { bookings: [], appointments: [], newVisits: [], visits: [], newTasks: [], tasks: [] };

const selectVersion = sql`SELECT version FROM patient WHERE organisation_id = ? AND patient_id = ?`;

function requireSomething({ Demographics: demographics, Clinical: clinical, NonClinical: nonClinical }: ChangeRequest): void {
  const entries = [...(nonClinical?.Appointment ?? []), ...(nonClinical?.Visit ?? []), ...(nonClinical?.Task ?? [])];
  if (clinical !== undefined || entries.length > 0 || Object.keys(demographics ?? {}).length > 0) return;
  throw new Refusal('ValueInvalid', 'The update says nothing that is to change. Give Demographics, Clinical or NonClinical.', parametersPath);
}
