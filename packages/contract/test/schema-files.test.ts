import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeReply,
  decodeRequest,
  element,
  encodeError,
  encodeReply,
  encodeRequest,
  type FunctionDeclaration,
  functions,
  getFunctions,
  one,
  parseDocument,
  Refusal,
  requestTemplate,
  schemaFiles,
  schemaName,
  schemaVersion,
  text,
} from '../src/index.js';
import { head, lists, templateValues } from './support/organisation.js';
import { elementValue } from './support/values.js';
import { hasXmllint, judge } from './support/xmllint.js';

const schemas = schemaFiles(functions, lists);

/** The decoder's verdict: what it refused, or nothing. */
function refusalOf(declaration: FunctionDeclaration, document: string): string | undefined {
  try {
    decodeRequest(declaration, parseDocument(document), { lists, strict: false });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'SchemaInvalid') return error.message;
    throw error;
  }
}

describe.skipIf(!hasXmllint)('with xmllint as the judge', () => {
  it.each(functions.map((declaration) => [declaration.name, declaration] as const))('B7.2: every reply of %s follows its schema', (_, declaration) => {
    const echo = { deviceId: 'd', requestUid: 'é', function: declaration.name, functionVersion: '1' };
    const replies = fc.sample(elementValue(declaration.reply, 'reply'), { numRuns: 30, seed: 11 }).map(
      (value) => Buffer.concat([...encodeReply(echo, 'R', declaration, value as never)]).toString('latin1'), // A random value of the reply's own shape is one of its replies.
    );
    const failure = Buffer.from(encodeError(echo, 'R', new Refusal('Throttled', 'Too many requests. Wait a second.'))).toString('latin1');
    const documents = [...replies, failure, failure.replace('</Error>', '</Error><Response/>'), failure.replace(/<Error.*<\/Error>/u, '')];
    const verdicts = judge(schemas, `${schemaName(declaration)}.reply.xsd`, documents).map(({ valid }) => valid);
    expect(verdicts).toEqual([...replies.map(() => true), true, false, false]);
    for (const reply of replies) expect(decodeReply(declaration, parseDocument(reply)).outcome.kind).toBe('response');
  });

  it.each(functions.map((declaration) => [declaration.name, declaration] as const))(
    'the template of %s is valid, for the schema and for the strict decoder',
    (_, declaration) => {
      const document = requestTemplate(declaration, templateValues, head);
      expect(judge(schemas, `${schemaName(declaration)}.request.xsd`, [document])).toEqual([expect.objectContaining({ valid: true })]);
      expect(decodeRequest(declaration, parseDocument(document), { lists, strict: true }).deviations).toEqual([]);
    },
  );

  it('B3.5: the verdicts agree at the edges of white space, values and emptiness', () => {
    const [update] = functions.filter(({ name }) => name === 'UpdatePatientRecord');
    if (update === undefined) throw new Error('UpdatePatientRecord is not declared.');
    const code = (inner: string): string => `<Clinical><Event><ClinicalCode><Code Scheme="CTV3" Code="XE0Gu">${inner}</Code></ClinicalCode></Event></Clinical>`;
    const edges: readonly (readonly [parameters: string, valid: boolean])[] = [
      [code(''), true],
      [code('<!-- nothing -->'), true],
      [code(' '), false],
      [code('\n'), false],
      ['<LeaveRecordOpen>\n </LeaveRecordOpen>', true],
      ['<LeaveRecordOpen>&#160;</LeaveRecordOpen>', false],
      ['<Demographics><DateOfBirth>\n 2024-02-29\t</DateOfBirth></Demographics>', true],
      ['<Demographics><Sex> F</Sex></Demographics>', false],
      ['<Demographics><Title>\n</Title></Demographics>', true],
      ['<Demographics>\n</Demographics>', true],
      ['<Demographics>&#160;</Demographics>', false],
      ['<NonClinical><Task><TaskType>Misc </TaskType></Task></NonClinical>', false],
      ['<NonClinical><Task><GroupNameAssigned>anything</GroupNameAssigned></Task></NonClinical>', true],
      ['<Clinical><Event DateTime=" 2025-01-06T09:00:00 "/></Clinical>', true],
      ['<Clinical><Event><CarePlan><Aim/></CarePlan></Event></Clinical>', true],
      ['<Clinical><Event><Recall><Type> Asthma</Type></Recall></Event></Clinical>', true],
      ['<Clinical><Event><Recall><Type>  Asthma</Type></Recall></Event></Clinical>', false],
    ];
    const template = encodeRequest(update, head, { Identity: {} });
    const documents = edges.map(([parameters]) => template.replace('<Identity/>', `<Identity/>${parameters}`));
    expect(documents.map((document) => refusalOf(update, document) === undefined)).toEqual(edges.map(([, valid]) => valid));
    expect(judge(schemas, 'UpdatePatientRecord.request.xsd', documents).map(({ valid }) => valid)).toEqual(edges.map(([, valid]) => valid));
  });

  it('B7.2: schemas compile and take any text where an organisation has not filled its lists', () => {
    const none = { ...lists, siteNames: [], userNames: [] };
    const [slots] = functions.filter(({ name }) => name === 'GetAppointmentSlots');
    if (slots === undefined) throw new Error('GetAppointmentSlots is not declared.');
    const document = encodeRequest(slots, head, { SiteName: 'Anywhere' });
    expect(judge(schemaFiles(functions, none), 'GetAppointmentSlots.request.xsd', [document])[0]?.valid).toBe(true);
    expect(judge(schemas, 'GetAppointmentSlots.request.xsd', [document])[0]?.valid).toBe(false);
    expect(decodeRequest(slots, parseDocument(document), { lists: none, strict: true }).value).toEqual({ SiteName: 'Anywhere' });
  });
});

