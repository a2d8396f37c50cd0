// Filters of a record against a naive model over random records, and stored XML against what is encoded anew.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDirectory } from '../../src/directory/index.js';
import { uidOf } from '../../src/identifiers.js';
import { openPractice, organisationId } from '../support/practice.js';
import { byKind, events, filters, isOwnScheme, itemsOf, naive, recordKeeper, sameCode, withoutEmpty } from '../support/records.js';
import { complaints, hasXmllint } from '../support/xmllint.js';

const practice = await openPractice();
const givenRecord = recordKeeper(practice);
const replies: string[] = [];

describe('the filters of a record', () => {
  it('B7.7: categories and codes add up, limits cut, no category means all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(events, { maxLength: 8 }), fc.array(filters, { minLength: 1, maxLength: 4 }), async (record, asked) => {
        const { PseudoNumber } = await givenRecord(record);
        const Identity = { PseudoNumber };
        for (const Filter of asked) {
          const { value, xml } = await practice.call('GetPatientRecord', { Identity, Filter });
          if (replies.length < 150) replies.push(xml);
          const expected = naive(record, Filter);
          const found = value.Clinical?.Event ?? [];
          expect(found.map((event) => event.EventUID)).toEqual(expected.map(({ index }) => uidOf(index + 1)));
          const kept = found.map((event) => itemsOf(event).map(({ kind, value: item }) => ({ kind, value: withoutEmpty(item) })));
          expect(sameCode(kept)).toEqual(sameCode(expected.map(({ items: wanted }) => byKind(wanted))));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('ARCHITECTURE: stored XML and what is encoded from the typed items are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          events.filter((event) => event.items.every(isOwnScheme)),
          { minLength: 1, maxLength: 5 },
        ),
        async (record) => {
          const cached = await givenRecord(record.map((event) => ({ ...event, xmlStamp: 1 })));
          const stale = await givenRecord(record.map((event) => ({ ...event, xmlStamp: 0 })));
          const none = await givenRecord(record.map((event) => ({ ...event, xml: null })));
          const texts = await Promise.all(
            [cached, stale, none].map(async ({ PseudoNumber }) => (await practice.call('GetPatientRecord', { Identity: { PseudoNumber }, Filter: {} })).xml),
          );
          const clinical = texts.map((text) => /<Clinical.*<\/Clinical>|<Clinical\/>/u.exec(text)?.[0]);
          expect(clinical[0]).toContain('<Event ');
          expect(clinical[1]).toBe(clinical[0]);
          expect(clinical[2]).toBe(clinical[0]);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('B7.2: every reply of these tests is valid by xmllint', async () => {
    if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
    const { lists } = await practice.store.read(() => loadDirectory(organisationId));
    expect(replies.length).toBeGreaterThan(50);
    expect(complaints('GetPatientRecord', lists, replies)).toEqual([]);
  });
});
