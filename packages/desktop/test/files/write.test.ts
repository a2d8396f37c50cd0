import { spawnSync } from 'node:child_process';
import { renameSync, symlinkSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyToNew, createFileWriter } from '../../src/files/write.js';
import { asOrdinaryUser, hasUsers } from '../support/ordinary-user.js';

let root: string;
let allowed: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 's1kit-files-')));
  allowed = path.join(root, 'allowed');
  await mkdir(path.join(allowed, 'inner'), { recursive: true });
  await mkdir(path.join(root, 'allowed-not'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = (name: string, ...pieces: string[]) => ({ name, pieces: pieces.map((piece) => Buffer.from(piece)) });
const refused = { name: 'Refusal', code: 'PathRefused' };
const writer = () => createFileWriter({ allowedFolders: [allowed] });

/** Every file below the root. */
async function everything(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

describe('writing files', () => {
  it('B7.17: writes all files into an allowed folder or below it, and gives their full paths in order', async () => {
    for (const folder of [allowed, path.join(allowed, 'inner'), `${allowed}/inner/../inner/`]) {
      const paths = await writer()(folder, [file('b-1.png', 'one', 'two'), file('a é.txt', '')]);
      expect(paths.map((one) => path.basename(one))).toEqual(['b-1.png', 'a é.txt']);
      expect(await Promise.all(paths.map((one) => readFile(one, 'utf8')))).toEqual(['onetwo', '']);
      for (const one of paths) await rm(one);
    }
    expect(await everything()).toEqual([]);
  });

  it('a large file is brought to the disk as it grows: it was synced once, at its end, and meanwhile the commits of all others waited', async () => {
    const any = await open(allowed, 'r');
    const bytesAtSync: number[] = [];
    let given = 0;
    // The class of its handles is not among what Node.js exports.
    const syncing = vi.spyOn(Object.getPrototypeOf(any) as typeof any, 'datasync').mockImplementation(async () => void bytesAtSync.push(given));
    const pieces = function* () {
      for (let piece = 0; piece < 40; piece += 1) {
        given += 64 * 1024;
        yield Buffer.alloc(64 * 1024, piece);
      }
    };
    try {
      const [large = ''] = await writer()(allowed, [{ name: 'large', pieces: pieces() }, file('small', 'x')]);
      expect(bytesAtSync).toEqual([1024 * 1024, 2 * 1024 * 1024]);
      expect((await stat(large)).size).toBe(40 * 64 * 1024);
    } finally {
      syncing.mockRestore();
      await any.close();
    }
  });

  it('B7.17: refuses folders outside the allowed ones, by real path, in the same words as those that are not there', async () => {
    await symlink(path.join(root, 'allowed-not'), path.join(allowed, 'out'));
    await symlink(root, path.join(allowed, 'up'));
    const messages = new Set<string>();
    for (const folder of [
      root,
      `${allowed}-not`,
      path.join(allowed, '..'),
      `${allowed}/inner/../../allowed-not`,
      path.join(allowed, 'out'),
      path.join(allowed, 'up', 'allowed-not'),
      '/',
      '/nowhere',
      path.join(allowed, 'nowhere'),
    ]) {
      const error: unknown = await writer()(folder, [file('a', 'x')]).catch((reason: unknown) => reason);
      expect(error, folder).toMatchObject(refused);
      messages.add(String(error));
    }
    expect(messages.size).toBe(1);
    expect(await everything()).toEqual(expect.arrayContaining(['allowed/out', 'allowed/up']));
    expect(await everything()).toHaveLength(2);
  });

  it('B7.17: a link to a folder inside is followed, and the allowed folder may itself be a link', async () => {
    await symlink(path.join(allowed, 'inner'), path.join(root, 'way'));
    expect(await writer()(path.join(root, 'way'), [file('a', 'x')])).toEqual([path.join(allowed, 'inner', 'a')]);
    const through = createFileWriter({ allowedFolders: [path.join(root, 'way')] });
    expect(await through(path.join(allowed, 'inner'), [file('b', 'x')])).toEqual([path.join(allowed, 'inner', 'b')]);
  });

  it('B7.17: refuses what is no folder of this machine', async () => {
    await writeFile(path.join(allowed, 'file'), '');
    for (const folder of ['', '.', 'inner', '../allowed', `${allowed}\0`, '\\\\server\\share', '//server/share', '\\\\?\\C:\\x', path.join(allowed, 'file')]) {
      await expect(writer()(folder, [file('a', 'x')]), folder).rejects.toMatchObject(refused);
    }
  });

  it("B7.17: Windows' paths: drives, devices, streams and names that end in dots", async () => {
    const windows = createFileWriter({ allowedFolders: [allowed], rules: 'win32' });
    for (const folder of [
      'C:x',
      'x',
      '\\x',
      '\\\\.\\COM1',
      '\\\\server\\share\\x',
      'C:\\a\\con',
      'C:\\a\\LPT1.txt\\b',
      'C:\\a:stream',
      'C:\\a.\\b',
      'C:\\a \\b',
      'C:\\a\\b?',
    ]) {
      await expect(windows(folder, [file('a', 'x')]), folder).rejects.toMatchObject(refused);
    }
    // By form these are right; here they are nowhere.
    for (const folder of ['C:\\files', 'c:/files/../files'])
      await expect(windows(folder, [file('a', 'x')]), folder).rejects.toThrow('does not exist, or lies outside');
  });

  it('B7.17: a folder that is replaced just then is refused (was told as an unexpected failure, or written into whatever had taken its path)', async () => {
    const outside = path.join(root, 'allowed-not');
    const before = (await stat(outside, { bigint: true })).mtimeNs;
    for (let turns = 0; turns < 60; turns++) {
      const folder = path.join(allowed, `going-${turns}`);
      await mkdir(folder);
      const writing = writer()(folder, [file('a', 'x')]).then(
        () => 'written',
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      renameSync(folder, `${folder}-gone`);
      if (turns % 2 === 0) symlinkSync(outside, folder);
      const outcome = await writing;
      if (outcome !== 'written') expect(outcome).toMatchObject(refused);
    }
    // Not even for a moment.
    expect((await stat(outside, { bigint: true })).mtimeNs).toBe(before);
  });

  it('B7.17: never overwrites, and then leaves nothing', async () => {
    await writeFile(path.join(allowed, 'b'), 'mine');
    await expect(writer()(allowed, [file('a', 'x'), file('b', 'y'), file('c', 'z')])).rejects.toMatchObject(refused);
    expect(await everything()).toEqual(['allowed/b']);
    expect(await readFile(path.join(allowed, 'b'), 'utf8')).toBe('mine');
  });

  it('B7.17: never writes through a link that has the name of the file', async () => {
    await symlink(path.join(root, 'allowed-not', 'target'), path.join(allowed, 'a'));
    await expect(writer()(allowed, [file('a', 'x')])).rejects.toMatchObject(refused);
    expect(await everything()).toEqual(['allowed/a']);
  });

  it('B7.17: on failure nothing stays', async () => {
    const failing = {
      name: 'c',
      pieces: (async function* () {
        yield Buffer.from('half');
        throw new Error('no more');
      })(),
    };
    await expect(writer()(allowed, [file('a', 'x'), file('b', 'y'), failing])).rejects.toThrow('no more');
    expect(await everything()).toEqual([]);
  });

  it('B7.17: a folder whose place another folder takes while files are written keeps none of them', async () => {
    const inner = path.join(allowed, 'inner');
    const replacing = {
      name: 'a',
      pieces: (async function* () {
        await rename(inner, path.join(root, 'moved'));
        await mkdir(inner);
        yield Buffer.from('x');
      })(),
    };
    await expect(writer()(inner, [replacing])).rejects.toMatchObject(refused);
    expect(await everything()).toEqual([]);
  });

  it('B7.17: a folder that is replaced by a link while files are written takes none of them', async () => {
    const inner = path.join(allowed, 'inner');
    const replacing = {
      name: 'a',
      pieces: (async function* () {
        await rename(inner, path.join(root, 'moved'));
        await symlink(path.join(root, 'allowed-not'), inner);
        yield Buffer.from('x');
      })(),
    };
    await expect(writer()(inner, [replacing])).rejects.toMatchObject(refused);
    expect(await everything()).toEqual(['allowed/inner']);
  });

  it('B7.17: of those who write the same name at the same time one writes it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, turn) => writer()(allowed, [file('a', `by ${turn}`), file(`own-${turn}`, 'x')])));
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readFile(path.join(allowed, 'a'), 'utf8')).toBe(`by ${winner}`);
    expect((await everything()).sort()).toEqual(['allowed/a', `allowed/own-${winner}`]);
  });

  it('B7.17: refuses names that are not plain ones everywhere', async () => {
    const names = [
      '',
      '.',
      '..',
      'a/b',
      'a\\b',
      '../a',
      '/a',
      'C:a',
      'a:b',
      'a\0',
      'a\n',
      'con',
      'Nul.txt',
      'COM1.png',
      'lpt9 .x',
      'a.',
      'a ',
      ' a',
      'a?',
      'a*',
      'a|b',
      '"a"',
      '<a>',
      'x'.repeat(256),
      'é'.repeat(128),
      '\ud800',
    ];
    for (const name of names) await expect(writer()(allowed, [file(name, 'x')]), JSON.stringify(name)).rejects.toMatchObject(refused);
    for (const pair of [
      ['a', 'A'],
      ['é', 'e\u0301'],
    ] as const)
      await expect(
        writer()(
          allowed,
          pair.map((name) => file(name, 'x')),
        ),
      ).rejects.toMatchObject(refused);
    expect(await everything()).toEqual([]);
  });

  it('B7.17: whatever path is put together, nothing is written outside', async () => {
    await symlink(root, path.join(allowed, 'up'));
    const part = fc.constantFrom('..', '.', 'inner', 'up', 'allowed', 'allowed-not', '', '...', '\0', '~', 'con', '%2e%2e', '..\\..');
    const start = fc.constantFrom(allowed, root, '/', '', '//', '\\\\x\\');
    await fc.assert(
      fc.asyncProperty(start, fc.array(part, { maxLength: 6 }), fc.array(part, { minLength: 1, maxLength: 3 }), async (from, parts, name) => {
        await writer()([from, ...parts].join('/'), [file(name.join('/'), 'x')]).catch(() => undefined);
        const stray = (await everything()).filter((one) => !/^allowed\/(inner\/)?[^/]+$/.test(one));
        expect(stray).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('B7.17: a disk that fills up while files are written keeps none of them', async (context) => {
    const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', allowed]).status === 0;
    if (!mounted) return context.skip();
    try {
      const large = { name: 'b', pieces: Array.from({ length: 10 }, () => Buffer.alloc(16 * 1024, 1)) };
      await expect(writer()(allowed, [file('a', 'x'), large])).rejects.toMatchObject({ code: 'Unexpected', permanent: false });
      expect(await readdir(allowed)).toEqual([]);
      expect(await writer()(allowed, [file('a', 'x')])).toEqual([path.join(allowed, 'a')]);
    } finally {
      spawnSync('umount', [allowed]);
    }
  });

  it.runIf(hasUsers)('B7.17: the folder must be writable', async () => {
    await chmod(root, 0o755);
    await chmod(allowed, 0o777);
    await asOrdinaryUser(() => writer()(allowed, [file('a', 'x')]));
    await chmod(allowed, 0o555);
    await expect(asOrdinaryUser(() => writer()(allowed, [file('b', 'x')]))).rejects.toMatchObject(refused);
  });
});

describe('a copy, where the disk has no links', () => {
  it("B7.17: is whole and its owner's alone, and never over another", async () => {
    const from = path.join(allowed, 'draft');
    const to = path.join(allowed, 'letter.pdf');
    await writeFile(from, 'content', { mode: 0o600 });
    await copyToNew(from, to);
    expect([await readFile(to, 'utf8'), (await stat(to)).mode & 0o777]).toEqual(['content', 0o600]);
    await writeFile(from, 'other');
    await expect(copyToNew(from, to)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(to, 'utf8')).toBe('content');
    await expect(copyToNew(path.join(allowed, 'none'), path.join(allowed, 'copy'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await everything()).sort()).toEqual(['allowed/draft', 'allowed/letter.pdf']);
  });
});
