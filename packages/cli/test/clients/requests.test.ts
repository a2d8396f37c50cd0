// The bytes and habits of real clients, on their way in (WIRE-FORMAT 1.2, 2.2, 5.1, 8.1). BEHAVIOUR decides over 8.1's 3 and 13.
import { connect } from 'node:net';
import { childOf } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { answerOn, codeOf, environmentForTests, exchange, request, usualOrder } from './client.js';

const around = environmentForTests();
const key = () => around.environment().apiKey;
const port = () => around.environment().port;
const known = () => ({ apiKey: key(), deviceId: around.deviceId() });

/** As an XmlSerializer of .NET writes it: utf-16 declared, indented, CRLF, unused prefixes, in ASCII bytes. */
function dotNet(functionName: string, parameters = ''): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-16"?>',
    '<ClientIntegrationRequest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    `  <APIKey>${key()}</APIKey>`,
    `  <DeviceID>${around.deviceId()}</DeviceID>`,
    '  <DeviceVersion>1.0</DeviceVersion>',
    '  <RequestUID>@placeholder</RequestUID>',
    `  <Function>${functionName}</Function>`,
    '  <FunctionVersion>1</FunctionVersion>',
    parameters === '' ? '  <FunctionParameters />' : `  <FunctionParameters>\r\n${parameters}\r\n  </FunctionParameters>`,
    '</ClientIntegrationRequest>',
  ];
  return lines.join('\r\n');
}

describe('framing (WIRE-FORMAT 1.2)', () => {
  it('8.1 item 1: no terminator, \\n, \\r\\n and <EOF> are all taken, and the end of the stream is never waited for', async () => {
    for (const terminator of ['', '\n', '\r\n', '<EOF>', '<EOF>\n', '\0', ' \n']) {
      const answer = await exchange(port(), request({ ...known(), function: 'GetFunctions' }) + terminator);
      expect(answer.response, JSON.stringify(terminator)).toBeDefined();
    }
  });

  it('the kiosk: an indented document under a utf-16 prolog, in ASCII, closed by <EOF> alone', async () => {
    const answer = await exchange(port(), Buffer.from(`${dotNet('GetOrganisationMetaData')}<EOF>`, 'ascii'));
    expect(answer.response).toBeDefined();
  });

  it('the file client: one joined line and a line feed', async () => {
    const joined = dotNet('GetFunctions')
      .split('\r\n')
      .map((line) => line.trim())
      .join('')
      .replace('utf-16', 'utf-8');
    expect((await exchange(port(), `${joined}\n`)).response).toBeDefined();
  });

  it('the probe: utf-8 declared, spaces between elements, no terminator', async () => {
    const document = request({ ...known(), function: 'GetFunctions', prolog: '<?xml version="1.0" encoding="utf-8"?>' }).replaceAll('><', '> <');
    expect((await exchange(port(), document)).response).toBeDefined();
  });

  it('8.1 item 2: ASCII bytes under a prolog that says utf-16; real UTF-16 and a UTF-8 mark too', async () => {
    const document = dotNet('GetFunctions');
    for (const bytes of [
      Buffer.from(document, 'ascii'),
      Buffer.from(`\uFEFF${document}`, 'utf16le'),
      Buffer.from(document, 'utf16le'),
      Buffer.from(`\uFEFF${document.replace('utf-16', 'utf-8')}`, 'utf8'),
    ]) {
      expect((await exchange(port(), bytes)).response).toBeDefined();
    }
  });

  it('an end tag with a space, and one inside a comment or CDATA, end what they should', async () => {
    const document = request({ ...known(), function: 'GetFunctions' })
      .replace('</ClientIntegrationRequest>', '</ClientIntegrationRequest >')
      .replace('<DeviceVersion>', '<!-- </ClientIntegrationRequest> --><DeviceVersion>')
      .replace('<RequestUID>uid', '<RequestUID><![CDATA[</ClientIntegrationRequest>]]>');
    const answer = await exchange(port(), document);
    expect(answer.response).toBeDefined();
    expect(childOf(answer.root, 'RequestUID')?.text).toBe('</ClientIntegrationRequest>');
  });

  it('several requests on one connection, also sent together, are answered in order', async () => {
    const socket = connect({ host: '127.0.0.1', port: port() });
    try {
      socket.write(['a', 'b', 'c'].map((requestUid) => request({ ...known(), function: 'GetCurrentActivity', requestUid })).join('<EOF>\r\n'));
      const seen: (string | undefined)[] = [];
      let text = '';
      for await (const piece of socket) {
        text += String(piece);
        if (text.split('\n').length > 3) break;
      }
      for (const line of text.trimEnd().split('\n')) seen.push(/<RequestUID>(.*?)</.exec(line)?.[1]);
      expect(seen).toEqual(['a', 'b', 'c']);
    } finally {
      socket.destroy();
    }
  });

  it('a client that closes its sending half still gets its reply', async () => {
    const socket = connect({ host: '127.0.0.1', port: port(), allowHalfOpen: true });
    socket.end(request({ ...known(), function: 'GetFunctions' }));
    expect((await answerOn(socket)).response).toBeDefined();
    socket.destroy();
  });
});

