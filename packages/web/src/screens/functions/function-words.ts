// What each function of the API lets an application do, in words for whoever decides about it.
import type { FunctionName } from '@s1kit/contract';

export type FunctionGroup = 'reads' | 'writes' | 'acts';

export const groupNames: Readonly<Record<FunctionGroup, string>> = { reads: 'Read', writes: 'Write', acts: 'Act at this workstation' };

export const functionGroups: readonly FunctionGroup[] = ['reads', 'writes', 'acts'];

interface FunctionWords {
  readonly group: FunctionGroup;
  /** Goes on from "It may". */
  readonly words: string;
}

/** In the order in which they are read: what touches patients' records first. */
export const functionWords: Readonly<Record<FunctionName, FunctionWords>> = {
  GetPatientRecord: { group: 'reads', words: "read patients' records, and open one here" },
  GetDocument: { group: 'reads', words: "save patients' documents as files on this computer" },
  DataExtract: { group: 'reads', words: "save an extract of all patients' data as files on this computer" },
  PatientSearch: { group: 'reads', words: 'find patients by name, date of birth, NHS number or address' },
  IsPatientRetrieved: { group: 'reads', words: "ask whether a patient's record is here" },
  GetDiary: { group: 'reads', words: "read patients' appointments and visits" },
  GetAppointmentSlots: { group: 'reads', words: 'read which appointment slots are free' },
  GetCurrentActivity: { group: 'reads', words: 'see what you are doing, and whose record is open' },
  GetCurrentSelection: { group: 'reads', words: 'see what you have selected in the open record' },
  GetOrganisationMetaData: { group: 'reads', words: 'read the names of staff, sites, clinics and teams' },
  GetFunctions: { group: 'reads', words: 'ask which functions it may call' },
  GetXSDFiles: { group: 'reads', words: 'fetch the schemas of the messages' },
  UpdatePatientRecord: {
    group: 'writes',
    words: "write in patients' records: demographics, clinical entries, documents, appointments, visits and tasks",
  },
  DeleteFromPatientRecord: { group: 'writes', words: "delete from patients' records what it has written itself" },
  LaunchFunctionality: { group: 'acts', words: 'open dialogs here, filled in, for you to decide about' },
  ExitClient: { group: 'acts', words: 'sign you out' },
};

/** @example wordsOf('ExitClient') // 'sign you out'; the name of a function that is not known here */
export function wordsOf(name: string): string {
  return isKnown(name) ? functionWords[name].words : name;
}

/** Names of functions by their group, in the order of the table; unknown ones stand with what acts. */
export function groupsOf(names: readonly string[]): readonly { readonly group: FunctionGroup; readonly names: readonly string[] }[] {
  const order = Object.keys(functionWords);
  const sorted = [...names].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return functionGroups
    .map((group) => ({ group, names: sorted.filter((name) => (isKnown(name) ? functionWords[name].group : 'acts') === group) }))
    .filter((each) => each.names.length > 0);
}

/** All functions that the screens know. */
export const knownFunctions: readonly string[] = Object.keys(functionWords);

function isKnown(name: string): name is FunctionName {
  return Object.hasOwn(functionWords, name);
}
