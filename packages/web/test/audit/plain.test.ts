import { auditKinds, auditOutcomes } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { csvCell, csvHead, csvLine } from '../../src/screens/audit/list/csv.js';
import { firstPage, newestOf, olderAtATime, released, withNewer, withOlder } from '../../src/screens/audit/list/entries.js';
import { commandLine, rawXml, sentAgain } from '../../src/screens/audit/message/copies.js';
import { differencesOf, stretchesOf } from '../../src/screens/audit/message/differences.js';
import { inputOf, searchOf } from '../../src/screens/audit/search.js';
import { instantOf } from '../../src/screens/audit/uk-time.js';
import { type AuditEntry, outcomeWords, whatOf } from '../../src/screens/audit/words.js';

const entry = (sequence: number, given: Partial<AuditEntry> = {}): AuditEntry => ({
  sequence,
  kind: 'message',
  at: '2026-07-01T08:00:05.000Z',
  workstation: 'desk',
  userName: 'ada',
  applicationId: 'app',
  applicationName: 'Sample',
  deviceId: '0123456789abcdef',
  function: 'GetDiary',
  functionVersion: '1.0',
  requestUid: 'r',
  responseUid: 'u',
  patient: null,
  outcome: 'success',
  errorCode: null,
  rule: null,
  deviations: [],
  allowedAt: null,
  durationMs: 1.5,
  requestBytes: 1,
  replyBytes: 2,
  repeats: 0,
  linked: null,
  detail: null,
  ...given,
});
const page = (from: number, to: number): AuditEntry[] => Array.from({ length: from - to + 1 }, (_, index) => entry(from - index));
const shownIn = ({ shown }: { readonly shown: readonly AuditEntry[] }): number[] => shown.map(({ sequence }) => sequence);

describe('entries of a list', () => {
  it('come on top while nobody reads, and are kept back while somebody does', () => {
    const first = firstPage(page(5, 3), 100);
    expect(first.complete).toBe(true);
    expect(shownIn(withNewer(first, page(7, 4), false))).toEqual([7, 6, 5, 4, 3]);
    const kept = withNewer(first, page(7, 6), true);
    expect([shownIn(kept), kept.arrived.length, newestOf(kept)]).toEqual([[5, 4, 3], 2, 7]);
    expect(shownIn(released(withNewer(kept, page(8, 6), true)))).toEqual([8, 7, 6, 5, 4, 3]);
  });

  it('are not kept without end: more than a thousand are read anew, and a list that only goes on is cut at its end', () => {
    const kept = withNewer(firstPage([entry(1)], 100), page(1_500, 2), true);
    expect([kept.arrived.length, kept.overflowed]).toEqual([1_000, true]);
    let live = firstPage([entry(1)], 100);
    for (let at = 2; at < 3_000; at += 500) live = withNewer(live, page(at + 499, at), false);
    expect([live.shown.length, live.shown[0]?.sequence, live.complete]).toEqual([2_000, 3_001, false]);
  });

  it('go on below until a page is not full, and no entry stands twice', () => {
    const first = firstPage(page(1_000, 901), 100);
    const older = withOlder(first, page(901, 901 - olderAtATime + 1));
    expect([older.shown.length, older.complete]).toEqual([299, false]);
    expect(withOlder(older, page(10, 1)).complete).toBe(true);
  });

  it('B8.2: a message that reads interrupted is answered when the end of its reply comes', () => {
    const first = firstPage([entry(4, { outcome: 'interrupted' })], 100);
    const ended = withNewer(first, [entry(5, { kind: 'sent', linked: 4 })], true);
    expect(ended.shown[0]?.outcome).toBe('success');
  });
});

