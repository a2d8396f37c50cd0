// The W3C's XML conformance suite against the reading of requests: framing, encoding and parser of a whole environment, over a socket.
import { startEnvironment } from 's1kit';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { inChunks } from '../listener-fuzz/conversation.js';
import { agrees, explanations, isOurs } from './explained.js';
import { type Reading, readingOf } from './reading.js';
import { type ConformanceCase, readSuite } from './suite.js';
import { withoutDeclaration } from './without-declaration.js';

const atATime = 16;
/** A run reads so many cases of the suite, however short it is. */
const atLeast = 120;
/** The suite is gone through in steps of a prime number, so that a short run sees something of every part of it. */
const stride = 617;

export const xmlConformance: Campaign = {
  name: 'xml-conformance',
  purpose:
    "Every case of the W3C's XML conformance suite is found well-formed or not as the suite has it, in whatever chunks it comes; differences are explained.",
  run: async (trial) => {
    const { close, port } = await startEnvironment({ patients: 1, throttle: 'off', approve: 'always', largeRecord: false });
    try {
      return await readAll(trial, port, readSuite());
    } finally {
      await close(0);
    }
  },
};

/** Reads every case of the suite once, and again in other chunks while there is time. */
async function readAll(trial: Trial, port: number, suite: readonly ConformanceCase[]): ReturnType<Campaign['run']> {
  const findings: string[] = [];
  const counts = { cases: 0, agreed: 0, explained: 0, otherVersion: 0, withoutDeclaration: 0, rounds: 0 };
  const judge = (number: number, one: ConformanceCase, reading: Reading): void => {
    counts.cases += 1;
    if (!isOurs(one)) counts.otherVersion += 1;
    else if (agrees(one, reading)) counts.agreed += 1;
    else if (explanations.some((explanation) => explanation.holds(one, reading))) counts.explained += 1;
    else findings.push(`Case ${number}: ${one.id} is ${one.type}, and we read it as ${reading}.`);
  };
  const once = async (number: number): Promise<void> => {
    const one = suite[(number * stride) % suite.length];
    if (one === undefined) return;
    const chance = trial.chance('case', number);
    const chunked = (bytes: Buffer): readonly Buffer[] => (number < suite.length ? [bytes] : inChunks(bytes, chance));
    judge(number, one, await readingOf(port, chunked(one.bytes)));
    const bare = isOurs(one) && one.type !== 'not-wf' ? withoutDeclaration(one.bytes) : undefined;
    if (bare === undefined) return;
    counts.withoutDeclaration += 1;
    judge(number, one, await readingOf(port, chunked(bare)));
  };
  let next = trial.firstCase;
  const lane = async (): Promise<void> => {
    while (goesOn(trial, next - trial.firstCase, atLeast)) await once(next++);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  counts.rounds = Math.floor(next / suite.length);
  return { counts, findings };
}
