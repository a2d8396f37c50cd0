// Many small calls through the SDK, beside a bare socket that sends and parses the same with saxes (issue of the SDK, "Around it").
import type { Benchmark, Figures, Goal, Pair, Setting } from '../benchmark.js';
import { startDemo } from '../environment/demo-process.js';
import { type Client, type ClientQuestion, startClient } from './client.js';

type By = Extract<ClientQuestion, { kind: 'calls' }>['by'];

/** How long each is measured in a round, in milliseconds. */
const milliseconds = 700;
const goals: readonly Goal[] = [{ of: 'ratio', atLeast: 0.5 }];

export const sdkSmallCalls: Benchmark = {
  name: 'sdk-small-calls',
  purpose:
    'PatientSearch by the SDK, one and 16 calls at a time, with the throttle off and the data in memory, beside a bare socket that sends and parses the same with saxes.',
  prepare: async ({ say }: Setting) => {
    say('making 1,000 patients');
    // In memory: waiting for the disk would make any two clients alike.
    const demo = await startDemo({ data: ':memory:' });
    const [application, bare] = [startClient(), startClient()];
    for (const client of [application, bare]) await client.ask({ kind: 'connect', port: demo.port, apiKey: demo.apiKey });
    const ask = async (client: Client, by: By, atOnce: number): Promise<Figures> => ({ ...(await client.ask({ kind: 'calls', by, atOnce, milliseconds })) });
    const pairOf = (by: By, atOnce: number, beside: string): Pair => ({
      rows: [{ figure: 'perSecond', what: `PatientSearch by the SDK, ${atOnce} at a time`, beside, unit: '/s', goals }],
      subject: () => ask(application, 'sdk', atOnce),
      reference: () => ask(bare, by, atOnce),
    });
    const pairs = [1, 16].flatMap((atOnce) => [
      pairOf('sockets', atOnce, 'bare socket for each call, saxes'),
      pairOf('socket', atOnce, 'bare socket that stays open, saxes'),
    ]);
    const close = async (): Promise<void> => {
      await Promise.all([application.close(), bare.close()]);
      await demo.close();
    };
    return { pairs, close };
  },
};
