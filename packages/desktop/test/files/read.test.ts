import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { appendFile, chmod, link, mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileReader } from '../../src/files/read.js';
import { asOrdinaryUser, hasUsers } from '../support/ordinary-user.js';

const limit = 50 * 1024 * 1024;
const refused = { name: 'Refusal', code: 'PathRefused' };
const isWindows = process.platform === 'win32';

let root: string;
let allowed: string;
let outside: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 's1kit-read-')));
  allowed = path.join(root, 'allowed');
  outside = path.join(root, 'outside');
  await mkdir(path.join(allowed, 'inner'), { recursive: true });
  await mkdir(path.join(root, 'allowed-not'));
  await mkdir(outside);
  await writeFile(path.join(allowed, 'letter é.txt'), 'inside');
  await writeFile(path.join(allowed, 'inner', 'note.txt'), 'note');
  await writeFile(path.join(outside, 'note.txt'), 'secret');
  await writeFile(path.join(root, 'allowed-not', 'note.txt'), 'secret');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const reader = () => createFileReader({ allowedFolders: [allowed] });
const text = async (name: string): Promise<readonly [string, string]> => {
  const { name: own, bytes } = await reader()(name, limit);
  return [own, Buffer.from(bytes).toString()];
};

/** Options whose list of folders is looked up by the reader; what is given happens at that moment, by its turn. */
function whileLooking(...actions: readonly (() => void)[]) {
  let turn = 0;
  return {
    get allowedFolders() {
      actions[turn++]?.();
      return [allowed];
    },
  };
}