describe('the files', () => {
  it('B7.2: there is one file of types, and for each function one of its request and one of its reply', () => {
    expect(schemas.map(({ name }) => name)).toEqual(['types.xsd', ...functions.flatMap(({ name }) => [`${name}.request.xsd`, `${name}.reply.xsd`])]);
  });

  it('B7.2: say exactly what a message is made of, types by their names', () => {
    const [types, request, reply] = schemaFiles([getFunctions], lists).map(({ content }) => content);
    expect([...(types ?? '').matchAll(/^ {2}<xs:\w+ name="(\w+)">$/gmu)].map(([, name]) => name)).toEqual([
      'Boolean',
      'CodesOutput',
      'Decimal',
      'DrugsOutput',
      'Error',
      'Flag',
      'GetFunctionsReply',
      'OfferedFunction',
      'OutputScheme',
    ]);
    const bare = (content = ''): string => content.replace(/ *<xs:annotation>\n.*\n *<\/xs:annotation>\n/gu, '').replace(/>\n {8,}<\/xs:element>/gu, '/>');
    expect(bare(request)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="types.xsd"/>
  <xs:element name="ClientIntegrationRequest">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="APIKey" type="xs:string"/>
        <xs:element name="DeviceID" type="xs:string"/>
        <xs:element name="DeviceVersion" type="xs:string" minOccurs="0"/>
        <xs:element name="RequestUID" type="xs:string"/>
        <xs:element name="Function" type="xs:string"/>
        <xs:element name="FunctionVersion" type="Decimal"/>
        <xs:element name="OutputScheme" type="OutputScheme" minOccurs="0"/>
        <xs:element name="FunctionParameters" type="Flag" minOccurs="0"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
`);
    expect(bare(reply)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="types.xsd"/>
  <xs:element name="ClientIntegrationResponse">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="DeviceID" type="xs:string"/>
        <xs:element name="RequestUID" type="xs:string"/>
        <xs:element name="Function" type="xs:string"/>
        <xs:element name="FunctionVersion" type="xs:string"/>
        <xs:element name="ResponseUID" type="xs:string"/>
        <xs:choice>
          <xs:element name="Response" type="GetFunctionsReply"/>
          <xs:element name="Error" type="Error"/>
        </xs:choice>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
`);
    expect(request).toContain(`  <xs:element name="ClientIntegrationRequest">
    <xs:annotation>
      <xs:documentation>A request of GetFunctions, version 1.0.</xs:documentation>
    </xs:annotation>
`);
    expect(reply).toContain(`          <xs:element name="Error" type="Error">
            <xs:annotation>
              <xs:documentation>What went wrong.</xs:documentation>
            </xs:annotation>
          </xs:element>
`);
    expect(reply).toContain('<xs:documentation>A reply to GetFunctions, version 1.0.</xs:documentation>');
  });

  it('B7.2: the version changes with the lists and with nothing else', () => {
    expect(schemaVersion(lists)).toMatch(/^[0-9a-f]{16}$/u);
    expect(schemaVersion(lists)).toBe(schemaVersion({ ...lists }));
    expect(schemaVersion({ ...lists, taskTypes: ['Misc'] })).not.toBe(schemaVersion(lists));
  });

  it('B3.8: a second version of a function has schemas of its own beside those of the first', () => {
    const [first] = functions;
    if (first === undefined) throw new Error('No function is declared.');
    const second: FunctionDeclaration = { ...first, version: '2.0', request: element('GetFunctions2Request', 'Another.', { Word: one(text, 'A word.') }) };
    const names = schemaFiles([first, second], lists).map(({ name }) => name);
    expect(names).toEqual(['types.xsd', 'GetFunctions.request.xsd', 'GetFunctions.reply.xsd', 'GetFunctions-2.0.request.xsd', 'GetFunctions-2.0.reply.xsd']);
  });

  it('refuses two types of one name', () => {
    const [first] = functions;
    if (first === undefined) throw new Error('No function is declared.');
    const other: FunctionDeclaration = { ...first, name: 'Other', request: element('Identity', 'Not that.', { Word: one(text, 'A word.') }) };
    expect(() => schemaFiles([...functions, { ...other, request: element('Code', 'Not that.', { Word: one(text, 'A word.') }) }], lists)).toThrow(
      'Two types are named Code',
    );
  });
});
