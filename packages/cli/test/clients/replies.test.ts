// What replies must be for real clients to read them (WIRE-FORMAT 1.4, 8.1). BEHAVIOUR decides over 8.1's 13.
import { connect } from 'node:net';
import { childOf } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { type Answer, answerOn, childrenOf, codeOf, elementsOf, environmentForTests, exchange, request } from './client.js';

const around = environmentForTests();
const ask = (name: string, parameters = '', requestUid = 'uid'): Promise<Answer> =>
  exchange(around.environment().port, request({ apiKey: around.environment().apiKey, deviceId: around.deviceId(), function: name, parameters, requestUid }));

const range = (min: string, max: string): string => `<MinDateTime>${min}</MinDateTime><MaxDateTime>${max}</MaxDateTime>`;
const fourWeeks = range('2026-03-02T00:00:00+00:00', '2026-03-30T23:59:00+01:00');

/** A reply of each function that has one, and error replies. */
async function everyReply(): Promise<readonly Answer[]> {
  const identity = `<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber></Identity>`;
  return [
    await ask('GetFunctions'),
    await ask('GetOrganisationMetaData'),
    await ask('GetCurrentActivity'),
    await ask('GetCurrentSelection'),
    await ask('IsPatientRetrieved', identity),
    await ask('PatientSearch', '<Surname>a</Surname><Gender>F</Gender>'),
    await ask('GetPatientRecord', identity),
    await ask('GetPatientRecord', `${identity}<Filter><Demographics/></Filter>`),
    await ask('GetAppointmentSlots', fourWeeks),
    await ask('GetDiary', fourWeeks),
    await ask('GetXSDFiles'),
    await ask('Nonsense'),
    await ask(
      'PatientSearch',
      '<Surname>&#233;&#10;&#8364;</Surname>',
      'é €'.replace(/[^ -~]/g, (one) => `&#${one.charCodeAt(0)};`),
    ),
  ];
}

describe('how replies are read (WIRE-FORMAT 1.4)', () => {
  it('8.1 item 13: ASCII, no mark, no utf-16, one raw line break at the end, a length that is no multiple of 4096 nor 8192', async () => {
    for (const { bytes, text } of await everyReply()) {
      expect(bytes.every((byte) => byte < 0x80)).toBe(true);
      expect(text.startsWith('<?xml') || text.startsWith('<ClientIntegrationResponse')).toBe(true);
      expect(text.toLowerCase()).not.toContain('utf-16');
      expect(text.indexOf('\n')).toBe(text.length - 1);
      expect(text).not.toContain('\r');
      expect(bytes.length % 4096).not.toBe(0);
    }
  });

  it('8.1 item 13: one write: a reader that stops at its first short read has all of it', async () => {
    for (const { bytes, arrivals } of await everyReply()) if (bytes.length < 65_536) expect(arrivals).toHaveLength(1);
  });

  it('a client that reads blocks of 8192 or of 4096 bytes and stops at the first short one gets the whole reply', async () => {
    const { bytes } = await ask('GetPatientRecord', `<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber></Identity>`);
    for (const block of [4096, 8192]) {
      let read = 0;
      for (;;) {
        const got = Math.min(block, bytes.length - read);
        read += got;
        if (got !== block) break;
      }
      expect(read).toBe(bytes.length);
      expect(bytes.length % block).not.toBe(0);
    }
  });

  it('an error reply is as well-formed, and findable by ErrorMessage at any depth', async () => {
    const answer = await ask('Nonsense');
    expect(codeOf(answer)).toBe('FunctionUnknown');
    expect(
      elementsOf(answer.root)
        .find(({ name }) => name === 'ErrorMessage')
        ?.text.trim(),
    ).not.toBe('');
  });

  it('the same request twice in a row, the first reply thrown away, is answered twice', async () => {
    const socket = connect({ host: '127.0.0.1', port: around.environment().port });
    const document = request({ apiKey: around.environment().apiKey, deviceId: around.deviceId(), function: 'GetAppointmentSlots', parameters: fourWeeks });
    socket.write(document);
    await answerOn(socket);
    socket.write(document);
    expect((await answerOn(socket)).response).toBeDefined();
    socket.destroy();
  });
});

