import { expect, it } from 'vitest';
import { entryOf } from '../../src/audit/entry.js';
import type { EntryRow } from '../../src/audit/entry-row.js';
import { all, sql } from '../../src/store/index.js';
import { here, openTrail, start } from '../support/trail.js';

const rows = sql`SELECT * FROM audit_entry WHERE organisation_id = ? ORDER BY sequence`;

it('B8.1: an entry shows when a message would have been allowed and how long it took, and nothing where there is nothing to show', async () => {
  const trail = openTrail();
  await trail.add({ allowedAt: start + 1_000, duration: 1_234, deviations: ['NhsNumber'] });
  await trail.add({ kind: 'signIn', outcome: 'done', duration: undefined });
  const found = await trail.store.read(() => all<EntryRow>(rows, here.organisationId));
  const [message, signIn] = found.map((row) => entryOf({ row, outcome: 'success' }));
  expect(message).toMatchObject({ allowedAt: '2026-01-05T09:00:01.000Z', durationMs: 1.234, deviations: ['NhsNumber'] });
  expect(signIn).toMatchObject({ allowedAt: null, durationMs: null, deviations: [] });
});
