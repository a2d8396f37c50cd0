import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiles } from '../../src/files/files.js';

let allowed: string;
beforeEach(async () => {
  allowed = await realpath(await mkdtemp(path.join(tmpdir(), 's1kit-disk-')));
});
afterEach(() => rm(allowed, { recursive: true, force: true }));

const file = (name: string, content: string) => ({ name, pieces: [Buffer.from(content)] });

describe("the workstation's disk", () => {
  it('B3.7: what was written can be taken back, and nothing else', async () => {
    const files = createFiles({ allowedFolders: [allowed] });
    await writeFile(path.join(allowed, 'mine'), 'mine');
    const paths = await files.writeFiles(allowed, [file('a', 'x'), file('b', 'y')]);
    await files.removeFiles([...paths, path.join(allowed, 'mine'), path.join(allowed, 'nothing'), '/etc/hostname']);
    expect(await readdir(allowed)).toEqual(['mine']);
  });

  it('B3.7: what somebody else has put in its place stays', async () => {
    const files = createFiles({ allowedFolders: [allowed] });
    const [first = '', second = ''] = await files.writeFiles(allowed, [file('a', 'x'), file('b', 'y')]);
    await writeFile(path.join(allowed, 'new'), 'theirs');
    await rm(first);
    await writeFile(first, 'theirs');
    await rm(second);
    await mkdir(second);
    await files.removeFiles([first, second]);
    expect((await readdir(allowed)).sort()).toEqual(['a', 'b', 'new']);
    expect(await readFile(first, 'utf8')).toBe('theirs');
  });
});
