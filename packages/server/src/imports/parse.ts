// Judges a file before anything is written: its form, and what the file alone can tell.
import { type ClinicalItem, demographics, type ItemName, isNhsNumber, itemTypes } from '@s1kit/contract';
import type { TSchema } from '@sinclair/typebox';
import { Value, type ValueError, ValueErrorType } from '@sinclair/typebox/value';
import { fromUk } from '../uk-time.js';
import { ImportError } from './import-error.js';
import { shapeFaults } from './json-shape.js';
import { type ImportDocument, type ImportEvent, type ImportPatient, importSchema } from './schema.js';

/**
 * Reads a file's content.
 * @param document what JSON.parse gave
 * @throws {ImportError} with the place of the first thing that is wrong
 */
export function parseImport(document: unknown): ImportDocument {
  const [error] = Value.Errors(importSchema, document);
  if (error !== undefined) throw new ImportError(error.path, inWords(error));
  // It has the form: that was just checked.
  const parsed = document as ImportDocument;
  requireDifferent(parsed.sites ?? [], 'sites', 'id', ({ id }) => id);
  requireDifferent(parsed.sites ?? [], 'sites', 'name', (site) => site.name);
  requireDifferent(parsed.staff ?? [], 'staff', 'userName', ({ userName }) => userName);
  requireDifferent(parsed.patients ?? [], 'patients', 'nhsNumber', ({ nhsNumber }) => nhsNumber);
  requireDifferent(parsed.patients ?? [], 'patients', 'pseudoNumber', ({ pseudoNumber }) => pseudoNumber);
  parsed.clinics?.forEach((clinic, index) => {
    clinic.sessions.forEach((session, place) => {
      for (const name of ['from', 'until'] as const) requireDay(session[name], `/clinics/${index}/sessions/${place}/${name}`);
    });
  });
  parsed.patients?.forEach((patient, index) => {
    checkPatient(patient, `/patients/${index}`);
  });
  return parsed;
}

/** The item under the name of its kind. */
export function itemOf(item: ImportEvent['items'][number]): ClinicalItem {
  const [kind, value] = Object.entries(item)[0] ?? [];
  // The form says that there is one, and of which kinds.
  return { kind, value } as unknown as ClinicalItem;
}

function checkPatient(patient: ImportPatient, pointer: string): void {
  const { nhsNumber, pseudoNumber } = patient;
  if ((nhsNumber === undefined) === (pseudoNumber === undefined)) {
    throw new ImportError(pointer, 'a patient has either nhsNumber or pseudoNumber. Give one of them.');
  }
  if (nhsNumber !== undefined && !isNhsNumber(nhsNumber)) {
    throw new ImportError(`${pointer}/nhsNumber`, 'the last digit is not the check digit of the others (modulus 11). Use a number that is valid.');
  }
  for (const fault of shapeFaults(demographics, patient.demographics, `${pointer}/demographics`)) throw new ImportError(fault.pointer, `${fault.message}.`);
  for (const list of ['registrations', 'addresses'] as const) {
    patient[list]?.forEach((entry, index) => {
      requireDay(entry.from, `${pointer}/${list}/${index}/from`);
      requireDay(entry.until, `${pointer}/${list}/${index}/until`);
    });
  }
  checkProblems(patient, pointer);
  patient.events?.forEach((event, index) => {
    checkEvent(event, `${pointer}/events/${index}`);
  });
}

function checkEvent(event: ImportEvent, pointer: string): void {
  requireTime(event.dateTime, `${pointer}/dateTime`);
  if (event.enteredAt !== undefined) requireTime(event.enteredAt, `${pointer}/enteredAt`);
  event.items.forEach((item, index) => {
    const { kind, value } = itemOf(item);
    for (const fault of shapeFaults(itemTypes[kind], value, `${pointer}/items/${index}/${kind}`)) {
      // Problems have names of the file's own.
      if (!fault.pointer.endsWith('ProblemUID')) throw new ImportError(fault.pointer, `${fault.message}.`);
    }
  });
}