describe('what replies hold', () => {
  it('8.1 item 14: no namespace, and the names and order of the envelope', async () => {
    for (const { root } of await everyReply()) {
      // Where the schemas themselves are the content, they are text.
      for (const { name, attributes } of elementsOf(root))
        for (const one of [name, ...attributes.map(([attribute]) => attribute)]) expect(one).toMatch(/^[A-Za-z]+$/);
      expect(root.name).toBe('ClientIntegrationResponse');
      expect(root.children.map(({ name }) => name).slice(0, 5)).toEqual(['DeviceID', 'RequestUID', 'Function', 'FunctionVersion', 'ResponseUID']);
      expect(childOf(root, 'ResponseUID')?.text).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-1[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
      expect(root.children).toHaveLength(6);
    }
  });

  it('8.1 item 15: a success always has Response, also an empty one, and never an ErrorMessage', async () => {
    const nothing = await ask('PatientSearch', '<Surname>Zzzzzz</Surname><Gender>F</Gender>');
    expect(nothing.response?.children).toEqual([]);
    for (const answer of [...(await everyReply()), nothing]) {
      const messages = elementsOf(answer.root).filter(({ name }) => name === 'ErrorMessage');
      expect(messages.length > 0).toBe(answer.response === undefined);
    }
  });

  it('8.1 item 16: every PatientSearch Result has Identity and Address', async () => {
    const results = (
      await Promise.all([...'abcdefghijklmnopqrstuvwxyz'].map((letter) => ask('PatientSearch', `<Surname>${letter}</Surname><Gender>F</Gender>`)))
    ).flatMap(({ response }) => childrenOf(response, 'Result'));
    expect(results.length).toBeGreaterThan(5);
    for (const result of results) {
      expect(childrenOf(result, 'Identity')).toHaveLength(1);
      expect(childrenOf(result, 'Address')).toHaveLength(1);
    }
  });

  it('8.1 item 16: every GetDiary Result has Identity and Demographics, and its Appointments a Clinic with a Slot', async () => {
    const results = childrenOf((await ask('GetDiary', range('2026-02-02T00:00:00', '2026-03-30T23:59:00'))).response, 'Result');
    expect(results.length).toBeGreaterThan(0);
    let appointments = 0;
    for (const result of results) {
      expect(childrenOf(result, 'Identity')).toHaveLength(1);
      expect(childrenOf(result, 'Demographics')).toHaveLength(1);
      for (const appointment of childrenOf(result, 'Appointment')) {
        appointments++;
        const clinic = childrenOf(appointment, 'Clinic');
        expect(clinic).toHaveLength(1);
        expect(childrenOf(clinic[0], 'Slot')).toHaveLength(1);
      }
    }
    expect(appointments).toBeGreaterThan(0);
  });

  it('8.1 item 17: Demographics with Address when they are asked for, empty elements kept', async () => {
    const { response } = await ask('GetPatientRecord', `<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber></Identity><Filter><Demographics/></Filter>`);
    const demographics = childrenOf(response, 'Demographics')[0];
    expect(childrenOf(demographics, 'Address')).toHaveLength(1);
    expect(demographics?.children.some(({ children, text, attributes }) => children.length === 0 && text === '' && attributes.length === 0)).toBe(true);
    expect(response?.children.map(({ name }) => name)).toEqual(['Identity', 'Demographics', 'RecordState']);
  });

  it('8.1 item 18: metadata with at least one Site, User and SlotType', async () => {
    const names = elementsOf((await ask('GetOrganisationMetaData')).root).map(({ name }) => name);
    for (const name of ['Site', 'User', 'SlotType']) expect(names).toContain(name);
  });

  it('8.1 item 20: whole numbers in Duration, dates that can be read everywhere', async () => {
    let durations = 0;
    for (const { root } of await everyReply()) {
      for (const { name, text } of elementsOf(root)) {
        if (name === 'Duration') {
          durations++;
          expect(text).toMatch(/^[0-9]{1,9}$/);
        }
        if (/^(DateTimeStart|DateTime|DateOfBirth|StartDate|EndDate)$/.test(name) && text !== '')
          expect(Number.isNaN(Date.parse(text)), `${name} ${text}`).toBe(false);
      }
    }
    expect(durations).toBeGreaterThan(0);
  });

  it('no Clinic without a Slot', async () => {
    const clinics = childrenOf((await ask('GetAppointmentSlots', fourWeeks)).response, 'Clinic');
    expect(clinics.length).toBeGreaterThan(0);
    for (const clinic of clinics) expect(childrenOf(clinic, 'Slot').length).toBeGreaterThan(0);
  });
});
