import { type ErrorCode, errorRegistry } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { adviceOnErrors, meaningOfOutcomes } from '../../src/audit/explanations.js';
import { type AuditOutcome, auditViews } from '../../src/audit/index.js';
import { here, openTrail, start } from '../support/trail.js';

const lead = { place: here, actor: { kind: 'user', userName: 'lead' }, all: true } as const;
const codes = Object.keys(errorRegistry) as ErrorCode[];

describe('explaining', () => {
  it('every error of the registry has advice, and no other', () => {
    expect(Object.keys(adviceOnErrors).sort()).toEqual([...codes].sort());
    for (const code of codes) expect(adviceOnErrors[code], code).toMatch(/^[A-Z].{20,}\.$/);
    expect(new Set(Object.values(adviceOnErrors)).size).toBe(codes.length);
  });

  it('says of each error what was wrong, where, and what to do', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (const code of codes) {
      const sequence = await trail.add({ outcome: 'error', errorCode: code, rule: `The rule of ${code}.`, element: 'FunctionParameters/X' });
      expect(await views.explain(lead, { message: String(sequence) })).toEqual({
        sequence,
        outcome: 'error',
        why: `The rule of ${code}.`,
        element: 'FunctionParameters/X',
        allowedAt: null,
        advice: adviceOnErrors[code],
      });
    }
  });

  it('B5.5: says of a throttled request when it would have been allowed', async () => {
    const trail = openTrail();
    const sequence = await trail.add({ outcome: 'throttled', errorCode: 'Throttled', rule: 'One in 30 seconds.', allowedAt: start + 30_000, reply: undefined });
    const told = await auditViews(trail).explain(lead, { message: String(sequence) });
    expect(told).toMatchObject({ outcome: 'throttled', allowedAt: '2026-01-05T09:00:30.000Z', advice: meaningOfOutcomes.throttled.advice });
    expect(told.why).toBe(`${meaningOfOutcomes.throttled.why} One in 30 seconds.`);
  });

  it('tells no detail of an entry but that of a fault', async () => {
    const trail = openTrail();
    const sequence = await trail.add({ outcome: 'error', errorCode: 'ValueInvalid', rule: 'Not that.', detail: 'A confidential patient.' });
    expect((await auditViews(trail).explain(lead, { message: String(sequence) })).why).toBe('Not that.');
  });

  it('B8.2: says that a long reply without its end was interrupted', async () => {
    const trail = openTrail();
    const sequence = await trail.add({ replyFollows: true, reply: undefined });
    expect(await auditViews(trail).explain(lead, { message: String(sequence) })).toMatchObject({
      outcome: 'interrupted',
      why: meaningOfOutcomes.interrupted.why,
    });
  });

  it('says of every other outcome what it means', async () => {
    const trail = openTrail();
    const views = auditViews(trail);
    for (const outcome of ['success', 'silent', 'cutOff', 'fault', 'done'] as AuditOutcome[]) {
      const sequence = await trail.add({ outcome });
      expect(await views.explain(lead, { message: String(sequence) })).toMatchObject({ outcome, ...meaningOfOutcomes[outcome] });
    }
    const faulty = await trail.add({ outcome: 'fault', errorCode: 'Unexpected', rule: 'Set on purpose.', detail: 'Fault: error.' });
    expect((await views.explain(lead, { message: String(faulty) })).why).toBe(`${meaningOfOutcomes.fault.why} Set on purpose. Fault: error.`);
  });
});
