// The parts of a record, and who may see them (B4.7). The server refuses the same by itself.
import type { Right } from '@s1kit/contract';
import type { RecordTab } from './search.js';

interface TabDescription {
  readonly tab: RecordTab;
  readonly name: string;
  readonly right: Right;
}

export const recordTabs: readonly TabDescription[] = [
  { tab: 'journal', name: 'Journal', right: 'clinical.read' },
  { tab: 'problems', name: 'Problems', right: 'clinical.read' },
  { tab: 'medication', name: 'Medication', right: 'clinical.read' },
  { tab: 'results', name: 'Results', right: 'clinical.read' },
  { tab: 'vaccinations', name: 'Vaccinations', right: 'clinical.read' },
  { tab: 'allergies', name: 'Allergies', right: 'clinical.read' },
  { tab: 'documents', name: 'Documents', right: 'documents.names' },
  { tab: 'letters', name: 'Letters', right: 'clinical.read' },
  { tab: 'tasks', name: 'Tasks', right: 'schedule.read' },
  { tab: 'appointments', name: 'Appointments', right: 'schedule.read' },
  { tab: 'relationships', name: 'Relationships', right: 'clinical.read' },
  { tab: 'demographics', name: 'Demographics', right: 'demographics.read' },
];

/** Where a record opens: on the journal, or for those who do not read it on who the patient is. */
export function firstTab(may: (right: Right) => boolean): RecordTab {
  return may('clinical.read') ? 'journal' : 'demographics';
}
