// What the tests of the command line stand on: a terminal that keeps what was written, and folders that go away.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Clock, systemClock } from '@s1kit/sdk';
import { onTestFinished } from 'vitest';
import type { Host } from '../src/config/index.js';
import type { ProcessTable } from '../src/data-folder/process-mark.js';
import { processTable } from '../src/data-folder/process-mark.js';
import type { Terminal } from '../src/terminal.js';

/** A folder that is removed after the test; for use inside one. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A host of a platform, with nothing of the machine's own environment. */
export function hostOf(folder: string, env: Readonly<Record<string, string>> = {}): Host {
  return {
    platform: process.platform,
    env: { XDG_RUNTIME_DIR: join(folder, 'runtime'), ...env },
    home: folder,
    temporary: folder,
    workingFolder: folder,
    userId: process.getuid?.(),
  };
}

export interface TestTerminal extends Terminal {
  readonly written: () => string;
  readonly told: () => string;
  readonly type: (text: string) => void;
}

/** A terminal whose output is kept. */
export function testTerminal(host: Host, processes: ProcessTable = processTable(), clock: Clock = systemClock()): TestTerminal {
  const keep = (): { stream: PassThrough; text: () => string } => {
    const stream = new PassThrough();
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    return { stream, text: () => Buffer.concat(pieces).toString() };
  };
  const stdin = new PassThrough();
  const stdout = keep();
  const stderr = keep();
  return {
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    host,
    processes,
    clock,
    stopRequested: () => new Promise(() => undefined),
    endWithin: () => undefined,
    written: stdout.text,
    told: stderr.text,
    type: (text) => void stdin.end(text),
  };
}
