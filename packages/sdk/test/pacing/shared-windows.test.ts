import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MovableClock, movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { openShared, type Shared } from '../../src/pacing/shared-windows.js';
import { surroundings } from '../support/environment.js';
import { temporaryFolder } from '../support/folder.js';

interface Programs {
  readonly clock: MovableClock;
  readonly path: string;
  readonly failures: unknown[];
  /** Those that are running, by process. */
  readonly alive: Set<number>;
  program(processId: number): Shared;
}

function programs(): Programs {
  const clock = movableClock({ start: Date.UTC(2026, 2, 2) });
  const path = join(temporaryFolder(), 'pacing.json');
  const failures: unknown[] = [];
  const alive = new Set<number>();
  const program = (processId: number): Shared => {
    alive.add(processId);
    return openShared({ path, clock, holder: `h${processId}`, processId, isRunning: (asked) => alive.has(asked), onFailure: (cause) => failures.push(cause) });
  };
  return { clock, path, failures, alive, program };
}

describe('windows that several programs share', () => {
  it('are reserved by one at a time, and open when the reply to that one said', () => {
    const { clock, program, failures } = programs();
    const [one, other] = [program(1), program(2)];
    expect(one.reserve('w', 1_000)).toBe(0);
    expect(other.reserve('w', 1_000)).toBe(20);
    expect(other.reserve('v', 1_000)).toBe(0);
    one.settle('w', clock.now() + 1_000);
    expect(other.reserve('w', 1_000)).toBe(1_000);
    clock.advance(1_000);
    expect(other.reserve('w', 1_000)).toBe(0);
    other.settle('w', undefined);
    expect(one.reserve('w', 1_000)).toBe(0);
    expect(failures).toEqual([]);
  });

  it('outlast a restart, and whoever was killed with a request under way', () => {
    const { clock, alive, program } = programs();
    const killed = program(1);
    expect(killed.reserve('w', 30_000)).toBe(0);
    clock.advance(2_000);
    alive.delete(1);
    const next = program(2);
    // It may have been admitted up to a second after it was sent.
    expect(next.reserve('w', 30_000)).toBe(29_000);
    next.close();
    clock.advance(29_000);
    expect(program(3).reserve('w', 30_000)).toBe(0);
  });

  it('what it was: a program that closed with a request under way, and lived on, kept its window closed to all others for three minutes', () => {
    const { clock, program, failures } = programs();
    const closed = program(1);
    expect(closed.reserve('w', 30_000)).toBe(0);
    closed.close();
    // What was given up ends after that.
    closed.settle('w', clock.now() + 30_000);
    const other = program(2);
    // It may have been admitted just before.
    expect(other.reserve('w', 30_000)).toBe(30_000);
    clock.advance(30_000);
    expect(other.reserve('w', 30_000)).toBe(0);
    expect(failures).toEqual([]);
  });

  it('are never closed for longer than their length, also where the clock was set back, and a program that hangs is not waited for without end', () => {
    const { clock, program } = programs();
    const [one, other] = [program(1), program(2)];
    one.reserve('w', 1_000);
    one.settle('w', clock.now() + 1_000);
    clock.set(clock.now() - 3_600_000);
    expect(other.reserve('w', 1_000)).toBeLessThanOrEqual(1_020);
    one.reserve('x', 1_000);
    clock.advance(180_000);
    expect(other.reserve('x', 1_000)).toBe(0);
  });

  it('are free where the file is damaged, and where it cannot be used a program goes on by itself, and says so', () => {
    const { path, program, failures } = programs();
    for (const text of ['', '{"windows":{"w":{"until":"soon"},"v":null}}', '[]']) {
      writeFileSync(path, text);
      expect(program(1).reserve('w', 1_000)).toBe(0);
    }
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 1, windows: { w: { flight: { processId: 1 } } } });
    expect(failures).toEqual([]);
    const blocked = join(temporaryFolder(), 'folder');
    mkdirSync(blocked);
    const shared = openShared({
      path: blocked,
      clock: movableClock(),
      holder: 'h',
      processId: 1,
      isRunning: () => true,
      onFailure: (cause) => failures.push(cause),
    });
    expect([shared.reserve('w', 1), shared.reserve('w', 1)]).toEqual([0, 0]);
    expect(failures).toHaveLength(1);
  });
});

describe('B5.1: clients of one device', () => {
  const around = surroundings({ throttle: 'error' });

  it('keep to the limits together, so that nothing is ever refused', async () => {
    const file = join(temporaryFolder(), 'pacing.json');
    const [{ nhsNumber }] = await around.patients();
    const one = await around.connect({ pacing: { file } });
    const { deviceId } = one;
    const device = { load: async () => deviceId, save: async () => undefined };
    const other = await around.connect({ pacing: { file }, device });
    const outcomes: string[] = [];
    for (const client of [one, other]) client.on('reply', ({ outcome }) => outcomes.push(outcome));
    const waits: number[] = [];
    const record = (client: typeof one) =>
      client.getPatientRecord({ Identity: { NHSNumber: nhsNumber } }, { fresh: true, onWait: ({ expectedMs }) => waits.push(expectedMs) });
    await Promise.all([record(one), record(other), one.getDiary({}, { fresh: true }), other.getDiary({}, { fresh: true })]);
    await Promise.all([record(other), record(one)]);
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => 'success'));
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(29_000);
    expect(one.expectedWait('getPatientRecord', { Identity: { NHSNumber: nhsNumber } })).toBeGreaterThan(0);
  });
});
