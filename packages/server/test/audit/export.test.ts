import { describe, expect, it } from 'vitest';
import { exportPage, preparePayload } from '../../src/audit/index.js';
import { here, openTrail, type Trail } from '../support/trail.js';

const mebibyte = 1024 * 1024;

/** The sequences of an export, page by page. */
async function pagesOf(trail: Trail): Promise<readonly (readonly number[])[]> {
  const pages: number[][] = [];
  for (let after = 0; ; ) {
    const page = await exportPage(trail.store, here, { after, limit: 1_000 });
    if (page.length === 0) return pages;
    pages.push(page.map(({ entry }) => entry.sequence));
    after = page.at(-1)?.entry.sequence ?? 0;
  }
}

describe('a page of an export', () => {
  it('has entries with their payloads, oldest first, or without them', async () => {
    const trail = openTrail();
    for (const letter of ['a', 'b', 'c']) await trail.add({ request: Buffer.from(`<${letter}/>`), reply: Buffer.from(`<${letter}1/>`) });
    const page = await exportPage(trail.store, here, { limit: 2, after: 1 });
    expect(page.map(({ entry, request, reply }) => [entry.sequence, request, reply])).toEqual([
      [2, '<b/>', '<b1/>'],
      [3, '<c/>', '<c1/>'],
    ]);
    const without = await exportPage(trail.store, here, { limit: 2, payloads: false });
    expect(without.map(({ entry, request, reply }) => [entry.sequence, request, reply])).toEqual([
      [1, null, null],
      [2, null, null],
    ]);
  });

  it("B4.7: is one's own entries alone for who may see no others", async () => {
    const trail = openTrail();
    await trail.add();
    await trail.add({ userName: 'bob' });
    expect((await exportPage(trail.store, here, {}, 'bob')).map(({ entry }) => entry.sequence)).toEqual([2]);
    expect(await exportPage(trail.store, here, { user: 'ada' }, 'bob')).toEqual([]);
  });

  it('ends where payloads are long, and leaves none out', async () => {
    const trail = openTrail();
    for (let index = 0; index < 5; index++) await trail.add({ request: await preparePayload(Buffer.alloc(6 * mebibyte, 65 + index)) });
    expect(await pagesOf(trail)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('has what fills it to the last byte, and one entry however long it is', async () => {
    const trail = openTrail();
    const lengths = [8 * mebibyte, 8 * mebibyte, 17 * mebibyte, 8 * mebibyte, 8 * mebibyte + 1];
    for (const length of lengths) await trail.add({ request: await preparePayload(Buffer.alloc(length, 65)), reply: undefined });
    expect(await pagesOf(trail)).toEqual([[1, 2], [3], [4], [5]]);
  });

  it('ends also where requests and replies are long together', async () => {
    const trail = openTrail();
    const half = await preparePayload(Buffer.alloc(6 * mebibyte, 65));
    for (let index = 0; index < 2; index++) await trail.add({ request: half, reply: half });
    expect(await pagesOf(trail)).toEqual([[1], [2]]);
  });

  it('ends also after many entries that are not so long', async () => {
    const trail = openTrail();
    const request = await preparePayload(Buffer.alloc(330_000, 65));
    for (let index = 0; index < 52; index++) await trail.add({ request, reply: undefined });
    expect((await pagesOf(trail)).map((page) => page.length)).toEqual([50, 2]);
    for (let index = 0; index < 58; index++) await trail.add({ request: Buffer.from('<a/>'), reply: undefined });
    expect((await pagesOf(trail)).map((page) => page.length)).toEqual([50, 60]);
  });

  it('ends also where the replies that follow are long (was as many as their compressed bytes let in)', async () => {
    const trail = openTrail();
    for (let index = 0; index < 3; index++) {
      const linked = await trail.add({ replyFollows: true, reply: undefined });
      await trail.add({ kind: 'sent', requestUid: undefined, linked, request: undefined, reply: await preparePayload(Buffer.alloc(7 * mebibyte, 65)) });
    }
    // The reply stands beside its message, and beside the entry that tells of its end.
    expect(await pagesOf(trail)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });
});
