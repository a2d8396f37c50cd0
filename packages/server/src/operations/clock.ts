// The operations on the clock of Demo (B9.2).
import type { Clock, MovableClock, OperationHandlers } from '@s1kit/link';
import { OperationError } from '@s1kit/link';
import { fromUk, ukDateTime } from '../uk-time.js';
import { isoTime, type OperationContext, tellAll } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'clock.show' | 'clock.set' | 'clock.advance'>;

export const clockHandlers: Handlers = {
  'clock.show': async (_input, { services }) => shown(services.clock),

  'clock.set': async ({ to }, { services }) => {
    const time = timeOf(to);
    requireWithin(time);
    movable(services.clock).set(time);
    tellAll(services, 'clock');
    return shown(services.clock);
  },

  'clock.advance': async ({ milliseconds }, { services }) => {
    requireWithin(services.clock.now() + milliseconds);
    movable(services.clock).advance(milliseconds);
    // The throttle's windows have moved with it, and stay moved over a restart (B5.4).
    await services.store.write(() => services.throttleClock.keep());
    tellAll(services, 'clock');
    return shown(services.clock);
  },
};

const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function timeOf(text: string): number {
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text.replace(/^([^T]+T\d{2}:\d{2})(Z|[+-]|$)/, '$1:00$2');
  const time = form.test(text) ? fromUk(whole) : undefined;
  if (time === undefined || Number.isNaN(time)) {
    throw new OperationError(400, 'The time must be ISO 8601, such as 2026-03-29T09:00:00; without an offset it is UK wall-clock time, and must exist there.');
  }
  return time;
}

/** Behind this the ends of what is asked for, some weeks on, would have no date of four digits. */
const latest = Date.UTC(9999, 0);

/** @throws {OperationError} 400 */
function requireWithin(time: number): void {
  if (time >= latest) throw new OperationError(400, 'The clock goes no further than the year 9998.');
}

function movable(clock: Clock): MovableClock {
  if (!('advance' in clock && 'set' in clock)) throw new OperationError(409, 'The clock of this environment cannot be moved.');
  // It has what a movable clock has more than a clock.
  return clock as MovableClock;
}

function shown(clock: Clock): { readonly now: string; readonly uk: string } {
  return { now: isoTime(clock.now()), uk: ukDateTime(clock.now()) };
}
