// Sends what stands in an outbox: patient by patient in order, and again while it fails in a way that passes.
import { carryOut, type SystmOne } from '../client.js';
import { type Clock, pause } from '../clock.js';
import {
  ClosedError,
  DeviceBlockedError,
  DeviceUnknownError,
  FunctionMissingError,
  KeyRefusedError,
  RightMissingError,
  SystmOneError,
  WriteNotDoneError,
  WriteUnknownError,
} from '../errors/index.js';
import type { OutboxEvent } from '../events/events.js';
import { fraction, type Random } from '../random.js';
import type { OutboxConnection } from './connection.js';
import type { Entry, LogRecord } from './entries.js';

export interface DeliveryParts {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly record: (added: LogRecord) => Promise<void>;
  readonly connection: OutboxConnection;
  readonly onEvent: (event: OutboxEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Delivery {
  /** Tries what waits at once. */
  retry(): void;
  settled(): Promise<void>;
  /** Lets what has left come to its end, and stops. */
  stop(): Promise<void>;
}

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

export function deliver(parts: DeliveryParts): Delivery {
  const { entries, clock, random } = parts;
  const stopping = new AbortController();
  let hurry = new AbortController();
  let failures = 0;
  let running: Promise<void> | undefined;
  let again = false;

  const waiting = (): readonly Entry[] => [...entries.values()].filter(({ state }) => state.kind !== 'undelivered');

  /** One round: of each patient whatever goes, until something of theirs has to wait. @returns whether something waits */
  const round = async (): Promise<boolean> => {
    const held = new Set<string>();
    for (const entry of waiting()) {
      if (stopping.signal.aborted) return true;
      if (held.has(entry.kept.patient)) continue;
      // What cannot be put on record waits, as what it is about: a full disk ends neither the delivery nor the process.
      const outcome = await deliverOne(parts, entry).catch((error: unknown) => waits(parts.onEvent, entry.kept.id, codeOf(error)));
      if (outcome !== 'waits') failures = 0;
      else held.add(entry.kept.patient);
    }
    return waiting().length > 0;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      again = false;
      hurry = new AbortController();
      const waits = await round();
      if (again) continue;
      if (!waits) return;
      const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      failures += 1;
      await pause(clock, Math.round(whole * (1 - fraction(random) / 2)), AbortSignal.any([hurry.signal, stopping.signal])).catch(() => undefined);
    }
  };
  const begin = (): void => {
    running ??= run().finally(() => {
      running = undefined;
      // Something was added when the last round had already found nothing.
      if (again && !stopping.signal.aborted) begin();
    });
  };
  begin();
  return {
    retry: () => {
      again = true;
      failures = 0;
      hurry.abort();
      begin();
    },
    settled: async () => {
      while (running !== undefined) await running;
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

type Outcome = 'done' | 'waits' | 'undelivered';

/** Permanent as things are set up, which is nothing that the write could help: another user, another approval. */
const aboutSetUp = [KeyRefusedError, DeviceUnknownError, DeviceBlockedError, RightMissingError, FunctionMissingError];

async function deliverOne({ record, onEvent, clock, connection }: DeliveryParts, { kept, state }: Entry): Promise<Outcome> {
  const { id } = kept;
  const handBack = async (code: string): Promise<Outcome> => {
    await record({ type: 'undelivered', id, code });
    onEvent({ id, state: 'undelivered', code });
    return 'undelivered';
  };
  // What has left is looked for first, however late it is.
  if (state.kind === 'waiting' && kept.deadline !== undefined && clock.now() >= kept.deadline) return await handBack('DeadlinePassed');
  let client: SystmOne;
  try {
    client = await connection.get();
  } catch (error) {
    return waits(onEvent, id, codeOf(error));
  }
  try {
    onEvent({ id, state: 'sending' });
    await client[carryOut]({
      function: kept.function,
      request: kept.request,
      options: kept.options,
      left: state.kind === 'leaving' ? { before: state.before } : undefined,
      onLeaving: (before) => record({ type: 'leaving', id, before }),
    });
    await record({ type: 'done', id });
    onEvent({ id, state: 'done' });
    return 'done';
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof WriteUnknownError) {
      // Nobody has looked yet: it is looked for again.
      if (error.doubt === 'notSeen') return waits(onEvent, id, code);
      return await handBack(code);
    }
    const isAboutSetUp = aboutSetUp.some((kind) => error instanceof kind);
    if (error instanceof DeviceUnknownError || error instanceof ClosedError) connection.drop();
    else if (error instanceof SystmOneError && error.permanent && !isAboutSetUp) return await handBack(code);
    if (error instanceof WriteNotDoneError || (error instanceof SystmOneError && state.kind === 'waiting')) await record({ type: 'notDone', id });
    return waits(onEvent, id, code);
  }
}

function codeOf(error: unknown): string {
  return error instanceof SystmOneError ? error.code : 'Unexpected';
}

function waits(onEvent: DeliveryParts['onEvent'], id: string, code: string): Outcome {
  onEvent({ id, state: 'waiting', code });
  return 'waits';
}
