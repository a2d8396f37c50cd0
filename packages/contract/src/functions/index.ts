// The registry of functions: everything that lists functions reads it from here.
import { dataExtract } from './data-extract.js';
import type { FunctionDeclaration } from './declare.js';
import { deleteFromPatientRecord } from './delete-from-patient-record.js';
import { exitClient } from './exit-client.js';
import { getAppointmentSlots } from './get-appointment-slots.js';
import { getCurrentActivity } from './get-current-activity.js';
import { getCurrentSelection } from './get-current-selection.js';
import { getDiary } from './get-diary.js';
import { getDocument } from './get-document.js';
import { getFunctions } from './get-functions.js';
import { getOrganisationMetaData } from './get-organisation-meta-data.js';
import { getPatientRecord } from './get-patient-record.js';
import { getXsdFiles } from './get-xsd-files.js';
import { isPatientRetrieved } from './is-patient-retrieved.js';
import { launchFunctionality } from './launch-functionality.js';
import { patientSearch } from './patient-search.js';
import { updatePatientRecord } from './update-patient-record.js';

/** Each function in its first version, by its name on the wire. */
export const functionMap = {
  GetFunctions: getFunctions,
  GetXSDFiles: getXsdFiles,
  GetOrganisationMetaData: getOrganisationMetaData,
  GetCurrentActivity: getCurrentActivity,
  GetCurrentSelection: getCurrentSelection,
  IsPatientRetrieved: isPatientRetrieved,
  PatientSearch: patientSearch,
  GetPatientRecord: getPatientRecord,
  UpdatePatientRecord: updatePatientRecord,
  GetDocument: getDocument,
  DeleteFromPatientRecord: deleteFromPatientRecord,
  GetAppointmentSlots: getAppointmentSlots,
  GetDiary: getDiary,
  LaunchFunctionality: launchFunctionality,
  DataExtract: dataExtract,
  ExitClient: exitClient,
} as const;

export type FunctionMap = typeof functionMap;
export type FunctionName = keyof FunctionMap;

/** Every declaration, in the order of the reference. A further version of a function (B3.8) is one more entry here. */
export const functions: readonly FunctionDeclaration[] = Object.values(functionMap);

/** The first version of the function of that name, compared exactly; `undefined` where there is none. */
export function functionByName(name: string): FunctionDeclaration | undefined {
  return functions.find((declared) => declared.name === name);
}

/** Every version of the function of that name, the first one first. */
export function versionsOf(name: string, declared: readonly FunctionDeclaration[] = functions): readonly FunctionDeclaration[] {
  return declared.filter((declaration) => declaration.name === name);
}

export * from './declare.js';
export {
  dataExtract,
  deleteFromPatientRecord,
  exitClient,
  getAppointmentSlots,
  getCurrentActivity,
  getCurrentSelection,
  getDiary,
  getDocument,
  getFunctions,
  getOrganisationMetaData,
  getPatientRecord,
  getXsdFiles,
  isPatientRetrieved,
  launchFunctionality,
  patientSearch,
  updatePatientRecord,
};
