// What the journal can be narrowed to.

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
