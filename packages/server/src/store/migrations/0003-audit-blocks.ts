// What finished runs of audit entries hold, together for sixteen runs: a search reads a few dozen rows for a million entries.
import type { Migration } from './migration.js';

export const auditBlocks: Migration = {
  number: 3,
  name: 'audit blocks',
  statements: [
    'ALTER TABLE audit_term RENAME TO audit_term_of_span',
    `CREATE TABLE audit_term (
      organisation_id TEXT NOT NULL,
      workstation_id TEXT NOT NULL,
      term TEXT NOT NULL,
      value TEXT NOT NULL,
      first BIGINT NOT NULL,
      entries BLOB NOT NULL,
      PRIMARY KEY (organisation_id, workstation_id, term, value, first)
    )`,
    // The bits of the spans of a block behind one another, 128 bytes each; nothing where a span does not have the value.
    `INSERT INTO audit_term (organisation_id, workstation_id, term, value, first, entries)
      SELECT named.organisation_id, named.workstation_id, named.term, named.value, named.block,
          UNHEX(STRING_AGG(HEX(COALESCE(bits.entries, ZEROBLOB(128))), '' ORDER BY span.first))
        FROM (SELECT DISTINCT organisation_id, workstation_id, term, value, first - (first - 1) % 16384 AS block FROM audit_term_of_span) AS named
        JOIN audit_span AS span ON span.organisation_id = named.organisation_id AND span.workstation_id = named.workstation_id
          AND span.first >= named.block AND span.first < named.block + 16384
        LEFT JOIN audit_term_of_span AS bits ON bits.organisation_id = named.organisation_id AND bits.workstation_id = named.workstation_id
          AND bits.term = named.term AND bits.value = named.value AND bits.first = span.first
        GROUP BY named.organisation_id, named.workstation_id, named.term, named.value, named.block`,
    'DROP TABLE audit_term_of_span',
  ],
};
