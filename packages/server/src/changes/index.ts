// Changes of patients' records: planned, then carried out, now or when a user saves them.
export { applyChange } from './apply.js';
export { type Changed, type Changes, isEmpty } from './changed.js';
export { findProblem, isEnding } from './clinical/problems.js';
export { type DeletionContext, type DeletionRequest, deleteEntries } from './deletion.js';
export { planChange } from './plan.js';
export * from './planned.js';
export { type ChangeContext, type ChangeRequest, eventPath, type KeptDocument, type KeptDocuments, parametersPath, placeOf } from './request.js';
export { requireRightsToChange } from './rights.js';
export { lastSavedBy, partOf, type SavedBy, type SavedPart } from './saved.js';
export { appointmentState, findAppointment } from './schedule/appointments.js';
export { freeSlots, takeSlots } from './schedule/bookings.js';
export { statusesAfter } from './schedule/statuses.js';
export { findTask } from './schedule/tasks.js';
export { findVisit } from './schedule/visits.js';
export { refuseUnsetDates } from './unset-dates.js';
