import { date, element, integer, many, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const carePlanAim = oneOf('CarePlanAim', 'What a care plan is for; may be empty.', [
  '',
  'Assessment',
  'Enabling',
  'Supportive',
  'Curative',
  'Rehabilitation',
  'Maintenance',
  'Anticipatory',
]);

export const responsibility = oneOf('Responsibility', 'Who carries out an instruction.', [
  'Social Care Co-ordinator',
  'Nurse',
  'Carer',
  'Therapist',
  'Assistant',
  'Practitioner',
]);

export const carePlanInstruction = element('CarePlanInstruction', 'A step of a care plan.', {
  InstructionText: optional(text, 'What to do.'),
  Order: optional(integer, 'Its place among the steps.'),
  Responsibility: optional(responsibility, 'Who does it.'),
});

/** A care plan. */
export const carePlan = element('CarePlan', 'A care plan.', {
  CarePlanName: optional(text, 'Its name.'),
  Description: optional(text, 'What it is about.'),
  Category: optional(text, 'Its category.'),
  SubCategory: optional(text, 'Its subcategory.'),
  Aim: optional(carePlanAim, 'What it is for.'),
  ReviewDate: optional(date, 'The day of its review.'),
  CarePlanInstruction: many(carePlanInstruction, 'A step.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type CarePlan = TypeOf<typeof carePlan>;
