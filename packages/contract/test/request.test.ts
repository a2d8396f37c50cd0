import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRequest,
  documentText,
  encodeRequest,
  type FunctionDeclaration,
  functions,
  getAppointmentSlots,
  getDiary,
  getFunctions,
  getOrganisationMetaData,
  getPatientRecord,
  parseDocument,
  patientSearch,
  Refusal,
  updatePatientRecord,
  type XmlNode,
} from '../src/index.js';
import { head, lists } from './support/organisation.js';
import { elementValue } from './support/values.js';

const schemaInstance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

function requestOf(declaration: FunctionDeclaration, parameters: string, options: { version?: string; root?: string; inner?: string } = {}): XmlNode {
  return parseDocument(
    `<ClientIntegrationRequest ${options.root ?? ''}><APIKey>k</APIKey><DeviceID/><RequestUID>r</RequestUID><Function>${declaration.name}</Function>` +
      `<FunctionVersion>${options.version ?? '1.0'}</FunctionVersion>${options.inner ?? ''}<FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`,
  );
}

const lenient = { lists, strict: false } as const;
const strict = { lists, strict: true } as const;

function messageOf(declaration: FunctionDeclaration, root: XmlNode, options: { lists: typeof lists; strict: boolean } = lenient): string {
  try {
    decodeRequest(declaration, root, options);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'SchemaInvalid') return error.message;
    throw error;
  }
  throw new Error('The request was not refused.');
}

const at = '/ClientIntegrationRequest/FunctionParameters';

describe('aliases', () => {
  const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
  const clinic = '<UserName>jdoe</UserName><SiteName>Main Site</SiteName><ClinicType>GP Surgery</ClinicType>';
  const slot = '<Slot><SlotType>Routine</SlotType><DateTimeStart>2025-01-06T09:00:00</DateTimeStart><Duration>10</Duration></Slot>';

  it.each([
    [
      'NhsNumber',
      'alias',
      getPatientRecord,
      '<Identity><NhsNumber>9990000018</NhsNumber></Identity>',
      { Identity: { NHSNumber: '9990000018' } },
      '/Identity/NhsNumber',
    ],
    ['Postcode', 'alias', patientSearch, '<Surname>S</Surname><Postcode>ZZ1 1ZZ</Postcode>', { Surname: 'S', PostCode: 'ZZ1 1ZZ' }, '/Postcode'],
    [
      'a filter category beside Filter',
      'place',
      getPatientRecord,
      `${identity}<Medication/>`,
      { Identity: { NHSNumber: '9990000018' }, Filter: { Medication: true } },
      '/Medication',
    ],
    [
      'a filter category beside a Filter that is there',
      'place',
      getPatientRecord,
      `${identity}<Filter><Demographics/></Filter><Medication/>`,
      { Identity: { NHSNumber: '9990000018' }, Filter: { Demographics: true, Medication: true } },
      '/Medication',
    ],
    ['an empty Gender', 'empty', patientSearch, '<Surname>S</Surname><Gender/>', { Surname: 'S' }, '/Gender'],
    [
      'a slot beside Clinic',
      'place',
      updatePatientRecord,
      `${identity}<NonClinical><Appointment><Clinic>${clinic}</Clinic>${slot}</Appointment></NonClinical>`,
      {
        Identity: { NHSNumber: '9990000018' },
        NonClinical: {
          Appointment: [
            {
              Clinic: {
                UserName: 'jdoe',
                SiteName: 'Main Site',
                ClinicType: 'GP Surgery',
                Slot: { SlotType: 'Routine', DateTimeStart: '2025-01-06T09:00:00', Duration: 10 },
              },
            },
          ],
        },
      },
      '/NonClinical/Appointment/Slot',
    ],
  ] as const)('B3.5: %s is taken and noted, and refused where it is strict', (_, kind, declaration, parameters, value, path) => {
    const root = requestOf(declaration, parameters);
    expect(decodeRequest<FunctionDeclaration>(declaration, root, lenient)).toEqual({ value, deviations: [{ kind, path: `${at}${path}` }] });
    expect(messageOf(declaration, root, strict)).toContain(`${at}${path}: `);
  });

  it('B3.5: a slot inside Clinic needs no leniency', () => {
    const root = requestOf(updatePatientRecord, `${identity}<NonClinical><Appointment><Clinic>${clinic}${slot}</Clinic></Appointment></NonClinical>`);
    expect(decodeRequest(updatePatientRecord, root, strict).deviations).toEqual([]);
  });

  it('B3.5: the version 1 is that of 1.0, noted, and refused where it is strict', () => {
    const root = requestOf(getFunctions, '', { version: '1' });
    expect(decodeRequest(getFunctions, root, lenient).deviations).toEqual([{ kind: 'version', path: '/ClientIntegrationRequest/FunctionVersion' }]);
    expect(messageOf(getFunctions, root, strict)).toBe(
      '/ClientIntegrationRequest/FunctionVersion: the version must be written 1.0 (refused, since the environment is strict).',
    );
  });

  it('an element and its alias together are one too many', () => {
    expect(messageOf(patientSearch, requestOf(patientSearch, '<PostCode>A</PostCode><Postcode>A</Postcode>'))).toContain('more than once');
  });
});

