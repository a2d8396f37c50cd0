// Cuts the connection of a write at every byte of its request and of its reply, and judges what the client says by what the record has. What depends on the
// very byte is tried with each: whether the environment does anything on a part of a request, and whether the client takes a part of a reply for a whole one.
// What follows in the client is the same wherever it was: from end to end, with both looks of the client, it is tried with every seventeenth byte, and with
// every byte where S1KIT_EVERY_BYTE is set, which takes a minute and more.
import { type AddressInfo, connect, createServer } from 'node:net';
import { functionMap } from '@s1kit/contract';
import { expect } from 'vitest';
import { memoryDeviceStore, type ReplyFor, type SystmOne } from '../../src/index.js';
import { exchange } from '../../src/transport/exchange.js';
import { replyReader } from '../../src/transport/reply-reader.js';
import type { Surroundings } from './environment.js';
import { type MeddlingProxy, openProxy } from './proxy.js';

export interface Case {
  readonly client: SystmOne;
  readonly nhsNumber: string;
}

export interface WriteUnderTest {
  readonly name: string;
  /** The requests that come before that of the write. */
  readonly before: number;
  /** Makes what the write is about. Cuts are spread over the patients, so that no record grows long. */
  prepare?(at: Case, number: number): Promise<string>;
  /** What the client saw in the record where the write did not take effect. */
  saw?(prepared: string): readonly string[];
  /** Writes something that has the number in it. */
  write(at: Case, number: number, prepared: string): Promise<unknown>;
  /** How often it is in what was entered today or yesterday. */
  count(record: Entered, number: number, prepared: string): number;
  /** A later write hides what this one did, so it is counted after each cut; the others are counted when all cuts have been made. */
  readonly hidesOthers?: true;
}

export const text = (number: number): string => `Case ${String(number).padStart(6, '0')} & more`;
export type Entered = ReplyFor<'GetPatientRecord'>;
const entered = (client: SystmOne, nhsNumber: string): Promise<Entered> =>
  client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { MinEntryDate: '2026-03-01' } }, { fresh: true });

/** Carries out the write with one cut. @returns whether the client says that it is done */
async function cutOnce(
  at: Case,
  proxy: MeddlingProxy,
  write: WriteUnderTest,
  number: number,
  prepared: string,
  mischief: { cutRequestAt: number } | { cutReplyAt: number },
): Promise<boolean> {
  for (let other = 0; other < write.before; other += 1) proxy.plan({});
  proxy.plan(mischief);
  try {
    await write.write(at, number, prepared);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'WriteNotDone', seen: { looks: 2, uids: write.saw?.(prepared) ?? [] } });
    return false;
  }
}

/** Connections of the beginnings of a request that are open at a time. */
const atOnce = 50;
const step = process.env.S1KIT_EVERY_BYTE === undefined ? 17 : 1;

/** Tries it from end to end. */
export async function cutFromEndToEnd(around: Surroundings, write: WriteUnderTest): Promise<void> {
  const proxy = await openProxy(around.environment().port);
  const client = await around.connect({ port: proxy.port, pacing: 'off', device: memoryDeviceStore() });
  const observer = await around.connect({ pacing: 'off' });
  const patients = await around.patients();
  const caseOf = (number: number): Case => ({ client, nhsNumber: patients[number % patients.length]?.nhsNumber ?? '' });
  const prepare = async (number: number): Promise<string> => (await write.prepare?.(caseOf(number), number)) ?? '';
  await write.write(caseOf(0), 0, await prepare(0));
  const whole = proxy.passed.at(-1);
  // The request without its line feed, which is no part of the document.
  const lengths = { request: (whole?.request.length ?? 1) - 1, reply: whole?.reply.length ?? 0 };
  expect(Math.min(lengths.request, lengths.reply)).toBeGreaterThan(300);
  let number = 0;
  const outcomes = { request: new Set<boolean>(), reply: new Set<boolean>() };
  const judge: ((record: Entered) => void)[][] = patients.map(() => []);
  for (const part of ['request', 'reply'] as const) {
    for (let offset = 1; offset < lengths[part]; offset += step) {
      number += 1;
      const own = number;
      const at = caseOf(own);
      const prepared = await prepare(own);
      const done = await cutOnce(at, proxy, write, own, prepared, part === 'request' ? { cutRequestAt: offset } : { cutReplyAt: offset });
      outcomes[part].add(done);
      const count = (record: Entered): void =>
        expect(write.count(record, own, prepared), `${part} cut at ${offset}, said to be ${done ? 'done' : 'not done'}`).toBe(done ? 1 : 0);
      if (write.hidesOthers === true) count(await entered(observer, at.nhsNumber));
      else judge[own % patients.length]?.push(count);
    }
  }
  for (const [index, { nhsNumber }] of patients.entries()) {
    const record = await entered(observer, nhsNumber);
    for (const count of judge[index] ?? []) count(record);
  }
  // A request that was not whole did nothing; one that was answered, though the answer was cut, did.
  expect(outcomes).toEqual({ request: new Set([false]), reply: new Set([true]) });
}

