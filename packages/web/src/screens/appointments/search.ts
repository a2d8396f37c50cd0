// What the address of the ledger says: which days, in which view, narrowed to whom and where. Never a patient.
import { isDay } from '../elements/days.js';

export interface LedgerSearch {
  /** yyyy-MM-dd; today if left out. */
  readonly day?: string;
  /** The day alone if left out. */
  readonly view?: 'week';
  /** A user name. */
  readonly clinician?: string;
  readonly site?: string;
}

export function ledgerSearch(given: Readonly<Record<string, unknown>>): LedgerSearch {
  const { clinician, day, site, view } = given;
  return {
    ...(isDay(day) && { day }),
    ...(view === 'week' && { view }),
    ...(isText(clinician) && { clinician }),
    ...(isText(site) && { site }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