describe('order', () => {
  it('B3.4: another order is taken and noted, and refused where it is strict', () => {
    const root = requestOf(patientSearch, '<Surname>S</Surname><FirstName>F</FirstName>');
    expect(decodeRequest(patientSearch, root, lenient)).toEqual({ value: { FirstName: 'F', Surname: 'S' }, deviations: [{ kind: 'order', path: at }] });
    expect(messageOf(patientSearch, root, strict)).toContain('another order');
  });

  it.each(functions.map((declaration) => [declaration.name, declaration] as const))('B3.4: the order of the elements of %s never matters', (_, declaration) => {
    const reversed = (node: XmlNode): XmlNode => ({
      ...node,
      children: [...groupsOf(node.children).values()].reverse().flatMap((group) => group.map(reversed)),
    });
    fc.assert(
      // A random value of the declaration's own shape is one of its requests.
      fc.property(elementValue(declaration.request, 'request') as fc.Arbitrary<never>, (value) => {
        const root = reversed(parseDocument(encodeRequest(declaration, head, value)));
        expect(decodeRequest(declaration, root, lenient).value).toEqual(value);
      }),
      { numRuns: 30 },
    );
  });
});

function groupsOf(children: readonly XmlNode[]): Map<string, XmlNode[]> {
  const groups = new Map<string, XmlNode[]>();
  for (const child of children) groups.set(child.name, [...(groups.get(child.name) ?? []), child]);
  return groups;
}

describe('flags and nil', () => {
  it.each(['<Visits/>', '<Visits />', '<Visits></Visits>', '<Visits>\n  </Visits>', '<Visits><!-- yes --></Visits>'])(
    'WIRE-FORMAT 6: the flag %j is set',
    (flag) => {
      expect(decodeRequest(getDiary, requestOf(getDiary, flag), strict).value).toEqual({ Visits: true });
    },
  );

  it('a flag with a value is refused', () => {
    expect(messageOf(getDiary, requestOf(getDiary, '<Visits>false</Visits>'))).toBe(`${at}/Visits: the element must be empty: its presence is its value.`);
  });

  it('B3.4: declarations of prefixes and xsi:nil are accepted; a nil element is absent', () => {
    const root = requestOf(getAppointmentSlots, '<MinDateTime xsi:nil="true"/><UserName xsi:nil="false">jdoe</UserName><SlotType xsi:nil="true"></SlotType>', {
      root: `${schemaInstance} xmlns:xsd="http://www.w3.org/2001/XMLSchema"`,
    });
    expect(decodeRequest(getAppointmentSlots, root, lenient)).toEqual({
      value: { UserName: 'jdoe' },
      deviations: [
        { kind: 'nil', path: `${at}/MinDateTime` },
        { kind: 'nil', path: `${at}/SlotType` },
      ],
    });
  });

  it('takes nil under any prefix of that namespace, declared on the element itself too', () => {
    const nil = '<SiteName xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="1"/>';
    expect(decodeRequest(getDiary, requestOf(getDiary, nil), lenient).value).toEqual({});
  });

  it.each([
    ['<SiteName xsi:nil="true"/>', 'its prefix is not declared'],
    [`<SiteName ${schemaInstance} xsi:nil="yes"/>`, 'must be true or false'],
    [`<SiteName ${schemaInstance} xsi:nil="true">Main Site</SiteName>`, 'must be empty'],
    [`<SiteName ${schemaInstance} xsi:type="a">Main Site</SiteName>`, 'attribute xsi:type is not allowed'],
    ['<SiteName xmlns:xsi="urn:other" xsi:nil="true"/>', 'attribute xsi:nil is not allowed'],
    ['<SiteName xmlns="urn:a">Main Site</SiteName>', 'default namespace'],
    ['<SiteName a:b="c" xmlns:a="urn:a">Main Site</SiteName>', 'attribute a:b is not allowed'],
  ])('B3.4: refuses %s', (parameters, rule) => {
    expect(messageOf(getDiary, requestOf(getDiary, parameters))).toContain(rule);
  });
});

