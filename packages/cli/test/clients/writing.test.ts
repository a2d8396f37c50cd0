// Real clients' habits when they write (WIRE-FORMAT 5.8, 8.1), and many of them at once over real sockets.
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { deviceIdOf } from '../../src/request/reply-error.js';
import { type Answer, answerOn, childrenOf, codeOf, elementsOf, environmentForTests, exchange, request } from './client.js';

const around = environmentForTests({ workstations: 3 });
const port = () => around.environment().port;
const document = (name: string, parameters: string, deviceId = around.deviceId()) =>
  request({ apiKey: around.environment().apiKey, deviceId, function: name, parameters });
const ask = (name: string, parameters: string) => exchange(port(), document(name, parameters));
const identity = () => `<Identity><NHSNumber>${around.nhsNumber()}</NHSNumber></Identity>`;
const update = (parts: string) => ask('UpdatePatientRecord', identity() + parts);
const textOf = (answer: Answer, name: string) => elementsOf(answer.root).find((node) => node.name === name)?.text;

interface FreeSlot {
  readonly clinic: string;
  readonly slot: string;
}

/** The free slots of the next days, each as a booking repeats it. */
async function freeSlots(): Promise<readonly FreeSlot[]> {
  const { response } = await ask('GetAppointmentSlots', '<MaxDateTime>2026-03-04T00:00:00</MaxDateTime>');
  return childrenOf(response, 'Clinic').flatMap((clinic) =>
    childrenOf(clinic, 'Slot').map((slot) => ({
      clinic: clinic.children.flatMap(({ name, text }) => (name === 'Slot' ? [] : [`<${name}>${text}</${name}>`])).join(''),
      slot: `<Slot>${slot.children.map(({ name, text }) => `<${name}>${text}</${name}>`).join('')}</Slot>`,
    })),
  );
}

async function aFreeSlot(): Promise<FreeSlot> {
  const [free] = await freeSlots();
  if (free === undefined) throw new Error('The appointment book is full.');
  return free;
}

const appointment = (content: string) => `<NonClinical><Appointment>${content}</Appointment></NonClinical>`;

describe('booking (WIRE-FORMAT 5.8)', () => {
  it('8.1 item 10: the slot stands inside Clinic or beside it', async () => {
    const inside = await aFreeSlot();
    expect((await update(appointment(`<Clinic>${inside.clinic}${inside.slot}</Clinic>`))).response).toBeDefined();
    const beside = await aFreeSlot();
    expect(beside).not.toEqual(inside);
    expect((await update(appointment(`<Clinic>${beside.clinic}</Clinic>${beside.slot}`))).response).toBeDefined();
    const now = await freeSlots();
    for (const taken of [inside, beside]) expect(now).not.toContainEqual(taken);
  });

  it('8.1 item 19: the reply to a booking has an AppointmentUID that is not blank, and the diary shows it as Booked', async () => {
    const { clinic, slot } = await aFreeSlot();
    const answer = await update(appointment(`<Clinic>${clinic}${slot}</Clinic><Comments>Kiosk &amp; co.</Comments><Flag>Kiosk</Flag>`));
    const uid = textOf(answer, 'AppointmentUID');
    expect(uid).toMatch(/^[0-9a-f]{16}$/);
    const diary = await ask('GetDiary', '<Appointments/>');
    const shown = elementsOf(diary.root).find(({ name, children }) => name === 'Appointment' && children[0]?.text === uid);
    expect(shown?.children.map(({ name, text }) => [name, text.trim()]).slice(1, 4)).toEqual([
      ['Status', 'Booked'],
      ['Comments', 'Kiosk & co.'],
      ['Flag', 'Kiosk'],
    ]);
  });

  it("the kiosk's arrival: an Appointment with AppointmentUID and Status alone, indented, under a utf-16 prolog", async () => {
    const { clinic, slot } = await aFreeSlot();
    const uid = textOf(await update(appointment(`<Clinic>${clinic}${slot}</Clinic>`)), 'AppointmentUID');
    const arrival = document('UpdatePatientRecord', identity() + appointment(`<AppointmentUID>${uid}</AppointmentUID><Status>Arrived</Status>`));
    const indented = `<?xml version="1.0" encoding="utf-16"?>\r\n${arrival.replaceAll('><', '>\r\n  <')}`;
    expect((await exchange(port(), Buffer.from(`${indented}<EOF>`, 'ascii'))).response).toBeDefined();
    expect(elementsOf((await ask('GetDiary', '<Appointments/>')).root).find(({ children }) => children[0]?.text === uid)?.children[1]?.text).toBe('Arrived');
  });

  it("8.1 item 12: the start of a slot with an offset names the same slot, in summer's time as well", async () => {
    const { clinic, slot } = await aFreeSlot();
    // The environment's day is in March, before the clocks go forward.
    const withOffset = slot.replace(
      /(\d\d):(\d\d):00</,
      (_, hour: string, minute: string) => `${String(Number(hour) + 1).padStart(2, '0')}:${minute}:00+01:00<`,
    );
    expect((await update(appointment(`<Clinic>${clinic}${withOffset}</Clinic>`))).response).toBeDefined();
    expect(await freeSlots()).not.toContainEqual({ clinic, slot });
  });
});

