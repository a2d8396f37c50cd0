// The allowance that several processes of one device share, while some of them are killed.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as realTime } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.js';
import { type Program, startProgram } from './program.js';

const devices = ['first', 'second', 'third', 'fourth'];
const lengthMs = 40;
const kills = 24;

describe('B5.1: processes that share an allowance', () => {
  it(`keep to it while ${kills} of them are killed at random moments, and those that are left go on`, async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'pacing.json');
    const sent = new Map<string, number[]>(devices.map((device) => [device, []]));
    const failures: string[] = [];
    const onLine = (line: string): void => {
      const [what = '', device = '', time = ''] = line.split(' ');
      if (what === 'sends') sent.get(device)?.push(Number(time));
      if (what === 'failed') failures.push(line);
    };
    const start = (): Program => startProgram('pacing-process.mjs', [file, String(lengthMs), ...devices], onLine);
    const running = [start(), start(), start()];
    await Promise.all(running.map(({ said }) => said('sends')));
    for (let killed = 0; killed < kills; killed += 1) {
      // Processes have a time of their own, which nothing moves.
      await realTime(Math.random() * 60);
      const at = Math.floor(Math.random() * running.length);
      const [one] = running.splice(at, 1, start());
      await one?.kill();
    }
    const last = running.map(({ lines }) => lines.length);
    const lastKill = Date.now();
    // Whoever was killed with a request under way is taken to have been admitted up to a second later.
    await expect.poll(() => devices.every((device) => (sent.get(device) ?? []).some((time) => time > lastKill + 1_100)), { timeout: 10_000 }).toBe(true);
    expect(running.some(({ lines }, index) => lines.length > (last[index] ?? 0))).toBe(true);
    await Promise.all(running.map((program) => program.kill()));
    expect(failures).toEqual([]);
    for (const times of sent.values()) {
      const ordered = times.toSorted((a, b) => a - b);
      const gaps = ordered.slice(1).map((time, index) => time - (ordered[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(lengthMs);
      expect(ordered.length).toBeGreaterThan(5);
    }
    // What they left goes when the next one comes.
    const next = start();
    await next.said('sends');
    expect(readdirSync(folder).filter((name) => name !== 'pacing.json' && name !== 'pacing.json.lock' && !name.includes(`.${next.child.pid}.`))).toEqual([]);
  }, 40_000);

  it('go on where one was killed that held the lock', async () => {
    const file = join(temporaryFolder(), 'pacing.json');
    const keeper = startProgram('lock-process.mjs', [`${file}.lock`]);
    expect(await keeper.said('')).toBe('holds');
    const other = startProgram('pacing-process.mjs', [file, String(lengthMs), 'only']);
    await keeper.kill();
    await other.said('sends only');
    expect(other.lines.filter((line) => line.startsWith('failed'))).toEqual([]);
  });

  it('find the allowance as it was before they were killed and started again', async () => {
    const file = join(temporaryFolder(), 'pacing.json');
    const before = startProgram('pacing-process.mjs', [file, '30000', 'only']);
    await before.said('sends only');
    await before.said('waits only');
    await before.kill();
    const after = startProgram('pacing-process.mjs', [file, '30000', 'only']);
    const [, , left] = (await after.said('waits only')).split(' ');
    expect(Number(left)).toBeGreaterThan(25_000);
    expect(after.lines.some((line) => line.startsWith('sends'))).toBe(false);
  });
});
