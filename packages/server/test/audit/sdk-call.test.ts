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

const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';

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

  it('leaves the record open where a GetPatientRecord does (the call had left that out)', () => {
    const open = requestOf('GetPatientRecord', `${identity}<Filter><Demographics /></Filter><LeaveRecordOpen />`);
    expect(callOf(open)).toBe(
      "const reply = await systmOne.getPatientRecord({ Identity: { NHSNumber: '9990000018' }, Filter: { Demographics: true }, LeaveRecordOpen: true });",
    );
  });

  it('names the scheme of drugs, of codes, or both, where they are not the usual ones', () => {
    const scheme = (content: string): string => requestOf('GetFunctions').replace('<Function>', `<OutputScheme>${content}</OutputScheme><Function>`);
    expect(callOf(scheme('<Drugs>Dmd</Drugs>'))).toBe("const reply = await systmOne.getFunctions({}, { outputScheme: { drugs: 'Dmd' } });");
    expect(callOf(scheme('<Drugs>Dmd</Drugs><Codes>Snomed</Codes>'))).toBe(
      "const reply = await systmOne.getFunctions({}, { outputScheme: { codes: 'Snomed', drugs: 'Dmd' } });",
    );
    expect(callOf(scheme('<Drugs>Multiplex</Drugs><Codes>CTV3</Codes>'))).toBe('const reply = await systmOne.getFunctions();');
  });

  it('has lists of texts on one line, and lists of elements one beneath another; empty ones are left out', () => {
    const uids = ['0123456789abcdef', '0123456789abcdee'].map((uid) => `<EventUID>${uid}</EventUID>`).join('');
    expect(callOf(requestOf('DeleteFromPatientRecord', `${identity}<Reason>x</Reason>${uids}`))).toBe(`const reply = await systmOne.deleteFromPatientRecord({
  Identity: { NHSNumber: '9990000018' },
  Reason: 'x',
  EventUID: ['0123456789abcdef', '0123456789abcdee'],
});`);
    expect(callOf(requestOf('DeleteFromPatientRecord', `${identity}<Reason>x</Reason>`))).toBe(
      "const reply = await systmOne.deleteFromPatientRecord({ Identity: { NHSNumber: '9990000018' }, Reason: 'x' });",
    );
    const codes = '<ClinicalCode>XE0qO</ClinicalCode><ClinicalCode IncludeDescendants="true">XE0qP</ClinicalCode>';
    expect(callOf(requestOf('GetPatientRecord', `${identity}<Filter>${codes}</Filter>`))).toBe(`const reply = await systmOne.getPatientRecord({
  Identity: { NHSNumber: '9990000018' },
  Filter: {
    ClinicalCode: [
      { Code: 'XE0qO' },
      { IncludeDescendants: true, Code: 'XE0qP' },
    ],
  },
});`);
  });

  it('breaks what is longer than a hundred characters with its indent, and not what is as long', () => {
    const surname = (length: number): string => callOf(requestOf('PatientSearch', `<Surname>${'x'.repeat(length)}</Surname><Gender>F</Gender>`)) ?? '';
    expect(surname(72)).toMatch(/^[^\n]*\(\{ Surname: 'x{72}', Gender: 'F' \}\);$/);
    expect(surname(73)).toMatch(/\(\{\n {2}Surname: 'x{73}',\n {2}Gender: 'F',\n\}\);$/);
    const filter = (...categories: readonly string[]): string =>
      callOf(requestOf('GetPatientRecord', `${identity}<Filter>${categories.map((category) => `<${category} />`).join('')}</Filter>`)) ?? '';
    const four = ['Demographics', 'ClinicalCodes', 'Medication', 'Vaccination'];
    expect(filter(...four, 'Attachment')).toMatch(/\n {2}Filter: \{ [^\n]{94} \},\n\}\);$/);
    expect(filter(...four, 'PatientPlan')).toMatch(/\n {2}Filter: \{\n( {4}\w+: true,\n)+ {2}\},\n\}\);$/);
  });

  it('has no character that ends a line of code, and nothing but its mark is taken from before a document', () => {
    const search = requestOf('PatientSearch', '<Surname>a\u2028b\u2029c\ufeff</Surname>');
    expect(callOf(search)).toBe("const reply = await systmOne.patientSearch({ Surname: 'a\\u2028b\\u2029c\ufeff' });");
    expect(callOf(`\ufeff${search}`)).toBe(callOf(search));
  });

  it('is of documents up to 256 KiB', () => {
    const request = requestOf('GetFunctions');
    expect(callOf(request.padEnd(256 * 1024))).toBe('const reply = await systmOne.getFunctions();');
    expect(callOf(request.padEnd(256 * 1024 + 1))).toBeUndefined();
  });

  it('is none of what is not valid, not known, or very long; and never has the key', () => {
    expect(callOf('<a>')).toBeUndefined();
    expect(callOf(requestOf('None'))).toBeUndefined();
    expect(callOf(requestOf('PatientSearch', '<Nonsense />'))).toBeUndefined();
    expect(callOf(requestOf('PatientSearch', `<Surname>${'x'.repeat(300_000)}</Surname>`))).toBeUndefined();
    expect(callOf(requestOf('GetFunctions', '', { apiKey: 'SECRET' }))).not.toContain('SECRET');
  });
});
