// GetFunctions and PatientSearch as a client sees them, beside a bare server that answers with the same bytes (QUALITY, Speed).
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Figures, Goal, Pair, Setting } from '../benchmark.js';
import { startDemo } from '../environment/demo-process.js';
import { exchangeOnce, newDevice, requestOf } from '../environment/exchange.js';
import { type LoadProcess, serialMark, startLoad } from '../load/load.js';
import { type EchoServer, startEcho } from '../reference/echo.js';

/** How long each is measured in a round, in milliseconds. */
const milliseconds = 500;

const asked = [
  { name: 'GetFunctions', parameters: '' },
  { name: 'PatientSearch', parameters: '<FirstName>Ada</FirstName><Surname>Jones</Surname>' },
] as const;

export const smallRequests: Benchmark = {
  name: 'small-requests',
  purpose: 'Requests a second of GetFunctions and PatientSearch, audit on disk, beside a bare server that answers with the same bytes.',
  prepare: async ({ folder, say }: Setting) => {
    const data = join(folder, 'data');
    say('making 1,000 patients');
    await (await startDemo({ data })).close();
    const copy = join(folder, 'rows.db');
    copyFileSync(join(data, 's1kit.db'), copy);
    const demo = await startDemo({ data });
    const load = startLoad();
    const echoes: EchoServer[] = [];
    const deviceId = await newDevice(demo.port, demo.apiKey);
    const pairs: Pair[] = [];
    for (const { name, parameters } of asked) {
      const request = requestOf({ apiKey: demo.apiKey, deviceId, name, parameters, requestUid: serialMark });
      const reply = await exchangeOnce(demo.port, request);
      requireContent(name, reply);
      const order = { requestBytes: request.length, reply: reply.toString('base64') };
      const [stored, bare] = [await startEcho({ ...order, database: copy }), await startEcho(order)];
      echoes.push(stored, bare);
      const measured = { load, request, subject: demo.port };
      pairs.push(pairOf(name, 1, { ...measured, echo: stored.port }, 'bare echo and one durable insert', [{ of: 'ratio', atLeast: 0.7 }]));
      const goals = [{ of: 'ratio', atLeast: 0.3 }] as const;
      for (const connections of [16, 64]) pairs.push(pairOf(name, connections, { ...measured, echo: bare.port }, 'bare echo', goals));
      if (name === 'GetFunctions') {
        const grouped = await startEcho({ ...order, database: join(folder, 'grouped.db'), grouped: true });
        echoes.push(grouped);
        pairs.push(pairOf('bare echo that stores rows in groups', 64, { load, request, subject: grouped.port, echo: bare.port }, 'bare echo', []));
      }
    }
    const close = async (): Promise<void> => {
      await Promise.all([load.close(), ...echoes.map((echo) => echo.close())]);
      await demo.close();
    };
    return { pairs, close };
  },
};

interface Measured {
  readonly load: LoadProcess;
  readonly request: string;
  /** The ports of what is measured and of its reference. */
  readonly subject: number;
  readonly echo: number;
}

function pairOf(name: string, connections: number, { load, request, subject, echo }: Measured, beside: string, goals: readonly Goal[]): Pair {
  const measure = async (port: number): Promise<Figures> => {
    const { perSecond } = await load.ask({ port, connections, request, milliseconds });
    return { perSecond };
  };
  const what = `${name}, ${connections} connection${connections === 1 ? '' : 's'}`;
  return {
    rows: [{ figure: 'perSecond', what, beside, unit: '/s', goals }],
    subject: () => measure(subject),
    reference: () => measure(echo),
  };
}

/** A quick refusal would be no feat. */
function requireContent(name: string, reply: Buffer): void {
  const text = reply.toString('latin1');
  if (!text.includes('<Response>') || (name === 'PatientSearch' && !text.includes('<Result>'))) throw new Error(`${name} was not answered as it should be.`);
}
