// The published limits: how often which request is admitted (B5.1). The environment keeps them, and clients that pace themselves read them here.
import type { FunctionDeclaration, getPatientRecord, RequestOf } from './functions/index.js';

/** How long a window is, in milliseconds (B5.1, published). */
export const windowLengths = { standard: 1_000, light: 1_000, record: 30_000 } as const;

/** What of a filter limits, and names no category. */
const limits: readonly string[] = ['MinEffectiveDate', 'MaxEffectiveDate', 'MinEntryDate', 'MaxEntryDate', 'UserName'];

/**
 * Whether a GetPatientRecord asks for demographics only, or only for what was entered since today or yesterday: then it has the short window.
 * @param today the UK day, `yyyy-MM-dd`
 */
export function isLight({ Filter: filter }: RequestOf<typeof getPatientRecord>, today: string): boolean {
  if (filter === undefined) return false;
  const since = filter.MinEntryDate;
  return since === today || since === dayBefore(today) || isDemographicsOnly(filter);
}

function isDemographicsOnly(filter: NonNullable<RequestOf<typeof getPatientRecord>['Filter']>): boolean {
  const asked = Object.entries(filter).filter(([name, value]) => !limits.includes(name) && (Array.isArray(value) ? value.length > 0 : value === true));
  return asked.length === 1 && filter.Demographics === true;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** One of the windows that each device has. */
export interface WindowClass {
  readonly name: string;
  /** How long it stays closed to others once a request was admitted, in milliseconds. */
  readonly length: number;
}

/**
 * The window that a request falls into: one for each function, and one more for light requests of records.
 * @param parameters the content of FunctionParameters
 * @param today the UK day, `yyyy-MM-dd`
 */
export function windowClassOf<D extends FunctionDeclaration>(declaration: D, parameters: RequestOf<D>, today: string): WindowClass {
  const { name, throttle } = declaration;
  // The class `record` is GetPatientRecord's alone, in every version: the parameters are its own.
  const light = throttle === 'record' && isLight(parameters as RequestOf<typeof getPatientRecord>, today);
  return light ? { name: `${name} light`, length: windowLengths.light } : { name, length: windowLengths[throttle] };
}