describe('messages', () => {
  it.each([
    [
      '<Identity><Foo/></Identity>',
      `${at}/Identity: element Foo is not allowed here; expected NHSNumber, PseudoNumber, ClientID, StrategicReportingIdentifier.`,
    ],
    ['', `${at}: element Identity is missing.`],
    ['<Identity/><Identity/>', `${at}/Identity: the element stands more than once.`],
    ['<Identity>Smith</Identity>', `${at}/Identity: text is not allowed here; the element holds elements only.`],
    [
      '<Identity><NHSNumber>999 Smith</NHSNumber></Identity>',
      `${at}/Identity/NHSNumber: the text is not of type NHSNumber; expected An NHS number: 10 digits without spaces.`,
    ],
    ['<Identity/><Filter><UserName>Smith</UserName></Filter>', `${at}/Filter/UserName: the text is not in the organisation's list UserName.`],
    [
      '<Identity/><Filter><ClinicalCode>a</ClinicalCode><ClinicalCode Smith="9">a</ClinicalCode></Filter>',
      `${at}/Filter/ClinicalCode[2]: attribute Smith is not allowed here on ClinicalCode; expected IncludeDescendants.`,
    ],
    ['<Identity><NHSNumber><b>9</b></NHSNumber></Identity>', `${at}/Identity/NHSNumber: element b is not allowed here; the element holds text only.`],
  ])('B3.4: the message names the path and the rule: %s', (parameters, message) => {
    expect(messageOf(getPatientRecord, requestOf(getPatientRecord, parameters))).toBe(message);
  });

  it('values never stand in messages', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[Q-Z]{6,12}$/u), fc.constantFrom('NHSNumber', 'Filter', 'LeaveRecordOpen'), (value, name) => {
        const parameters = name === 'NHSNumber' ? `<Identity><NHSNumber>${value}</NHSNumber></Identity>` : `<Identity/><${name}>${value}</${name}>`;
        expect(messageOf(getPatientRecord, requestOf(getPatientRecord, parameters))).not.toContain(value);
      }),
    );
  });

  it('names of the sender are cut and kept plain', () => {
    const message = messageOf(patientSearch, requestOf(patientSearch, `<${'é'.repeat(5_000)}/>`));
    expect(message.length).toBeLessThan(300);
    expect(message).toMatch(/^[ -~…]*$/u);
  });
});

it('a request that is encoded has DeviceVersion and OutputScheme where they are given, and nothing in their place else', () => {
  const device = '<ClientIntegrationRequest><APIKey>00112233445566aa</APIKey><DeviceID>aabbccddeeff0011</DeviceID>';
  const request = '<RequestUID>r-1</RequestUID><Function>GetFunctions</Function><FunctionVersion>1.0</FunctionVersion>';
  const end = '<FunctionParameters/></ClientIntegrationRequest>';
  const scheme = (inner: string): string => `<OutputScheme>${inner}</OutputScheme>`;
  expect(encodeRequest(getFunctions, head, {})).toBe(device + request + end);
  expect(encodeRequest(getFunctions, { ...head, deviceVersion: '2', outputScheme: { codes: 'Snomed', drugs: 'Dmd' } }, {})).toBe(
    `${device}<DeviceVersion>2</DeviceVersion>${request}${scheme('<Drugs>Dmd</Drugs><Codes>Snomed</Codes>')}${end}`,
  );
  expect(encodeRequest(getFunctions, { ...head, outputScheme: { codes: 'Snomed' } }, {})).toBe(device + request + scheme('<Codes>Snomed</Codes>') + end);
});

