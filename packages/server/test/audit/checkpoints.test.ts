import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCheckpoints } from '../../src/audit/checkpoint-file.js';
import { here, openTrail, type Trail } from '../support/trail.js';

async function counts(trail: Trail): Promise<[workstation: string, count: number][]> {
  const reading = await readCheckpoints(trail.checkpointFile, trail.publicKey);
  return (reading?.checkpoints ?? []).map(({ place, count }) => [place.workstationId, count]);
}

/** Waits, by turns of the loop alone, until a condition holds. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 10_000; turn++) {
    if (await condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It did not come about.');
}

describe('checkpoints', () => {
  it('B8.3: are written outside the database at start, with time, with entries, and at stop', async () => {
    const trail = openTrail();
    await trail.add();
    await trail.add({}, { ...here, workstationId: 'desk-2' });
    const checkpoints = await trail.openCheckpoints();
    expect(await counts(trail)).toEqual([
      ['desk-1', 1],
      ['desk-2', 1],
    ]);
    // Only the chain that went on has another.
    await trail.add();
    trail.clock.advance(5 * 60_000);
    await until(async () => (await counts(trail)).length === 3);
    expect((await counts(trail)).at(-1)).toEqual(['desk-1', 2]);
    await trail.add();
    checkpoints.recorded(here, 999);
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect((await counts(trail)).length).toBe(3);
    await trail.addMany(997, () => ({}));
    checkpoints.recorded(here, 1_000);
    await until(async () => (await counts(trail)).length === 4);
    expect((await counts(trail)).at(-1)).toEqual(['desk-1', 1_000]);
    await trail.add();
    await checkpoints.close();
    expect((await counts(trail)).at(-1)).toEqual(['desk-1', 1_001]);
    trail.clock.advance(60 * 60_000);
    expect((await counts(trail)).length).toBe(5);
    expect(await trail.verify()).toMatchObject({ ok: true, messages: 1_002 });
  });

  it('B8.3: the file is there from the first start on, and tells nothing of patients', async () => {
    const trail = openTrail();
    const checkpoints = await trail.openCheckpoints();
    expect(existsSync(trail.checkpointFile)).toBe(true);
    await trail.add({ patient: '9990000018' });
    await checkpoints.close();
    const [line] = readFileSync(trail.checkpointFile, 'utf8').split('\n');
    expect(Object.keys(JSON.parse(line ?? '{}'))).toEqual(['organisation', 'workstation', 'count', 'hash', 'time', 'signature']);
  });

  it('B8.3: one that cannot be written is told, and the next tries again', async () => {
    const trail = openTrail();
    const failures: unknown[] = [];
    const checkpoints = await trail.openCheckpoints((failure) => failures.push(failure));
    await trail.add();
    rmSync(trail.checkpointFile);
    mkdirSync(trail.checkpointFile);
    trail.clock.advance(5 * 60_000);
    await until(async () => failures.length === 1);
    rmdirSync(trail.checkpointFile);
    await checkpoints.close();
    expect(await counts(trail)).toEqual([['desk-1', 1]]);
  });
});
