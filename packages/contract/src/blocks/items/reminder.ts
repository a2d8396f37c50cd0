import { date, element, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const reminderSeverity = oneOf('ReminderSeverity', 'How urgent a reminder is.', ['Low', 'Normal', 'High']);

/** A reminder that the record shows until it expires. */
export const reminder = element('Reminder', 'A reminder that the record shows until it expires.', {
  FreeText: optional(text, 'What to remember.'),
  Severity: optional(reminderSeverity, 'How urgent it is.'),
  ExpiryDate: optional(date, 'The last day on which it is shown.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Reminder = TypeOf<typeof reminder>;
