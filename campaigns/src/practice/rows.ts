// Reads the tables of a practice past its server: what a campaign holds the server's own words against.
import type { Store } from '@s1kit/server';

type Value = string | number | Uint8Array | null;
type Row = Readonly<Record<string, Value>>;

/** All rows of a statement. `R` names the columns that it selects. */
export function rowsOf<R extends Row>(store: Store, text: string, ...parameters: readonly Value[]): Promise<readonly R[]> {
  return store.read(function* () {
    // The cast states what the statement's own columns are.
    return (yield { kind: 'all', sql: { text }, parameters }) as unknown as readonly R[];
  });
}

/** NHS numbers of patients that can be booked for, and are no secret. */
export async function nhsNumbersOf(store: Store): Promise<readonly string[]> {
  const rows = await rowsOf<{ nhs_number: string }>(
    store,
    'SELECT nhs_number FROM patient WHERE nhs_number IS NOT NULL AND confidential = 0 AND date_of_death IS NULL ORDER BY patient_id',
  );
  return rows.map((row) => row.nhs_number);
}
