// The program of `client.ts`.
import { randomUUID } from 'node:crypto';
import { connect, memoryDeviceStore, type SystmOne } from '@s1kit/sdk';
import { exchangeOnce, requestOf } from '../environment/exchange.js';
import { forgetPeak, peakMemory } from '../memory.js';
import { answerWith } from '../processes/answer.js';
import type { ClientAnswer, ClientQuestion } from './client.js';
import { askBare, openSocket, tagReader } from './tags.js';

interface Connected {
  readonly systmOne: SystmOne;
  readonly port: number;
  readonly apiKey: string;
}

const search = { FirstName: 'Ada', Surname: 'Jones' } as const;
const megabyte = 1024 * 1024;
const nothing: ClientAnswer = { cpu: 0, wall: 0, perSecond: 0, grown: 0, events: 0 };
let connected: Connected | undefined;

answerWith<ClientQuestion, ClientAnswer>(async (question) => {
  if (question.kind === 'connect') {
    const { port, apiKey } = question;
    const systmOne = await connect({ port, apiKey, application: { name: 'Benchmark' }, device: memoryDeviceStore(), pacing: 'off', cache: 'off' });
    connected = { systmOne, port, apiKey };
    return nothing;
  }
  if (connected === undefined) throw new Error('The client has not been connected.');
  return question.kind === 'record' ? await record(connected, question) : await calls(connected, question);
});

async function record(client: Connected, { as, patient, times }: Extract<ClientQuestion, { kind: 'record' }>): Promise<ClientAnswer> {
  const Identity = { NHSNumber: patient } as const;
  // Saxes has the bytes in memory: it is held against them alone.
  const blocks = as === 'tags' ? await blocksOf(client, patient) : [];
  const read = async (): Promise<number> => {
    if (as === 'objects') return (await client.systmOne.getPatientRecord({ Identity })).Clinical?.Event?.length ?? 0;
    let events = 0;
    if (as === 'stream') {
      for await (const _ of client.systmOne.streamPatientRecord({ Identity })) events += 1;
      return events;
    }
    const tags = tagReader();
    for (const block of blocks) tags.read(block);
    return tags.events();
  };
  forgetPeak();
  const before = { memory: process.memoryUsage.rss(), time: performance.now(), cpu: process.cpuUsage() };
  let events = 0;
  for (let time = 0; time < times; time += 1) events = await read();
  const { user, system } = process.cpuUsage(before.cpu);
  const wall = (performance.now() - before.time) / times;
  return { cpu: (user + system) / 1000 / times, wall, perSecond: 1000 / wall, grown: (peakMemory() - before.memory) / megabyte, events };
}

/** The reply as it arrives: in blocks of 64 KiB. */
async function blocksOf({ systmOne, port, apiKey }: Connected, patient: string): Promise<readonly Uint8Array[]> {
  const parameters = `<Identity><NHSNumber>${patient}</NHSNumber></Identity>`;
  const reply = await exchangeOnce(port, requestOf({ apiKey, deviceId: systmOne.deviceId, name: 'GetPatientRecord', parameters }));
  const size = 64 * 1024;
  return Array.from({ length: Math.ceil(reply.length / size) }, (_, index) => reply.subarray(index * size, (index + 1) * size));
}

async function calls(client: Connected, { by, atOnce, milliseconds }: Extract<ClientQuestion, { kind: 'calls' }>): Promise<ClientAnswer> {
  const { systmOne, port, apiKey } = client;
  const parameters = '<FirstName>Ada</FirstName><Surname>Jones</Surname>';
  const request = (): string => requestOf({ apiKey, deviceId: systmOne.deviceId, name: 'PatientSearch', parameters, requestUid: randomUUID() });
  const began = performance.now();
  const cpu = process.cpuUsage();
  let asked = 0;
  const askOn = async (): Promise<void> => {
    const kept = by === 'socket' ? openSocket(port) : undefined;
    for (; performance.now() - began < milliseconds; asked += 1) {
      if (by === 'sdk') {
        // Fresh, since the same search asked twice at a time would be sent once.
        await systmOne.patientSearch(search, { fresh: true });
        continue;
      }
      const socket = kept ?? openSocket(port);
      await askBare(socket, request());
      if (kept === undefined) socket.destroy();
    }
    kept?.destroy();
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  const wall = (performance.now() - began) / asked;
  const { user, system } = process.cpuUsage(cpu);
  return { ...nothing, cpu: (user + system) / 1000 / asked, wall, perSecond: 1000 / wall };
}
