// How every operation of link's registry is carried out.
import type { OperationHandlers } from '@s1kit/link';
import { applicationHandlers } from './applications.js';
import { auditHandlers } from './audit.js';
import { clockHandlers } from './clock.js';
import { codeHandlers } from './codes.js';
import { dataHandlers } from './data.js';
import { demographicsHandlers } from './demographics.js';
import { deviceHandlers } from './devices.js';
import { dialogHandlers } from './dialogs.js';
import { entryHandlers } from './entries.js';
import { environmentHandlers } from './environment.js';
import { extractHandlers } from './extracts.js';
import { faultHandlers } from './faults.js';
import { listedPatientHandlers } from './listed-patients.js';
import type { OperationContext } from './operation-context.js';
import { organisationHandlers } from './organisation.js';
import { sessionHandlers } from './session.js';
import { slotHandlers } from './slots.js';
import { unsavedChangeHandlers } from './unsaved-changes.js';

export const operationHandlers: OperationHandlers<OperationContext> = {
  ...applicationHandlers,
  ...auditHandlers,
  ...clockHandlers,
  ...codeHandlers,
  ...dataHandlers,
  ...demographicsHandlers,
  ...deviceHandlers,
  ...dialogHandlers,
  ...entryHandlers,
  ...environmentHandlers,
  ...extractHandlers,
  ...faultHandlers,
  ...listedPatientHandlers,
  ...organisationHandlers,
  ...sessionHandlers,
  ...slotHandlers,
  ...unsavedChangeHandlers,
};