describe('filters in an address', () => {
  it('are read from whatever stands there', () => {
    expect(searchOf({ patient: 9990000018, kinds: 'people', last: '15m', compare: 4, nonsense: 1, user: '', function: { a: 1 } })).toEqual({
      patient: '9990000018',
      kinds: 'people',
      last: '15m',
      compare: 4,
    });
    expect(searchOf({ last: 'toString', kinds: 'x', compare: -1, uid: 'x'.repeat(500) })).toEqual({ uid: 'x'.repeat(200) });
  });

  it('ask for UK time, a minute to its end, and a UID whole or by its beginning', () => {
    const now = Date.UTC(2026, 6, 1, 8);
    expect(inputOf({ from: '2026-07-01T09:00', to: '2026-07-01T09:01', patient: '999 000 0018' }, now)).toEqual({
      from: '2026-07-01T08:00:00.000Z',
      to: '2026-07-01T08:01:59.999Z',
      patient: '9990000018',
    });
    expect(inputOf({ last: '1h', from: '2020-01-01T00:00' }, now)).toEqual({ from: '2026-07-01T07:00:00.000Z' });
    expect(inputOf({ last: 'today' }, now)).toEqual({ from: '2026-06-30T23:00:00.000Z' });
    expect(inputOf({ uid: 'req' }, now)).toEqual({ uidStart: 'req' });
    expect(inputOf({ uid: '8D35FE10-E5A0-11F1-BDCB-35478F6E5412' }, now)).toEqual({ uid: '8D35FE10-E5A0-11F1-BDCB-35478F6E5412' });
    expect(inputOf({ uid: '1', compare: 3 }, now)).toEqual({ uid: '1' });
  });

  it('B3.9: an hour that occurs twice is its first, and what is no time is none', () => {
    expect(instantOf('2026-10-25T01:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-01-05T09:00')).toBe('2026-01-05T09:00:00.000Z');
    expect(instantOf('yesterday')).toBeUndefined();
  });
});

describe('an export as CSV', () => {
  it('has no cell that a spreadsheet would carry out, and no cell that breaks its line', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r\n=1']) expect(csvCell(formula).replace(/^"/, '')).toMatch(/^'/);
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    expect(csvCell('a\nb')).toBe('"a\nb"');
    expect(csvCell(null)).toBe('');
    expect(csvCell(-5)).toBe('-5');
  });

  it('begins with a byte-order mark, and has UK and UTC times', () => {
    expect(csvHead.startsWith('\ufeffNumber,Time (UK),Time (UTC)')).toBe(true);
    expect(csvLine(entry(7, { function: '=HYPERLINK("x")' }))).toMatch(/^7,01-Jul-2026 09:00:05,2026-07-01T08:00:05.000Z,"'=HYPERLINK\(""x""\)"/);
    expect(csvLine(entry(7)).split(',').length).toBe(csvHead.split(',').length);
  });
});

describe('a copy of a request', () => {
  const request = '<R><APIKey>****************</APIKey><RequestUID>old</RequestUID><T>$(rm -rf) `x` REQUEST</T></R>';

  it('has a place for a key, and nothing in it is read by the shell', () => {
    expect(rawXml(request)).toContain('<APIKey>YOUR-API-KEY</APIKey>');
    expect(commandLine(request)).toBe(`npx s1kit send - <<'REQUEST_'\n${rawXml(request)}\nREQUEST_\n`);
  });

  it('is sent again with another RequestUID, for the application that is chosen', () => {
    expect(sentAgain(request, 'new $&')).toBe('<R><APIKey>0000000000000000</APIKey><RequestUID>new $&</RequestUID><T>$(rm -rf) `x` REQUEST</T></R>');
  });
});

describe('two documents compared', () => {
  const never = new AbortController().signal;

  it('are told apart line by line, with what both have left out', async () => {
    const rows = (changed: string): string =>
      `<R>${Array.from({ length: 20 }, (_, index) => `<x${index}>${index === 10 ? changed : 'same'}</x${index}>`).join('')}</R>`;
    const lines = (await differencesOf(rows('one'), rows('two'), never)) ?? [];
    expect(lines.filter(({ side }) => side !== 'both')).toEqual([
      { side: 'first', text: '  <x10>one</x10>' },
      { side: 'second', text: '  <x10>two</x10>' },
    ]);
    expect(stretchesOf(lines).map(({ kind, lines: { length } }) => [kind, length])).toEqual([
      ['same', 8],
      ['shown', 8],
      ['same', 7],
    ]);
  });

  it('are not compared line by line where that would take too long', async () => {
    const long = `<R>${'<x/>'.repeat(60_000)}</R>`;
    expect(await differencesOf(long, long, never)).toBeUndefined();
  });
});

describe('the words of the audit', () => {
  it('are there for every kind and every outcome that can be on record: they were not for appointment, visit and staffRole', () => {
    const kinds: readonly string[] = auditKinds;
    const words = auditKinds.map((kind) => whatOf({ kind, function: null }));
    expect(words.filter((each) => kinds.includes(each) || each === '')).toEqual([]);
    expect(new Set(words).size).toBe(auditKinds.length);
    expect(auditOutcomes.map(outcomeWords).filter((words) => !/^[A-Z]/.test(words))).toEqual([]);
    expect(whatOf({ kind: 'constructor', function: null })).toBe('constructor');
  });
});
