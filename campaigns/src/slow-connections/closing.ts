// Connections that are slow in different ways, against a clock that is moved: each is closed when its limit says, not before (B2.10).
import { connect, type Socket } from 'node:net';
import type { MovableClock } from '@s1kit/link';
import type { Chance } from '@s1kit/server';

type Manner = 'silent' | 'answered' | 'stalled' | 'dripping' | 'lively';
const manners: readonly Manner[] = ['silent', 'answered', 'stalled', 'dripping', 'lively'];

/** The limits in milliseconds, as B2.10 has them. */
const idleMs = 600_000;
const betweenBytesMs = 30_000;
const documentMs = 120_000;
/** The clock goes on by so much at a time; bytes are sent between two steps. */
const stepMs = 5_000;
/** How far it goes. */
const wholeMs = 750_000;

interface Slow {
  readonly manner: Manner;
  readonly socket: Socket;
  /** When it begins to send, and how long it then waits between two bytes or documents. */
  readonly beginsMs: number;
  readonly everyMs: number;
  /** When the listener must close it; `undefined` for never. */
  readonly dueMs: number | undefined;
  sent: number;
  closedMs: number | undefined;
}

/** @returns what was closed too early, too late or wrongly */
export async function closingOnTime(port: number, clock: MovableClock, request: Buffer, chance: Chance, connections: number): Promise<readonly string[]> {
  let now = 0;
  const all = await Promise.all(Array.from({ length: connections }, (_, index) => open(port, chance, manners[index % manners.length] ?? 'silent', () => now)));
  try {
    for (; now <= wholeMs; now += stepMs) {
      for (const slow of all) send(slow, now, request);
      await settle(all);
      clock.advance(stepMs);
      await settle(all);
    }
    return all.flatMap(wrongWith);
  } finally {
    for (const { socket } of all) socket.destroy();
    await settle(all);
  }
}

async function open(port: number, chance: Chance, manner: Manner, now: () => number): Promise<Slow> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const beginsMs = stepMs * chance.below(20);
  const everyMs = manner === 'lively' ? stepMs * chance.between(20, 100) : stepMs * chance.between(1, betweenBytesMs / stepMs - 1);
  const slow: Slow = { manner, socket, beginsMs, everyMs, dueMs: dueOf(manner, beginsMs), sent: 0, closedMs: undefined };
  socket.on('error', () => undefined);
  socket.resume();
  socket.once('end', () => {
    slow.closedMs = now();
  });
  return slow;
}

function dueOf(manner: Manner, beginsMs: number): number | undefined {
  return { silent: idleMs, answered: beginsMs + idleMs, stalled: beginsMs + betweenBytesMs, dripping: beginsMs + documentMs, lively: undefined }[manner];
}

function send(slow: Slow, now: number, request: Buffer): void {
  const { beginsMs, everyMs, manner, sent, socket } = slow;
  const isTurn = now >= beginsMs && (now - beginsMs) % everyMs === 0;
  if (!socket.writable) return;
  if (manner === 'lively' && isTurn) socket.write(request);
  if (manner === 'answered' && now === beginsMs) socket.write(request);
  if (manner === 'stalled' && now === beginsMs) socket.write(request.subarray(0, request.length / 2));
  if (manner === 'dripping' && isTurn) {
    socket.write(request.subarray(sent, sent + 1));
    slow.sent += 1;
  }
}

/** Lets what is on its way arrive: both ends are in this process. */
async function settle(all: readonly Slow[]): Promise<void> {
  for (let left = 8; left > 0 || all.some(({ socket }) => socket.writableLength > 0); left--) await new Promise((resolve) => setImmediate(resolve));
}

/** What was sent in a step may count from that step or the one after it. */
function wrongWith({ closedMs, dueMs, manner }: Slow): readonly string[] {
  if (dueMs === undefined) return closedMs === undefined ? [] : [`a connection that is ${manner} was closed after ${closedMs / 1000} s`];
  if (closedMs !== undefined && Math.abs(closedMs - dueMs) <= 2 * stepMs) return [];
  return [
    `a connection that is ${manner} was ${closedMs === undefined ? 'not closed' : `closed after ${closedMs / 1000} s`}; it was due after ${dueMs / 1000} s`,
  ];
}
