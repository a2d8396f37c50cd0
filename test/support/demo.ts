// A Demo environment as its users have it: the built command, started as a program of its own.
import { spawn } from 'node:child_process';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { root } from './project.js';

/** Where the command is. */
export const command = join(root, 'packages/cli/bin/s1kit.js');

export interface RunningDemo {
  readonly port: number;
  readonly httpPort: number;
  readonly apiKey: string;
  readonly data: string;
  /** Stops it, and gives its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts a Demo and waits until it listens.
 * @param options of `s1kit demo`, besides `--json`
 * @throws with what it wrote to standard error, if it ends before
 */
export function startDemo(...options: readonly string[]): Promise<RunningDemo> {
  const demo = spawn(process.execPath, [command, 'demo', '--json', ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let complaint = '';
  const ended = new Promise<number | null>((resolve) => demo.once('exit', resolve));
  demo.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`the Demo ended with ${code}: ${complaint}`)));
    demo.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const end = out.indexOf('\n');
      if (end < 0) return;
      // What a Demo prints when it listens is part of its command's contract; a missing field fails the test that needs it.
      const ready = JSON.parse(out.slice(0, end)) as Omit<RunningDemo, 'stop'>;
      out = '';
      const stop = (): Promise<number | null> => {
        demo.kill('SIGTERM');
        return ended;
      };
      resolve({ port: ready.port, httpPort: ready.httpPort, apiKey: ready.apiKey, data: ready.data, stop });
    });
  });
}

/** Sends a document on a connection of its own and gives the reply, without its line break. */
export function exchange(port: number, document: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(port, '127.0.0.1', () => connection.write(document));
    const pieces: Buffer[] = [];
    connection.on('data', (piece) => {
      pieces.push(piece);
      if (piece.at(-1) !== 0x0a) return;
      connection.destroy();
      resolve(Buffer.concat(pieces).toString('latin1').trimEnd());
    });
    connection.on('error', reject);
    connection.on('close', () => reject(new Error('the connection closed before the reply was whole')));
  });
}

/** A port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
