import { describe, expect, it, vi } from 'vitest';
import type { Told } from '../../src/wire-audit/client.js';
import { mismatches } from '../../src/wire-audit/matched.js';
import type { TrailEntry } from '../../src/wire-audit/trail.js';
import { wireAudit } from '../../src/wire-audit/wire-audit.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

const request = Buffer.from('<!--mark-1-0;--><a/>');
const reply = Buffer.from('<ClientIntegrationResponse><Response/></ClientIntegrationResponse>');
const told: Told = {
  script: { documents: [{ mark: 'mark-1-0;', bytes: request, kind: 'whole' }], separator: '\n', ending: { kind: 'finish' }, chunk: 100 },
  capture: { up: [request, Buffer.from('\n')], down: [reply, Buffer.from('\n')] },
};
const entry: TrailEntry = {
  sequence: 7,
  kind: 'message',
  outcome: 'success',
  errorCode: null,
  requestBytes: request.length,
  replyBytes: reply.length,
  request,
  reply,
  replyFollows: false,
  linked: null,
};

describe('wire-audit', () => {
  it('B8.1, B8.2: what crossed the wire is on record, one to one', async () => {
    const { cutOff = 0, documents, left = 0, malformed = 0, silent = 0 } = await briefly(wireAudit, 3_000);
    expect(documents).toBeGreaterThan(100);
    expect(Math.min(silent, cutOff, malformed, left)).toBeGreaterThan(0);
  });

  it('a trail that is right has nothing against it', () => {
    expect(mismatches([told], [entry])).toEqual([]);
  });

  it.each([
    ['no entry', []],
    ['two entries', [entry, { ...entry, sequence: 8 }]],
    ['another payload', [{ ...entry, request: Buffer.from('<!--mark-1-0;--><b/>') }]],
    ['a payload that is not all', [{ ...entry, request: request.subarray(0, -1), requestBytes: request.length - 1 }]],
    ['another size', [{ ...entry, requestBytes: 1 }]],
    ['another reply', [{ ...entry, reply: Buffer.from(reply.toString().replace('Response/', 'Response />')) }]],
    ['another outcome', [{ ...entry, outcome: 'error' }]],
    ['silence where there was a reply', [{ ...entry, outcome: 'throttled', reply: undefined, replyBytes: null }]],
    ['a second entry of nothing', [entry, { ...entry, sequence: 8, kind: 'sent', linked: 6 }]],
    ['an end that says that it was interrupted', [entry, { ...entry, sequence: 8, kind: 'sent', linked: 7, outcome: 'interrupted' }]],
    ['an entry of what nobody sent', [entry, { ...entry, sequence: 8, request: Buffer.from('<!--mark-2-0;--><a/>') }]],
  ])('a trail with %s is found', (_, trail) => {
    expect(mismatches([told], trail).length).toBeGreaterThan(0);
  });

  it('entries of one connection in another order are found', () => {
    const second = Buffer.from('<!--mark-1-1;--><a/>');
    const both: Told = {
      script: { ...told.script, documents: [...told.script.documents, { mark: 'mark-1-1;', bytes: second, kind: 'whole' }] },
      capture: { up: [request, Buffer.from('\n'), second, Buffer.from('\n')], down: [reply, Buffer.from('\n'), reply, Buffer.from('\n')] },
    };
    const other = { ...entry, request: second, requestBytes: second.length };
    expect(mismatches([both], [entry, { ...other, sequence: 8 }])).toEqual([]);
    expect(mismatches([both], [entry, { ...other, sequence: 6 }]).length).toBeGreaterThan(0);
  });
});
