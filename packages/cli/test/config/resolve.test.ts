import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/command-error.js';
import { type Flags, resolveConfiguration } from '../../src/config/index.js';
import { hostOf, temporaryFolder } from '../support.js';

function failure(flags: Flags, env: Record<string, string> = {}, file?: string): CommandError {
  const folder = temporaryFolder();
  const config = join(folder, 'c.json');
  if (file !== undefined) writeFileSync(config, file);
  try {
    resolveConfiguration(file === undefined ? flags : { ...flags, config }, hostOf(folder, env));
  } catch (thrown) {
    if (thrown instanceof CommandError) return thrown;
    throw thrown;
  }
  throw new Error('It was accepted.');
}

describe('precedence', () => {
  it('is flag, environment, file, default, for every mix of them', () => {
    const folder = temporaryFolder();
    const port = fc.option(fc.integer({ min: 0, max: 65535 }), { nil: undefined });
    fc.assert(
      fc.property(port, port, port, (flag, variable, inFile) => {
        const file = join(folder, 'c.json');
        writeFileSync(file, JSON.stringify(inFile === undefined ? {} : { port: inFile }));
        const { settings, sources } = resolveConfiguration(
          { config: file, ...(flag === undefined ? {} : { port: String(flag) }) },
          hostOf(folder, variable === undefined ? {} : { S1KIT_PORT: String(variable) }),
        );
        expect(settings.port).toBe(flag ?? variable ?? inFile ?? 40700);
        expect(sources.port).toBe(flag !== undefined ? 'flag' : variable !== undefined ? 'environment' : inFile !== undefined ? 'file' : 'default');
      }),
      { numRuns: 50 },
    );
  });

  it('lets a switch that the file turned on be turned off', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.json'), '{"strict": true}');
    expect(resolveConfiguration({ config: 'c.json' }, hostOf(folder)).settings.strict).toBe(true);
    expect(resolveConfiguration({ config: 'c.json' }, hostOf(folder, { S1KIT_STRICT: 'false' })).settings.strict).toBe(false);
    expect(resolveConfiguration({ config: 'c.json', strict: false }, hostOf(folder)).settings.strict).toBe(false);
  });

  it('takes the configuration file from the environment too', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.json'), '{"throttle": "off", "compat": ["diary"], "throttle-scale": 0.5}');
    const { settings, sources } = resolveConfiguration({}, hostOf(folder, { S1KIT_CONFIG: 'c.json' }));
    expect(settings).toMatchObject({ throttle: 'off', compat: ['diary'], throttleScale: 0.5 });
    expect(sources).toMatchObject({ throttle: 'file', config: 'environment', port: 'default' });
  });
});

describe('paths', () => {
  it('hold from the working folder; those in the file from its folder', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.json'), '{"data": "here", "files": ["a", "/b"]}');
    expect(resolveConfiguration({ config: join(folder, 'c.json') }, { ...hostOf(folder), workingFolder: '/' }).settings).toMatchObject({
      data: join(folder, 'here'),
      files: [join(folder, 'a'), '/b'],
    });
    expect(resolveConfiguration({ data: 'there', files: ['x', 'y'] }, hostOf(folder)).settings).toMatchObject({
      data: join(folder, 'there'),
      files: [join(folder, 'x'), join(folder, 'y')],
    });
  });

  it('make DATA/files the allowed folder when none is named', () => {
    const folder = temporaryFolder();
    expect(resolveConfiguration({ data: folder }, hostOf(folder)).settings.files).toEqual([join(folder, 'files')]);
    expect(resolveConfiguration({ data: ':memory:' }, hostOf(folder)).settings).toMatchObject({ data: ':memory:', files: [] });
  });
});

describe('what is wrong', () => {
  it('is told by its flag, variable or key, with exit code 2', () => {
    for (const [error, parts] of [
      [failure({ port: 'abc' }), ['--port', '0 to 65535', 'abc']],
      [failure({ port: '65536' }), ['--port']],
      [failure({ date: '2026-02-30' }), ['--date']],
      [failure({ throttleScale: '0' }), ['--throttle-scale']],
      [failure({ compat: 'diary,other' }), ['--compat', 'plain-demographics']],
      [failure({}, { S1KIT_HTTP_PORT: 'x' }), ['S1KIT_HTTP_PORT']],
      [failure({}, { S1KIT_APPROVE: 'maybe' }), ['S1KIT_APPROVE', 'ask, always, never']],
      [failure({}, {}, '{"prot": 1}'), ['"prot"', 'port']],
      [failure({}, {}, '{"config": "x"}'), ['"config"']],
      [failure({}, {}, '{"port": "1"}'), ['"port"']],
      [failure({}, {}, '[]'), ['one JSON object']],
      [failure({}, {}, '{'), ['not JSON']],
      [failure({ config: 'missing.json' }), ['missing.json', 'ENOENT']],
    ] as const) {
      for (const part of parts) expect(error.message).toContain(part);
      expect(error.exitCode).toBe(2);
      expect(error.message).not.toContain('\n');
    }
  });
});
