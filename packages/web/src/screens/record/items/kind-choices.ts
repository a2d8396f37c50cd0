// The kinds of items, in plain words.
import type { ItemName } from '@s1kit/contract';

export const kindNames: Readonly<Record<ItemName, string>> = {
  Activity: 'Activity',
  Attachment: 'Attachment',
  CarePlan: 'Care plan',
  ClinicalCode: 'Code',
  DrugSensitivity: 'Allergy',
  Letter: 'Letter',
  Medication: 'Medication',
  Narrative: 'Note',
  PatientPlan: 'Patient plan',
  Recall: 'Recall',
  Relationship: 'Relationship',
  Reminder: 'Reminder',
  RepeatMedication: 'Repeat medication',
  Report: 'Report',
  Vaccination: 'Vaccination',
};

/** What the journal can be narrowed to. */
export const kindChoices: readonly { readonly kinds: string; readonly name: string }[] = [
  { kinds: 'Narrative', name: 'Notes' },
  { kinds: 'ClinicalCode', name: 'Codes and numerics' },
  { kinds: 'Medication,RepeatMedication', name: 'Medication' },
  { kinds: 'Report', name: 'Reports' },
  { kinds: 'Vaccination', name: 'Vaccinations' },
  { kinds: 'DrugSensitivity', name: 'Allergies' },
  { kinds: 'Letter,Attachment', name: 'Letters and attachments' },
  { kinds: 'CarePlan,PatientPlan', name: 'Plans' },
  { kinds: 'Recall,Reminder', name: 'Recalls and reminders' },
  { kinds: 'Activity', name: 'Activities' },
  { kinds: 'Relationship', name: 'Relationships' },
];
