// Thousands of slow connections beside one honest client; and, by a clock that is moved, that each of them is closed on time (B2.10).
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { movableClock } from '@s1kit/link';
import { startEnvironment } from 's1kit';
import type { Campaign, Trial } from '../campaign.js';
import { askOnce, deviceIdIn } from '../wire/replies.js';
import { readTemplates, requestFrom } from '../wire/requests.js';
import { serve } from '../wire/served.js';
import { closingOnTime } from './closing.js';
import { gatherCrowd } from './crowd.js';
import { type Latencies, measure } from './latency.js';

/** What an honest client's p99 may be, in milliseconds. */
const boundMs = 50;
/** A p99 of fewer requests is that of one that had bad luck: then the median is what counts. */
const enoughForP99 = 1_000;
/** A run of at least so many milliseconds has the whole crowd. */
const fullFrom = 20_000;
const fullCrowd = 2_000;
const briefCrowd = 200;
/** Connections of each case that are to be closed on time. */
const closingConnections = 25;
/** A Monday morning in winter. */
const start = Date.UTC(2026, 0, 5, 9);

// The built program, also for the tests, which run from the sources.
const echo = fileURLToPath(new URL('../../dist/slow-connections/echo.js', import.meta.url));

export const slowConnections: Campaign = {
  name: 'slow-connections',
  purpose: 'Thousands of connections that send a byte now and then leave an honest client a p99 under 50 ms, and each is closed when its limit says.',
  run: async (trial) => {
    const size = trial.budgetMs >= fullFrom ? fullCrowd : briefCrowd;
    const crowded = await besideCrowd(trial, size, performance.now() + trial.budgetMs / 2);
    const closing = await allClosing(trial);
    const { alone, beside } = crowded;
    return {
      counts: {
        connections: size,
        honestRequests: beside.requests,
        p99Ms: beside.p99Ms,
        bareP99Ms: beside.bareP99Ms,
        aloneP99Ms: alone.p99Ms,
        worstMs: beside.worstMs,
        crowdReplies: crowded.replies,
        crowdClosed: crowded.closed,
        closingCases: closing.cases,
      },
      findings: [...crowded.findings, ...closing.findings],
    };
  },
};

interface Crowded {
  readonly alone: Latencies;
  readonly beside: Latencies;
  readonly replies: number;
  readonly closed: number;
  readonly findings: readonly string[];
}

async function besideCrowd(trial: Trial, size: number, end: number): Promise<Crowded> {
  const served = await serve({ patients: 20, throttle: 'off', approve: 'always', largeRecord: false });
  const bare = new Worker(echo, { workerData: `${'x'.repeat(600)}\n` });
  try {
    const barePort = await new Promise<number>((resolve) => bare.once('message', resolve));
    const { apiKey, port } = served;
    const templates = await readTemplates(async (name) => (await served.perform('templates.get', { function: name })).document);
    const deviceId = deviceIdIn(await askOnce(port, requestFrom(templates, 'GetFunctions', { apiKey, deviceId: '' })));
    const request = requestFrom(templates, 'PatientSearch', { apiKey, deviceId });
    const began = performance.now();
    const alone = await measure({ port, barePort, request }, () => performance.now() > began + (end - began) / 4);
    const crowd = await gatherCrowd(port, size, Buffer.from(request), trial.chance('crowd'));
    const beside = await measure({ port, barePort, request }, () => performance.now() > end);
    const { all: closed, tooEarly } = crowd.closed();
    const replies = crowd.replies();
    crowd.end();
    trial.say(`p99 ${beside.p99Ms} ms beside ${size} connections, ${alone.p99Ms} ms alone, ${beside.bareP99Ms} ms for a bare exchange`);
    const findings = [
      ...(isSlowed(alone, beside)
        ? [`Beside ${size} slow connections the p99 of an honest client is ${beside.p99Ms} ms, and its median ${beside.medianMs} ms.`]
        : []),
      ...(tooEarly > 0 ? [`${tooEarly} slow connections were closed before any limit was reached.`] : []),
    ];
    return { alone, beside, replies, closed, findings };
  } finally {
    await bare.terminate();
    await served.close();
  }
}

/** Whether the crowd is to blame: not where the same client waited as long alone, or a bare exchange took as long, since the machine had other things to do. */
function isSlowed(alone: Latencies, beside: Latencies): boolean {
  if (beside.requests < enoughForP99) return beside.medianMs > Math.max(boundMs, 2 * alone.medianMs);
  return beside.p99Ms > Math.max(boundMs, 2 * alone.p99Ms, 2 * beside.bareP99Ms);
}

/** Case after case of connections that are closed on time, one at least. */
async function allClosing(trial: Trial): Promise<{ readonly cases: number; readonly findings: readonly string[] }> {
  const clock = movableClock({ start });
  const environment = await startEnvironment({ patients: 1, throttle: 'off', approve: 'always', largeRecord: false, clock });
  const findings: string[] = [];
  let number = trial.firstCase;
  try {
    const templates = await readTemplates(async (name) => (await environment.perform('templates.get', { function: name })).document);
    const request = Buffer.from(requestFrom(templates, 'GetFunctions', { apiKey: environment.apiKey, deviceId: '' }));
    do {
      const wrong = await closingOnTime(environment.port, clock, request, trial.chance('case', number), closingConnections);
      findings.push(...wrong.map((what) => `Case ${number}: ${what}.`));
      number += 1;
    } while (!trial.spent() && findings.length < 20);
  } finally {
    await environment.close(0);
  }
  return { cases: number - trial.firstCase, findings };
}
