import { describe, expect, it } from 'vitest';
import {
  decodeReply,
  EncodedXml,
  encodeError,
  encodeReply,
  getDiary,
  getFunctions,
  getOrganisationMetaData,
  getPatientRecord,
  parseDocument,
  Refusal,
  readableEnvelope,
} from '../src/index.js';

const echo = { deviceId: 'aabbccddeeff0011', requestUid: 'r & é', function: 'GetFunctions', functionVersion: '1' };
const textOf = (pieces: Iterable<Uint8Array>): string => Buffer.concat([...pieces]).toString('latin1');
const opening =
  '<?xml version="1.0" encoding="UTF-8"?><ClientIntegrationResponse><DeviceID>aabbccddeeff0011</DeviceID><RequestUID>r &amp; &#233;</RequestUID>' +
  '<Function>GetFunctions</Function><FunctionVersion>1</FunctionVersion><ResponseUID>R</ResponseUID>';
const identity = { NHSNumber: '9990000018', StrategicReportingIdentifier: '123456' };

describe('encodeReply', () => {
  it('B3.2: repeats the envelope as it was sent, and has Response also when it is empty', () => {
    expect(textOf(encodeReply(echo, 'R', getFunctions, {}))).toBe(`${opening}<Response/></ClientIntegrationResponse>`);
    expect(textOf(encodeReply(readableEnvelope(undefined), 'R', getFunctions, {}))).toContain('<DeviceID/><RequestUID/><Function/><FunctionVersion/>');
  });

  it('B2.2: a line break in a text is a character reference', () => {
    const reply = textOf(encodeReply(echo, 'R', getFunctions, { Function: [{ Name: 'a\r\nb\tc', Version: '\u0000\uD800' }] }));
    expect(reply).toContain('<Name>a&#13;&#10;b&#9;c</Name><Version>&#65533;&#65533;</Version>');
  });

  it('WIRE-FORMAT 5.7: what is not recorded is sent empty in Demographics, and left out in Address', () => {
    const reply = textOf(
      encodeReply(echo, 'R', getPatientRecord, {
        Identity: identity,
        Demographics: { DateOfBirth: '1970-05-17', Sex: 'F', EnglishSpeaker: 'Unknown', SMSConsent: 'No', CareStartDate: '2001-02-03', Address: { Town: 'T' } },
        RecordState: 'Closed',
      }),
    );
    expect(reply).toContain(
      '<Demographics><Title/><FirstName/><MiddleNames/><Surname/><DateOfBirth>1970-05-17</DateOfBirth><Sex>F</Sex><MaritalStatus/><Ethnicity/><MainLanguage/>' +
        '<EnglishSpeaker>Unknown</EnglishSpeaker><Address><Town>T</Town></Address><HomeTelephone/><WorkTelephone/><MobileTelephone/><AlternateTelephone/>' +
        '<EmailAddress/><SMSConsent>No</SMSConsent><UsualGPUserName/><CareStartDate>2001-02-03</CareStartDate><RegistrationType/></Demographics>',
    );
  });

  it('a value that must be there and is not fails, and names it', () => {
    const demographics = { Sex: 'F' } as const;
    expect(() => textOf(encodeReply(echo, 'R', getPatientRecord, { Identity: identity, Demographics: demographics, RecordState: 'Closed' }))).toThrow(
      'Demographics cannot be encoded: DateOfBirth is missing',
    );
    expect(() => textOf(encodeReply(echo, 'R', getOrganisationMetaData, { Site: [], User: [] }))).toThrow('Site is missing');
  });

  it('an iterable stands for an array, encoded XML for elements, and blocks have one size', () => {
    const event = {
      DateTime: '2025-01-06T09:00:00',
      UserName: 'jdoe',
      DoneBy: 'DOE, Jane (GP) ',
      DoneAt: 'Main Site',
      EventUID: '0123456789abcdef' as never,
      Narrative: [{ Line: ['x'.repeat(100)] }],
    };
    const encoded =
      textOf(encodeReply(echo, 'R', getPatientRecord, { Identity: identity, Clinical: { Event: [event] }, RecordState: 'Closed' })).match(
        /<Event.*<\/Event>/u,
      )?.[0] ?? '';
    function* events() {
      for (let index = 0; index < 1_000; index += 1) yield index % 3 === 0 ? event : new EncodedXml(index % 3 === 1 ? encoded : Buffer.from(encoded));
    }
    const blocks = [...encodeReply(echo, 'R', getPatientRecord, { Identity: identity, Clinical: { Event: events() }, RecordState: 'Closed' })];
    expect(blocks.slice(0, -1).every(({ length }) => length === 65_536)).toBe(true);
    expect(blocks.length).toBeGreaterThan(2);
    expect(textOf(blocks)).toContain(`<Clinical>${encoded.repeat(1_000)}</Clinical><RecordState>Closed</RecordState></Response>`);
    const whole = new EncodedXml(encoded.repeat(1_000));
    expect(textOf(encodeReply(echo, 'R', getPatientRecord, { Identity: identity, Clinical: { Event: whole }, RecordState: 'Closed' }))).toBe(textOf(blocks));
  });

  it('WIRE-FORMAT 5.7: tasks come before appointments, and narratives first in an event', () => {
    const reply = textOf(
      encodeReply(echo, 'R', getPatientRecord, {
        Identity: identity,
        Clinical: {
          Event: [
            {
              DateTime: '2025-01-06T09:00:00',
              UserName: 'u',
              DoneBy: 'd',
              DoneAt: 'a',
              EventUID: '0123456789abcdef' as never,
              ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'X' } }],
              Narrative: [{ Line: ['n'] }],
            },
          ],
        },
        RecordState: 'Open',
      }),
    );
    expect(reply).toMatch(/<Narrative>.*<ClinicalCode>/u);
  });
});

