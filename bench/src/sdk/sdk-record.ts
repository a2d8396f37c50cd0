// A record of 15,000 events through the SDK, beside saxes alone over the same bytes (QUALITY, Speed).
import { join } from 'node:path';
import type { Benchmark, Figures, Pair, Setting } from '../benchmark.js';
import { startDemo } from '../environment/demo-process.js';
import { largePatient } from '../large-record/large-record.js';
import { type Client, type ClientQuestion, startClient } from './client.js';

type As = Extract<ClientQuestion, { kind: 'record' }>['as'];

/** Replies that are read for one figure. */
const times = 4;

export const sdkRecord: Benchmark = {
  name: 'sdk-record',
  purpose:
    'A record of 15,000 events to typed objects by the SDK, as a whole and as a stream, beside saxes alone over the same bytes; the memory of the stream.',
  prepare: async ({ folder, say }: Setting) => {
    say('making 20 patients and the large record');
    const demo = await startDemo({ data: join(folder, 'data'), patients: 20 });
    const clients: Client[] = [];
    const connected = async (): Promise<Client> => {
      const client = startClient();
      clients.push(client);
      await client.ask({ kind: 'connect', port: demo.port, apiKey: demo.apiKey });
      return client;
    };
    const read = async (client: Client, as: As, often = times): Promise<Figures> => {
      const { events, ...figures } = await client.ask({ kind: 'record', as, patient: largePatient, times: often });
      if (events < 15_000) throw new Error('The large record was not answered as it should be.');
      return { ...figures };
    };
    // A process for each: what one has made of the engine's types does not slow down another.
    const [whole, stream, tags] = [await connected(), await connected(), await connected()];
    const pairs = [
      pairOf(
        '6 MB reply to typed objects',
        () => read(whole, 'objects'),
        () => read(tags, 'tags'),
      ),
      pairOf(
        '6 MB reply, event by event',
        () => read(stream, 'stream'),
        () => read(tags, 'tags'),
      ),
      memoryPair(async (as) => {
        const client = await connected();
        return await read(client, as, 1);
      }),
    ];
    const close = async (): Promise<void> => {
      await Promise.all(clients.map((client) => client.close()));
      await demo.close();
    };
    return { pairs, close };
  },
};

function pairOf(what: string, subject: Pair['subject'], reference: Pair['reference']): Pair {
  const beside = 'saxes alone, bytes in memory';
  return {
    rows: [
      { figure: 'cpu', what: `${what}, processor time`, beside, unit: 'ms', goals: [{ of: 'ratio', atMost: 2 }] },
      { figure: 'wall', what: 'the same, to the last event', beside, unit: 'ms', goals: [] },
    ],
    subject,
    reference,
  };
}

/** Each in a process that has just connected. */
function memoryPair(readFresh: (as: As) => Promise<Figures>): Pair {
  return {
    rows: [{ figure: 'grown', what: 'memory of the stream', beside: 'memory of typed objects', unit: 'MiB', goals: [{ of: 'figure', atMost: 32 }] }],
    subject: () => readFresh('stream'),
    reference: () => readFresh('objects'),
  };
}
