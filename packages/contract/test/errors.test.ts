import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorRegistry, errorsPage, Refusal } from '../src/index.js';

const codes = Object.keys(errorRegistry) as readonly ErrorCode[]; // The keys of a constant are its names.

describe('the registry of errors', () => {
  it('B3.3: a refusal carries the code of the registry and its permanence', () => {
    for (const code of codes) {
      expect(new Refusal(code, 'Why.', '/a')).toMatchObject({ name: 'Refusal', code, permanent: errorRegistry[code].permanent, message: 'Why.', path: '/a' });
    }
  });

  it('the reference page lists exactly the errors of the registry', () => {
    const listed = [...errorsPage().matchAll(/^\| `(\w+)` \|/gmu)].map(([, code]) => code);
    expect(listed).toEqual(codes);
  });

  it.each([
    ['Throttled', false],
    ['ApprovalPending', false],
    ['NobodySignedIn', false],
    ['DeviceBlocked', true],
    ['DeviceUnknown', true],
    ['SchemaInvalid', true],
    ['IdentifierRefused', true],
    ['PatientUnknown', true],
    ['ConstraintsMissing', true],
  ] as const)('B3.3: %s is permanent: %s', (code, permanent) => {
    expect(errorRegistry[code].permanent).toBe(permanent);
  });
});
