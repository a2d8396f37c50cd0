// Changes of patients' records: planned, then carried out, now or when a user saves them.
export { applyChange } from './apply.js';
export { type Changed, type Changes, changed, changesOf } from './changed.js';
export { type DeletionContext, type DeletionRequest, deleteEntries } from './deletion.js';
export { planChange } from './plan.js';
export * from './planned.js';
export { type ChangeContext, type ChangeRequest, eventPath, type KeptDocument, type KeptDocuments, parametersPath, placeOf } from './request.js';
export { requireRightsToChange } from './rights.js';
export { freeSlots, takeSlots } from './schedule/bookings.js';
export { refuseUnsetDates } from './unset-dates.js';
