// Verdicts at the edges of what an element may hold: a schema gives the same ones.
import { describe, expect, it } from 'vitest';
import {
  decodeReply,
  decodeRequest,
  type FunctionDeclaration,
  getDiary,
  getFunctions,
  getPatientRecord,
  parseDocument,
  patientSearch,
  Refusal,
  updatePatientRecord,
} from '../../src/index.js';
import { lists } from '../support/organisation.js';

const at = '/ClientIntegrationRequest/FunctionParameters';
const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** What a request of these parameters is decoded to, or why it is refused. */
function verdictOf(declaration: FunctionDeclaration, parameters: string): unknown {
  const document =
    `<ClientIntegrationRequest><APIKey>k</APIKey><DeviceID/><RequestUID>r</RequestUID><Function>${declaration.name}</Function>` +
    `<FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
  try {
    return decodeRequest(declaration, parseDocument(document), { lists, strict: false }).value;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'SchemaInvalid') return error.message.replace(at, '');
    throw error;
  }
}

const update = (event: string): string => `<Identity/><Clinical><Event>${event}</Event></Clinical>`;

describe('attributes', () => {
  it('B3.4: one that must be there and is not is refused, and named', () => {
    const code = '<ClinicalCode><Code Scheme="CTV3"/></ClinicalCode>';
    expect(verdictOf(updatePatientRecord, update(code))).toBe('/Clinical/Event/ClinicalCode/Code: attribute Code is missing.');
    expect(verdictOf(updatePatientRecord, update(code.replace('/>', ' Code="XE0Gm"/>')))).toMatchObject({
      Clinical: { Event: { ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'XE0Gm' } }] } },
    });
  });

  it('B3.4: one whose value is not of its type is refused, and named', () => {
    expect(verdictOf(updatePatientRecord, update('').replace('<Event>', '<Event DateTime="yesterday">'))).toMatch(
      /^\/Clinical\/Event: attribute DateTime is not of type DateTime/,
    );
  });

  it('B3.4: a default namespace that is none is no attribute; one that is refused says that there is none to expect', () => {
    expect(verdictOf(getDiary, '<SiteName xmlns="">Main Site</SiteName>')).toEqual({ SiteName: 'Main Site' });
    expect(verdictOf(getDiary, '<SiteName a="b">Main Site</SiteName>')).toBe('/SiteName: attribute a is not allowed here on SiteName; expected none.');
    expect(verdictOf(getDiary, `<SiteName ${instance} xsi:a="b">Main Site</SiteName>`)).toBe(
      '/SiteName: attribute xsi:a is not allowed here on SiteName; expected none.',
    );
  });

  it.each([
    ['1', '', {}],
    ['true', '', {}],
    ['0', 'Main Site', { SiteName: 'Main Site' }],
    ['false', 'Main Site', { SiteName: 'Main Site' }],
    [' 0 ', 'Main Site', { SiteName: 'Main Site' }],
  ])('B3.4: xsi:nil may be %j', (says, text, value) => {
    expect(verdictOf(getDiary, `<SiteName ${instance} xsi:nil="${says}">${text}</SiteName>`)).toEqual(value);
  });

  it('B3.4: another attribute of that namespace is not nil', () => {
    for (const name of ['abc', 'type']) {
      expect(verdictOf(getDiary, `<SiteName ${instance} xsi:${name}="true"/>`)).toContain(`attribute xsi:${name} is not allowed here`);
    }
  });
});

describe('what an element holds', () => {
  it('B3.4: text and attributes: an element inside is refused', () => {
    const filter = (code: string): string => `<Identity/><Filter><ClinicalCode>${code}</ClinicalCode></Filter>`;
    expect(verdictOf(getPatientRecord, filter('XE0Gm<Code/>'))).toBe('/Filter/ClinicalCode: element Code is not allowed here; the element holds text only.');
    expect(verdictOf(getPatientRecord, filter(''))).toMatch(/^\/Filter\/ClinicalCode: the text is not of type/);
    expect(verdictOf(getPatientRecord, filter('XE0Gm'))).toMatchObject({ Filter: { ClinicalCode: [{ Code: 'XE0Gm' }] } });
  });

  it('B3.4: nothing, where nothing is declared: white space may stand there, an element may not', () => {
    expect(verdictOf(getFunctions, ' \n ')).toEqual({});
    expect(verdictOf(getFunctions, 'x')).toBe(': text is not allowed here; the element holds elements only.');
    expect(verdictOf(getFunctions, '<A/>')).toBe(': element A is not allowed here; expected none.');
    expect(verdictOf(getDiary, '<Visits><A/></Visits>')).toBe('/Visits: element A is not allowed here; the element holds nothing.');
  });

  it('B3.4: attributes alone: not even white space may stand between its tags', () => {
    const code = (inside: string): string => update(`<ClinicalCode><Code Scheme="CTV3" Code="XE0Gm">${inside}</Code></ClinicalCode>`);
    expect(verdictOf(updatePatientRecord, code(' '))).toBe('/Clinical/Event/ClinicalCode/Code: white space is not allowed here; the element must be empty.');
    expect(verdictOf(updatePatientRecord, code(''))).toMatchObject({ Clinical: {} });
  });

  it('B3.5: an element that may be empty is not taken as absent with an element in it', () => {
    expect(verdictOf(patientSearch, '<Surname>S</Surname><Gender/>')).toEqual({ Surname: 'S' });
    expect(verdictOf(patientSearch, '<Surname>S</Surname><Gender><A/></Gender>')).toBe('/Gender: element A is not allowed here; the element holds text only.');
  });

  it('B3.4: white space around a value is taken where the schema takes it, and never inside', () => {
    expect(verdictOf(getDiary, '<MinDateTime>\n 2025-01-06T09:00:00\t</MinDateTime>')).toEqual({ MinDateTime: '2025-01-06T09:00:00' });
    expect(verdictOf(getDiary, '<MinDateTime>2025-01-06 T09:00:00</MinDateTime>')).toMatch(/^\/MinDateTime: the text is not of type/);
    expect(verdictOf(patientSearch, '<Gender> F</Gender>')).toMatch(/^\/Gender: the text is not of type/);
  });
});

describe('names in messages', () => {
  it('are the 60 first characters of a long one, whole up to there', () => {
    expect(verdictOf(getFunctions, `<${'a'.repeat(60)}/>`)).toBe(`: element ${'a'.repeat(60)} is not allowed here; expected none.`);
    expect(verdictOf(getFunctions, `<${'a'.repeat(61)}/>`)).toBe(`: element ${'a'.repeat(60)}… is not allowed here; expected none.`);
    expect(verdictOf(getFunctions, '<é/>')).toBe(': element ? is not allowed here; expected none.');
  });
});

describe('a reply with more than the contract knows', () => {
  const reply = (name: string, code: string): string =>
    '<ClientIntegrationResponse><DeviceID/><RequestUID/><Function/><FunctionVersion/><ResponseUID/>' +
    `<Response><Function><Name>${name}</Name><Version>1.0</Version></Function></Response>${code}</ClientIntegrationResponse>`;

  it('is taken, with elements inside a text reported, where they are tolerated', () => {
    const root = parseDocument(reply('A<B/><C/>', ''));
    expect(() => decodeReply(getFunctions, root)).toThrow('element B is not allowed here; the element holds text only.');
    const { outcome, unknown } = decodeReply(getFunctions, root, { unknown: 'report' });
    expect(outcome).toMatchObject({ value: { Function: [{ Name: 'A' }] } });
    const path = '/ClientIntegrationResponse/Response/Function/Name';
    expect(unknown).toEqual([`${path}/B`, `${path}/C`]);
  });

  it('B3.3: an error without its code is refused', () => {
    const error = '<Error><ErrorMessage>b</ErrorMessage><PermanentError>true</PermanentError></Error>';
    expect(() => decodeReply(getFunctions, parseDocument(reply('A', error)))).toThrow('/Error: attribute Code is missing.');
  });
});