describe('reading a file', () => {
  it('B7.14: reads a file in an allowed folder or below, with its own name', async () => {
    expect(await text(path.join(allowed, 'letter é.txt'))).toEqual(['letter é.txt', 'inside']);
    expect(await text(`${allowed}/inner/../inner/./note.txt`)).toEqual(['note.txt', 'note']);
    await writeFile(path.join(allowed, 'empty'), '');
    expect(await text(path.join(allowed, 'empty'))).toEqual(['empty', '']);
  });

  it('B7.14: refuses what lies outside, by real path, in the same words as what is not there', async () => {
    await symlink(path.join(outside, 'note.txt'), path.join(allowed, 'link'));
    await symlink(outside, path.join(allowed, 'way'));
    await symlink(path.join(allowed, 'round'), path.join(allowed, 'round'));
    const messages = new Set<string>();
    for (const file of [
      path.join(outside, 'note.txt'),
      path.join(root, 'allowed-not', 'note.txt'),
      `${allowed}/../outside/note.txt`,
      `${allowed}/inner/../../outside/note.txt`,
      path.join(allowed, 'link'),
      path.join(allowed, 'way', 'note.txt'),
      path.join(allowed, 'round'),
      path.join(allowed, 'nothing'),
      path.join(allowed, 'letter é.txt', 'below'),
      '/etc/passwd',
      `${allowed}/${'x'.repeat(300)}`,
      `${allowed}${'/inner/..'.repeat(2000)}/note.txt`,
    ]) {
      const error: unknown = await reader()(file, limit).catch((reason: unknown) => reason);
      expect(error, file).toMatchObject(refused);
      messages.add(String(error));
    }
    expect(messages.size).toBe(1);
  });

  it('B7.14: a link that stays inside is followed, and the allowed folder may itself be a link', async () => {
    await symlink(path.join(allowed, 'inner', 'note.txt'), path.join(allowed, 'latest'));
    expect(await text(path.join(allowed, 'latest'))).toEqual(['note.txt', 'note']);
    await symlink(allowed, path.join(root, 'through'));
    const through = createFileReader({ allowedFolders: [path.join(root, 'through')] });
    expect((await through(path.join(allowed, 'inner', 'note.txt'), limit)).name).toBe('note.txt');
  });

  it('B7.14: refuses paths that are none of this machine', async () => {
    for (const file of [
      '',
      '.',
      'note.txt',
      '../outside/note.txt',
      `${allowed}/note\0.txt`,
      '\\\\server\\share\\a',
      '//server/share/a',
      '\\\\?\\C:\\a',
      '\ud800/a',
    ]) {
      await expect(reader()(file, limit), JSON.stringify(file)).rejects.toMatchObject(refused);
    }
  });

  it("B7.14: Windows' paths: drives, other machines, devices, streams and names that end in dots", async () => {
    const windows = createFileReader({ allowedFolders: [allowed], rules: 'win32' });
    for (const file of [
      'C:note.txt',
      'note.txt',
      '\\note.txt',
      '/note.txt',
      '\\\\.\\PhysicalDrive0',
      '\\\\?\\C:\\a.txt',
      '\\\\server\\share\\a.txt',
      'C:\\a\\con',
      'C:\\a\\NUL.txt',
      'C:\\a\\COM¹',
      'C:\\a.txt:stream',
      'C:\\a.txt::$DATA',
      'C:\\a.txt.',
      'C:\\a.txt ',
      'C:\\a\\b?.txt',
      'C:\\a\0.txt',
    ]) {
      const error: unknown = await windows(file, limit).catch((reason: unknown) => reason);
      expect(error, file).toMatchObject(refused);
      expect(String(error), file).not.toContain('does not exist');
    }
    // By form these are right; here they are nowhere.
    for (const file of ['C:\\files\\a.txt', 'c:/files/../a.txt']) await expect(windows(file, limit), file).rejects.toThrow('does not exist, or lies outside');
  });

  it('B7.14: refuses what is no file, without waiting for it', async () => {
    await expect(reader()(allowed, limit)).rejects.toThrow('name a file');
    await expect(reader()(path.join(allowed, 'inner'), limit)).rejects.toThrow('name a file');
    if (isWindows) return;
    execFileSync('mkfifo', [path.join(allowed, 'pipe')]);
    await expect(reader()(path.join(allowed, 'pipe'), limit)).rejects.toThrow('name a file');
    const socket = createServer().listen(path.join(allowed, 'socket'));
    await new Promise((resolve) => socket.once('listening', resolve));
    await expect(reader()(path.join(allowed, 'socket'), limit)).rejects.toThrow('name a file');
    socket.close();
    const devices = createFileReader({ allowedFolders: ['/dev'] });
    for (const device of ['/dev/null', '/dev/zero']) await expect(devices(device, limit)).rejects.toThrow('name a file');
  });

  it('B7.14: refuses a file that is larger than it may be, and takes one that is not', async () => {
    const file = path.join(allowed, 'large');
    await writeFile(file, '');
    await truncate(file, limit + 1);
    await expect(reader()(file, limit)).rejects.toThrow('more than 50 MiB');
    await truncate(file, limit);
    expect((await reader()(file, limit)).bytes).toHaveLength(limit);
  });

  it('B7.14: a folder that is replaced by a link between look and use lets nothing out', async () => {
    const inner = path.join(allowed, 'inner');
    const replace = (): void => {
      renameSync(inner, path.join(root, 'moved'));
      symlinkSync(outside, inner);
    };
    await expect(createFileReader(whileLooking(replace))(path.join(inner, 'note.txt'), limit)).rejects.toThrow('replaced while it was opened');
  });

  it('B7.14: a file that is replaced by a link or a pipe between look and use lets nothing out, and holds nothing up', async () => {
    const file = path.join(allowed, 'inner', 'note.txt');
    const byLink = (): void => {
      renameSync(file, path.join(root, 'moved'));
      symlinkSync(path.join(outside, 'note.txt'), file);
    };
    await expect(createFileReader(whileLooking(byLink))(file, limit)).rejects.toMatchObject(refused);
    await rm(file);
    await writeFile(file, 'note');
    if (isWindows) return;
    const byPipe = (): void => {
      renameSync(file, path.join(root, 'moved again'));
      execFileSync('mkfifo', [file]);
    };
    await expect(createFileReader(whileLooking(byPipe))(file, limit)).rejects.toMatchObject(refused);
  });

  it('B7.14: a file that goes elsewhere after it was opened is not read there', async () => {
    const file = path.join(allowed, 'inner', 'note.txt');
    const away = (): void => {
      renameSync(path.join(allowed, 'inner'), path.join(outside, 'inner'));
      mkdirSync(path.join(allowed, 'inner'));
      writeFileSync(file, 'another');
    };
    await expect(createFileReader(whileLooking(() => undefined, away))(file, limit)).rejects.toMatchObject(refused);
  });

  it('B7.14: whoever swaps a file as fast as they can, what is read is never the one outside', async () => {
    const inner = path.join(allowed, 'inner');
    const spare = path.join(root, 'spare');
    const bait = path.join(root, 'bait');
    await symlink(outside, bait);
    let stop = false;
    const swapping = (async () => {
      while (!stop) {
        renameSync(inner, spare);
        renameSync(bait, inner);
        await new Promise((resolve) => setImmediate(resolve));
        renameSync(inner, bait);
        renameSync(spare, inner);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const read = reader();
    const seen = new Set<string>();
    for (let turn = 0; turn < 400; turn++) {
      const outcome = await read(path.join(inner, 'note.txt'), limit).then(
        ({ bytes }) => Buffer.from(bytes).toString(),
        (reason: unknown) => String(Object(reason).code),
      );
      seen.add(outcome);
    }
    stop = true;
    await swapping;
    expect([...seen].sort()).not.toContain('secret');
    for (const outcome of seen) expect(['note', 'PathRefused']).toContain(outcome);
  });

  it('B7.14: a file that is being written is not kept half', async () => {
    const file = path.join(allowed, 'growing');
    await writeFile(file, Buffer.alloc(20 * 1024 * 1024));
    let stop = false;
    const writing = (async () => {
      while (!stop) await appendFile(file, 'more');
    })();
    await expect(reader()(file, limit)).rejects.toThrow('changed while it was read');
    stop = true;
    await writing;
  });

  it('B7.14: a second name of a file inside is one of its names', async () => {
    await link(path.join(allowed, 'inner', 'note.txt'), path.join(allowed, 'second'));
    expect(await text(path.join(allowed, 'second'))).toEqual(['second', 'note']);
  });

  it('B7.14: whatever path is put together, nothing outside is read', async () => {
    await symlink(outside, path.join(allowed, 'out'));
    await symlink(root, path.join(allowed, 'up'));
    const part = fc.constantFrom('..', '.', 'inner', 'up', 'out', 'allowed', 'allowed-not', 'outside', '', '...', '\0', '~', 'note.txt', '%2e%2e', '..\\..');
    const start = fc.constantFrom(allowed, root, '/', '', '//', '\\\\x\\');
    await fc.assert(
      fc.asyncProperty(start, fc.array(part, { maxLength: 6 }), async (from, parts) => {
        const read = await reader()([from, ...parts, 'note.txt'].join('/'), limit).catch(() => undefined);
        expect(read === undefined || Buffer.from(read.bytes).toString() === 'note').toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it.runIf(hasUsers)('B7.14: the file must be readable', async () => {
    await chmod(root, 0o755);
    const note = path.join(allowed, 'inner', 'note.txt');
    await asOrdinaryUser(() => reader()(note, limit));
    await chmod(note, 0o000);
    await expect(asOrdinaryUser(() => reader()(note, limit))).rejects.toThrow('cannot be read');
  });
});
