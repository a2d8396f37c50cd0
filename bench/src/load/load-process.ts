// The program that plays clients: see `load.ts`.
import { answerWith } from '../processes/answer.js';
import { quantile } from '../statistics.js';
import { type Client, connectClient } from './client.js';
import type { LoadEnd, LoadOrder, LoadSeen } from './load.js';

/** Of what goes on: who says that it is enough changes its end. */
let current: Until | undefined;

answerWith(async (question: LoadOrder | LoadEnd): Promise<LoadSeen | undefined> => {
  if (!('enough' in question)) return carryOut(question);
  if (current !== undefined) current.end = 0;
  return undefined;
});

async function carryOut({ port, connections, request, milliseconds, requests, pauseMs }: LoadOrder): Promise<LoadSeen> {
  const until: Until = { end: Number.POSITIVE_INFINITY, requests: requests ?? Number.POSITIVE_INFINITY };
  current = until;
  const clients = await Promise.all(Array.from({ length: connections }, (_, number) => connectClient(port, request, number)));
  const latencies: number[] = [];
  const began = performance.now();
  until.end = Math.min(until.end, began + milliseconds);
  try {
    await Promise.all(clients.map((client) => (pauseMs === undefined ? askUntil(client, until, latencies) : askNowAndThen(client, until, latencies, pauseMs))));
    return seen(latencies, performance.now() - began);
  } finally {
    current = undefined;
    for (const client of clients) client.close();
  }
}

interface Until {
  end: number;
  /** Of all clients. */
  readonly requests: number;
}

const once: Until = { end: 0, requests: 0 };

/** Without promises between two requests: the clients must cost as little as they can. */
function askUntil(client: Client, until: Until, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = (asked: number): void => {
      client.ask((failure) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        const now = performance.now();
        latencies.push(now - asked);
        if (now < until.end && latencies.length < until.requests) again(now);
        else resolve();
      });
    };
    again(performance.now());
  });
}

async function askNowAndThen(client: Client, until: Until, latencies: number[], pauseMs: number): Promise<void> {
  for (let asked = performance.now(); asked < until.end; asked = performance.now()) {
    await askUntil(client, once, latencies);
    const left = pauseMs - (performance.now() - asked);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
}

function seen(latencies: number[], took: number): LoadSeen {
  latencies.sort((one, other) => one - other);
  const [median, p99, worst] = [0.5, 0.99, 1].map((part) => quantile(latencies, part));
  return { requests: latencies.length, perSecond: latencies.length / (took / 1000), median: median ?? 0, p99: p99 ?? 0, worst: worst ?? 0 };
}
