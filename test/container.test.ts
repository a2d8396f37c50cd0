// The container file: judged by a linter, and its health check run for real. No container engine is needed, and none is used.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { freePort, startDemo } from './support/demo.js';
import { root, textOf } from './support/project.js';

const run = promisify(execFile);
const text = textOf('Dockerfile');
const lines = text.replaceAll(/\\\n\s*/g, ' ').split('\n');
/** The instructions of the last stage, each on one line. */
const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const given = (instruction: string): string => last.findLast((line) => line.startsWith(`${instruction} `))?.slice(instruction.length + 1) ?? '';

describe('the container file', () => {
  it('has nothing that a linter complains about', () => {
    expect(validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  it('runs as somebody without rights, keeps its data in a volume, and names the ports of the program', () => {
    expect(given('USER')).toBe('node');
    expect(given('VOLUME')).toBe('/data');
    expect(given('ENV')).toContain('S1KIT_DATA=/data');
    expect(given('EXPOSE')).toBe('40700 4070');
  });

  it('starts a program that is there', async () => {
    const [program, ...argv]: string[] = [...JSON.parse(given('ENTRYPOINT')), ...JSON.parse(given('CMD'))];
    expect(program).toBe('node');
    const { stdout } = await run(process.execPath, [...argv, '--help'], { cwd: root });
    expect(stdout).toContain('Usage: s1kit demo');
  });

  it('takes in what exists', () => {
    const taken = [...text.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' ').map((path) => path.replace('/s1kit/', '')));
    expect(taken).toContain('packages');
    expect(taken.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('is healthy while the environment runs, and not after', async () => {
    const check: string[] = JSON.parse(given('HEALTHCHECK').replace(/^.*? CMD /, ''));
    const httpPort = String(await freePort());
    const healthy = () => run(process.execPath, check.slice(1), { env: { ...process.env, S1KIT_HTTP_PORT: httpPort } });
    const demo = await startDemo('--data', ':memory:', '--patients', '10', '--port', '0', '--http-port', httpPort);
    await healthy();
    await demo.stop();
    await expect(healthy()).rejects.toMatchObject({ code: 1 });
  });
});
