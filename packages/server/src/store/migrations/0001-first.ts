// The tables as they first were. organisation_id leads every key of every table that holds an organisation's data.
// Times are milliseconds since 1970 UTC; civil dates and times are text as on the wire. changed_at is NULL for what is as it was entered.
import type { Migration } from './migration.js';

export const first: Migration = {
  number: 1,
  name: 'first',
  statements: [
    `CREATE TABLE installation (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      kind TEXT NOT NULL CHECK (kind IN ('demo', 'live')),
      created_at BIGINT NOT NULL,
      created_by TEXT NOT NULL,
      seed INTEGER,
      anchor_date TEXT,
      patients INTEGER,
      large_record INTEGER
    )`,
    `CREATE TABLE organisation (
      organisation_id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL
    )`,
    // One counter for each kind of identifier: event, problem, document, appointment, visit, task, patient.
    `CREATE TABLE counter (
      organisation_id TEXT NOT NULL,
      name TEXT NOT NULL,
      last BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, name)
    )`,

    // Directory
    `CREATE TABLE site (
      organisation_id TEXT NOT NULL,
      site_id TEXT NOT NULL,
      name TEXT NOT NULL,
      telephone TEXT NOT NULL,
      address TEXT NOT NULL,
      is_primary INTEGER NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (organisation_id, site_id)
    )`,
    `CREATE TABLE staff (
      organisation_id TEXT NOT NULL,
      user_name TEXT NOT NULL,
      title TEXT NOT NULL,
      first_name TEXT NOT NULL,
      middle_names TEXT NOT NULL,
      surname TEXT NOT NULL,
      gender TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('clinician', 'receptionist', 'administrator', 'informationGovernanceLead')),
      job_title TEXT NOT NULL,
      role_code TEXT NOT NULL,
      national_id TEXT NOT NULL,
      national_id_type TEXT NOT NULL,
      user_groups TEXT NOT NULL,
      site_id TEXT NOT NULL,
      password TEXT,
      demo_password TEXT,
      PRIMARY KEY (organisation_id, user_name)
    )`,
    `CREATE TABLE list_value (
      organisation_id TEXT NOT NULL,
      list TEXT NOT NULL,
      position INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (organisation_id, list, position)
    )`,
    `CREATE TABLE team_member (
      organisation_id TEXT NOT NULL,
      team TEXT NOT NULL,
      user_name TEXT NOT NULL,
      PRIMARY KEY (organisation_id, team, user_name)
    )`,

    // Patients
    `CREATE TABLE patient (
      organisation_id TEXT NOT NULL,
      patient_id BIGINT NOT NULL,
      nhs_number TEXT,
      pseudo_number TEXT,
      version BIGINT NOT NULL,
      confidential INTEGER NOT NULL,
      surname_key TEXT NOT NULL,
      first_name_key TEXT NOT NULL,
      known_as_key TEXT NOT NULL,
      date_of_birth TEXT NOT NULL,
      sex TEXT NOT NULL,
      postcode_key TEXT NOT NULL,
      date_of_death TEXT,
      demographics TEXT NOT NULL,
      changed_at BIGINT,
      PRIMARY KEY (organisation_id, patient_id)
    )`,
    `CREATE UNIQUE INDEX patient_by_nhs_number ON patient (organisation_id, nhs_number) WHERE nhs_number IS NOT NULL`,
    `CREATE UNIQUE INDEX patient_by_pseudo_number ON patient (organisation_id, pseudo_number) WHERE pseudo_number IS NOT NULL`,
    `CREATE INDEX patient_by_name ON patient (organisation_id, surname_key, first_name_key)`,
    `CREATE INDEX patient_by_sex_surname ON patient (organisation_id, sex, surname_key)`,
    `CREATE INDEX patient_by_sex_first_name ON patient (organisation_id, sex, first_name_key)`,
    `CREATE INDEX patient_by_known_as ON patient (organisation_id, known_as_key) WHERE known_as_key <> ''`,
    `CREATE INDEX patient_by_birth ON patient (organisation_id, date_of_birth)`,
    `CREATE INDEX patient_by_postcode ON patient (organisation_id, postcode_key)`,
    `CREATE TABLE patient_telephone (
      organisation_id TEXT NOT NULL,
      telephone_key TEXT NOT NULL,
      patient_id BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, telephone_key, patient_id)
    )`,
    `CREATE TABLE registration (
      organisation_id TEXT NOT NULL,
      patient_id BIGINT NOT NULL,
      position INTEGER NOT NULL,
      type TEXT NOT NULL,
      status TEXT NOT NULL,
      start_date TEXT NOT NULL,
      end_date TEXT,
      PRIMARY KEY (organisation_id, patient_id, position)
    )`,
    `CREATE TABLE address_history (
      organisation_id TEXT NOT NULL,
      patient_id BIGINT NOT NULL,
      position INTEGER NOT NULL,
      type TEXT NOT NULL,
      address TEXT NOT NULL,
      start_date TEXT NOT NULL,
      end_date TEXT,
      PRIMARY KEY (organisation_id, patient_id, position)
    )`,

    // Clinical events: the typed items are the truth, xml is a cache stamped with the encoder's version.
    // The key has the order in which a record is read, so that a long one is read in portions.
    `CREATE TABLE event (
      organisation_id TEXT NOT NULL,
      patient_id BIGINT NOT NULL,
      event_id BIGINT NOT NULL,
      effective_at TEXT NOT NULL,
      entry_at BIGINT NOT NULL,
      user_name TEXT NOT NULL,
      done_by TEXT NOT NULL,
      done_at TEXT NOT NULL,
      application_id TEXT,
      software TEXT,
      method TEXT,
      linked_referral_uid TEXT,
      linked_problem_uid TEXT,
      kinds INTEGER NOT NULL,
      items TEXT NOT NULL,
      xml BLOB,
      xml_stamp INTEGER NOT NULL,
      changed_at BIGINT,
      PRIMARY KEY (organisation_id, patient_id, effective_at, event_id)
    )`,
    `CREATE TABLE document (
      organisation_id TEXT NOT NULL,
      document_id BIGINT NOT NULL,
      patient_id BIGINT NOT NULL,
      event_id BIGINT NOT NULL,
      file_name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      PRIMARY KEY (organisation_id, document_id)
    )`,
    `CREATE TABLE document_page (
      organisation_id TEXT NOT NULL,
      document_id BIGINT NOT NULL,
      page INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      PRIMARY KEY (organisation_id, document_id, page)
    )`,
    `CREATE INDEX document_page_by_content ON document_page (organisation_id, content_hash)`,
    // The bytes of documents, once for each content: fictitious patients share many. Large ones lie in parts, so that none holds others up.
    `CREATE TABLE document_content (
      organisation_id TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      part INTEGER NOT NULL DEFAULT 1,
      bytes BLOB NOT NULL,
      PRIMARY KEY (organisation_id, content_hash, part)
    )`,
    // Who needs content that no document refers to: a request on its way, a dialog, a change that is not saved, the record of a deletion.
    `CREATE TABLE content_claim (
      organisation_id TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      holder TEXT NOT NULL,
      PRIMARY KEY (organisation_id, content_hash, holder)
    )`,
    `CREATE INDEX content_claim_by_holder ON content_claim (organisation_id, holder)`,

    // Schedule
    `CREATE TABLE clinic (
      organisation_id TEXT NOT NULL,
      clinic_id BIGINT NOT NULL,
      user_name TEXT NOT NULL,
      site_name TEXT NOT NULL,
      clinic_type TEXT NOT NULL,
      pattern TEXT NOT NULL,
      PRIMARY KEY (organisation_id, clinic_id)
    )`,
    // A slot is taken by its key: there can be one row for it, whoever comes first.
    `CREATE TABLE slot_taken (
      organisation_id TEXT NOT NULL,
      clinic_id BIGINT NOT NULL,
      start_at BIGINT NOT NULL,
      appointment_id BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, clinic_id, start_at)
    )`,
    `CREATE TABLE appointment (
      organisation_id TEXT NOT NULL,
      appointment_id BIGINT NOT NULL,
      patient_id BIGINT NOT NULL,
      clinic_id BIGINT NOT NULL,
      slot_type TEXT NOT NULL,
      start_at BIGINT NOT NULL,
      duration INTEGER NOT NULL,
      status TEXT NOT NULL,
      comments TEXT NOT NULL,
      flags TEXT NOT NULL,
      linked_referral_uid TEXT,
      application_id TEXT,
      user_name TEXT NOT NULL,
      entry_at BIGINT NOT NULL,
      changed_at BIGINT,
      PRIMARY KEY (organisation_id, appointment_id)
    )`,
    `CREATE INDEX appointment_by_start ON appointment (organisation_id, start_at)`,
    `CREATE INDEX appointment_by_patient ON appointment (organisation_id, patient_id, start_at)`,
    `CREATE TABLE visit (
      organisation_id TEXT NOT NULL,
      visit_id BIGINT NOT NULL,
      patient_id BIGINT NOT NULL,
      start_at BIGINT NOT NULL,
      duration INTEGER NOT NULL,
      visitor TEXT NOT NULL,
      status TEXT NOT NULL,
      comments TEXT NOT NULL,
      linked_referral_uid TEXT,
      application_id TEXT,
      user_name TEXT NOT NULL,
      entry_at BIGINT NOT NULL,
      changed_at BIGINT,
      PRIMARY KEY (organisation_id, visit_id)
    )`,
    `CREATE INDEX visit_by_start ON visit (organisation_id, start_at)`,
    `CREATE INDEX visit_by_patient ON visit (organisation_id, patient_id, start_at)`,
    `CREATE TABLE task (
      organisation_id TEXT NOT NULL,
      task_id BIGINT NOT NULL,
      patient_id BIGINT NOT NULL,
      due_at BIGINT NOT NULL,
      type TEXT NOT NULL,
      status TEXT NOT NULL,
      content TEXT NOT NULL,
      user_name_assigned TEXT,
      group_name_assigned TEXT,
      application_id TEXT,
      user_name TEXT NOT NULL,
      entry_at BIGINT NOT NULL,
      changed_at BIGINT,
      PRIMARY KEY (organisation_id, task_id)
    )`,
    `CREATE INDEX task_by_patient ON task (organisation_id, patient_id, due_at)`,

    // For extracts of what changed: rows that were deleted, by the tables and numbers that extracts give them, and when data last came or went as a whole.
    `CREATE TABLE removed_row (
      organisation_id TEXT NOT NULL,
      table_name TEXT NOT NULL,
      row_id BIGINT NOT NULL,
      removed_at BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, table_name, row_id)
    )`,
    `CREATE TABLE whole_change (
      organisation_id TEXT NOT NULL PRIMARY KEY,
      changed_at BIGINT NOT NULL
    )`,

    // Authority
    `CREATE TABLE workstation (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id)
    )`,
    `CREATE TABLE application (
      organisation_id TEXT NOT NULL,
      application_id TEXT NOT NULL,
      name TEXT NOT NULL,
      functions TEXT,
      created_at BIGINT NOT NULL,
      revoked_at BIGINT,
      PRIMARY KEY (organisation_id, application_id)
    )`,
    `CREATE TABLE application_key (
      organisation_id TEXT NOT NULL,
      key_hash TEXT NOT NULL,
      application_id TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      expires_at BIGINT,
      PRIMARY KEY (organisation_id, key_hash)
    )`,
    `CREATE TABLE device (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      application_id TEXT NOT NULL,
      device_number BIGINT NOT NULL,
      device_id TEXT,
      state TEXT NOT NULL CHECK (state IN ('approved', 'blocked', 'revoked')),
      decided_by TEXT NOT NULL,
      decided_at BIGINT NOT NULL,
      last_used_at BIGINT,
      unclaimed_until BIGINT,
      PRIMARY KEY (organisation_id, workstation_id, application_id, device_number)
    )`,
    `CREATE UNIQUE INDEX device_by_id ON device (organisation_id, device_id) WHERE device_id IS NOT NULL`,
    `CREATE TABLE throttle_window (
      organisation_id TEXT NOT NULL,
      device_id TEXT NOT NULL,
      window_name TEXT NOT NULL,
      opened_at BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, device_id, window_name)
    )`,
    `CREATE TABLE throttle_clock (
      organisation_id TEXT NOT NULL PRIMARY KEY,
      monotonic BIGINT NOT NULL,
      wall BIGINT NOT NULL
    )`,

    // Sessions
    `CREATE TABLE session (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      user_name TEXT NOT NULL,
      signed_in_at BIGINT NOT NULL,
      open_patient_id BIGINT,
      opened_at BIGINT,
      opened_by TEXT,
      selection TEXT,
      PRIMARY KEY (organisation_id, workstation_id)
    )`,
    // What stands unsaved in the open record of a workstation: one row for each part of a change that can be saved or discarded alone (B7.16).
    `CREATE TABLE unsaved_change (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      change_id BIGINT NOT NULL,
      patient_id BIGINT NOT NULL,
      patient_version BIGINT NOT NULL,
      user_name TEXT NOT NULL,
      application_id TEXT,
      request_uid TEXT,
      made_at BIGINT NOT NULL,
      planned TEXT NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id, change_id)
    )`,

    // The dialogs that applications have opened in the open record of a workstation (B7.21).
    `CREATE TABLE dialog (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      dialog_id BIGINT NOT NULL,
      patient_id BIGINT NOT NULL,
      patient_number TEXT NOT NULL,
      element TEXT NOT NULL,
      content TEXT NOT NULL,
      documents TEXT NOT NULL,
      application_name TEXT NOT NULL,
      opened_at BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id, dialog_id)
    )`,

    // Audit: entries are only added. Payloads lie apart, so that retention leaves the chain whole.
    `CREATE TABLE audit_entry (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      sequence BIGINT NOT NULL,
      at BIGINT NOT NULL,
      kind TEXT NOT NULL,
      user_name TEXT,
      application_id TEXT,
      application_name TEXT,
      device_id TEXT,
      function_name TEXT,
      function_version TEXT,
      request_uid TEXT,
      response_uid TEXT,
      patient TEXT,
      outcome TEXT NOT NULL,
      error_code TEXT,
      rule TEXT,
      element TEXT,
      deviations TEXT NOT NULL,
      allowed_at BIGINT,
      duration_us BIGINT,
      request_bytes BIGINT,
      reply_bytes BIGINT,
      request_digest TEXT,
      reply_digest TEXT,
      reply_follows INTEGER NOT NULL,
      repeats BIGINT NOT NULL,
      linked BIGINT,
      detail TEXT,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id, sequence)
    )`,
    // Each index costs every request a page on disk: these few, and the spans below for what has few values.
    `CREATE INDEX audit_entry_by_request_uid ON audit_entry (organisation_id, workstation_id, request_uid, sequence)
      WHERE kind = 'message' AND request_uid IS NOT NULL`,
    `CREATE INDEX audit_entry_by_response_uid ON audit_entry (organisation_id, workstation_id, response_uid, sequence) WHERE response_uid IS NOT NULL`,
    `CREATE INDEX audit_entry_by_patient ON audit_entry (organisation_id, workstation_id, patient, sequence) WHERE patient IS NOT NULL`,
    `CREATE INDEX audit_entry_by_message ON audit_entry (organisation_id, workstation_id, linked) WHERE kind = 'sent'`,
    `CREATE TABLE audit_payload (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      sequence BIGINT NOT NULL,
      stored_bytes BIGINT NOT NULL,
      request_encoding TEXT,
      request BLOB,
      reply_encoding TEXT,
      reply BLOB,
      PRIMARY KEY (organisation_id, workstation_id, sequence)
    )`,
    // What a finished run of entries holds, so that filters need not read them: made once for each run, and derived from the entries alone.
    `CREATE TABLE audit_span (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      first BIGINT NOT NULL,
      earliest BIGINT NOT NULL,
      latest BIGINT NOT NULL,
      stored_bytes BIGINT NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id, first)
    )`,
    `CREATE TABLE audit_term (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      term TEXT NOT NULL,
      value TEXT NOT NULL,
      first BIGINT NOT NULL,
      entries BLOB NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id, term, value, first)
    )`,
  ],
};
