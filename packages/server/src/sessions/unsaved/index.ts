// Changes that stand unsaved in the open record of a workstation: kept, shown, compared, saved, discarded (B7.16).
export { type Conflict, conflictsOf } from './conflicts.js';
export { discardChanges, discardEverywhere, type SavingContext, saveChanges } from './decisions.js';
export { keepUnsaved, type Leaving } from './keeping.js';
export { type Choice, choose } from './resolving.js';
export {
  hasUnsaved,
  hasUnsavedOf,
  requireNothingUnsavedOf,
  requireNothingUnsavedOfOthers,
  type UnsavedChange,
  unsavedChanges,
} from './unsaved-changes.js';
