// Bytes at random and mutated documents at the listener of a whole environment, over real sockets, many on a connection and many connections.
import { setTimeout } from 'node:timers/promises';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { askOnce, codeIn, deviceIdIn, isSuccess } from '../wire/replies.js';
import { readTemplates, requestFrom, type Templates } from '../wire/requests.js';
import { type Served, serve } from '../wire/served.js';
import { type Corpus, conversationOf, corpusOf } from './conversation.js';
import { faultOf, growthOf, linesIn } from './judged.js';
import { type Talk, talk } from './talk.js';

/** Connections at a time: many, since each waits for its documents to be on record, which is done for all that wait together. */
const connections = 64;
/** How many connections pass between two looks at memory, sockets and an honest client's reply. */
const roundLength = 2_000;
/** A reply that takes longer is a hang (QUALITY). */
const hangMs = 1_000;
/** After this the listener is taken to have forgotten the connection. */
const patienceMs = 15_000;
/** By how much the heap may grow, once it is warm. */
const heapBound = 32 * 1024 * 1024;
const mostFindings = 20;
/** A run has so many connections, however short it is. */
const atLeast = 100;

export const listenerFuzz: Campaign = {
  name: 'listener-fuzz',
  purpose:
    'Random bytes and mutated documents at the listener: no crash, no hang over 1 s, no leak, every reply one well-formed line, and honest requests answered.',
  run: async (trial) => {
    const served = await serve({ patients: 20, throttle: 'off', approve: 'always', largeRecord: false });
    try {
      return await attack(trial, served);
    } finally {
      await served.close();
    }
  },
};

interface Honest {
  readonly templates: Templates;
  readonly corpus: Corpus;
  /** Signs the user in again, if nobody is. */
  signIn(): Promise<void>;
  /** Sends honest requests; gives what is wrong with their replies. */
  check(): Promise<string | undefined>;
}

async function attack(trial: Trial, served: Served): ReturnType<Campaign['run']> {
  const honest = await openHonest(served);
  const counts = {
    connections: 0,
    documents: 0,
    refused: 0,
    megabytesSent: 0,
    slowestMs: 0,
    documentsPerMinute: 0,
    processorSeconds: 0,
    heapGrowthKilobytes: 0,
    rounds: 0,
  };
  const findings: string[] = [];
  const heap: number[] = [];
  const idleSockets = socketsOf(served);
  const suspects: Suspect[] = [];
  const began = performance.now();
  const startedAt = process.cpuUsage();
  let bytes = 0;
  let number = trial.firstCase;

  const once = async (): Promise<void> => {
    const own = number++;
    const chunks = conversationOf(trial.chance('case', own), honest.corpus);
    const told = await talk(served.port, chunks, patienceMs);
    if (isHang(told)) suspects.push({ number: own, chunks, ms: told.closedAfterMs ?? patienceMs });
    const all = linesIn(told.received);
    // What was on its way when patience ended is no reply that was broken off.
    const lines = told.closedAfterMs === undefined ? all.filter((line) => line.at(-1) === 0x0a) : all;
    for (const fault of new Set(lines.map(faultOf))) if (fault !== undefined) findings.push(`Case ${own}: ${fault}.`);
    // Somebody sent an ExitClient that was as it should be: what follows would all be refused for that.
    if (lines.some((line) => codeIn(line) === 'NobodySignedIn')) await honest.signIn();
    counts.connections += 1;
    counts.documents += lines.length;
    counts.refused += lines.filter((line) => line.includes('<Error ')).length;
    counts.slowestMs = Math.max(counts.slowestMs, Math.round(told.closedAfterMs ?? patienceMs));
    bytes += chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  };

  while (goesOn(trial, counts.rounds, 1) && findings.length < mostFindings && served.ended() === undefined) {
    const last = number + roundLength;
    const lane = async (): Promise<void> => {
      while (number < last && goesOn(trial, number - trial.firstCase, atLeast) && findings.length < mostFindings && served.ended() === undefined) await once();
    };
    suspects.length = 0;
    const lanes = await Promise.allSettled(Array.from({ length: connections }, lane));
    for (const result of lanes) if (result.status === 'rejected') findings.push(`Before case ${number}: ${messageOf(result.reason)}`);
    if (served.ended() !== undefined) break;
    counts.rounds += 1;
    for (const suspect of slowestOf(suspects))
      if (await hangs(served, suspect.chunks)) findings.push(`Case ${suspect.number}: the listener does not close within ${hangMs} ms.`);
    const wrong = await honest.check();
    if (wrong !== undefined) findings.push(`Before case ${number}: ${wrong}.`);
    const left = await socketsLeft(served, idleSockets);
    if (left > 0) findings.push(`Before case ${number}: ${left} sockets stay open though every client has gone.`);
    heap.push(await served.heapBytes());
    trial.say(`${counts.documents} documents on ${counts.connections} connections, heap ${Math.round((heap.at(-1) ?? 0) / 1024 / 1024)} MiB`);
  }
  const ended = served.ended();
  if (ended !== undefined) findings.push(`Before case ${number}: the environment crashed: ${ended}.`);
  const growth = growthOf(heap.slice(1));
  if (growth > heapBound) findings.push(`The heap grew by ${Math.round(growth / 1024 / 1024)} MiB over ${counts.documents} documents.`);
  counts.megabytesSent = Math.round(bytes / 1024 / 1024);
  counts.heapGrowthKilobytes = Math.round(growth / 1024);
  counts.processorSeconds = Math.round(
    (process.cpuUsage(startedAt).user + process.cpuUsage(startedAt).system) / 1e6 + (ended === undefined ? served.processorMs() : 0) / 1_000,
  );
  counts.documentsPerMinute = Math.round((counts.documents / (performance.now() - began)) * 60_000);
  return { counts, findings };
}