describe('the envelope (WIRE-FORMAT 2.2)', () => {
  it('8.1 item 3: its elements come in any order; every order that was seen is taken', async () => {
    for (const order of [
      usualOrder,
      ['APIKey', 'DeviceID', 'DeviceVersion', 'RequestUID', 'Function', 'FunctionVersion', 'OutputScheme', 'FunctionParameters'],
      ['APIKey', 'DeviceID', 'RequestUID', 'Function', 'FunctionVersion'],
      ['Function', 'APIKey', 'RequestUID', 'DeviceID', 'DeviceVersion', 'FunctionVersion', 'FunctionParameters'],
      ['RequestUID', 'Function', 'APIKey', 'DeviceID', 'DeviceVersion', 'FunctionVersion', 'FunctionParameters'],
    ]) {
      expect((await exchange(port(), request({ ...known(), function: 'GetFunctions', order }))).response, order.join()).toBeDefined();
    }
  });

  it('8.1 item 3: so do parameters; an unknown element is refused by its path (BEHAVIOUR B3.4)', async () => {
    const search = (parameters: string) => exchange(port(), request({ ...known(), function: 'PatientSearch', parameters }));
    expect((await search('<Gender>F</Gender><DateOfBirth>1980-01-01</DateOfBirth><Surname>Smith</Surname>')).response).toBeDefined();
    const refused = await search('<Surname>Smith</Surname><Gender>F</Gender><Foo/>');
    expect(codeOf(refused)).toBe('SchemaInvalid');
    expect(childOf(refused.error ?? refused.root, 'ErrorMessage')?.text).toContain('/ClientIntegrationRequest/FunctionParameters');
  });

  it('the layout without RequestUID that one commit had is refused, and says what is missing', async () => {
    const order = ['Function', 'APIKey', 'DeviceID', 'DeviceVersion', 'FunctionVersion', 'FunctionParameters'];
    const answer = await exchange(port(), request({ ...known(), function: 'GetFunctions', order }));
    expect(codeOf(answer)).toBe('EnvelopeInvalid');
    expect(answer.text).toContain('RequestUID');
  });

  it('8.1 item 4: xmlns:xsi and xmlns:xsd on the root are taken', async () => {
    const root = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
    expect((await exchange(port(), request({ ...known(), function: 'GetFunctions', root }))).response).toBeDefined();
  });

  it('8.1 item 5: FunctionVersion is compared as a number, and repeated as it was sent', async () => {
    for (const version of ['1', '1.0', '1.00']) {
      const answer = await exchange(port(), request({ ...known(), function: 'GetFunctions', version }));
      expect(answer.response).toBeDefined();
      expect(childOf(answer.root, 'FunctionVersion')?.text).toBe(version);
    }
    expect(codeOf(await exchange(port(), request({ ...known(), function: 'GetFunctions', version: '2' })))).toBe('VersionUnknown');
  });

  it('8.1 item 6: RequestUID is any text, and may be repeated', async () => {
    for (const requestUid of ['@placeholder', '@placeholder', 'word', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'a &amp; b']) {
      const answer = await exchange(port(), request({ ...known(), function: 'GetFunctions', requestUid }));
      expect(answer.response).toBeDefined();
      expect(childOf(answer.root, 'RequestUID')?.text).toBe(requestUid.replace('&amp;', '&'));
    }
  });

  it('8.1 item 7: an empty DeviceID is first contact, in each spelling of empty; the reply carries the one that was issued', async () => {
    for (const spelling of ['<DeviceID></DeviceID>', '<DeviceID/>', '<DeviceID />']) {
      const answer = await exchange(port(), request({ apiKey: key(), function: 'GetFunctions' }).replace('<DeviceID></DeviceID>', spelling));
      expect(answer.response).toBeDefined();
      expect(childOf(answer.root, 'DeviceID')?.text).toMatch(/^[0-9a-f]{16}$/);
    }
  });
});

