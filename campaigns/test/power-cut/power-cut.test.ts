import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '@s1kit/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../../../scripts/set-up.mjs';
import { openTestDisk, type TestDisk } from '../../src/disk/test-disk.js';
import { copyInstalled, type Installed, makeInstalled } from '../../src/instance/data.js';
import { judge, newHistory, restored } from '../../src/power-cut/history.js';
import { livesOf } from '../../src/power-cut/lives.js';
import { powerCut } from '../../src/power-cut/power-cut.js';
import { briefly } from '../support/briefly.js';

describe.runIf(isThere('cc'))('power cuts', { timeout: 60_000 }, () => {
  it('B3.7, B7.15, B8.3: lose nothing that was answered, leave nothing half done and the audit whole', async () => {
    const counts = await briefly(powerCut, 4_000);
    expect(counts.cuts).toBeGreaterThanOrEqual(12);
    expect(counts.lost).toBeGreaterThan(10);
    expect(counts.requests).toBeGreaterThan(5);
  });

  describe('of a disk that says it has synced and has not', () => {
    const folder = mkdtempSync(join(tmpdir(), 's1kit-lying-'));
    let disk: TestDisk;
    let template: Installed;
    beforeAll(async () => {
      disk = openTestDisk();
      template = await makeInstalled(join(folder, 'template'), { organisations: 1, patients: 20 });
    });
    afterAll(() => {
      disk.remove();
      rmSync(folder, { recursive: true });
    });

    it('are found out: what was answered is gone', async () => {
      const found: string[] = [];
      for (let number = 0; number < 12 && found.length === 0; number++) {
        const installed = copyInstalled(template, join(folder, 'cut'));
        disk.watch(installed.folder, number);
        disk.lie();
        const counts = { cuts: 0, cutsAtStart: 0, cutsInCopies: 0, lost: 0, requests: 0 };
        found.push(...(await livesOf({ disk, chance: chanceOf(1, number), installed, counts })));
      }
      expect(found[0]).toMatch(/not as they were answered|does not start|is broken|in the record and/);
    });
  });
});

describe('the judge of what a power cut has left', () => {
  const history = (may: readonly ('record' | 'unsaved' | 'nowhere')[]) => {
    const known = newHistory();
    known.written.set('m1', { marker: 'm1', parts: 2, uids: '', may });
    return known;
  };
  const found = (record: number, unsaved: number, audited = true) => ({ record: () => record, unsaved: () => unsaved, audited: () => audited });

  it('accepts what may be, and only that', () => {
    expect(judge(history(['record']), found(2, 0))).toEqual([]);
    expect(judge(history(['record', 'nowhere']), found(0, 0))).toEqual([]);
    expect(judge(history(['unsaved']), found(0, 2))).toEqual([]);
    expect(judge(history(['record']), found(0, 0))).toHaveLength(1);
    expect(judge(history(['nowhere']), found(2, 0))).toHaveLength(1);
    expect(judge(history(['record', 'nowhere']), found(1, 0))).toHaveLength(1);
    expect(judge(history(['record']), found(2, 0, false))).toHaveLength(1);
  });

  it('knows after a look where everything is', () => {
    const known = history(['record', 'nowhere']);
    judge(known, found(2, 0));
    expect(judge(known, found(0, 0))).toHaveLength(1);
  });

  it('accepts a restore that was not answered as a whole, or not at all', () => {
    const known = history(['record']);
    known.snapshots.set('s', new Set());
    known.restoring = 's';
    expect(judge(known, found(0, 0))).toEqual([]);
    restored(known, 's');
    expect(judge(known, found(2, 0))).toHaveLength(1);
  });
});
