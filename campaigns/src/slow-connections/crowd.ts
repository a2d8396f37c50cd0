// Many connections that send a byte of an honest request now and then, and some that send nothing. Who is closed comes again.
import { connect, Socket } from 'node:net';
import type { Chance } from '@s1kit/server';

export interface Crowd {
  replies(): number;
  /** How many were closed by the listener, and how many of them before any limit was reached. */
  closed(): { readonly all: number; readonly tooEarly: number };
  end(): void;
}

/** Between two bytes of one connection, in milliseconds. */
const betweenBytesMs = 5_000;
const tickMs = 10;
/** No limit closes a connection that sends a byte every five seconds sooner: that of a whole document is the first, at 120 s. */
const earliestMs = 115_000;
/** One in so many never sends anything. */
const silentOneIn = 10;

interface Member {
  socket: Socket;
  openedAt: number;
  sent: number;
}

/** Opens so many connections. */
export async function gatherCrowd(port: number, count: number, request: Buffer, chance: Chance): Promise<Crowd> {
  const members: Member[] = [];
  let isEnding = false;
  let replies = 0;
  let closed = 0;
  let tooEarly = 0;
  const enter = (member: Member): Promise<void> => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    member.socket = socket;
    member.openedAt = performance.now();
    member.sent = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      replies += 1;
    });
    socket.on('close', () => {
      if (isEnding) return;
      closed += 1;
      if (performance.now() - member.openedAt < earliestMs) tooEarly += 1;
      void enter(member);
    });
    return new Promise((resolve) => socket.once('connect', resolve));
  };
  const goOn = (member: Member, bytes: number): void => {
    if (!member.socket.writable) return;
    member.socket.write(request.subarray(member.sent, member.sent + bytes));
    member.sent = (member.sent + bytes) % request.length;
  };
  while (members.length < count) {
    // The first socket is replaced at once by that of the connection.
    const batch = Array.from({ length: Math.min(100, count - members.length) }, (): Member => ({ socket: new Socket(), openedAt: 0, sent: 0 }));
    await Promise.all(batch.map(enter));
    members.push(...batch);
  }
  for (const [index, member] of members.entries()) if (index % silentOneIn !== 0) goOn(member, chance.between(1, request.length - 1));
  let turn = 0;
  let due = 0;
  const timer = setInterval(() => {
    for (due += (count * tickMs) / betweenBytesMs; due >= 1; due--) {
      const member = members[turn % count];
      if (member !== undefined && turn % silentOneIn !== 0) goOn(member, 1);
      turn = (turn + 1) % count;
    }
  }, tickMs);
  return {
    replies: () => replies,
    closed: () => ({ all: closed, tooEarly }),
    end: () => {
      isEnding = true;
      clearInterval(timer);
      for (const { socket } of members) socket.destroy();
    },
  };
}