describe('the envelope at the schema stage', () => {
  it('B3.4: an unknown element or attribute of the envelope is a schema error', () => {
    expect(messageOf(getFunctions, requestOf(getFunctions, '', { inner: '<Foo/>' }))).toContain('element Foo is not allowed here');
    expect(messageOf(getFunctions, requestOf(getFunctions, '', { root: 'version="1"' }))).toContain('attribute version is not allowed');
    expect(messageOf(getFunctions, requestOf(getFunctions, '', { inner: '<OutputScheme><Codes>Read2</Codes></OutputScheme>' }))).toContain(
      'expected one of CTV3, Snomed',
    );
  });

  it('FunctionParameters may be left out where nothing in it must be there', () => {
    const without = (declaration: FunctionDeclaration): XmlNode => {
      const root = requestOf(declaration, '');
      return { ...root, children: root.children.filter(({ name }) => name !== 'FunctionParameters') };
    };
    expect(decodeRequest(getOrganisationMetaData, without(getOrganisationMetaData), strict).value).toEqual({});
    expect(messageOf(getPatientRecord, without(getPatientRecord))).toContain('element FunctionParameters is missing');
  });

  it('B7.10: an EventUID in an update is a schema error', () => {
    const update = '<Identity/><Clinical><Event EventUID="0123456789abcdef"/></Clinical>';
    expect(messageOf(updatePatientRecord, requestOf(updatePatientRecord, update))).toContain('attribute EventUID is not allowed');
  });
});

it.each(['true', '1', 'yes', ''])('B3.4, B3.5: a whole request that says that it is nil (%j) was taken, though its schema refuses it', (says) => {
  const document = (value: string): XmlNode => parseDocument(encodeRequest(getFunctions, head, {}).replace('>', ` ${schemaInstance} xsi:nil="${value}">`));
  expect(() => decodeRequest(getFunctions, document(says), { lists, strict: false })).toThrow(Refusal);
  expect(decodeRequest(getFunctions, document('false'), { lists, strict: false }).value).toEqual({});
});

it('answers any document with a value or a refusal, also names of the language', () => {
  const name = fc.constantFrom('__proto__', 'constructor', 'toString', 'Identity', 'Filter', 'NHSNumber', 'Medication', 'hasOwnProperty');
  const parts = { name, attributes: fc.array(fc.tuple(name, fc.string()), { maxLength: 1 }), text: fc.constantFrom('', '', 'x') };
  const leaf = fc.record({ ...parts, children: fc.constant([]) });
  const node = [1, 2, 3].reduce<fc.Arbitrary<XmlNode>>((inner) => fc.record({ ...parts, children: fc.array(inner, { maxLength: 3 }) }), leaf);
  fc.assert(
    fc.property(fc.array(node, { maxLength: 4 }), (children) => {
      const root = requestOf(getPatientRecord, '');
      const broken = { ...root, children: root.children.map((child) => (child.name === 'FunctionParameters' ? { ...child, children } : child)) };
      try {
        decodeRequest(getPatientRecord, broken, lenient);
      } catch (error) {
        expect(error, documentText(broken)).toBeInstanceOf(Refusal);
      }
    }),
    { numRuns: 500 },
  );
});

describe('very many misplaced elements', () => {
  it('are put in their place in one go; what it was: all that had been moved before was copied for each, and a request of 50,000 held everybody up for a minute', () => {
    const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
    const root = requestOf(getPatientRecord, identity + '<ClinicalCode>X0001</ClinicalCode>'.repeat(50_000));
    const begun = performance.now();
    const { value, deviations } = decodeRequest(getPatientRecord, root, { lists, strict: false });
    expect(value.Filter?.ClinicalCode).toHaveLength(50_000);
    expect(deviations).toHaveLength(50_000);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
});