describe('updates (WIRE-FORMAT 5.8)', () => {
  const eventOf = async (uid: string | undefined) => {
    const record = await ask('GetPatientRecord', `${identity()}<Filter><ClinicalCodes/><Narrative/></Filter>`);
    return elementsOf(record.root).find(({ name, attributes }) => name === 'Event' && attributes.some(([key, value]) => key === 'EventUID' && value === uid));
  };

  it("8.1 item 3: an event's items come in the order of the class or of the reply, and are read back the same", async () => {
    const code = '<ClinicalCode><Code Scheme="CTV3" Code="22A.."/><Value>71.5</Value><Units>Kg</Units></ClinicalCode>';
    const narrative = '<Narrative><Line> H: well, &quot;fine&quot;</Line></Narrative>';
    const children = [];
    for (const items of [code + narrative, narrative + code]) {
      const written = await update(`<Clinical><Event>${items}</Event></Clinical>`);
      children.push((await eventOf(textOf(written, 'EventUID')))?.children);
    }
    expect(children[0]).toHaveLength(2);
    expect(children[0]).toEqual(children[1]);
  });

  it('B7.15: the block that a generated .NET client sends, with dates that nobody set, is refused and says which', async () => {
    const answer = await update(
      '<Demographics><DateOfBirth>0001-01-01</DateOfBirth><Sex>M</Sex><EnglishSpeaker>Unknown</EnglishSpeaker><HomeTelephone>01632 960123</HomeTelephone><SMSConsent>Yes</SMSConsent><CareStartDate>0001-01-01</CareStartDate></Demographics>',
    );
    expect(codeOf(answer)).toBe('ValueInvalid');
    expect(answer.text).toContain('DateOfBirth');
    expect((await ask('GetPatientRecord', `${identity()}<Filter><Demographics/></Filter>`)).text).not.toContain('01632 960123');
  });

  it('B7.10, B7.12: a task is sent as Misc with Due, and read as Miscellaneous with DateTime', async () => {
    const uid = textOf(
      await update('<NonClinical><Task><TaskType>Misc</TaskType><Due>2026-03-03T12:00:00</Due><Content>Ring back</Content></Task></NonClinical>'),
      'TaskUID',
    );
    const record = await ask('GetPatientRecord', `${identity()}<Filter><Tasks/></Filter>`);
    const task = elementsOf(record.root).find(({ name, children }) => name === 'Task' && children[0]?.text === uid);
    expect(task?.children.slice(1, 3).map(({ name, text }) => [name, text])).toEqual([
      ['DateTime', '2026-03-03T12:00:00'],
      ['TaskType', 'Miscellaneous'],
    ]);
  });
});

describe('many clients at once', () => {
  /** Where each workstation listens, with the DeviceID of a device that is approved there. */
  const stations = () =>
    Promise.all(
      around.environment().workstations.map(async (station) => {
        const { text } = await exchange(station.port, document('GetFunctions', '', ''));
        return { port: station.port, deviceId: deviceIdOf(text) };
      }),
    );
  const connected = (to: number) =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: to });
      socket.once('connect', () => resolve(socket)).once('error', reject);
    });

  it('B7.13: of forty connections to three workstations that ask for one slot at once, exactly one books it, and the others are told why not', async () => {
    const { clinic, slot } = await aFreeSlot();
    const at = await stations();
    expect(new Set(at.map(({ deviceId }) => deviceId)).size).toBe(3);
    const senders = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const { port: to, deviceId } = at[index % at.length] ?? { port: 0, deviceId: '' };
        return { socket: await connected(to), bytes: document('UpdatePatientRecord', identity() + appointment(`<Clinic>${clinic}${slot}</Clinic>`), deviceId) };
      }),
    );
    // All are connected before the first byte is sent.
    for (const { socket, bytes } of senders) socket.write(bytes);
    const answers = await Promise.all(senders.map(({ socket }) => answerOn(socket).finally(() => socket.destroy())));
    const outcomes = answers.map((answer) => codeOf(answer) ?? 'booked');
    expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'SlotUnavailable')).toHaveLength(39);
    const uid = answers.map((answer) => textOf(answer, 'AppointmentUID')).find((one) => one !== undefined);
    expect((await ask('GetDiary', '<Appointments/>')).text.split(`<AppointmentUID>${uid}<`)).toHaveLength(2);
  });

  it('B7.13, B7.16: a slot that one workstation holds unsaved is taken for the others, until it is discarded', async () => {
    const { clinic, slot } = await aFreeSlot();
    const [, second] = await stations();
    const book = (to: number, deviceId: string, more = '') =>
      exchange(to, document('UpdatePatientRecord', identity() + appointment(`<Clinic>${clinic}${slot}</Clinic>`) + more, deviceId));
    expect((await book(port(), around.deviceId(), '<LeaveRecordOpen/>')).response).toBeDefined();
    expect(await freeSlots()).not.toContainEqual({ clinic, slot });
    expect(codeOf(await book(second?.port ?? 0, second?.deviceId ?? ''))).toBe('SlotUnavailable');
    await around.environment().perform('session.discard', {});
    expect((await book(second?.port ?? 0, second?.deviceId ?? '')).response).toBeDefined();
    await around.environment().perform('session.close', {});
  });

  it('B7.13: clients that each take the first slot that they are shown end with slots of their own', async () => {
    const bookFirst = async (): Promise<string> => {
      for (;;) {
        const { clinic, slot } = await aFreeSlot();
        const answer = await update(appointment(`<Clinic>${clinic}${slot}</Clinic>`));
        if (answer.response !== undefined) return clinic + slot;
        expect(codeOf(answer)).toBe('SlotUnavailable');
      }
    };
    const booked = await Promise.all(Array.from({ length: 6 }, bookFirst));
    expect(new Set(booked).size).toBe(6);
  });
});
