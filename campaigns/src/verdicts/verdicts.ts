// The verdict of our decoder against that of libxml2 and xmllint, by the schemas that GetXSDFiles gives (B3.5, B7.2).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SchemaFile } from '@s1kit/contract';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { type Judged, replyCase, requestCase } from './cases.js';
import { libxml2In } from './libxml2.js';
import { layOut, listsIn, oddLists, oddSchemas, type Practice, schemasIn } from './practice.js';
import { openSender, type Sender } from './sent.js';
import { xmllintIn } from './xmllint.js';

/** So many cases lie between two that xmllint judges too, and between two that go over a socket. */
const secondJudgeEvery = 41;
const sentEvery = 503;
/** How many documents xmllint gets in one run. */
const batch = 200;
const mostFindings = 20;
/** A run has so many cases, however short it is. */
const atLeast = 600;

export const verdicts = judgedBy((schemas) => schemas);

/** @param given what the judges are given of the schemas: those themselves, but for a test that must see a difference found */
export function judgedBy(given: (schemas: readonly SchemaFile[]) => readonly SchemaFile[]): Campaign {
  return {
    name: 'verdicts',
    purpose: 'Documents of every function, valid and broken, get the same verdict from our decoder as from libxml2 and xmllint; replies follow their schemas.',
    run: async (trial) => {
      const sender = await openSender();
      try {
        return await compare(trial, sender, await practices(trial.folder, sender, given));
      } finally {
        await sender.environment.close(0);
      }
    },
  };
}

async function practices(folder: string, sender: Sender, given: Parameters<typeof judgedBy>[0]): Promise<readonly [own: Practice, odd: Practice]> {
  const schemas = schemasIn(sender.schemas);
  const lay = async (name: string, files: readonly SchemaFile[], lists: Practice['lists']): Promise<Practice> => {
    await mkdir(join(folder, name));
    await layOut(join(folder, name), given(files));
    return { lists, folder: join(folder, name) };
  };
  return [await lay('own', schemas, listsIn(schemas)), await lay('odd', oddSchemas(), oddLists)];
}

async function compare(trial: Trial, sender: Sender, [own, odd]: readonly [Practice, Practice]): ReturnType<Campaign['run']> {
  const benches = [own, odd].map((practice) => ({ practice, libxml2: libxml2In(practice.folder), xmllint: secondJudge(practice.folder) }));
  const findings: string[] = [];
  const counts = { cases: 0, requests: 0, requestsTaken: 0, replies: 0, repliesSent: 0, successesSent: 0, byXmllint: 0 };
  const differs = (number: number, judge: string, { schema, refusal }: Judged): void => {
    findings.push(`Case ${number}: by ${schema}, ${refusal === undefined ? 'we take it' : `we refuse ${refusal}`}, and ${judge} says the opposite.`);
  };
  for (let number = trial.firstCase; goesOn(trial, counts.cases, atLeast) && findings.length < mostFindings; number++) {
    const chance = trial.chance('case', number);
    const bench = benches[number % 2];
    if (bench === undefined) continue;
    counts.cases += 1;
    if (number % sentEvery === 0) {
      const { schema, document, isSuccess } = await sender.send(chance);
      counts.repliesSent += 1;
      if (isSuccess) counts.successesSent += 1;
      const ofOwn = benches[0]?.libxml2(schema, document);
      if (ofOwn !== true) differs(number, 'libxml2', { schema, document, refusal: undefined });
      continue;
    }
    const isReply = number % 8 === 7;
    const judged = isReply ? replyCase(chance, bench.practice) : requestCase(chance, bench.practice);
    if (isReply) {
      counts.replies += 1;
      if (judged.refusal !== undefined) findings.push(`Case ${number}: our decoder refuses ${judged.refusal} in a reply that our encoder wrote.`);
    } else {
      counts.requests += 1;
      if (judged.refusal === undefined) counts.requestsTaken += 1;
    }
    if (bench.libxml2(judged.schema, judged.document) !== (judged.refusal === undefined)) differs(number, 'libxml2', judged);
    if (number % secondJudgeEvery === 0) {
      counts.byXmllint += 1;
      for (const [which, one] of await bench.xmllint.add(number, judged)) differs(which, 'xmllint', one);
    }
    if (number % 256 === 0) await setImmediate();
    if (counts.cases % 100_000 === 0) trial.say(`${counts.cases} documents`);
  }
  for (const { xmllint } of benches) for (const [which, one] of await xmllint.end()) differs(which, 'xmllint', one);
  return { counts, findings };
}

type Numbered = readonly [number: number, judged: Judged];

/** Gathers documents for xmllint by their schema; gives those on which it differs. */
function secondJudge(folder: string): { add(number: number, judged: Judged): Promise<readonly Numbered[]>; end(): Promise<readonly Numbered[]> } {
  const judge = xmllintIn(folder);
  let waiting: Numbered[] = [];
  const end = async (): Promise<readonly Numbered[]> => {
    const all = waiting;
    waiting = [];
    const differing: Numbered[] = [];
    for (const schema of new Set(all.map(([, judged]) => judged.schema))) {
      const these = all.filter(([, judged]) => judged.schema === schema);
      const valid = await judge(
        schema,
        these.map(([, { document }]) => document),
      );
      differing.push(...these.filter(([, { refusal }], index) => valid[index] !== (refusal === undefined)));
    }
    return differing;
  };
  return {
    add: async (number, judged) => {
      waiting.push([number, judged]);
      return waiting.length >= batch ? end() : [];
    },
    end,
  };
}
