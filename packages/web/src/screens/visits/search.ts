// What the address of the visits says: which day, whose, and which page. Never a patient.
import { isDay } from '../elements/days.js';

export interface VisitSearch {
  /** yyyy-MM-dd; today if left out. */
  readonly day?: string;
  /** The user name of who visits. */
  readonly visitor?: string;
  /** From 1, which is left out. */
  readonly page?: number;
}

export function visitSearch({ day, page, visitor }: Readonly<Record<string, unknown>>): VisitSearch {
  return {
    ...(isDay(day) && { day }),
    ...(typeof visitor === 'string' && visitor !== '' && { visitor }),
    ...(typeof page === 'number' && Number.isSafeInteger(page) && page > 1 && page < 100_000 && { page }),
  };
}
