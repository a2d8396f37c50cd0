// Which requests for a record are light: they have a short window of their own (B5.1).
import type { getPatientRecord, RequestOf } from '@s1kit/contract';
import { hasNoCategoryBut } from '../patients/record-filter.js';
import { addDays } from '../uk-time.js';

/**
 * Whether a GetPatientRecord asks for demographics only, or only for what was entered since today or yesterday.
 * @param today the UK day, `yyyy-MM-dd`
 */
export function isLight(parameters: RequestOf<typeof getPatientRecord>, today: string): boolean {
  const filter = parameters.Filter;
  if (filter === undefined) return false;
  const since = filter.MinEntryDate;
  return since === today || since === addDays(today, -1) || (filter.Demographics === true && hasNoCategoryBut(filter, 'Demographics'));
}
