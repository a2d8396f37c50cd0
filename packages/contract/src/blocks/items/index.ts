// Every item that a clinical event may hold, by its element's name, in the order of requests (WIRE-FORMAT §5.8).
import type { TypeOf } from '../../shape/index.js';
import { activity } from './activity.js';
import { attachment } from './attachment.js';
import { carePlan } from './care-plan.js';
import { clinicalCode } from './clinical-code.js';
import { drugSensitivity } from './drug-sensitivity.js';
import { letter } from './letter.js';
import { medication } from './medication.js';
import { narrative } from './narrative.js';
import { patientPlan } from './patient-plan.js';
import { recall } from './recall.js';
import { relationship } from './relationship.js';
import { reminder } from './reminder.js';
import { repeatMedication } from './repeat-medication.js';
import { report } from './report.js';
import { vaccination } from './vaccination.js';

export const itemTypes = {
  Medication: medication,
  ClinicalCode: clinicalCode,
  Reminder: reminder,
  Recall: recall,
  Vaccination: vaccination,
  RepeatMedication: repeatMedication,
  Letter: letter,
  PatientPlan: patientPlan,
  CarePlan: carePlan,
  Relationship: relationship,
  Report: report,
  Attachment: attachment,
  Activity: activity,
  Narrative: narrative,
  DrugSensitivity: drugSensitivity,
} as const;

/** The names of the items, in the order of requests. Stored records number them by this order: add new ones at the end. */
export const itemNames = Object.keys(itemTypes) as readonly ItemName[]; // The keys of a constant are its names.

export type ItemName = keyof typeof itemTypes;

/** One item of a clinical event: which it is, and its value in the wire's own spelling. This is what a record stores. */
export type ClinicalItem = { readonly [K in ItemName]: { readonly kind: K; readonly value: TypeOf<(typeof itemTypes)[K]> } }[ItemName];

export * from './activity.js';
export * from './attachment.js';
export * from './care-plan.js';
export * from './clinical-code.js';
export * from './drug-sensitivity.js';
export * from './letter.js';
export * from './medication.js';
export * from './narrative.js';
export * from './patient-plan.js';
export * from './recall.js';
export * from './relationship.js';
export * from './reminder.js';
export * from './repeat-medication.js';
export * from './report.js';
export * from './vaccination.js';
