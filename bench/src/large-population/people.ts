// Patients of a database, taken from all over it, and what they are asked for by.
import Database from 'better-sqlite3';

export interface KnownPatient {
  readonly nhsNumber: string;
  readonly surname: string;
  readonly firstName: string;
  /** `yyyy-MM-dd` */
  readonly dateOfBirth: string;
  readonly postcode: string;
}

/** @param file the database of an environment; it is only read */
export function somePatients(file: string, count: number): readonly KnownPatient[] {
  const database = new Database(file, { readonly: true });
  try {
    const [lowest, highest] = database
      .prepare<[], [number, number]>("SELECT MIN(patient_id), MAX(patient_id) FROM patient WHERE organisation_id = 'demo'")
      .raw()
      .get() ?? [0, 0];
    const next = database.prepare<[number], KnownPatient>(
      `SELECT nhs_number AS nhsNumber, date_of_birth AS dateOfBirth, demographics ->> 'Surname' AS surname, demographics ->> 'FirstName' AS firstName,
          demographics ->> '$.Address.Postcode' AS postcode
        FROM patient WHERE organisation_id = 'demo' AND patient_id >= ? AND nhs_number IS NOT NULL AND confidential = 0 AND demographics NOT GLOB '*[^ -~]*' AND demographics NOT LIKE '%''%'
        ORDER BY patient_id LIMIT 1`,
    );
    // Far apart, and not in the order in which they lie on the disk.
    const places = Array.from({ length: count }, (_, index) => lowest + Math.floor(((highest - lowest) * ((index * 271) % count)) / count));
    return places.map((place) => next.get(place)).filter((patient) => patient !== undefined);
  } finally {
    database.close();
  }
}
