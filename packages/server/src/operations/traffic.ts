// The operation on the traffic.
import type { OperationHandlers, OutputOf } from '@s1kit/link';
import { type Allowance, allowances, type Bucket, type FunctionTally, quantileOf } from '../traffic/index.js';
import { isoTime, type OperationContext, placeOf } from './operation-context.js';

type Shown = OutputOf<'traffic.show'>;

const functionsAtMost = 50;

export const trafficHandlers: Pick<OperationHandlers<OperationContext>, 'traffic.show'> = {
  'traffic.show': async (_input, context) => {
    const { actor, may, services } = context;
    const { clock, settings, store, throttleClock, traffic } = services;
    const own = actor.kind === 'user' && !may('audit.all') ? actor.userName : undefined;
    const now = clock.now();
    const { since, tally } = await traffic.upTo(now, placeOf(context), own);
    const allowed = await store.read(() => allowances(placeOf(context), settings, throttleClock.now()));
    return {
      now: isoTime(now),
      own: own !== undefined,
      since: isoTime(since),
      seconds: tally.seconds(now).map(bucketOf),
      minutes: tally.minutes(now).map(bucketOf),
      functions: functionsOf(tally.functions(now)),
      throttle: { mode: settings.throttle, scale: settings.throttleScale },
      devices: allowed.map((allowance) => deviceOf(allowance, clock.now())),
    };
  },
};

function bucketOf({ at, ...counts }: Bucket): Shown['minutes'][number] {
  return { at: isoTime(at), ...counts };
}

function functionsOf(functions: ReadonlyMap<string | null, FunctionTally>): Shown['functions'] {
  return [...functions]
    .map(([name, tally]) => {
      const { answered, refused, throttled, broken } = tally;
      return { function: name, answered, refused, throttled, broken, p50: quantileOf(tally, 0.5), p95: quantileOf(tally, 0.95) };
    })
    .sort((a, b) => totalOf(b) - totalOf(a))
    .slice(0, functionsAtMost);
}

function totalOf({ answered, refused, throttled, broken }: Shown['functions'][number]): number {
  return answered + refused + throttled + broken;
}

function deviceOf({ applicationName, deviceId, waiting }: Allowance, now: number): Shown['devices'][number] {
  const closed = waiting.map(({ window, wait }) => ({ window, allowedAt: isoTime(Math.ceil(now + wait)) }));
  return { deviceId, applicationName, record: closed.find(({ window }) => window === 'GetPatientRecord')?.allowedAt ?? null, waiting: closed };
}
