// What others notice while something large is read: the latency of their small requests, and how long the loop was held up (QUALITY, Speed).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Benchmark, Figures, Pair, Setting } from '../benchmark.js';
import { newDevice, requestOf } from '../environment/exchange.js';
import { startWatched, type Watched, type WatchedQuestion } from '../environment/watched.js';
import { type LoadProcess, type LoadSeen, startLoad } from '../load/load.js';
import { recordRequests } from './large-record.js';

/** For how long the large record is read over and over, in milliseconds; all else goes on to its own end. */
const milliseconds = 1_500;
/** Longer than anything takes, in milliseconds. */
const longest = 60_000;
/** How long small requests go on when it has ended. */
const afterwardsMs = 300;
/** The small requests of others: eight connections, one request each in this time. */
const others = { connections: 8, pauseMs: 10 } as const;

export const meanwhile: Benchmark = {
  name: 'meanwhile',
  purpose:
    'Small requests, and the longest stall of the loop, while a record of 15,000 events is read over and over, an extract or a snapshot is written, the audit exported.',
  prepare: async ({ folder, say }: Setting) => {
    const data = join(folder, 'data');
    say('making 1,000 patients');
    const demo = startWatched();
    const { port, apiKey } = await demo.ask({ kind: 'start', data, patients: 1_000, history: 'full' });
    const sender = { apiKey, deviceId: await newDevice(port, apiKey) };
    const [small, large] = [startLoad(), startLoad()];
    const search = requestOf({ ...sender, name: 'PatientSearch', parameters: '<FirstName>Ada</FirstName><Surname>Jones</Surname>' });
    const measured: Measured = { demo, small, port, request: search };
    const record = recordRequests(sender).large;
    let written = 0;
    const next = (): string => {
      written += 1;
      return String(written);
    };
    const newFolder = (): string => {
      const output = join(data, 'files', `extract-${next()}`);
      mkdirSync(output, { recursive: true });
      return output;
    };
    const pairs = [
      pairOf('a record of 15,000 events read over and over', measured, async () => {
        await large.ask({ port, request: record, connections: 1, milliseconds });
      }),
      pairOf('an extract of 1,000 patients written', measured, () => demo.ask({ kind: 'extract', folder: newFolder() })),
      pairOf('the audit exported', measured, () => demo.ask({ kind: 'exportAudit', pages: 5 })),
      pairOf('a snapshot taken', measured, () => demo.ask({ kind: 'snapshot', name: next() })),
    ];
    const close = async (): Promise<void> => {
      await Promise.all([small.close(), large.close(), demo.ask({ kind: 'stop' })]);
      await demo.close();
    };
    return { pairs, close };
  },
};

interface Measured {
  readonly demo: Watched;
  readonly small: LoadProcess;
  readonly port: number;
  readonly request: string;
}

/**
 * Small requests begin with the work, and go on until it has ended and for a moment more: what it leaves behind is done by those who come next.
 * @param work what goes on meanwhile
 */
function pairOf(name: string, { demo, small, port, request }: Measured, work: () => Promise<unknown>): Pair {
  /** How long the last one took: so long is measured without it. */
  let length: number = milliseconds;
  const measure = async (asked: Promise<LoadSeen>): Promise<Figures> => {
    const { p99, worst } = await asked;
    return { p99, worst, stall: (await demo.ask({ kind: 'look' } satisfies WatchedQuestion)).worstStall };
  };
  const ask = (atMost: number): Promise<LoadSeen> => small.ask({ port, request, milliseconds: atMost, ...others });
  return {
    rows: [
      {
        figure: 'p99',
        what: `PatientSearch, 8 connections, p99, while: ${name}`,
        beside: 'the same without it',
        unit: 'ms',
        goals: [{ of: 'figure', atMost: 50 }],
      },
      { figure: 'worst', what: 'the slowest of them', beside: 'the same without it', unit: 'ms', goals: [] },
      { figure: 'stall', what: 'the longest stall of the loop', beside: 'the same without it', unit: 'ms', goals: [{ of: 'figure', atMost: 20 }] },
    ],
    subject: async () => {
      await demo.ask({ kind: 'watch' });
      const asked = ask(longest);
      const began = performance.now();
      try {
        await work();
        await setTimeout(afterwardsMs);
      } finally {
        small.tell({ enough: true });
      }
      length = performance.now() - began;
      if (length > longest) throw new Error(`It went on for longer than it is looked at, ${longest} ms: ${name}.`);
      return measure(asked);
    },
    reference: async () => {
      await demo.ask({ kind: 'watch' });
      return measure(ask(length));
    },
  };
}
