import { describe, expect, it } from 'vitest';
import { auditTampering } from '../../src/audit-tampering/audit-tampering.js';
import { firstDifference } from '../../src/audit-tampering/expected.js';
import { briefly } from '../support/briefly.js';

it('B8.3: whatever is done to the audit is found, and the first break is named', async () => {
  const { cases, entries, found } = await briefly(auditTampering);
  expect(entries).toBeGreaterThan(100);
  expect(cases).toBeGreaterThan(11);
  expect(found).toBeGreaterThan(8);
});

describe('where the break must be named', () => {
  const row = (sequence: bigint, kind = 'message') => ({ organisation_id: 'demo', workstation_id: 'desk', sequence, kind });
  const before = { entries: [row(1n), row(2n), row(3n)], payloads: [row(1n)] };
  const counted = new Map([['desk', 2]]);
  const at = (sequence: number) => ({ workstation: 'desk', sequence });
  const named = (after: Partial<typeof before>) => firstDifference(before, { ...before, ...after }, { counted });

  it('is the first entry that is not what it was, a missing payload its own', () => {
    expect(named({})).toBeUndefined();
    expect(named({ entries: [row(1n), row(2n, 'signOut'), row(3n)] })).toEqual(at(2));
    expect(named({ entries: [row(1n), row(3n)] })).toEqual(at(2));
    expect(named({ payloads: [] })).toEqual(at(1));
  });

  it('is behind a tail that was cut off before the last checkpoint, and nowhere for one behind it', () => {
    expect(named({ entries: [row(1n)] })).toEqual(at(2));
    expect(named({ entries: [row(1n), row(2n)] })).toBeUndefined();
    expect(named({ entries: [] })).toEqual(at(1));
  });
});