describe('encodeError', () => {
  it('B3.3: has Error in place of Response, with code, message and permanence', () => {
    const error = Buffer.from(encodeError(echo, 'R', new Refusal('Throttled', 'Wait a second & try again.'))).toString('latin1');
    expect(error).toBe(
      `${opening}<Error Code="Throttled"><ErrorMessage>Wait a second &amp; try again.</ErrorMessage><PermanentError>false</PermanentError></Error></ClientIntegrationResponse>`,
    );
    expect(decodeReply(getDiary, parseDocument(error)).outcome).toEqual({
      kind: 'error',
      error: { code: 'Throttled', message: 'Wait a second & try again.', permanent: false },
    });
  });
});

describe('decodeReply', () => {
  const reply = `${opening}<Response><Function><Name>A</Name><Version>1.0</Version><New a="b"/></Function></Response></ClientIntegrationResponse>`;

  it('refuses what the contract does not know, or reports it', () => {
    expect(() => decodeReply(getFunctions, parseDocument(reply))).toThrow(expect.objectContaining({ code: 'SchemaInvalid' }));
    const decoded = decodeReply(getFunctions, parseDocument(reply.replace('<Response>', '<Response id="1">')), { unknown: 'report' });
    expect(decoded.outcome).toEqual({ kind: 'response', value: { Function: [{ Name: 'A', Version: '1.0' }] } });
    expect(decoded.unknown).toEqual(['/ClientIntegrationResponse/Response/@id', '/ClientIntegrationResponse/Response/Function/New']);
  });

  it('says what is wrong with the whole, and where', () => {
    const neither = reply.replace(/<Response>.*<\/Response>/u, '');
    const error = '<Error Code="a"><ErrorMessage>b</ErrorMessage><PermanentError>true</PermanentError></Error>';
    const root = '/ClientIntegrationResponse';
    for (const [wrong, path, message] of [
      [reply.replaceAll('ClientIntegrationResponse', 'Reply'), '/', '/: the root element must be ClientIntegrationResponse.'],
      [neither, root, `${root}: neither Response nor Error is there.`],
      [neither.replace('</ClientI', `<Response/>${error}</ClientI`), root, `${root}: Response and Error cannot both stand here.`],
      [reply, `${root}/Response/Function`, `${root}/Response/Function: element New is not allowed here; expected Name, Version.`],
    ] as const) {
      for (const options of wrong === reply ? ([[], [{ unknown: 'refuse' }]] as const) : ([[], [{ unknown: 'report' }]] as const)) {
        expect(() => decodeReply(getFunctions, parseDocument(wrong), ...options)).toThrow(
          expect.objectContaining({ code: 'SchemaInvalid', path, message: expect.stringContaining(message) }),
        );
      }
    }
  });

  it('has nothing unknown where all is known', () => {
    const known = parseDocument(reply.replace('<New a="b"/>', ''));
    expect(decodeReply(getFunctions, known).unknown).toEqual([]);
    expect(decodeReply(getFunctions, known, { unknown: 'report' }).unknown).toEqual([]);
  });

  it('refuses another root, and a reply of both or neither of Response and Error', () => {
    const neither = reply.replace(/<Response>.*<\/Response>/u, '');
    const error = '<Error Code="a"><ErrorMessage>b</ErrorMessage><PermanentError>true</PermanentError></Error>';
    for (const wrong of ['<a/>', neither, neither.replace('</ClientI', `<Response/>${error}</ClientI`)]) {
      expect(() => decodeReply(getFunctions, parseDocument(wrong))).toThrow(Refusal);
    }
  });
});
