// Many small calls through the SDK, beside a bare socket that sends and parses the same with saxes (issue of the SDK, "Around it").
import { join } from 'node:path';
import type { Benchmark, Figures, Goal, Pair, Setting } from '../benchmark.js';
import { startDemo } from '../environment/demo-process.js';
import { type ClientQuestion, startClient } from './client.js';

type By = Extract<ClientQuestion, { kind: 'calls' }>['by'];

/** How long each is measured in a round, in milliseconds. */
const milliseconds = 700;
const goals: readonly Goal[] = [{ of: 'ratio', atLeast: 0.5 }];

export const sdkSmallCalls: Benchmark = {
  name: 'sdk-small-calls',
  purpose: 'PatientSearch by the SDK, one call after the other with the throttle off, beside a bare socket that sends and parses the same with saxes.',
  prepare: async ({ folder, say }: Setting) => {
    say('making 1,000 patients');
    const demo = await startDemo({ data: join(folder, 'data') });
    const [application, bare] = [startClient(), startClient()];
    for (const client of [application, bare]) await client.ask({ kind: 'connect', port: demo.port, apiKey: demo.apiKey });
    const ask = async (client: typeof bare, by: By): Promise<Figures> => ({ ...(await client.ask({ kind: 'calls', by, milliseconds })) });
    const pairOf = (by: By, beside: string): Pair => ({
      rows: [{ figure: 'perSecond', what: 'PatientSearch by the SDK', beside, unit: '/s', goals }],
      subject: () => ask(application, 'sdk'),
      reference: () => ask(bare, by),
    });
    const pairs = [pairOf('sockets', 'bare socket for each call, saxes'), pairOf('socket', 'one bare socket for all calls, saxes')];
    const close = async (): Promise<void> => {
      await Promise.all([application.close(), bare.close()]);
      await demo.close();
    };
    return { pairs, close };
  },
};
