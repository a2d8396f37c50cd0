import { describe, expect, it } from 'vitest';
import { findMessage, sameRequestUid, withPayload } from '../../src/audit/show.js';
import { here, openTrail, type Trail } from '../support/trail.js';

async function found(trail: Trail, message: string, own?: string): Promise<number | undefined> {
  return (await trail.store.read(() => findMessage(here, message, own)))?.row.sequence;
}

async function same(trail: Trail, message: string, own?: string): Promise<readonly number[]> {
  return await trail.store.read(function* () {
    const entry = yield* findMessage(here, message);
    return entry === undefined ? [] : (yield* sameRequestUid(here, entry, own)).map(({ row }) => row.sequence);
  });
}

describe('a message by what a person has at hand', () => {
  it('B8.4: is that of a number if it is digits alone: a RequestUID that JavaScript reads as a number is a RequestUID', async () => {
    const trail = openTrail();
    for (const requestUid of ['0x2', '2e0', '+2', '2.0', 'a2', '12']) await trail.add({ requestUid });
    for (let index = 7; index <= 12; index++) await trail.add();
    expect(await found(trail, '2')).toBe(2);
    expect(await found(trail, '12')).toBe(12);
    for (const [index, requestUid] of ['0x2', '2e0', '+2', '2.0', 'a2'].entries())
      expect([requestUid, await found(trail, requestUid)]).toEqual([requestUid, index + 1]);
    expect(await found(trail, '99')).toBeUndefined();
  });

  it('B8.4: is a message rather than the end of its reply, and that where it is all there is', async () => {
    const trail = openTrail();
    await trail.add({ requestUid: 'a', responseUid: 'b', replyFollows: true, reply: undefined });
    await trail.add({ kind: 'sent', requestUid: undefined, responseUid: 'b', linked: 1 });
    await trail.add({ kind: 'sent', requestUid: undefined, responseUid: 'c' });
    expect(await found(trail, 'b')).toBe(1);
    expect(await found(trail, 'c')).toBe(3);
  });

  it("B4.7: is one's own where the number is another's", async () => {
    const trail = openTrail();
    await trail.add({ userName: 'bob' });
    await trail.add({ requestUid: '1' });
    expect(await found(trail, '1', 'ada')).toBe(2);
    expect(await found(trail, '1', 'bob')).toBe(1);
    expect(await found(trail, '1', 'carol')).toBeUndefined();
  });
});

describe('the others with its RequestUID', () => {
  it('B3.6: are the newest twenty, without itself', async () => {
    const trail = openTrail();
    for (let index = 0; index < 25; index++) await trail.add({ requestUid: 'again' });
    const from = (newest: number): number[] => Array.from({ length: 20 }, (_, index) => newest - index);
    expect(await same(trail, '1')).toEqual(from(25));
    expect(await same(trail, '25')).toEqual(from(24));
    expect(await same(trail, '20')).toEqual(
      from(25)
        .flatMap((sequence) => (sequence === 20 ? [] : [sequence]))
        .concat(5),
    );
  });

  it('B4.7: are those of the user who may see no others', async () => {
    const trail = openTrail();
    for (const userName of ['ada', 'bob', 'ada']) await trail.add({ requestUid: 'again', userName });
    expect(await same(trail, '1', 'ada')).toEqual([3]);
    expect(await same(trail, '1', 'bob')).toEqual([2]);
  });

  it('B3.6: are those with the same RequestUID, not the one whose ResponseUID it is', async () => {
    const trail = openTrail();
    await trail.add({ requestUid: 'first', responseUid: 'uid' });
    for (let index = 0; index < 2; index++) await trail.add({ requestUid: 'uid' });
    expect(await same(trail, '2')).toEqual([3]);
  });

  it('are none of what is no message, or has none', async () => {
    const trail = openTrail();
    await trail.add({ requestUid: 'again' });
    await trail.add({ requestUid: 'again', kind: 'sent' });
    await trail.add({ requestUid: undefined });
    await trail.add({ requestUid: undefined });
    expect(await same(trail, '1')).toEqual([]);
    expect(await same(trail, '2')).toEqual([]);
    expect(await same(trail, '3')).toEqual([]);
  });
});

it('B8.2: an entry comes with its own payload, and a message with that of the end of its reply', async () => {
  const trail = openTrail();
  await trail.add({ replyFollows: true, request: Buffer.from('<One/>'), reply: undefined });
  await trail.add({ kind: 'sent', requestUid: undefined, linked: 1, request: undefined, reply: Buffer.from('<Two/>') });
  await trail.add({ request: undefined, reply: undefined });
  const shown = (message: string): Promise<readonly unknown[]> =>
    trail.store.read(function* () {
      const entry = yield* findMessage(here, message);
      if (entry === undefined) return [];
      const { payload, end, sent } = yield* withPayload(here, entry);
      return [payload?.request, payload?.reply, end?.reply, sent].map((each) => (each instanceof Uint8Array ? Buffer.from(each).toString() : each));
    });
  expect(await shown('1')).toEqual(['<One/>', null, '<Two/>', 2]);
  expect(await shown('2')).toEqual([null, '<Two/>', undefined, undefined]);
  expect(await shown('3')).toEqual([undefined, undefined, undefined, undefined]);
});
