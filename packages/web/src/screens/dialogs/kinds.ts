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
  /** The parts that its form has fields for. */
  readonly fields: readonly string[];
}

export const kinds: Readonly<Record<DialogKind, Kind>> = {
  prescribing: {
    title: 'Prescribe',
    name: 'Medication',
    element: 'Medication',
    right: 'clinical.write',
    fields: ['Drug', 'Dose', 'Quantity', 'StartDate', 'EndDate', 'MedicationType'],
  },
  coding: {
    title: 'Add a coded entry',
    name: 'Coded entry',
    element: 'ClinicalCode',
    right: 'clinical.write',
    fields: ['Code', 'Episodicity', 'Value', 'Units', 'ProblemSeverity', 'ProblemEndDate', 'FreeText'],
  },
  attachment: { title: 'Add an attachment', name: 'Attachment', element: 'Attachment', right: 'clinical.write', fields: ['DocumentPath', 'URL', 'Comments'] },
  letter: {
    title: 'Add a letter',
    name: 'Letter',
    element: 'Letter',
    right: 'clinical.write',
    fields: ['DocumentPath', 'Direction', 'Type', 'DateSentReceived', 'SenderName', 'SenderOrganisation', 'RecipientName', 'RecipientOrganisation'],
  },
  booking: { title: 'Book an appointment', name: 'Appointment', element: 'Appointment', right: 'schedule.write', fields: ['Clinic', 'Comments', 'Flag'] },
  task: {
    title: 'Add a task',
    name: 'Task',
    element: 'Task',
    right: 'schedule.write',
    fields: ['Content', 'TaskType', 'Due', 'UserNameAssigned', 'GroupNameAssigned', 'Status'],
  },
};
