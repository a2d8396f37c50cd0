// The program of `guard.ts`: an environment, a bare server and their clients in one thread, measured by turns.
import { startTestEnvironment } from 's1kit/testing';
import { exchangeOnce, newDevice, requestOf } from '../environment/exchange.js';
import { type Client, connectClient } from '../load/client.js';
import { serialMark } from '../load/load.js';
import { answerWith } from '../processes/answer.js';
import { quantile } from '../statistics.js';
import { startBareServer } from './bare-server.js';
import type { GuardOrder, GuardSeen } from './guard.js';

const connections = 16;
/** Requests of a connection in a batch: short enough to run between two turns of others. */
const each = 2;
/** The part of the batches that counts as quickest. */
const quickest = 0.05;

answerWith(async ({ folder, batches }: GuardOrder): Promise<GuardSeen> => {
  const environment = await startTestEnvironment({ throttle: 'off', approve: 'always' });
  const { port, apiKey } = environment;
  const deviceId = await newDevice(port, apiKey);
  const parameters = "<FirstName>Zoe</FirstName><Surname>O'Brien</Surname>";
  const request = requestOf({ apiKey, deviceId, name: 'PatientSearch', parameters, requestUid: serialMark });
  const reply = await exchangeOnce(port, request);
  const bare = await startBareServer(folder, reply);
  const subject = await clientsOf(port, request);
  const reference = await clientsOf(bare.port, request);
  const taken = { subject: [] as number[], reference: [] as number[] };
  for (let batch = 0; batch < batches; batch += 1) {
    taken.subject.push(await timeOf(subject));
    taken.reference.push(await timeOf(reference));
  }
  for (const client of [...subject, ...reference]) client.close();
  bare.close();
  await environment.close();
  return { request: quick(taken.subject), reference: quick(taken.reference) };
});

function clientsOf(port: number, request: string): Promise<readonly Client[]> {
  return Promise.all(Array.from({ length: connections }, (_, number) => connectClient(port, request, number)));
}

/** Microseconds for each request of a batch. */
async function timeOf(clients: readonly Client[]): Promise<number> {
  const began = performance.now();
  await Promise.all(clients.map(askEach));
  return ((performance.now() - began) * 1_000) / (clients.length * each);
}

async function askEach(client: Client): Promise<void> {
  for (let time = 0; time < each; time += 1) {
    await new Promise<void>((resolve, reject) => client.ask((failure) => (failure === undefined ? resolve() : reject(failure))));
  }
}

function quick(times: number[]): number {
  return quantile(
    times.sort((one, other) => one - other),
    quickest,
  );
}
