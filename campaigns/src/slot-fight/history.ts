// What clients have seen of each slot: who took it, was refused it, freed it, or was told that it is free.
import type { FreeSlot } from '../practice/slots.js';
import { isLinearizable, type Operation } from './linearizable.js';

const free = 'free';

/** What an answer says of a slot. */
export type Said = 'taken' | 'refused' | 'freed' | 'free' | 'notFree' | 'held';

export interface History {
  /** The moment at which a request is sent. */
  now(): number;
  /** Notes what the answer to a request that was sent at `invoked`, and is there now, says of a slot. */
  note(slot: FreeSlot, client: string, said: Said, invoked: number): void;
  /** When the slots begin whose histories no order explains. */
  unexplained(): readonly string[];
}

/** Begins with every slot free. */
export function createHistory(): History {
  let moment = 0;
  const ofSlots = new Map<FreeSlot, Operation[]>();
  return {
    now: () => ++moment,
    note: (slot, client, said, invoked) => {
      const operations = ofSlots.get(slot) ?? [];
      ofSlots.set(slot, operations);
      operations.push({ invoked, answered: ++moment, follows: meaningOf(said, client) });
    },
    unexplained: () => [...ofSlots].filter(([, operations]) => !isLinearizable(operations, free)).map(([{ start }]) => start),
  };
}

function meaningOf(said: Said, client: string): Operation['follows'] {
  switch (said) {
    case 'taken':
      return (state) => (state === free ? client : undefined);
    case 'freed':
      return (state) => (state === client ? free : undefined);
    case 'held':
      return (state) => (state === client ? state : undefined);
    case 'free':
      return (state) => (state === free ? state : undefined);
    case 'refused':
    case 'notFree':
      return (state) => (state === free ? undefined : state);
  }
}
