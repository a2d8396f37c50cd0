// The kinds of items of an event, in plain words.
import type { ItemName } from '@s1kit/contract';

export const kindNames: Readonly<Record<ItemName, string>> = {
  Activity: 'Activity',
  Attachment: 'Attachment',
  CarePlan: 'Care plan',
  ClinicalCode: 'Coded entry',
  DrugSensitivity: 'Allergy or intolerance',
  Letter: 'Letter',
  Medication: 'Medication',
  Narrative: 'Note',
  PatientPlan: 'Plan with the patient',
  Recall: 'Recall',
  Relationship: 'Relationship',
  Reminder: 'Reminder',
  RepeatMedication: 'Repeat medication',
  Report: 'Report',
  Vaccination: 'Vaccination',
};

/** What an item is called by its name in messages. @example kindName('Narrative') // 'Note' */
export function kindName(kind: string): string {
  return new Map(Object.entries(kindNames)).get(kind) ?? kind;
}
