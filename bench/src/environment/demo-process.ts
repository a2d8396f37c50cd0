// `s1kit demo` in a process of its own, as users start it: with its data on disk, every reply stored before it is sent; only the throttle is off.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface DemoProcess {
  readonly port: number;
  readonly httpPort: number;
  readonly apiKey: string;
  readonly processId: number;
  /** Stops it in good order. */
  close(): Promise<void>;
}

export interface DemoOptions {
  /** The data folder. */
  readonly data: string;
  /** How many fictitious patients, where the data is made; 1,000 if left out. */
  readonly patients?: number;
  /** For Node.js itself, e.g. `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

const command = fileURLToPath(new URL('../../../packages/cli/bin/s1kit.js', import.meta.url));

/**
 * Starts the environment on free ports, and waits until it listens.
 * @throws {Error} if it ends before
 */
export async function startDemo({ data, patients = 1_000, nodeOptions = [] }: DemoOptions): Promise<DemoProcess> {
  const words = ['--data', data, '--patients', String(patients), '--port', '0', '--http-port', '0', '--throttle', 'off', '--approve', 'always', '--json'];
  const child = spawn(process.execPath, [...nodeOptions, command, 'demo', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>; // It prints one line when it is ready.
  const ready = await Promise.race([line.then(([text]) => text), ended.then(() => undefined)]);
  if (ready === undefined) throw new Error('s1kit demo has ended before it listened.');
  const { port, httpPort, apiKey } = JSON.parse(ready) as Pick<DemoProcess, 'port' | 'httpPort' | 'apiKey'>; // What `--json` prints.
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { port, httpPort, apiKey, processId: child.pid ?? 0, close };
}