/** A connection that took long among others. */
interface Suspect {
  readonly number: number;
  readonly chunks: readonly Buffer[];
  readonly ms: number;
}

/** Those that are worth another try: on a machine that is busy all of them may have taken long. */
function slowestOf(suspects: readonly Suspect[]): readonly Suspect[] {
  return [...suspects].sort((a, b) => b.ms - a.ms).slice(0, 10);
}

function isHang({ closedAfterMs }: Talk): boolean {
  return closedAfterMs === undefined || closedAfterMs > hangMs;
}

/** Others were served at the same time, and the machine has other things to do: what hangs does so also alone, each time, and of its own. */
async function hangs(served: Served, chunks: readonly Buffer[]): Promise<boolean> {
  for (let left = 5; left > 0; left--) {
    const before = served.processorMs();
    const told = await talk(served.port, chunks, patienceMs);
    if (told.closedAfterMs === undefined) continue;
    // A listener that is at work all the time is slow; one that got no time of the processor is not.
    if (!isHang(told) || (served.processorMs() - before < hangMs / 2 && told.closedAfterMs < 3 * hangMs)) return false;
  }
  return true;
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : 'a connection failed.';
}

/** A client that means no harm. Its data is made anew before each look, since mutated requests write too. */
async function openHonest(served: Served): Promise<Honest> {
  const { apiKey, port, user } = served;
  const templates = await readTemplates(async (name) => (await served.perform('templates.get', { function: name })).document);
  const deviceId = deviceIdIn(await askOnce(port, requestFrom(templates, 'GetFunctions', { apiKey, deviceId: '' })));
  const caller = { apiKey, deviceId };
  const responseOf = (reply: Uint8Array | undefined): string => /<Response[ />].*/.exec(Buffer.from(reply ?? []).toString('latin1'))?.[0] ?? '';
  const search = async (): Promise<string> => responseOf(await askOnce(port, requestFrom(templates, 'PatientSearch', caller)));
  const signIn = async (): Promise<void> => {
    if ((await served.perform('session.status', {})).user === null) await served.perform('session.signIn', { userName: user });
  };
  const expected = await search();
  if (!expected.includes('<Result>')) throw new Error('The honest client finds nobody.');
  return {
    templates,
    corpus: corpusOf(templates, caller),
    signIn,
    check: async () => {
      await served.perform('data.reset', {});
      await signIn();
      const functions = await askOnce(port, requestFrom(templates, 'GetFunctions', caller));
      if (!isSuccess(functions)) return `an honest request is answered with ${codeIn(functions) ?? 'nothing'}`;
      return (await search()) === expected ? undefined : 'an honest search finds something else than before';
    },
  };
}

function socketsOf(served: Served): number {
  return served.openFiles().filter((name) => name.startsWith('socket:')).length;
}

/** How many sockets are open beyond those of an environment without clients, once it has had time to see that they are gone. */
async function socketsLeft(served: Served, idle: number): Promise<number> {
  for (let left = 60; left > 0 && socketsOf(served) > idle; left--) await setTimeout(100);
  return Math.max(0, socketsOf(served) - idle);
}
