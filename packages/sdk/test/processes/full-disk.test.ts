import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openSealedLog } from '../../src/outbox/sealed-log.js';
import { temporaryFolder } from '../support/folder.js';

// Windows knows no such limit.
it.runIf(process.platform !== 'win32')(
  'what it was: of a write that the disk took a part of, the outbox said that it was kept, and it was gone when it was opened again',
  async () => {
    const path = join(temporaryFolder(), 'outbox');
    const program = fileURLToPath(new URL('full-disk-process.mjs', import.meta.url));
    // 4 blocks of 1024 bytes in a file, by the shell that bash and dash have in common (512 bytes a block in some).
    const said = execFileSync('sh', ['-c', 'ulimit -f 4; exec "$0" "$1" "$2"', process.execPath, program, path], { encoding: 'utf8' }).trim().split('\n');
    const kept = said.filter((line) => line.startsWith('kept')).length;
    expect(kept).toBeGreaterThan(0);
    expect(said.at(-1)).toBe(`refused ${kept} EFBIG`);
    const log = await openSealedLog(path, Buffer.alloc(32), (size) => Buffer.alloc(size, 1));
    await log.close();
    expect(log.records).toHaveLength(kept);
  },
);
