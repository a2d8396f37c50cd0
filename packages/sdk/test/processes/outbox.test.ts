// An application with an outbox that is killed at random moments, again and again.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as realTime } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { surroundings } from '../support/environment.js';
import { temporaryFolder } from '../support/folder.js';
import { startProgram } from './program.js';

const around = surroundings({ throttle: 'off' });
const kills = 30;
const addsEach = 3;

it(`B2.9: what an outbox has kept is written once and in the order of each patient, though its application is killed ${kills} times`, async () => {
  const found = await around.patients();
  const patients = found.slice(0, 3).map(({ nhsNumber }) => nhsNumber);
  const client = await around.connect({ pacing: 'off' });
  const { port, apiKey } = around.environment();
  const common = {
    path: join(temporaryFolder(), 'outbox'),
    key: randomBytes(32).toString('hex'),
    port,
    apiKey,
    deviceId: client.deviceId,
    now: around.clock.now(),
  };
  const kept: number[] = [];
  let next = 0;
  /** What the application was doing when it was killed: the last thing that it said. */
  const moments = new Set<string>();
  const start = (count: number) => {
    const program = startProgram('outbox-process.mjs', [JSON.stringify({ ...common, from: next, count, patients })], (line) => {
      const [what, number = ''] = line.split(' ');
      // A number is used once, also where it is not known whether it was kept.
      if (what === 'adds') next = Number(number) + 1;
      if (what === 'kept') kept.push(Number(number));
    });
    return program;
  };
  for (let killed = 0; killed < kills; killed += 1) {
    const program = start(addsEach);
    await program.said('open');
    // The application is another process: its time is the real one. Every other one is killed about when something has left.
    if (killed % 2 === 0) await program.said('event sending');
    await realTime(Math.random() * (killed % 2 === 0 ? 25 : 120));
    await program.kill();
    moments.add(program.lines.at(-1)?.replace(/\d+/, '').trim() ?? '');
  }
  const last = start(1);
  expect(await last.said('settled')).toBe('settled 0');
  expect([...moments]).toContain('event sending');
  expect(kept.length).toBeGreaterThan(kills);
  const written: number[] = [];
  for (const [index, nhsNumber] of patients.entries()) {
    const { Clinical } = await client.getPatientRecord({ Identity: { NHSNumber: nhsNumber }, Filter: { Narrative: true, MinEntryDate: '2026-03-02' } });
    const numbers = (Clinical?.Event ?? []).map(({ Narrative }) => Number(Narrative?.[0]?.Line[0]?.replace('Write ', '')));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.every((number) => number % patients.length === index)).toBe(true);
    written.push(...numbers);
  }
  expect(new Set(written).size).toBe(written.length);
  expect(kept.filter((number) => !written.includes(number))).toEqual([]);
}, 120_000);