/** Every problem has a name of its own, and only what is a problem has one. */
function checkProblems(patient: ImportPatient, pointer: string): void {
  const known = new Set<string>();
  const named = everyItem(patient, pointer);
  for (const { kind, value, place } of named) {
    if (kind !== 'ClinicalCode' || typeof value.ProblemUID !== 'string') continue;
    if (value.ProblemSeverity === undefined)
      throw new ImportError(`${place}/ProblemUID`, 'only a code with ProblemSeverity is a problem. Add it, or leave ProblemUID out.');
    if (known.has(value.ProblemUID)) throw new ImportError(`${place}/ProblemUID`, 'another problem of this patient has that name. Use another.');
    known.add(value.ProblemUID);
  }
  for (const { value, place } of named) {
    if (typeof value.LinkedProblemUID === 'string' && !known.has(value.LinkedProblemUID)) {
      throw new ImportError(`${place}/LinkedProblemUID`, 'no problem of this patient has that name as its ProblemUID. Add the problem, or leave this out.');
    }
  }
}

interface PlacedItem {
  readonly kind: ItemName;
  readonly value: Readonly<Record<string, unknown>>;
  readonly place: string;
}

function everyItem(patient: ImportPatient, pointer: string): readonly PlacedItem[] {
  return (patient.events ?? []).flatMap((event, at) =>
    event.items.map((item, index) => {
      const { kind, value } = itemOf(item);
      return { kind, value, place: `${pointer}/events/${at}/items/${index}/${kind}` };
    }),
  );
}

function requireDifferent<T>(entries: readonly T[], list: string, name: string, keyOf: (entry: T) => string | undefined): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const key = keyOf(entry);
    if (key === undefined) return;
    if (seen.has(key)) throw new ImportError(`/${list}/${index}/${name}`, 'stands in the document twice. Each must be different.');
    seen.add(key);
  });
}

function requireDay(text: string | undefined, pointer: string): void {
  if (text !== undefined && fromUk(text) === undefined) throw new ImportError(pointer, 'is not a day that exists.');
}

function requireTime(text: string, pointer: string): void {
  if (fromUk(text) === undefined) throw new ImportError(pointer, 'is not a time that exists. Use UK wall-clock time, yyyy-MM-ddTHH:mm:ss.');
}

/** What is wrong, without the value: it may be a patient's. */
function inWords(error: ValueError): string {
  const { schema } = error;
  if (error.type === ValueErrorType.Union && Array.isArray(schema.anyOf)) {
    const values = schema.anyOf.map((each: TSchema) => (each.const === '' ? '(empty)' : String(each.const)));
    return `must be one of: ${values.join(', ')}.`;
  }
  switch (error.type) {
    case ValueErrorType.ObjectRequiredProperty:
      return 'is missing. Add it.';
    case ValueErrorType.ObjectAdditionalProperties:
      return 'is not known here. Leave it out, or correct its name.';
    case ValueErrorType.ObjectMinProperties:
    case ValueErrorType.ObjectMaxProperties:
      return 'must hold exactly one item, under the name of its kind, as { "ClinicalCode": { … } }.';
    case ValueErrorType.StringPattern:
      return `is not written as it must be${typeof schema.description === 'string' ? `: ${schema.description}` : '.'}`;
    case ValueErrorType.StringMinLength:
      return 'must not be empty.';
    case ValueErrorType.StringMaxLength:
      return `is longer than ${String(schema.maxLength)} characters. Shorten it.`;
    case ValueErrorType.ArrayMinItems:
      return 'must not be empty.';
    case ValueErrorType.ArrayMaxItems:
      return `has more than ${String(schema.maxItems)} entries.`;
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.IntegerMaximum:
      return `must be a whole number from ${String(schema.minimum)} to ${String(schema.maximum)}.`;
    default:
      return `must be ${kindOf(schema)}.`;
  }
}

function kindOf(schema: TSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  switch (schema.type) {
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    case 'integer':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    default:
      return 'a text';
  }
}
