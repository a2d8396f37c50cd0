// The dialogs: what each is called, and what it makes.
import type { Right } from '@s1kit/contract';
import type { DialogElement } from './faults.js';

export const dialogKinds = ['prescribing', 'coding', 'attachment', 'letter', 'booking', 'task'] as const;
export type DialogKind = (typeof dialogKinds)[number];

export interface Kind {
  readonly title: string;
  /** What stands in the menu. */
  readonly name: string;
  readonly element: DialogElement;
  /** What making it needs. */
  readonly right: Right;
}

export const kinds: Readonly<Record<DialogKind, Kind>> = {
  prescribing: { title: 'Prescribe', name: 'Medication', element: 'Medication', right: 'clinical.write' },
  coding: { title: 'Add a coded entry', name: 'Coded entry', element: 'ClinicalCode', right: 'clinical.write' },
  attachment: { title: 'Add an attachment', name: 'Attachment', element: 'Attachment', right: 'clinical.write' },
  letter: { title: 'Add a letter', name: 'Letter', element: 'Letter', right: 'clinical.write' },
  booking: { title: 'Book an appointment', name: 'Appointment', element: 'Appointment', right: 'schedule.write' },
  task: { title: 'Add a task', name: 'Task', element: 'Task', right: 'schedule.write' },
};
