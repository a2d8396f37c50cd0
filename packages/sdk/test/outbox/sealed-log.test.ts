import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSealedLog } from '../../src/outbox/sealed-log.js';
import { temporaryFolder } from '../support/folder.js';

const key = randomBytes(32);

async function written(path: string, ...records: readonly unknown[]): Promise<Buffer> {
  const log = await openSealedLog(path, key, randomBytes);
  for (const record of records) await log.add(record);
  await log.close();
  return readFileSync(path);
}

async function recordsIn(path: string): Promise<readonly unknown[]> {
  const log = await openSealedLog(path, key, randomBytes);
  await log.close();
  return log.records;
}

describe('a sealed log', () => {
  it('goes on as it was where it could not be written anew', async () => {
    const path = join(temporaryFolder(), 'outbox');
    const log = await openSealedLog(path, key, randomBytes);
    await log.add('first');
    // Something else stands where the new file is to be written.
    mkdirSync(`${path}.new`);
    await expect(log.replace(['second'])).rejects.toThrow();
    await log.add('third');
    await log.close();
    expect(await recordsIn(path)).toEqual(['first', 'third']);
  });

  it('gives back what was added, in order, and shows none of it on the disk', async () => {
    const path = join(temporaryFolder(), 'outbox');
    const bytes = await written(path, { name: 'Jones' }, [1, 2], null);
    expect(bytes.includes('Jones')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await recordsIn(path)).toEqual([{ name: 'Jones' }, [1, 2], null]);
    const log = await openSealedLog(path, key, randomBytes);
    await log.replace([{ only: 1 }]);
    await log.add({ next: 2 });
    await log.close();
    expect(await recordsIn(path)).toEqual([{ only: 1 }, { next: 2 }]);
  });

  it('cut off at any byte gives the records that were whole, and takes more behind them', async () => {
    const path = join(temporaryFolder(), 'outbox');
    const first = (await written(path, { a: 1 })).length;
    const whole = await written(path, { b: 2 });
    for (let length = 0; length <= whole.length; length += 1) {
      writeFileSync(path, whole.subarray(0, length));
      const expected = [...(length >= first ? [{ a: 1 }] : []), ...(length === whole.length ? [{ b: 2 }] : [])];
      expect(await recordsIn(path)).toEqual(expected);
      await written(path, { c: 3 });
      expect(await recordsIn(path)).toEqual([...expected, { c: 3 }]);
    }
  });

  it('is refused with another key, where it is something else, and where a byte was changed or a record taken out: and left as it is', async () => {
    const path = join(temporaryFolder(), 'outbox');
    const first = (await written(path, { a: 1 })).length;
    const whole = await written(path, { b: 2 }, { c: 3 });
    await expect(openSealedLog(path, randomBytes(32), randomBytes)).rejects.toMatchObject({
      code: 'OptionInvalid',
      message: expect.stringContaining('another key'),
    });
    await expect(openSealedLog(path, randomBytes(16), randomBytes)).rejects.toThrow('outbox.key: is 32 bytes.');
    const damaged = [Buffer.from('something else'), Buffer.concat([whole.subarray(0, 8), whole.subarray(first)])];
    for (let at = 12; at < first; at += 5) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      damaged.push(changed);
    }
    for (const bytes of damaged) {
      writeFileSync(path, bytes);
      await expect(openSealedLog(path, key, randomBytes)).rejects.toMatchObject({ code: 'OptionInvalid' });
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  });
});
