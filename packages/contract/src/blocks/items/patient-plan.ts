import { element, integer, many, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const patientPlanInstruction = element('PatientPlanInstruction', 'A step of a plan.', {
  InstructionText: optional(text, 'What to do.'),
  Order: optional(integer, 'Its place among the steps.'),
});

export const patientPlanItems = element('PatientPlanItems', 'The steps of a plan.', {
  CarePlanInstruction: many(patientPlanInstruction, 'A step.'),
});

/** A plan made with the patient; its name stands in a child of the same name (WIRE-FORMAT §5.8). */
export const patientPlan = element('PatientPlan', 'A plan made with the patient.', {
  PatientPlan: optional(text, 'The name of the plan.'),
  Items: optional(patientPlanItems, 'Its steps.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type PatientPlan = TypeOf<typeof patientPlan>;
