// Clocks that go backwards, forwards and over every edge of the calendar, while requests are sent and the environment is stopped and killed:
// no allowance is gained, the audit keeps its order, and civil times are those of UK clocks (B3.9, B5.1, B5.4, B7.19).
import type { Chance } from '@s1kit/server';
import type { Campaign, Trial } from '../campaign.js';
import { goesOn } from '../going-on.js';
import { makePractice } from '../practice/practice.js';
import { textsOf } from '../practice/request.js';
import { nhsNumbersOf, rowsOf } from '../practice/rows.js';
import { drawRequest, type Timed } from './requests.js';
import { firstShown, ukClocks } from './uk.js';
import { openWorld, type World } from './world.js';

/** Monday, 5 January 2026, 08:00 in the UK. */
const start = Date.UTC(2026, 0, 5, 8);
const stepsInCase = 60;
const hour = 3_600_000;

export const clock: Campaign = {
  name: 'clock',
  purpose: 'Clocks go backwards, forwards and over every edge of the calendar: no throttle window opens too soon, audit order and UK times are kept.',
  run: async (trial) => {
    const data = await makePractice(trial.folder, { now: start, patients: 5 });
    const world = await openWorld(data, start, trial.chance('server'));
    const [nhsNumber = ''] = await nhsNumbersOf(world.practice().store);
    const counts = { cases: 0, requests: 0, admitted: 0, throttled: 0, clockMoves: 0, restarts: 0 };
    const findings: string[] = [];
    for (let index = trial.firstCase; findings.length === 0 && goesOn(trial, counts.cases, 1); index++) {
      counts.cases += 1;
      findings.push(...(await tryCase(world, trial, index, { counts, nhsNumber })).map((what) => `Case ${index}: ${what}.`));
    }
    await world.close();
    return { counts, findings };
  },
};

interface About {
  readonly counts: { requests: number; admitted: number; throttled: number; clockMoves: number; restarts: number };
  readonly nhsNumber: string;
}

async function tryCase(world: World, trial: Trial, index: number, { counts, nhsNumber }: About): Promise<readonly string[]> {
  const chance = trial.chance('case', index);
  // A case begins with the machine's time, and with windows that have all gone by.
  await world.restart('stop', 60_000);
  const before = await lastSequence(world);
  const sent: { readonly uid: string; readonly at: number }[] = [];
  const found: string[] = [];
  for (let step = 0; step < stepsInCase && found.length === 0; step++) {
    if (chance.chance(0.5)) {
      const uid = `${index}-${step}`;
      sent.push({ uid, at: world.now() });
      const request = drawRequest(chance, nhsNumber, world.now());
      const { outcome, wrong } = await ask(world, request, uid);
      counts.requests += 1;
      counts[outcome] += 1;
      found.push(...wrong);
    } else if (chance.chance(0.15)) {
      counts.restarts += 1;
      await world.restart(chance.pick(['stop', 'kill']), chance.pick([0, 0.3, 400.6, 999, 1_000, 29_500.5, 10 * hour]));
    } else {
      counts.clockMoves += 1;
      found.push(...(await moveClock(world, chance)));
    }
  }
  return [...found, ...(await disorder(world, before, sent))];
}

async function ask(world: World, request: Timed, uid: string): Promise<{ readonly outcome: 'admitted' | 'throttled'; readonly wrong: readonly string[] }> {
  const { windows } = world;
  const expected = windows.expected(request.window, request.length);
  const answer = await world.desk().ask(request.function, request.parameters, { requestUid: uid });
  const outcome = answer?.error === 'Throttled' ? 'throttled' : 'admitted';
  const wrong =
    expected === outcome || expected === 'either'
      ? []
      : [`${request.function} in the window "${request.window}" was ${outcome} after ${windows.since(request.window)} ms, and should have been ${expected}`];
  if (outcome === 'throttled') return { outcome, wrong };
  world.admitted(request.window);
  const reply = answer?.text ?? '';
  const badReply = request.wrong(reply, answer?.error);
  const badTime = request.madeAt === undefined || badReply !== undefined ? undefined : await timeKept(world, reply, request.madeAt);
  return { outcome, wrong: [...wrong, ...[badReply, badTime].filter((one) => one !== undefined)] };
}

