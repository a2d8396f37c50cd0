// An environment in a process of its own, as its parent sees it: what it is asked, and what the system says of its memory, files and sockets.
import { fork } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { InputOf, OperationName, OutputOf } from '@s1kit/link';
import type { Environment, EnvironmentOptions } from 's1kit';

type Named = { readonly [N in OperationName]: { readonly kind: 'perform'; readonly name: N; readonly input: InputOf<N> } }[OperationName];

/** What the program is asked. */
export type Asked = { readonly id: number } & (Named | { readonly kind: 'heap' } | { readonly kind: 'close'; readonly withinMs: number });

type Traits = Pick<Environment, 'apiKey' | 'data' | 'files' | 'port' | 'user'>;

/** What it says. */
export type Told =
  | ({ readonly kind: 'serving' } & Traits)
  | { readonly kind: 'answered'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

export interface Served extends Traits {
  readonly pid: number;
  perform<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Bytes in use after a collection: those of the heap, and of buffers outside it. */
  heapBytes(): Promise<number>;
  /** Bytes of memory now. */
  residentBytes(): number;
  /** The most that it has been since `forgetPeak`. */
  peakBytes(): number;
  forgetPeak(): void;
  /** Milliseconds of the processor's time that it has used. */
  processorMs(): number;
  /** What it has open: paths of files, `socket:[…]`, `pipe:[…]`. */
  openFiles(): readonly string[];
  /** How it ended, though nobody asked it to; `undefined` while it runs. */
  ended(): string | undefined;
  close(): Promise<void>;
}

// The built program, also for the tests, which run from the sources.
const program = fileURLToPath(new URL('../../dist/wire/serve.js', import.meta.url));

/**
 * Starts an environment in a process of its own; on Linux, whose /proc says what it uses.
 * @throws if it ends before it serves
 */
export async function serve(options: Partial<Pick<EnvironmentOptions, 'approve' | 'largeRecord' | 'patients' | 'throttle'>>): Promise<Served> {
  const child = fork(program, [JSON.stringify(options)], { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (failure: Error) => void }>();
  let ended: string | undefined;
  let isClosing = false;
  let last = 0;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      if (!isClosing) ended = `it ended with ${signal ?? `exit code ${code}`}`;
      for (const { reject } of waiting.values()) reject(new Error(ended ?? 'it was closed'));
      resolve();
    });
  });
  const traits = await new Promise<Traits>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The environment ended before it served.')));
    child.on('message', (told: Told) => {
      if (told.kind === 'serving') return resolve(told);
      const waiter = waiting.get(told.id);
      waiting.delete(told.id);
      if (told.kind === 'answered') waiter?.resolve(told.value);
      else waiter?.reject(new Error(told.message));
    });
  });
  const ask = (asked: Named | { kind: 'heap' } | { kind: 'close'; withinMs: number }): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(new Error(ended));
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ ...asked, id: last });
    });
  const pid = child.pid ?? 0;
  return {
    ...traits,
    pid,
    // The program answers an operation with its output, and `Named` has an operation's name and input together.
    perform: async <N extends OperationName>(name: N, input: InputOf<N>) => (await ask({ kind: 'perform', name, input } as Named)) as OutputOf<N>,
    heapBytes: async () => Number(await ask({ kind: 'heap' })),
    residentBytes: () => statusBytes(pid, 'VmRSS'),
    peakBytes: () => statusBytes(pid, 'VmHWM'),
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
    processorMs: () => processorMsOf(pid),
    openFiles: () => openFilesOf(pid),
    ended: () => ended,
    close: async () => {
      isClosing = true;
      if (ended === undefined) await ask({ kind: 'close', withinMs: 0 });
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

function statusBytes(pid: number, field: string): number {
  const [, kilobytes = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
  return Number(kilobytes) * 1024;
}

/** Fields 14 and 15, in hundredths of a second; those before the name's closing bracket are not counted. */
function processorMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

function openFilesOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(`${folder}/${name}`)];
    } catch {
      // Closed between the two.
      return [];
    }
  });
}
