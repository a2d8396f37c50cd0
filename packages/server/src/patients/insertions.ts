// The statements that bring a patient with their record into the tables, for whoever brings whole patients: the fictitious data and imports.
import { sql } from '../store/index.js';

export const insertPatient = sql`INSERT INTO patient (organisation_id, patient_id, nhs_number, pseudo_number, version, confidential, surname_key, first_name_key,
    known_as_key, date_of_birth, sex, postcode_key, date_of_death, demographics)
  VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const insertTelephone = sql`INSERT INTO patient_telephone (organisation_id, telephone_key, patient_id) VALUES (?, ?, ?)`;
export const insertRegistration = sql`INSERT INTO registration (organisation_id, patient_id, position, type, status, start_date, end_date) VALUES (?, ?, ?, ?, ?, ?, ?)`;
export const insertAddress = sql`INSERT INTO address_history (organisation_id, patient_id, position, type, address, start_date, end_date) VALUES (?, ?, ?, ?, ?, ?, ?)`;
export const insertEvent = sql`INSERT INTO event (organisation_id, patient_id, event_id, effective_at, entry_at, user_name, done_by, done_at, method, kinds, items,
    xml, xml_stamp)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const insertDocument = sql`INSERT INTO document (organisation_id, document_id, patient_id, event_id, file_name, media_type) VALUES (?, ?, ?, ?, ?, ?)`;
export const insertPage = sql`INSERT INTO document_page (organisation_id, document_id, page, content_hash) VALUES (?, ?, ?, ?)`;
