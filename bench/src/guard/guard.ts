// What a small request costs beside the least that any server would have to do for it, taken so that it holds on a machine that is busy with other tests.
import { startChild } from '../processes/child.js';

export interface GuardOrder {
  /** A folder of its own. */
  readonly folder: string;
  /** How many batches of each. */
  readonly batches: number;
}

export interface GuardSeen {
  /** Microseconds of the one thread for a request, its client and sockets included. */
  readonly request: number;
  readonly reference: number;
}

/**
 * Measures in one thread, without the disk, by turns, and takes the quickest of many short batches, which others have hardly interrupted.
 * @returns how many times as long a PatientSearch takes as in a bare server that parses the same bytes, digests them, stores a row and answers
 */
export async function guardRatio(order: GuardOrder): Promise<number> {
  const child = startChild<GuardOrder, GuardSeen>('guard/guard-process');
  try {
    const { request, reference } = await child.ask(order);
    return request / reference;
  } finally {
    await child.close();
  }
}
