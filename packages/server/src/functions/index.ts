// The behaviour of each function that is available, under its name on the wire.
import type { ElementType, FunctionDeclaration } from '@s1kit/contract';
import type { Behaviour } from '../context.js';
import { dataExtract } from './data-extract.js';
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

export const behaviours = {
  GetFunctions: getFunctions,
  GetXSDFiles: getXsdFiles,
  GetOrganisationMetaData: getOrganisationMetaData,
  GetCurrentActivity: getCurrentActivity,
  GetCurrentSelection: getCurrentSelection,
  IsPatientRetrieved: isPatientRetrieved,
  PatientSearch: patientSearch,
  GetPatientRecord: getPatientRecord,
  GetAppointmentSlots: getAppointmentSlots,
  GetDiary: getDiary,
  UpdatePatientRecord: updatePatientRecord,
  DeleteFromPatientRecord: deleteFromPatientRecord,
  DataExtract: dataExtract,
  ExitClient: exitClient,
  GetDocument: getDocument,
  LaunchFunctionality: launchFunctionality,
} as const;

/** A behaviour whose declaration is known only while it runs. */
export type AnyBehaviour = Behaviour<FunctionDeclaration<ElementType, ElementType>, unknown>;

/** How the function of that name behaves; `undefined` where it does not yet. */
export function behaviourOf(name: string): AnyBehaviour | undefined {
  // The exchange gives a behaviour only what its own declaration decoded.
  return Object.hasOwn(behaviours, name) ? (behaviours[name as keyof typeof behaviours] as unknown as AnyBehaviour) : undefined;
}
