// Where a patient was registered and lived before, and is now.
import type { Address } from '@s1kit/contract';
import { all, sql, type Work } from '../store/index.js';

/** Days are civil, `yyyy-MM-dd`; without a last one it goes on. */
export interface Registration {
  readonly type: string;
  readonly status: string;
  readonly startDate: string;
  readonly endDate: string | null;
}

export interface PastAddress {
  readonly type: string;
  readonly address: Address;
  readonly startDate: string;
  readonly endDate: string | null;
}

/** Newest first. */
export function* registrationsOf(organisationId: string, patientId: number): Work<readonly Registration[]> {
  const rows = yield* all<{ type: string; status: string; start_date: string; end_date: string | null }>(selectRegistrations, organisationId, patientId);
  return rows.map(({ type, status, start_date: startDate, end_date: endDate }) => ({ type, status, startDate, endDate }));
}

/** Newest first. */
export function* addressesOf(organisationId: string, patientId: number): Work<readonly PastAddress[]> {
  const rows = yield* all<{ type: string; address: string; start_date: string; end_date: string | null }>(selectAddresses, organisationId, patientId);
  // The column holds what was stored as an Address.
  return rows.map((row) => ({ type: row.type, address: JSON.parse(row.address) as Address, startDate: row.start_date, endDate: row.end_date }));
}

const selectRegistrations = sql`SELECT type, status, start_date, end_date FROM registration
  WHERE organisation_id = ? AND patient_id = ? ORDER BY start_date DESC, position DESC`;
const selectAddresses = sql`SELECT type, address, start_date, end_date FROM address_history
  WHERE organisation_id = ? AND patient_id = ? ORDER BY start_date DESC, position DESC`;
