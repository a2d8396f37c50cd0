// What the filters of the audit can be set to: the values on record, found by seeking from one to the next in what spans hold.
import type { OutputOf } from '@s1kit/link';
import { all, first, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { lastInSpans, type Term } from './spans.js';

const valuesAtMost = 200;

const nextValue = sql`SELECT value FROM audit_term WHERE organisation_id = ? AND workstation_id = ? AND term = ? AND value > ? ORDER BY value LIMIT 1`;
/** Those that no span holds yet: fewer than a span has. */
const newest = sql`SELECT DISTINCT user_name, application_name, device_id, function_name, outcome FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ?`;
const ownNames = sql`SELECT DISTINCT application_name, device_id, function_name, outcome FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND sequence > ? AND user_name = ?`;
const applicationIdentifiers = sql`SELECT application_id FROM application WHERE organisation_id = ?`;

type Named = {
  readonly user_name: string | null;
  readonly application_name: string | null;
  readonly device_id: string | null;
  readonly function_name: string | null;
  readonly outcome: string;
};

/** Entries that are looked through for somebody who may see their own alone. */
const ownEntries = 5_000;

/** @param own the user whose entries alone count, among the newest; `undefined` for all */
export function* valuesOnRecord(place: AuditPlace, own: string | undefined): Work<OutputOf<'audit.values'>> {
  const { organisationId, workstationId } = place;
  const summedUp = yield* lastInSpans(place);
  if (own !== undefined) {
    const rows = yield* all<Omit<Named, 'user_name'>>(ownNames, organisationId, workstationId, summedUp - ownEntries, own);
    return gathered(
      rows.map((row) => ({ ...row, user_name: own })),
      () => [],
    );
  }
  const rows = yield* all<Named>(newest, organisationId, workstationId, summedUp);
  const held = new Map<Term, readonly string[]>();
  for (const term of ['user', 'application', 'device', 'function', 'outcome'] as const) held.set(term, yield* heldValues(place, term));
  // Spans hold an application under its name and its identifier; people know the name.
  const identifiers = new Set((yield* all<{ application_id: string }>(applicationIdentifiers, organisationId)).map((row) => row.application_id));
  return gathered(rows, (term) => (held.get(term) ?? []).filter((value) => term !== 'application' || !identifiers.has(value)));
}

function* heldValues({ organisationId, workstationId }: AuditPlace, term: Term): Work<readonly string[]> {
  const values: string[] = [];
  for (let last = ''; values.length < valuesAtMost; ) {
    const next = yield* first<{ value: string }>(nextValue, organisationId, workstationId, term, last);
    if (next === undefined) break;
    values.push(next.value);
    last = next.value;
  }
  return values;
}

function gathered(rows: readonly Named[], held: (term: Term) => readonly string[]): OutputOf<'audit.values'> {
  const of = (term: Term, column: keyof Named): string[] => {
    const values = new Set(held(term));
    for (const row of rows) {
      const value = row[column];
      if (value !== null) values.add(value);
    }
    return [...values].sort((a, b) => a.localeCompare(b, 'en')).slice(0, valuesAtMost);
  };
  return {
    applications: of('application', 'application_name'),
    devices: of('device', 'device_id'),
    users: of('user', 'user_name'),
    functions: of('function', 'function_name'),
    outcomes: of('outcome', 'outcome'),
  };
}
