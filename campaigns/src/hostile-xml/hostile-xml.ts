// Documents that are meant to do harm, at the listener of an environment in a process of its own: its memory, files and sockets are watched from outside.
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { askOnce, codeIn, deviceIdIn, isSuccess } from '../wire/replies.js';
import { readTemplates, requestFrom } from '../wire/requests.js';
import { type Served, serve } from '../wire/served.js';
import { type HostileDocument, hostileDocuments, type Sizes } from './documents.js';
import { pour } from './pour.js';
import { setTraps, type Traps } from './traps.js';

const mebibyte = 1024 * 1024;
/** By how much the memory of the process may grow beyond that of one that has answered honest requests. */
export const memoryBound = 64 * mebibyte;
/** So long a refusal may take, in milliseconds, after the last byte that is read; clients that send on are cut off. */
const patienceMs = 10_000;
/** So long the listener reads on and throws away, once it has refused a document, in milliseconds. */
const lingerMs = 1_900;
/** What a run has at least so many milliseconds for is done in full size. */
const fullFrom = 20_000;
const fullSizes: Sizes = { many: 1_000_000, endless: 1024 * mebibyte };
const briefSizes: Sizes = { many: 100_000, endless: 64 * mebibyte };
/** A run pours in so many documents, however short it is. */
const atLeast = 8;
/** The documents are gone through in steps, so that a short run sees some of every kind. */
const stride = 5;
/** How often the files of the process are looked at while a document is on its way. */
const lookEveryMs = 5;

export const hostileXml: Campaign = {
  name: 'hostile-xml',
  purpose: 'Hostile XML is refused within the limits: memory grows by 64 MiB at most, no file and no address is ever opened for it, others are answered.',
  run: async (trial) => {
    const traps = await setTraps(trial.folder);
    const served = await serve({ patients: 20, throttle: 'off', approve: 'always', largeRecord: false });
    try {
      return await attack(trial, served, traps);
    } finally {
      await served.close();
      await traps.close();
    }
  },
};

/** Case `n` is the document of that number, again and again. */
async function attack(trial: Trial, served: Served, traps: Traps): ReturnType<Campaign['run']> {
  const honest = await warmUp(served);
  const findings: string[] = [];
  const counts = { documents: 0, kinds: 0, megabytesSent: 0, worstGrowthMegabytes: 0, slowestMs: 0 };
  const sizes = trial.budgetMs >= fullFrom ? fullSizes : briefSizes;
  await served.heapBytes();
  const before = served.residentBytes();
  for (let number = trial.firstCase; goesOn(trial, counts.documents, atLeast) && served.ended() === undefined && findings.length < 20; number++) {
    const documents = hostileDocuments(traps, sizes, trial.chance('case', number));
    const document = documents[(number * stride) % documents.length];
    if (document === undefined) break;
    const watch = watchFiles(served, traps);
    served.forgetPeak();
    const { milliseconds, reply, sentBytes } = await pour(served.port, document.pieces());
    const opened = watch.end();
    const growth = served.ended() === undefined ? served.peakBytes() - before : 0;
    const tell = (what: string): void => void findings.push(`Case ${number}, ${document.name}: ${what}.`);
    for (const what of [...wrongWith(document, reply, milliseconds), ...opened]) tell(what);
    if (growth > memoryBound) tell(`memory grew by ${Math.round(growth / mebibyte)} MiB`);
    if (served.ended() === undefined && !(await honest())) tell('an honest request is not answered any more');
    await served.heapBytes();
    counts.documents += 1;
    counts.kinds = Math.min(counts.documents, documents.length);
    counts.megabytesSent += Math.round(sentBytes / mebibyte);
    counts.worstGrowthMegabytes = Math.max(counts.worstGrowthMegabytes, Math.round(growth / mebibyte));
    counts.slowestMs = Math.max(counts.slowestMs, Math.round(milliseconds));
    trial.say(
      `${document.name}: ${codeIn(reply) ?? 'no reply'}, ${Math.round(sentBytes / mebibyte)} MiB, grown by ${Math.round(growth / mebibyte)} MiB, ${Math.round(milliseconds)} ms`,
    );
  }
  for (const what of traps.touched()) findings.push(`Somebody opened ${what}.`);
  if (served.ended() !== undefined) findings.push(`The environment crashed: ${served.ended()}.`);
  return { counts, findings };
}

function wrongWith({ refusals }: HostileDocument, reply: Buffer | undefined, milliseconds: number): readonly string[] {
  const code = codeIn(reply);
  // Who goes on sending for so long is cut off, and its reply may be lost on the way.
  const mayBeLost = reply === undefined && milliseconds >= lingerMs;
  return [
    ...(mayBeLost || refusals.some((refusal) => refusal === code) ? [] : [`it is answered with ${code ?? (reply === undefined ? 'nothing' : 'a success')}`]),
    ...(milliseconds > patienceMs ? [`its connection is closed after ${Math.round(milliseconds)} ms`] : []),
  ];
}

/** Sends honest requests until the process is warm; gives one more of them, to be asked later. */
async function warmUp(served: Served): Promise<() => Promise<boolean>> {
  const { apiKey, port } = served;
  const templates = await readTemplates(async (name) => (await served.perform('templates.get', { function: name })).document);
  const deviceId = deviceIdIn(await askOnce(port, requestFrom(templates, 'GetFunctions', { apiKey, deviceId: '' })));
  const names = [...templates.keys()].filter((name) => name !== 'ExitClient' && name !== 'DataExtract');
  for (let round = 0; round < 8; round++) for (const name of names) await askOnce(port, requestFrom(templates, name, { apiKey, deviceId }));
  return async () => isSuccess(await askOnce(port, requestFrom(templates, 'PatientSearch', { apiKey, deviceId })));
}

/** Looks again and again at what the process has open. What is its own, the data folder and the tables of sockets, is nobody's business. */
function watchFiles(served: Served, traps: Traps): { end(): readonly string[] } {
  const opened = new Set<string>();
  const known = new Set(served.openFiles());
  const look = (): void => {
    if (served.ended() !== undefined) return;
    for (const name of served.openFiles()) {
      const isOwn = known.has(name) || name.startsWith(served.data) || /^(?:socket|pipe|anon_inode):|^\/proc\/|^\/dev\/null$/.test(name);
      if (!isOwn) opened.add(name === traps.file ? 'the trap file was opened' : 'a file was opened');
    }
  };
  const timer = setInterval(look, lookEveryMs);
  return {
    end: () => {
      clearInterval(timer);
      look();
      return [...opened];
    },
  };
}
