import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimContent, keepContent, partBytes, readContent, releaseContent, releaseLeftovers, settleContent } from '../../src/documents/index.js';
import { first, openSqlite, run, type Store, sql } from '../../src/store/index.js';
import { digestOfTables } from '../support/table-digest.js';

const organisationId = 'test-practice';
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 's1kit-content-'));
  store = openSqlite({ file: join(folder, 'test.db') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const keep = (holder: Parameters<typeof keepContent>[2], bytes: Uint8Array) => keepContent(store, organisationId, holder, bytes);
const release = (holder: Parameters<typeof releaseContent>[1]) => store.write(() => releaseContent(organisationId, holder));
const refer = (hash: string) =>
  store.write(() => run(sql`INSERT INTO document_page (organisation_id, document_id, page, content_hash) VALUES (?, 1, 1, ?)`, organisationId, hash));
const isKept = async (hash: string) =>
  (await store.read(() => first(sql`SELECT part FROM document_content WHERE organisation_id = ? AND content_hash = ?`, organisationId, hash))) !== undefined;

async function read(hash: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readContent(store, organisationId, hash)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the content of documents', () => {
  it('B7.14: is read as it was kept, large or empty, and kept once', async () => {
    const large = Buffer.alloc(2 * partBytes + 17, 'abc');
    for (const bytes of [large, Buffer.alloc(0), Buffer.alloc(partBytes, 1), Buffer.from('text')]) {
      const hash = await keep('request:1', bytes);
      expect((await read(hash)).equals(bytes)).toBe(true);
      const before = await digestOfTables(store);
      expect(await keep('request:1', bytes)).toBe(hash);
      expect(await digestOfTables(store)).toEqual(before);
    }
  });

  it('B3.7: goes with the request that it was kept for, and leaves nothing', async () => {
    const before = await digestOfTables(store);
    await keep('request:1', Buffer.alloc(partBytes + 1));
    await keep('request:1', Buffer.from('text'));
    expect(await digestOfTables(store)).not.toEqual(before);
    await release('request:1');
    expect(await digestOfTables(store)).toEqual(before);
  });

  it('B3.7: stays while a document or another holder needs it', async () => {
    const hash = await keep('request:1', Buffer.from('text'));
    expect(await keep('request:2', Buffer.from('text'))).toBe(hash);
    await release('request:1');
    expect(await isKept(hash)).toBe(true);
    await store.write(() => claimContent(organisationId, 'unsaved:7', [hash, hash]));
    await release('request:2');
    expect(await isKept(hash)).toBe(true);
    await refer(hash);
    await release('unsaved:7');
    expect(await isKept(hash)).toBe(true);
  });

  it('B7.14: those who keep the same at the same time, some of them in vain, leave it whole', async () => {
    const bytes = Buffer.alloc(3 * partBytes, 'x');
    const holders = Array.from({ length: 8 }, (_, index) => `request:${index}` as const);
    const hashes = await Promise.all(
      holders.map(async (holder, index) => {
        const hash = await keep(holder, bytes);
        if (index % 2 === 1) await release(holder);
        return hash;
      }),
    );
    const [hash = ''] = hashes;
    expect(new Set(hashes).size).toBe(1);
    expect((await read(hash)).equals(bytes)).toBe(true);
    await refer(hash);
    await store.write(() => settleContent(organisationId, 'request:0'));
    for (const holder of holders) await release(holder);
    expect((await read(hash)).equals(bytes)).toBe(true);
  });

  it('B3.7: what a crash left of requests is dropped, and what others hold is not', async () => {
    const left = await keep('request:1', Buffer.from('left'));
    const held = await keep('dialog:1', Buffer.from('held'));
    const referred = await keep('request:2', Buffer.from('referred'));
    await refer(referred);
    await store.write(() => releaseLeftovers(organisationId));
    expect([await isKept(left), await isKept(held), await isKept(referred)]).toEqual([false, true, true]);
  });

  it('B7.17: a document whose content has gone is a failure, not an empty file', async () => {
    await expect(read('none')).rejects.toThrow('no content');
  });
});
