// A log on disk that is only added to: each record encrypted, with a checksum that shows whether it was written whole.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OptionInvalidError } from '../errors/index.js';
import { putInPlace } from '../files/put-in-place.js';
import { syncFolder } from '../files/sync-folder.js';
import type { Random } from '../random.js';

/*
 * The file: eight bytes that say what it is, then records. A record: length of the sealed part (4 bytes, big-endian), the first 8 bytes of the SHA-256 of the
 * sealed part, the sealed part. The sealed part: 12 bytes of initialisation vector, 16 of authentication tag, the ciphertext (AES-256-GCM), with the
 * record's number as additional data, so that records cannot be swapped or left out.
 */
const magic = Buffer.from('s1kitob1', 'latin1');
const headBytes = 12;
const ivBytes = 12;
const tagBytes = 16;
/** No record is longer: a length beyond it was not written by this code. */
const longestRecord = 16 * 1024 * 1024;

export interface SealedLog {
  /** What was read when it was opened, in order. */
  readonly records: readonly unknown[];
  /** Adds a record. When it resolves, the record is on the disk. */
  add(record: unknown): Promise<void>;
  /** Puts these records in the place of all others: all of it, or nothing. */
  replace(records: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a log, and makes it where it is missing. A last record that was not written whole, as a crash leaves it, is cut off.
 * @param key 32 bytes
 * @throws {OptionInvalidError} where the key is another one, or the file is something else or damaged: it is left as it is
 */
export async function openSealedLog(path: string, key: Uint8Array, random: Random): Promise<SealedLog> {
  if (key.length !== 32) throw new OptionInvalidError('outbox.key', 'is 32 bytes.');
  const found = await readIfThere(path);
  const { records, end } = found === undefined ? { records: [], end: 0 } : unsealAll(found, key, path);
  let handle: FileHandle = await open(path, found === undefined ? 'wx+' : 'r+', 0o600);
  let position = end;
  let count = records.length;
  let last = Promise.resolve();
  if (position < magic.length) {
    await writeAll(handle, magic, 0);
    position = magic.length;
  }
  await handle.truncate(position);
  await handle.sync();
  if (found === undefined) await syncFolder(dirname(path));

  /** One after the other: a record that was added is followed by the next one. */
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    records,
    add: (record) =>
      inOrder(async () => {
        const sealed = seal(record, key, count, random);
        await writeAll(handle, sealed, position);
        await handle.sync();
        position += sealed.length;
        count += 1;
      }),
    replace: (all) =>
      inOrder(async () => {
        const whole = Buffer.concat([magic, ...all.map((record, number) => seal(record, key, number, random))]);
        const beside = `${path}.new`;
        await rm(beside, { force: true });
        const written = await open(beside, 'wx', 0o600);
        try {
          await written.writeFile(whole);
          await written.sync();
        } finally {
          await written.close();
        }
        // Windows replaces no file that is open.
        await handle.close();
        try {
          await putInPlace(beside, path);
        } finally {
          // The new one, or where it could not take its place the one of before.
          handle = await open(path, 'r+');
          await rm(beside, { force: true });
        }
        position = whole.length;
        count = all.length;
      }),
    close: async () => {
      await last;
      await handle.close();
    },
  };
}

/** Writes all of it: a disk that is nearly full takes a part, and says so by a number alone. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function seal(record: unknown, key: Uint8Array, number: number, random: Random): Buffer {
  const iv = random(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(String(number)));
  const text = Buffer.concat([cipher.update(JSON.stringify(record), 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), text]);
  if (sealed.length > longestRecord) throw new OptionInvalidError('outbox', `a write is longer than ${longestRecord} bytes.`);
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(sealed.length, 0);
  digest(sealed).copy(head, 4, 0, 8);
  return Buffer.concat([head, sealed]);
}

function digest(sealed: Uint8Array): Buffer {
  return createHash('sha256').update(sealed).digest();
}

function unsealAll(file: Buffer, key: Uint8Array, path: string): { readonly records: readonly unknown[]; readonly end: number } {
  const begin = file.subarray(0, magic.length);
  if (!begin.equals(magic.subarray(0, begin.length))) throw new OptionInvalidError('outbox.path', `${path} is there, and is not an outbox. Name another file.`);
  const records: unknown[] = [];
  let position = magic.length;
  while (position + headBytes <= file.length) {
    const length = file.readUInt32BE(position);
    const sealed = file.subarray(position + headBytes, position + headBytes + length);
    const whole =
      length <= longestRecord &&
      sealed.length === length &&
      digest(sealed)
        .subarray(0, 8)
        .equals(file.subarray(position + 4, position + headBytes));
    if (!whole) {
      // What was not written whole can only stand at the end.
      if (position + headBytes + length < file.length) throw new OptionInvalidError('outbox.path', `${path} is damaged. Keep it, and name another file.`);
      break;
    }
    records.push(unseal(sealed, key, records.length, path));
    position += headBytes + length;
  }
  return { records, end: Math.min(position, file.length) };
}

function unseal(sealed: Buffer, key: Uint8Array, number: number, path: string): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  decipher.setAAD(Buffer.from(String(number)));
  try {
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8'));
  } catch {
    throw new OptionInvalidError('outbox.key', `does not open ${path}: it was written with another key, or changed.`);
  }
}
