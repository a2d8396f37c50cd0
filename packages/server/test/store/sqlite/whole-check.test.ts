// Large files are checked page by page only where the last stop was not orderly.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { needsWholeCheck } from '../../../src/store/sqlite/whole-check.js';

const folder = mkdtempSync(join(tmpdir(), 's1kit-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('ARCHITECTURE: a small file is checked at each start, a large one after a stop that left its log', () => {
  const file = join(folder, 'data.db');
  writeFileSync(file, Buffer.alloc(4096));
  expect(needsWholeCheck(file, 4096)).toBe(true);
  expect(needsWholeCheck(file, 4095)).toBe(false);
  writeFileSync(`${file}-wal`, '');
  expect(needsWholeCheck(file, 4095)).toBe(false);
  writeFileSync(`${file}-wal`, 'a page');
  expect(needsWholeCheck(file, 4095)).toBe(true);
});
