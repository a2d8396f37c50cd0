import { chmodSync, mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { startEnvironment } from '../src/environment.js';
import { answerOn, codeOf, exchange, request, start } from './clients/client.js';
import { hostOf, temporaryFolder } from './support.js';

const quick = { patients: 20, largeRecord: false } as const;

describe('an environment', () => {
  it('asked to stop while patients are made takes back what it began', async () => {
    const folder = temporaryFolder();
    const before = readdirSync(folder);
    const stopping = new AbortController();
    const environment = await startEnvironment({
      ...quick,
      patients: 3_000,
      data: join(folder, 'a', 'b'),
      host: hostOf(folder),
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    });
    expect(environment).toBeUndefined();
    expect(readdirSync(folder)).toEqual(before);
  });

  it('begins anew where an earlier making of the data broke off', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 's1kit.db.making'), 'half of it');
    const environment = await startEnvironment({ ...quick, data, host: hostOf(folder) });
    await environment.close(0);
    expect(readdirSync(data).sort()).toEqual(['audit-checkpoints.jsonl', 'files', 'keys.json', 's1kit.db']);
    if (process.platform !== 'win32') expect(statSync(join(data, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')(
    'keeps its database and snapshots to their owner; in a folder that was there they could be read by everybody',
    async () => {
      const folder = temporaryFolder();
      const data = join(folder, 'data');
      mkdirSync(data);
      chmodSync(data, 0o755);
      const environment = await startEnvironment({ ...quick, data, host: hostOf(folder) });
      await environment.perform('data.snapshot', { name: 'before' });
      const open = readdirSync(data).filter((name) => (statSync(join(data, name)).mode & 0o077) !== 0);
      await environment.close(0);
      expect(open).toEqual([]);
    },
  );

  it('whose start failed late went on listening, and left checkpoints by which the audit of the next one read as forged', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    mkdirSync(join(data, 'run.json'), { recursive: true });
    // Two ports that were free a moment ago.
    const before = await startEnvironment({ ...quick, host: hostOf(folder) });
    const { port, httpPort } = before;
    await before.close(0);
    const starting = () => startEnvironment({ ...quick, data, port, httpPort, host: hostOf(folder) });
    await expect(starting()).rejects.toMatchObject({ name: 'CommandError', message: expect.stringContaining('run.json cannot be written') });
    await expect(exchange(port, 'x')).rejects.toThrow('closed without a reply');
    await expect(fetch(`http://127.0.0.1:${httpPort}/health`)).rejects.toThrow();
    expect(readdirSync(data)).toEqual(['run.json']);
    rmdirSync(join(data, 'run.json'));
    const environment = await starting();
    expect(await environment.perform('audit.verify', {})).toMatchObject({ ok: true, firstBroken: null });
    await environment.close(0);
  });

  it('that is closed lets go of what is held, and finishes what is being answered', async () => {
    const clock = movableClock({ start });
    const environment = await startEnvironment({ ...quick, clock, throttle: 'delay', host: hostOf(temporaryFolder()) });
    const { port, apiKey } = environment;
    const asked = exchange(port, request({ apiKey, function: 'GetFunctions' }));
    while (environment.prompts.list().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const idle = connect({ host: '127.0.0.1', port });
    idle.write(request({ apiKey: 'x', function: 'GetFunctions' }));
    await answerOn(idle);
    const began = performance.now();
    await environment.close();
    expect(performance.now() - began).toBeLessThan(1_900);
    expect(codeOf(await asked)).toBe('ApprovalPending');
    await expect(exchange(port, 'x')).rejects.toThrow();
    idle.destroy();
  });

  it('B9.2: of the same seed and day has the same data, and starts with the sample clinician signed in', async () => {
    const clock = (): ReturnType<typeof movableClock> => movableClock({ start });
    const first = await startEnvironment({ ...quick, clock: clock(), host: hostOf(temporaryFolder()) });
    const second = await startEnvironment({ ...quick, clock: clock(), host: hostOf(temporaryFolder()) });
    for (const name of ['GetPatientRecord', 'PatientSearch', 'GetDiary']) {
      expect(await first.perform('templates.get', { function: name })).toEqual(await second.perform('templates.get', { function: name }));
    }
    expect(first.apiKey).toBe(second.apiKey);
    expect(first.user).not.toBe('');
    await Promise.all([first.close(0), second.close(0)]);
  });
});