/** Sends the beginnings of a request to the environment, each on a connection of its own, and then the whole; gives the beginnings of its reply to a client. */
export async function cutAtEveryByte(around: Surroundings, write: WriteUnderTest): Promise<void> {
  const { port } = around.environment();
  const proxy = await openProxy(port);
  const client = await around.connect({ port: proxy.port, pacing: 'off', device: memoryDeviceStore() });
  const observer = await around.connect({ pacing: 'off' });
  const [{ nhsNumber }] = await around.patients();
  const number = 900_000;
  const prepared = (await write.prepare?.({ client, nhsNumber }, number)) ?? '';
  for (let other = 0; other < write.before; other += 1) proxy.plan({});
  proxy.plan({ hold: () => undefined });
  await expect(write.write({ client, nhsNumber }, number, prepared)).rejects.toMatchObject({ code: 'WriteNotDone' });
  const held = proxy.passed.findLast(({ mischief }) => mischief.hold !== undefined)?.request ?? '';
  const document = Buffer.from(held.trimEnd());
  expect(document.length).toBeGreaterThan(300);
  const count = async (): Promise<number> => write.count(await entered(observer, nhsNumber), number, prepared);
  for (let first = 1; first < document.length; first += atOnce) {
    const offsets = Array.from({ length: Math.min(atOnce, document.length - first) }, (_, index) => first + index);
    const answers = await Promise.all(offsets.map((offset) => sendRaw(port, document.subarray(0, offset))));
    for (const answer of answers) expect(answer).not.toContain('<Response');
  }
  expect(await count()).toBe(0);
  const reply = Buffer.from(await sendRaw(port, document));
  expect(await count()).toBe(1);
  const declaration = held.includes('<Function>Update') ? functionMap.UpdatePatientRecord : functionMap.DeleteFromPatientRecord;
  const peer = await peerThatSends((connection) => reply.subarray(0, connection));
  for (let length = 0; length < reply.length; length += 1) {
    const reader = replyReader(declaration, { maxBytes: 1_000_000, origin: {} });
    const exchanged = exchange({ host: '127.0.0.1', port: peer.port }, document, reader, { clock: around.clock, replyMs: 15_000, signal: undefined });
    // The line feed is no part of the document.
    if (length < reply.length - 1) await expect(exchanged, `of the reply, ${length} bytes`).rejects.toMatchObject({ kind: 'lost' });
    else await exchanged;
  }
  peer.close();
}

/** @returns what came back until the peer closed */
async function sendRaw(port: number, bytes: Uint8Array): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  const pieces: Buffer[] = [];
  socket.end(bytes);
  for await (const piece of socket as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1');
}

/** Answers whatever comes, by the number of the connection from 0, and closes. */
async function peerThatSends(answer: (connection: number) => Uint8Array): Promise<{ readonly port: number; close(): void }> {
  let connections = 0;
  const server = createServer((socket) => {
    const bytes = answer(connections);
    connections += 1;
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on an address has one.
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
