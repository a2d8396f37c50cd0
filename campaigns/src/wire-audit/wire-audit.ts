// Audit completeness: a recording proxy stands between many clients and the listener, and afterwards the audit and the capture must match one to one.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Environment, startEnvironment } from 's1kit';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { askOnce, deviceIdIn } from '../wire/replies.js';
import { readTemplates, requestFrom } from '../wire/requests.js';
import { follow, type Told } from './client.js';
import { mismatches } from './matched.js';
import { openProxy, type RecordingProxy } from './proxy.js';
import { type Stock, scriptOf } from './script.js';
import { openTrail, type Trail, type TrailEntry } from './trail.js';

const atATime = 12;
/** A run has so many connections, however short it is. */
const atLeast = 60;
/** How many connections are matched together. */
const roundLength = 120;
/** How long the ends of replies may take to be on record after their clients have gone, in milliseconds. */
const settleMs = 5_000;
/** The user answers a prompt after so many milliseconds. */
const answerMs = 25;

export const wireAudit: Campaign = {
  name: 'wire-audit',
  purpose:
    'The audit and a capture of the wire match one to one: bytes, outcomes, sizes, order, ends of replies; also for what is refused, silent, malformed or cut off.',
  run: async (trial) => {
    const data = join(trial.folder, 'data');
    const environment = await startEnvironment({ data, patients: 10, approve: 'ask', throttle: 'silent', throttleScale: 0.02 });
    const unsubscribe = answerPrompts(environment, trial);
    const proxy = await openProxy(environment.port);
    const trail = openTrail(join(data, 's1kit.db'));
    try {
      return await compare(trial, proxy, trail, await stockOf(environment, join(data, 's1kit.db')));
    } finally {
      unsubscribe();
      trail.close();
      await environment.close(0);
      await proxy.close();
    }
  },
};

/** The user approves most applications that ask, and leaves some for later. */
function answerPrompts({ prompts }: Environment, trial: Trial): () => void {
  const chance = trial.chance('prompts');
  return prompts.subscribe(() => {
    const [prompt] = prompts.list();
    const answer = chance.chance(0.3) ? 'later' : 'approve';
    if (prompt !== undefined) void setTimeout(answerMs).then(() => prompts.answer(prompt.promptId, answer, 'campaign'));
  });
}

async function stockOf({ apiKey, perform, port }: Environment, databaseFile: string): Promise<Stock> {
  const templates = await readTemplates(async (name) => (await perform('templates.get', { function: name })).document);
  let deviceId = '';
  // The user may have left it for later.
  while (deviceId === '') deviceId = deviceIdIn(await askOnce(port, requestFrom(templates, 'GetFunctions', { apiKey, deviceId })));
  const { apiKey: strange } = await perform('applications.add', { name: 'Stranger' });
  return { templates, known: { apiKey, deviceId }, stranger: { apiKey: strange, deviceId: '' }, longRecord: longestRecordIn(databaseFile) };
}

function longestRecordIn(databaseFile: string): string {
  const database = new Database(databaseFile, { readonly: true });
  try {
    const row = database
      .prepare<[], { readonly nhs_number: string }>(
        `SELECT patient.nhs_number FROM event JOIN patient ON patient.organisation_id = event.organisation_id AND patient.patient_id = event.patient_id
          GROUP BY patient.patient_id ORDER BY COUNT(*) DESC LIMIT 1`,
      )
      .get();
    return row?.nhs_number ?? '';
  } finally {
    database.close();
  }
}

async function compare(trial: Trial, proxy: RecordingProxy, trail: Trail, stock: Stock): ReturnType<Campaign['run']> {
  const findings: string[] = [];
  const counts = { connections: 0, documents: 0, entries: 0, silent: 0, cutOff: 0, malformed: 0, left: 0, longReplies: 0, interrupted: 0 };
  let seen = trail.after(0).at(-1)?.sequence ?? 0;
  for (let from = trial.firstCase; goesOn(trial, counts.connections, 1) && findings.length < 20; from += roundLength) {
    const told = await round(trial, proxy, stock, from);
    const { entries, wrong } = await settled(told, () => trail.after(seen));
    findings.push(...wrong.slice(0, 20).map((what) => `Cases from ${from}: ${what}`));
    seen = Math.max(seen, entries.at(-1)?.sequence ?? 0);
    const messages = entries.filter(({ kind }) => kind === 'message');
    counts.connections += told.length;
    counts.left += told.filter(({ script }) => script.ending.kind === 'leave').length;
    counts.documents += told.reduce((sum, { script }) => sum + script.documents.length, 0);
    counts.entries += entries.length;
    counts.silent += messages.filter(({ outcome }) => outcome === 'throttled').length;
    counts.cutOff += messages.filter(({ outcome }) => outcome === 'cutOff').length;
    counts.malformed += messages.filter(({ errorCode }) => errorCode === 'NotWellFormed').length;
    counts.longReplies += messages.filter(({ replyFollows }) => replyFollows).length;
    counts.interrupted += entries.filter(({ kind, outcome }) => kind === 'sent' && outcome === 'interrupted').length;
    trial.say(`${counts.documents} documents on ${counts.connections} connections, ${counts.entries} entries`);
  }
  return { counts, findings };
}

/** Follows the scripts of the cases of a round, several at a time. */
async function round(trial: Trial, proxy: RecordingProxy, stock: Stock, from: number): Promise<readonly Told[]> {
  const told: Told[] = [];
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < from + roundLength && goesOn(trial, next - trial.firstCase, atLeast)) {
      const number = next++;
      told.push(await follow(proxy, scriptOf(trial.chance('case', number), number, stock)));
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return told;
}

/** Looks until all matches, or until there was time enough for it. */
async function settled(
  told: readonly Told[],
  look: () => readonly TrailEntry[],
): Promise<{ readonly entries: readonly TrailEntry[]; readonly wrong: readonly string[] }> {
  const end = performance.now() + settleMs;
  for (;;) {
    const entries = look();
    const wrong = mismatches(told, entries);
    if (wrong.length === 0 || performance.now() > end) return { entries, wrong };
    await setTimeout(100);
  }
}
