import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '@s1kit/server';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../../../scripts/set-up.mjs';
import { openTestDisk, type TestDisk } from '../../src/disk/test-disk.js';
import { copyInstalled, databaseOf, type Installed, makeInstalled } from '../../src/instance/data.js';
import { playEpisode } from '../../src/simulation/episode.js';
import { simulation } from '../../src/simulation/simulation.js';
import { briefly } from '../support/briefly.js';

describe.runIf(isThere('cc'))('the simulation', { timeout: 60_000 }, () => {
  it('B2.8, B3.7, B6.3, B7.13, B7.16, B8.1, B8.3: no step breaks a rule', async () => {
    const counts = await briefly(simulation, 4_000);
    expect(counts.steps).toBeGreaterThan(500);
    expect(counts.successes).toBeGreaterThan(50);
    expect(counts.restarts).toBeGreaterThan(1);
  });

  describe('an episode', () => {
    const folder = mkdtempSync(join(tmpdir(), 's1kit-episode-'));
    let disk: TestDisk;
    let template: Installed;
    beforeAll(async () => {
      disk = openTestDisk();
      template = await makeInstalled(join(folder, 'template'), { organisations: 2, patients: 20 });
    });
    afterAll(() => {
      disk.remove();
      rmSync(folder, { recursive: true });
    });

    const play = (number: number, from = template, steps = 300) => {
      const counts = { entries: 0, successes: 0, replies: 0, restarts: 0, powerCuts: 0, crashes: 0, cutsAtStart: 0 };
      const trial = { folder, chance: (...labels: readonly (string | number)[]) => chanceOf(11, ...labels) };
      return playEpisode({ trial, disk, template: from, number, steps }, counts);
    };

    it('replays exactly: the same steps, replies and audit, to the last byte', async () => {
      const [first, second, other] = [await play(4), await play(4), await play(5)];
      expect(first).toMatchObject({ finding: undefined });
      expect(second).toEqual(first);
      expect(other.trace).not.toBe(first.trace);
    });

    /** What episodes of an environment find whose tables do something else than they are told. */
    async function broken(trigger: string): Promise<string | undefined> {
      const copy = copyInstalled(template, join(folder, 'broken'));
      const database = new Database(databaseOf(copy));
      database.exec(trigger);
      database.close();
      for (let number = 0; number < 8; number++) {
        const { finding, lastSteps } = await play(number, copy, 600);
        if (finding === undefined) continue;
        expect(lastSteps.length).toBeGreaterThan(0);
        return finding;
      }
      return undefined;
    }

    it.each([
      [
        'something half done',
        'AFTER INSERT ON task WHEN NEW.application_id IS NOT NULL BEGIN DELETE FROM task WHERE task_id = NEW.task_id; END',
        /^Of the \d things/,
      ],
      ['what nobody saved', "AFTER DELETE ON unsaved_change BEGIN UPDATE event SET items = REPLACE(items, 'mk-', 'km-'); END", /^Of the \d things/],
      [
        'an entry that is left out',
        'AFTER INSERT ON audit_entry WHEN NEW.sequence = 9 BEGIN UPDATE audit_entry SET sequence = 10 WHERE sequence = 9; END',
        /leaves out|not on record/,
      ],
      [
        'an entry that is another',
        "AFTER INSERT ON audit_entry WHEN NEW.sequence = 9 BEGIN UPDATE audit_entry SET error_code = 'Other' WHERE sequence = 9; END",
        /on record is Other/,
      ],
      [
        'a document that nobody sent',
        "AFTER INSERT ON audit_entry WHEN NEW.kind = 'message' BEGIN UPDATE audit_entry SET request_digest = 'x' WHERE sequence = NEW.sequence; END",
        /did not cross the wire/,
      ],
    ])('finds %s', async (_what, trigger, finding) => {
      expect(await broken(`CREATE TRIGGER broken ${trigger}`)).toMatch(finding);
    });

    it('finds a slot that is taken twice', async () => {
      expect(await broken('CREATE TRIGGER broken AFTER INSERT ON slot_taken BEGIN DELETE FROM slot_taken WHERE start_at = NEW.start_at; END')).toMatch(
        /^A slot was taken twice/,
      );
    });

    it('finds a patient of another organisation', async () => {
      // South's first patient whom north does not have is copied into north after a while, so that the simulation does not take them for one of north's own.
      const columns = 'surname_key, first_name_key, known_as_key, date_of_birth, sex, postcode_key, date_of_death, demographics, changed_at';
      const copy = `INSERT INTO patient SELECT 'north', 999999, nhs_number, pseudo_number, version, confidential, ${columns} FROM patient
        WHERE organisation_id = 'south' AND patient_id = 100011`;
      const trigger = `AFTER INSERT ON audit_entry WHEN NEW.sequence = 5 AND NEW.organisation_id = 'north' AND NEW.workstation_id = 'desk-1' BEGIN ${copy}; END`;
      expect(await broken(`CREATE TRIGGER broken ${trigger}`)).toMatch(/another organisation/);
    });
  });
});
