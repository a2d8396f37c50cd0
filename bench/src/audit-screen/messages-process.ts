// The program of `messages.ts`: an environment and its clients. Users and applications change from shift to shift, functions and outcomes from message to message.
import { movableClock } from '@s1kit/link';
import { type Environment, startEnvironment } from 's1kit';
import { newDevice, requestOf } from '../environment/exchange.js';
import { type Client, connectClient } from '../load/client.js';
import { serialMark } from '../load/load.js';
import { answerWith } from '../processes/answer.js';
import type { MessagesMade, MessagesOrder } from './messages.js';

/** Messages of one user and application, and the time between two shifts, so that a block of them covers a day. */
const shift = { messages: 200, milliseconds: 1_000_000 } as const;
/** In one shift of so many, one message is of an application that is used seldom. */
const seldomEach = 25;
/** Edge cases (docs/edge-cases.md). */
const patients = ['9999999816', '9999999824', '9999999832', '9999999840', '9999999859'] as const;

interface Sender {
  readonly id: string;
  readonly apiKey: string;
  readonly deviceId: string;
}

interface Making {
  readonly environment: Environment;
  readonly senders: readonly Sender[];
  readonly seldom: Sender;
  readonly users: readonly string[];
  readonly from: string;
}

answerWith<MessagesOrder, MessagesMade>(async ({ data, messages }) => {
  const making = await begin(data);
  const { environment, senders, seldom, users, from } = making;
  for (let made = 0, number = 0; made < messages; number += 1) made += await workShift(making, number, Math.min(shift.messages, messages - made));
  const to = new Date(environment.clock.now()).toISOString();
  await environment.close();
  return {
    applications: senders.map(({ id }) => id),
    devices: senders.map(({ deviceId }) => deviceId),
    users,
    seldom: seldom.id,
    patient: patients[1],
    from,
    to,
  };
});

async function begin(data: string): Promise<Making> {
  const clock = movableClock({ start: Date.now() - 70 * 24 * 60 * 60_000 });
  const environment = await startEnvironment({ data, patients: 40, history: 'none', largeRecord: false, throttle: 'off', approve: 'always', clock });
  const staff = await environment.perform('staff.list', {});
  const users = staff.filter(({ role }) => role === 'clinician').map(({ userName }) => userName);
  const senderNamed = async (name: string): Promise<Sender> => {
    const { application, apiKey } = await environment.perform('applications.add', { name });
    return { id: application.id, apiKey, deviceId: await newDevice(environment.port, apiKey) };
  };
  const senders = [];
  for (const name of users.slice(0, 5)) senders.push(await senderNamed(`Application of ${name}`));
  return { environment, senders, seldom: await senderNamed('Seldom used'), users: users.slice(0, 5), from: new Date(clock.now()).toISOString() };
}

/** @returns how many messages were sent */
async function workShift({ environment, senders, seldom, users }: Making, number: number, wanted: number): Promise<number> {
  const place = number % users.length;
  const [userName, sender] = [users[place], senders[place]];
  if (userName === undefined || sender === undefined) throw new Error('There is no user for this shift.');
  await environment.perform('session.signIn', { userName });
  environment.clock.advance(shift.milliseconds);
  const rare = number % seldomEach === 0 ? 1 : 0;
  if (rare === 1) await send(environment.port, [requestsOf(seldom)[0] ?? ''], 1);
  await send(environment.port, requestsOf(sender), wanted - rare);
  return wanted;
}

function requestsOf(sender: Sender): readonly string[] {
  const request = (name: string, parameters: string): string => requestOf({ ...sender, name, parameters, requestUid: serialMark });
  return [
    request('PatientSearch', '<FirstName>Nobody</FirstName><Surname>Unheardof</Surname>'),
    request('PatientSearch', '<FirstName>Nobody</FirstName><Surname>Unheardof</Surname>'),
    ...patients.map((number) => request('GetPatientRecord', `<Identity><NHSNumber>${number}</NHSNumber></Identity><Filter><Demographics/></Filter>`)),
    request('IsPatientRetrieved', ''),
    // The check digit does not fit: an error.
    request('GetPatientRecord', '<Identity><NHSNumber>9999999900</NHSNumber></Identity>'),
  ];
}

/** Sends so many messages, on a few connections at once. */
async function send(port: number, requests: readonly string[], messages: number): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: Math.min(16, messages) }, (_, number) => connectClient(port, requests[number % requests.length] ?? '', number)),
  );
  let left = messages;
  const go = async (client: Client): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await new Promise<void>((resolve, reject) => client.ask((failure) => (failure === undefined ? resolve() : reject(failure))));
    }
    client.close();
  };
  await Promise.all(clients.map(go));
}
