// The clinics of an organisation.
import { all, first, sql, type Work } from '../store/index.js';
import type { ClinicPattern } from './pattern.js';

export interface Clinic {
  readonly clinicId: number;
  readonly userName: string;
  readonly siteName: string;
  readonly clinicType: string;
  readonly pattern: ClinicPattern;
}

/** What clinics must be; what is left out may be anything. */
export interface ClinicNarrowing {
  readonly userName?: string | undefined;
  readonly siteName?: string | undefined;
  readonly clinicType?: string | undefined;
}

/** The clinics that are so, by site, user and type. */
export function* findClinics(organisationId: string, { userName = '', siteName = '', clinicType = '' }: ClinicNarrowing): Work<readonly Clinic[]> {
  const rows = yield* all<ClinicRow>(selectClinics, organisationId, userName, userName, siteName, siteName, clinicType, clinicType);
  return rows.map((row) => ({
    clinicId: row.clinic_id,
    userName: row.user_name,
    siteName: row.site_name,
    clinicType: row.clinic_type,
    // The column holds what was stored as a pattern.
    pattern: JSON.parse(row.pattern) as ClinicPattern,
  }));
}

/** Whose a clinic is, where, and of which type; `undefined` where there is none of that number. */
export function* findClinic(organisationId: string, clinicId: number): Work<Omit<Clinic, 'pattern'> | undefined> {
  const row = yield* first<Omit<ClinicRow, 'pattern'>>(selectClinic, organisationId, clinicId);
  return row && { clinicId: row.clinic_id, userName: row.user_name, siteName: row.site_name, clinicType: row.clinic_type };
}

type ClinicRow = {
  readonly clinic_id: number;
  readonly user_name: string;
  readonly site_name: string;
  readonly clinic_type: string;
  readonly pattern: string;
};

const selectClinics = sql`SELECT clinic_id, user_name, site_name, clinic_type, pattern FROM clinic
  WHERE organisation_id = ? AND (? = '' OR user_name = ?) AND (? = '' OR site_name = ?) AND (? = '' OR clinic_type = ?)
  ORDER BY site_name, user_name, clinic_type, clinic_id`;
const selectClinic = sql`SELECT clinic_id, user_name, site_name, clinic_type FROM clinic WHERE organisation_id = ? AND clinic_id = ?`;
