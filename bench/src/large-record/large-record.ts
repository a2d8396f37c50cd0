// GetPatientRecord of 15,000 events, beside the same bytes from SQLite to a socket and nothing else (QUALITY, Speed).
import { join } from 'node:path';
import type { Benchmark, Pair, Setting } from '../benchmark.js';
import { newDevice, requestOf } from '../environment/exchange.js';
import { startWatched } from '../environment/watched.js';
import { startBareRecord } from './bare-record.js';
import { type Reader, type ReadOrder, startReader } from './reader.js';

/** The edge case of 15,000 events (docs/edge-cases.md). */
export const largePatient = '9999999905';

/** Replies that are read for one figure, and the pause after each: the second entry of the audit is not counted. */
const reading = { times: 5, pauseMs: 200 } as const;

const megabyte = 1024 * 1024;

export const largeRecord: Benchmark = {
  name: 'large-record',
  purpose: 'A record of 15,000 events, to the first and the last byte, and the memory that it takes, beside the same bytes from SQLite to a socket.',
  prepare: async ({ folder, say }: Setting) => {
    const data = join(folder, 'data');
    say('making 200 patients and the large record');
    const maker = startWatched();
    await maker.ask({ kind: 'start', data, patients: 200, history: 'full' });
    await maker.ask({ kind: 'stop' });
    await maker.close();
    const [demo, reader, bare] = [startWatched(), startReader(), await startBareRecord({ database: join(data, 's1kit.db'), patient: largePatient })];
    const { port, apiKey } = await demo.ask({ kind: 'start', data, patients: 200, history: 'full' });
    const record = recordRequests({ apiKey, deviceId: await newDevice(port, apiKey) });
    const ask = (order: Pick<ReadOrder, 'port' | 'request'>) => reader.ask({ ...order, ...reading });
    const whole: Pair = {
      rows: [
        {
          figure: 'lastByte',
          what: 'GetPatientRecord, 15,000 events, to the last byte',
          beside: 'its events from SQLite to a socket',
          unit: 'ms',
          goals: [{ of: 'ratio', atMost: 1.5 }],
        },
      ],
      subject: async () => {
        const seen = await ask({ port, request: record.large });
        if (seen.bytes < 5_000_000) throw new Error('The large record was not answered as it should be.');
        return { lastByte: seen.lastByte };
      },
      reference: async () => ({ lastByte: (await ask({ port: bare.port, request: '\n' })).lastByte }),
    };
    const begun: Pair = {
      rows: [
        {
          figure: 'firstByte',
          what: 'the same, to the first byte',
          beside: 'a reply of demographics only',
          unit: 'ms',
          goals: [{ of: 'difference', atMost: 20 }],
        },
      ],
      subject: async () => ({ firstByte: (await ask({ port, request: record.large })).firstByte }),
      reference: async () => ({ firstByte: (await ask({ port, request: record.small })).firstByte }),
    };
    const close = async (): Promise<void> => {
      await Promise.all([reader.close(), bare.close(), demo.ask({ kind: 'stop' })]);
      await demo.close();
    };
    // Memory last: the environment that is measured above must not run beside these.
    return { pairs: [whole, begun, memoryPair(data, reader)], close };
  },
};

/** The request for the whole record, and that for its demographics. */
export function recordRequests(sender: { readonly apiKey: string; readonly deviceId: string }): { readonly large: string; readonly small: string } {
  const identity = `<Identity><NHSNumber>${largePatient}</NHSNumber></Identity>`;
  return {
    large: requestOf({ ...sender, name: 'GetPatientRecord', parameters: identity }),
    small: requestOf({ ...sender, name: 'GetPatientRecord', parameters: `${identity}<Filter><Demographics/></Filter>` }),
  };
}

/** Resident memory over the first and over a later reply, each in an environment that has just started and answered small requests. */
function memoryPair(data: string, reader: Reader): Pair {
  const grownBy = async (size: 'large' | 'small'): Promise<{ first: number; later: number }> => {
    const demo = startWatched();
    const { port, apiKey } = await demo.ask({ kind: 'start', data: `${data}-memory`, patients: 20, history: 'full' });
    try {
      const request = recordRequests({ apiKey, deviceId: await newDevice(port, apiKey) });
      await reader.ask({ port, request: request.small, times: 200, pauseMs: 0 });
      const once = async (): Promise<number> => {
        await demo.ask({ kind: 'watch' });
        await reader.ask({ port, request: request[size], times: 1, pauseMs: reading.pauseMs });
        return (await demo.ask({ kind: 'look' })).grown / megabyte;
      };
      const first = await once();
      await reader.ask({ port, request: request[size], times: 3, pauseMs: reading.pauseMs });
      return { first, later: await once() };
    } finally {
      await demo.ask({ kind: 'stop' });
      await demo.close();
    }
  };
  const row = (figure: 'first' | 'later', what: string) =>
    ({ figure, what, beside: 'a reply of demographics only', unit: 'MiB', goals: [{ of: 'figure', atMost: 64 }] }) as const;
  return {
    rows: [row('first', 'memory, the first large reply of an environment'), row('later', 'memory, its fifth large reply')],
    subject: () => grownBy('large'),
    reference: () => grownBy('small'),
  };
}
