// The requests that are sent while clocks move, each with the window that it falls into and what its reply must hold.
import type { Chance } from '@s1kit/server';
import { identityOf, textsOf } from '../practice/request.js';
import { firstShown, ukClocks, ukDayFrom } from './uk.js';

export interface Timed {
  readonly function: string;
  readonly parameters: string;
  readonly window: string;
  /** Milliseconds. */
  readonly length: number;
  /** What is wrong with a reply that was admitted; `error` is its code. */
  readonly wrong: (reply: string, error: string | undefined) => string | undefined;
  /** When the event took place that it makes, as civil UK time. */
  readonly madeAt?: string;
}

/** Draws a request. @param now the environment's time, milliseconds since 1970 UTC */
export function drawRequest(chance: Chance, nhsNumber: string, now: number): Timed {
  return chance.pick([readRecord, readRecord, slots, writeNow, writeAt])(chance, nhsNumber, now);
}

const succeeds: Timed['wrong'] = (_reply, error) => (error === undefined ? undefined : `it failed with ${error}`);

/** Light, if it asks for what was entered since today or yesterday, by UK days (B5.1). */
function readRecord(chance: Chance, nhsNumber: string, now: number): Timed {
  const daysBack = chance.below(4) - 1;
  const filter = chance.chance(0.2) ? '' : `<Filter><MinEntryDate>${ukDayFrom(now, -daysBack)}</MinEntryDate></Filter>`;
  const isLight = filter !== '' && (daysBack === 0 || daysBack === 1);
  const window = isLight ? { window: 'record, light', length: 1_000 } : { window: 'record', length: 30_000 };
  return { function: 'GetPatientRecord', parameters: identityOf(nhsNumber) + filter, ...window, wrong: succeeds };
}

/** Every slot on offer begins after now, also if those of the whole day are asked for (B7.19). */
function slots(chance: Chance, _nhsNumber: string, now: number): Timed {
  const day = `<MinDateTime>${ukDayFrom(now, 0)}T00:00:00</MinDateTime><MaxDateTime>${ukDayFrom(now, 7)}T12:00:00</MaxDateTime>`;
  const wrong: Timed['wrong'] = (reply, error) => {
    if (error !== undefined) return `slots: it failed with ${error}`;
    const past = textsOf(reply, 'DateTimeStart').find((start) => (firstShown(start) ?? Number.NEGATIVE_INFINITY) <= now);
    return past === undefined ? undefined : `a slot of ${past} is offered at ${ukClocks(now)}`;
  };
  return { function: 'GetAppointmentSlots', parameters: chance.chance(0.7) ? day : '', window: 'slots', length: 1_000, wrong };
}

const updateAt = (nhsNumber: string, dateTime: string): Pick<Timed, 'function' | 'window' | 'length' | 'parameters'> => ({
  function: 'UpdatePatientRecord',
  window: 'update',
  length: 1_000,
  parameters: `${identityOf(nhsNumber)}<Clinical><Event${dateTime}><Narrative><Line>By the clock</Line></Narrative></Event></Clinical>`,
});

/** What has no time takes place now, by UK clocks (B7.10). */
function writeNow(_chance: Chance, nhsNumber: string, now: number): Timed {
  return { ...updateAt(nhsNumber, ''), wrong: succeeds, madeAt: ukClocks(now) };
}

const times = ['2025-03-30T00:59:59', '2025-03-30T01:30:00', '2025-03-30T02:00:00', '2025-10-26T01:30:00', '2024-02-29T23:59:59', '1970-01-01T00:00:00'];

/** A time without an offset is kept as it was sent, one with an offset is converted, and one that clocks leap over is refused (B3.9). */
function writeAt(chance: Chance, nhsNumber: string): Timed {
  const time = chance.pick(times);
  const offset = chance.pick(['', '', 'Z', '+01:00', '-05:30']);
  const instant = offset === '' ? firstShown(time) : Date.parse(time + offset);
  const request = updateAt(nhsNumber, ` DateTime="${time}${offset}"`);
  if (instant !== undefined) return { ...request, wrong: succeeds, madeAt: offset === '' ? time : ukClocks(instant) };
  return {
    ...request,
    wrong: (_reply, error) => (error === 'ValueInvalid' ? undefined : `the time ${time}, which no UK clock shows, was answered with ${error ?? 'success'}`),
  };
}
