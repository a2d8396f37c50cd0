// A record of many megabytes as a stream of its events, as they arrive.
import type { FunctionMap, RequestOf } from '@s1kit/contract';
import { attempt } from '../calls/attempt.js';
import type { CallContext } from '../calls/context.js';
import type { ReadOptions } from '../calls/options.js';
import { kept } from '../calls/reads.js';
import { repeat } from '../calls/repeat.js';
import type { ReplyFor } from '../calls/types.js';
import type { Flow } from '../transport/connection.js';

type WholeRecord = ReplyFor<'GetPatientRecord'>;

/** A clinical event of a record. */
export type RecordEvent = NonNullable<NonNullable<WholeRecord['Clinical']>['Event']>[number];

/** A record but for its events. */
export type RecordWithoutEvents = Omit<WholeRecord, 'Clinical'>;

/**
 * The events of a record, in the order in which they took place. It can be gone through once. Leaving the loop gives up the rest; going slowly makes
 * SystmOne wait, so that no more than `limits.eventsAhead` and what is in one block are in memory.
 * @example
 * const record = systmOne.streamPatientRecord({ Identity });
 * for await (const event of record) show(event);
 * const { Demographics } = record.rest();
 */
export interface RecordStream extends AsyncIterable<RecordEvent> {
  /** What stands beside the events. @throws {TypeError} before the last event has been gone through */
  rest(): RecordWithoutEvents;
}

export type RecordRequest = RequestOf<FunctionMap['GetPatientRecord']>;

/** The events that have arrived and were not taken yet, and who waits for the next. */
function createQueue(eventsAhead: number) {
  const events: RecordEvent[] = [];
  let flow: Flow | undefined;
  let paused = false;
  let wake = (): void => undefined;
  return {
    onFlow: (given: Flow): void => {
      flow = given;
      paused = false;
    },
    put: (event: RecordEvent): void => {
      events.push(event);
      if (events.length >= eventsAhead && !paused) {
        paused = true;
        flow?.pause();
      }
      wake();
    },
    take: (): RecordEvent | undefined => {
      const event = events.shift();
      if (paused && events.length < eventsAhead / 2) {
        paused = false;
        flow?.resume();
      }
      return event;
    },
    /** Resolves when something has been put, or when it is woken. */
    more: (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
        if (events.length > 0) resolve();
      }),
    wake: (): void => wake(),
  };
}

/** Reads a record; it is asked for when the first event is. It is asked again where no reply came, but not once an event has been handed over. */
export function streamRecord(context: CallContext, parameters: RecordRequest, options: ReadOptions): RecordStream {
  let rest: RecordWithoutEvents | undefined;
  let begun = false;

  async function* events(): AsyncGenerator<RecordEvent> {
    if (begun) throw new TypeError('A stream of a record can be gone through once. Ask for another one.');
    begun = true;
    const queue = createQueue(context.limits.eventsAhead);
    const leaving = new AbortController();
    const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal]);
    let ended = false;
    let failure: { readonly error: unknown } | undefined;
    let delivered = 0;
    const items = {
      at: ['Response', 'Clinical', 'Event'],
      take: (event: unknown): void => {
        delivered += 1;
        queue.put(event as RecordEvent); // What stands there in a reply has the shape of an event.
      },
    };
    const ask = async (number: number): Promise<void> => {
      const answer = await attempt(context, {
        name: 'GetPatientRecord',
        parameters,
        options: { ...options, signal },
        attempt: number,
        items,
        onFlow: queue.onFlow,
      });
      const { Clinical: clinical, ...others } = kept(context, answer, number) as WholeRecord; // As above.
      rest = others;
      // Events that came before the reply had said whose it is.
      for (const event of clinical?.Event ?? []) queue.put(event);
    };
    const reading = repeat(context, 'GetPatientRecord', signal, ask, () => delivered === 0)
      .catch((error: unknown) => {
        failure = { error };
      })
      .finally(() => {
        ended = true;
        queue.wake();
      });
    try {
      for (;;) {
        const event = queue.take();
        if (event !== undefined) yield event;
        else if (ended) break;
        else await queue.more();
      }
      if (failure !== undefined) throw failure.error;
    } finally {
      leaving.abort(new Error('The record is not wanted any more.'));
      await reading;
    }
  }

  return {
    [Symbol.asyncIterator]: events,
    rest: () => {
      if (rest === undefined) throw new TypeError('What stands beside the events is known once all of them have been gone through.');
      return rest;
    },
  };
}