describe('identity and parameters (WIRE-FORMAT 5.1)', () => {
  const record = (parameters: string) => exchange(port(), request({ ...known(), function: 'GetPatientRecord', parameters }));

  it('8.1 item 8: NHSNumber and NhsNumber, PostCode and Postcode', async () => {
    for (const name of ['NHSNumber', 'NhsNumber']) {
      expect((await record(`<Identity><${name}>${around.nhsNumber()}</${name}></Identity><Filter><Demographics/></Filter>`)).response).toBeDefined();
    }
    for (const name of ['PostCode', 'Postcode']) {
      const answer = await exchange(
        port(),
        request({ ...known(), function: 'PatientSearch', parameters: `<Surname>Smith</Surname><${name}>ZZ1 1AA</${name}>` }),
      );
      expect(answer.response).toBeDefined();
    }
  });

  it('a StrategicReportingIdentifier is refused, and taken no notice of when it is empty', async () => {
    const withIdentifier = (text: string) =>
      record(
        `<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber><StrategicReportingIdentifier>${text}</StrategicReportingIdentifier></Identity><Filter><Demographics/></Filter>`,
      );
    expect(codeOf(await withIdentifier('123456'))).toBe('IdentifierRefused');
    expect((await withIdentifier('')).response).toBeDefined();
  });

  it('a ClientID has no effect', async () => {
    expect(
      (await record(`<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber><ClientID>7</ClientID></Identity><Filter><Demographics/></Filter>`)).response,
    ).toBeDefined();
  });

  it('8.1 item 9: an empty Gender is none', async () => {
    const search = (parameters: string) => exchange(port(), request({ ...known(), function: 'PatientSearch', parameters }));
    expect((await search('<Surname>Smith</Surname><DateOfBirth>1980-01-01</DateOfBirth><Gender></Gender>')).response).toBeDefined();
    expect(codeOf(await search('<Surname>Smith</Surname><Gender/>'))).toBe('ConstraintsMissing');
  });

  it('8.1 item 11: flags in the three spellings of an empty element', async () => {
    for (const flag of ['<Demographics/>', '<Demographics />', '<Demographics></Demographics>']) {
      expect((await record(`<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber></Identity><Filter>${flag}</Filter>`)).response).toBeDefined();
    }
  });

  it('a category beside Filter counts as one inside it, with LeaveRecordOpen before Filter', async () => {
    const answer = await record(
      `<Identity><NhsNumber>${around.nhsNumber()}</NhsNumber></Identity><LeaveRecordOpen/><Filter><ClinicalCode>XE0Uc</ClinicalCode></Filter><Medication/>`,
    );
    expect(answer.response).toBeDefined();
  });

  it('8.1 item 12: a dateTime with an offset, with Z, with a fraction, and without', async () => {
    for (const time of ['2026-03-02T00:00:00', '2026-03-02T00:00:00+00:00', '2026-03-02T00:00:00Z', '2026-03-02T01:00:00.1234567+01:00']) {
      const parameters = `<MinDateTime>${time}</MinDateTime><MaxDateTime>2026-03-02T23:59:00</MaxDateTime>`;
      for (const name of ['GetDiary', 'GetAppointmentSlots']) {
        expect((await exchange(port(), request({ ...known(), function: name, parameters }))).response, `${name} ${time}`).toBeDefined();
      }
    }
  });
});
