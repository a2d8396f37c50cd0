import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '@s1kit/server';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../../../scripts/set-up.mjs';
import { openTestDisk, type TestDisk } from '../../src/disk/test-disk.js';
import { acts } from '../../src/disk-faults/acts.js';
import { diskFaults } from '../../src/disk-faults/disk-faults.js';
import { faultCase } from '../../src/disk-faults/fault-case.js';
import { databaseOf, type Installed, makeInstalled } from '../../src/instance/data.js';
import { briefly } from '../support/briefly.js';

describe.runIf(isThere('cc'))('faults of the disk', { timeout: 60_000 }, () => {
  it('B3.7: leave nothing half done, and nothing answered that is not stored', async () => {
    const counts = await briefly(diskFaults, 4_000);
    expect(counts.faults).toBeGreaterThan(10);
    expect(counts.errors).toBeGreaterThan(5);
    expect(counts.successes).toBeGreaterThan(0);
  });

  describe('of an environment that is broken', () => {
    const folder = mkdtempSync(join(tmpdir(), 's1kit-faults-'));
    let disk: TestDisk;
    let template: Installed;
    beforeAll(async () => {
      template = await makeInstalled(join(folder, 'template'), { organisations: 1, patients: 20 });
      const database = new Database(databaseOf(template));
      // An error that changes something, and a success that does more than it should the first time alone.
      database.exec("CREATE TRIGGER half AFTER INSERT ON audit_entry WHEN NEW.outcome = 'error' BEGIN UPDATE patient SET version = version + 1; END");
      database.close();
      disk = openTestDisk();
    });
    afterAll(() => {
      disk.remove();
      rmSync(folder, { recursive: true });
    });

    it('are found out', async () => {
      const act = acts.find(({ name }) => name === 'event and task');
      if (act === undefined) throw new Error('There is no such act.');
      const trial = {
        seed: 1,
        budgetMs: 0,
        firstCase: 0,
        folder,
        spent: () => false,
        chance: (...labels: (string | number)[]) => chanceOf(1, ...labels),
        say: () => undefined,
      };
      const counts = { faults: 0, errors: 0, successes: 0, reopened: 0, killed: 0 };
      const plan = { act, fault: { operations: ['sync'], always: false } as const, ends: 'in order' as const, killedAt: undefined };
      const [finding] = await faultCase({ trial, disk, template, plan, number: 0 }, counts);
      expect(finding).toMatch(/^An error \(NotRecorded\) left patient changed, at fault 1/);
    });
  });
});
