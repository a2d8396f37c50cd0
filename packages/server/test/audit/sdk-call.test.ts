import { encodeRequest, functions, type RequestOf, type TemplateValues, type Uid } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { callOf } from '../../src/audit/sdk-call.js';
import { requestOf } from '../support/environment.js';

const values: TemplateValues = {
  nhsNumber: '9990000018',
  firstName: 'Zoë',
  surname: "O'Neil",
  dateOfBirth: '1980-02-29',
  userName: 'ada',
  siteName: 'Main "Site"',
  clinicType: 'GP\\Surgery',
  slotType: 'Routine',
  today: '2026-01-05',
  folder: 'C:\\Documents',
  document: { nhsNumber: '9990000018', uid: '0123456789abcdef' as Uid },
};

/** What a method of the SDK is called with by a line of code. */
function argumentsOf(code: string): readonly [parameters?: object, options?: { readonly save?: string }] {
  const methods = new Proxy(
    {},
    {
      get:
        () =>
        (...given: unknown[]) =>
          given,
    },
  );
  // The line is what is tested: it is run as whoever copies it would run it.
  return new Function('systmOne', code.replace('const reply = await', 'return'))(methods);
}

describe('a request as a call of the SDK', () => {
  it("has the method of the function, and its parameters in the wire's own spelling", () => {
    expect(callOf(requestOf('GetFunctions'))).toBe('const reply = await systmOne.getFunctions();');
    expect(callOf(requestOf('PatientSearch', "<Surname>O'Neil &quot;x&quot;\n</Surname><Gender>F</Gender>"))).toBe(
      "const reply = await systmOne.patientSearch({ Surname: 'O\\'Neil \"x\"\\n', Gender: 'F' });",
    );
    expect(callOf(requestOf('GetPatientRecord', '<Identity><NHSNumber>9990000018</NHSNumber></Identity><Filter><Demographics /></Filter>'))).toBe(
      "const reply = await systmOne.getPatientRecord({ Identity: { NHSNumber: '9990000018' }, Filter: { Demographics: true } });",
    );
  });

  it.each(functions.map((declaration) => [declaration.name, declaration] as const))('of %s asks for the same when it is run', (_name, declaration) => {
    const head = { apiKey: '00112233445566aa', deviceId: '', requestUid: '1' };
    const request = encodeRequest(declaration, head, declaration.template(values) as RequestOf<typeof declaration>);
    const [parameters = {}, options = {}] = argumentsOf(callOf(request) ?? '');
    const sent = { ...parameters, ...(options.save === 'leaveOpen' ? { LeaveRecordOpen: true } : {}) };
    expect(encodeRequest(declaration, head, sent as RequestOf<typeof declaration>)).toBe(request);
  });

  it('says as an option what is one: whether an update is saved, and the coding schemes', () => {
    const update = (open: string): string => requestOf('UpdatePatientRecord', `<Identity><NHSNumber>9990000018</NHSNumber></Identity>${open}<NonClinical />`);
    expect(callOf(update(''))).toMatch(/, \{ save: 'now' \}\);$/);
    expect(callOf(update('<LeaveRecordOpen />'))).toMatch(/, \{ save: 'leaveOpen' \}\);$/);
    const scheme = requestOf('GetFunctions').replace('<Function>', '<OutputScheme><Codes>Snomed</Codes></OutputScheme><Function>');
    expect(callOf(scheme)).toBe("const reply = await systmOne.getFunctions({}, { outputScheme: { codes: 'Snomed' } });");
  });

  it('is none of what is not valid, not known, or very long; and never has the key', () => {
    expect(callOf('<a>')).toBeUndefined();
    expect(callOf(requestOf('None'))).toBeUndefined();
    expect(callOf(requestOf('PatientSearch', '<Nonsense />'))).toBeUndefined();
    expect(callOf(requestOf('PatientSearch', `<Surname>${'x'.repeat(300_000)}</Surname>`))).toBeUndefined();
    expect(callOf(requestOf('GetFunctions', '', { apiKey: 'SECRET' }))).not.toContain('SECRET');
  });
});