/** The event that was made, in the tables: when it took place, and that it was entered now. */
async function timeKept({ now, practice }: World, reply: string, civil: string): Promise<string | undefined> {
  const [uid = ''] = textsOf(reply, 'EventUID');
  const id = Number.parseInt([...uid].reverse().join(''), 16);
  const [event] = await rowsOf<{ effective_at: string; entry_at: number }>(practice().store, 'SELECT effective_at, entry_at FROM event WHERE event_id = ?', id);
  if (event?.effective_at !== civil) return `an event of ${civil} is kept as of ${event?.effective_at}`;
  return event.entry_at === now() ? undefined : `the time of entry is ${event.entry_at}, and the environment's ${now()}`;
}

const edges = [
  '1970-01-01T00:00:00Z',
  '1999-12-31T23:59:59.5Z',
  '2026-01-07T09:00:00',
  '2026-01-07T15:05:00',
  '2026-03-28T23:59:59',
  '2026-03-30T10:20:00',
  '2026-03-29T00:59:59Z',
  '2026-03-29T02:00:00',
  '2026-10-23T14:30:00',
  '2026-10-25T00:59:59Z',
  '2026-10-25T01:59:59Z',
  '2027-12-31T23:59:59',
  '2028-02-28T23:59:59',
  '2028-02-29',
  '2028-02-29T11:40:00',
  '2038-01-19T03:14:07Z',
  '2400-02-29T12:00:00Z',
  '9000-12-31T23:59:59Z',
];

async function moveClock(world: World, chance: Chance): Promise<readonly string[]> {
  switch (chance.below(5)) {
    case 0: {
      const to = chance.pick(edges);
      const { now, uk } = await world.set(to);
      const expected = /Z$/.test(to) ? Date.parse(to) : firstShown(to.length === 10 ? `${to}T00:00:00` : to);
      return Date.parse(now) === expected && uk === ukClocks(expected ?? 0) ? [] : [`the clock was set to ${to} and shows ${now}, in the UK ${uk}`];
    }
    case 1:
      await world.advance(chance.pick([1, 999, 1_000, 15_000, 30_000, hour, ...(chance.chance(0.1) ? [25 * hour] : [])]));
      return [];
    case 2:
      world.setMachine(chance.pick([-1, 1]) * chance.pick([500, hour, 24 * hour, 400 * 24 * hour]));
      return [];
    default:
      world.pass(chance.pick([0.4, 1, 250.7, 998.9, 999.5, 1_000, 14_000.2, 29_999.5, 30_000]));
      return [];
  }
}

async function lastSequence({ practice }: World): Promise<number> {
  const [row] = await rowsOf<{ last: number }>(practice().store, 'SELECT MAX(sequence) AS last FROM audit_entry');
  return row?.last ?? 0;
}

/** The audit has the requests in the order in which they were sent, each with the time that the environment's clock showed. */
async function disorder(world: World, after: number, sent: readonly { readonly uid: string; readonly at: number }[]): Promise<readonly string[]> {
  const rows = await rowsOf<{ request_uid: string; at: number }>(
    world.practice().store,
    "SELECT request_uid, at FROM audit_entry WHERE sequence > ? AND kind = 'message' ORDER BY sequence",
    after,
  );
  const isKept = rows.length === sent.length && sent.every(({ at, uid }, index) => rows[index]?.request_uid === uid && rows[index].at === Math.round(at));
  const { ok } = await world.desk().perform('audit.verify', {});
  return [...(isKept ? [] : ['the audit does not have the requests in their order, with their times']), ...(ok ? [] : ['the chain of the audit is broken'])];
}
