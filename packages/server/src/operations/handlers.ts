// How every operation of link's registry is carried out.
import type { OperationHandlers } from '@s1kit/link';
import { applicationHandlers } from './applications.js';
import { appointmentHandlers } from './appointments.js';
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
import { patientHandlers } from './patients.js';
import { recordHandlers } from './record.js';
import { recordDocumentHandlers } from './record-documents.js';
import { recordPatientHandlers } from './record-patient.js';
import { recordScheduleHandlers } from './record-schedule.js';
import { requestHandlers } from './requests.js';
import { sessionHandlers } from './session.js';
import { settingHandlers } from './settings.js';
import { slotHandlers } from './slots.js';
import { staffHandlers } from './staff.js';
import { trafficHandlers } from './traffic.js';
import { unsavedChangeHandlers } from './unsaved-changes.js';
import { visitHandlers } from './visits.js';

export const operationHandlers: OperationHandlers<OperationContext> = {
  ...applicationHandlers,
  ...appointmentHandlers,
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
  ...patientHandlers,
  ...recordHandlers,
  ...recordDocumentHandlers,
  ...recordPatientHandlers,
  ...recordScheduleHandlers,
  ...requestHandlers,
  ...organisationHandlers,
  ...sessionHandlers,
  ...settingHandlers,
  ...trafficHandlers,
  ...staffHandlers,
  ...slotHandlers,
  ...unsavedChangeHandlers,
  ...visitHandlers,
};
