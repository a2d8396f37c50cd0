// How every operation of link's registry is carried out.
import type { OperationHandlers } from '@s1kit/link';
import { applicationHandlers } from './applications.js';
import { auditHandlers } from './audit.js';
import { clockHandlers } from './clock.js';
import { dataHandlers } from './data.js';
import { deviceHandlers } from './devices.js';
import { dialogHandlers } from './dialogs.js';
import { environmentHandlers } from './environment.js';
import { extractHandlers } from './extracts.js';
import { faultHandlers } from './faults.js';
import { listedPatientHandlers } from './listed-patients.js';
import type { OperationContext } from './operation-context.js';
import { requestHandlers } from './requests.js';
import { sessionHandlers } from './session.js';
import { settingHandlers } from './settings.js';
import { trafficHandlers } from './traffic.js';
import { unsavedChangeHandlers } from './unsaved-changes.js';

export const operationHandlers: OperationHandlers<OperationContext> = {
  ...applicationHandlers,
  ...auditHandlers,
  ...clockHandlers,
  ...dataHandlers,
  ...deviceHandlers,
  ...dialogHandlers,
  ...environmentHandlers,
  ...extractHandlers,
  ...faultHandlers,
  ...listedPatientHandlers,
  ...requestHandlers,
  ...sessionHandlers,
  ...settingHandlers,
  ...trafficHandlers,
  ...unsavedChangeHandlers,
};
