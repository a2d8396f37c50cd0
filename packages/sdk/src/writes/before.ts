// What is read before a write: who the patient is, and what is there already that could later be taken for it.
import type { ExpectedPatient } from '../calls/options.js';
import { RightMissingError, WrongPatientError } from '../errors/index.js';
import { type Record, type Trace, tracesOf, type Update } from './traces.js';
import type { View } from './view.js';

/** What was there before and is like what is written, each as `beforeKey` has it; `undefined` where it was not read. */
export type Before = readonly string[] | undefined;

/** Identifiers are unique among those of their kind: a task and a visit may have the same one. */
export function beforeKey({ uid: name = 'EventUID' }: Pick<Trace, 'uid'>, uid: string): string {
  return `${name} ${uid}`;
}

/**
 * Reads who the patient is, where somebody is expected, and what is there already, where something is added: in one light request, and in none where
 * neither is asked for.
 * @throws {WrongPatientError} where the patient is somebody else
 */
export async function lookBefore(view: View, functionName: string, update: Update | undefined, expected: ExpectedPatient | undefined): Promise<Before> {
  const additions = update === undefined ? [] : tracesOf(update).filter(({ kind }) => kind === 'addition');
  if (update === undefined || additions.length === 0) {
    if (expected !== undefined) requireExpected(functionName, await view.recent({ Demographics: {} }, true), expected);
    return undefined;
  }
  let record: Record;
  try {
    record = await view.recent(update, expected !== undefined);
  } catch (error) {
    // Who may write and not read is not kept from writing.
    if (expected === undefined && error instanceof RightMissingError) return undefined;
    throw error;
  }
  if (expected !== undefined) requireExpected(functionName, record, expected);
  return additions.flatMap((trace) => {
    const { same, similar } = trace.find(record);
    return [...same, ...similar].map((uid) => beforeKey(trace, uid));
  });
}

function requireExpected(functionName: string, { Demographics: found }: Record, expected: ExpectedPatient): void {
  const same = found !== undefined && folded(found.Surname) === folded(expected.surname) && found.DateOfBirth === expected.dateOfBirth;
  if (!same) throw new WrongPatientError({ function: functionName });
}

/** Case and accents do not make another person. */
function folded(name: string): string {
  return name.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
