// The list of the audit and its filters over many messages, through the operation that the screens use, beside the same over 1,000 (QUALITY, Speed).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Pair, Setting } from '../benchmark.js';
import { startWatched, type Watched } from '../environment/watched.js';
import { keptFolder, sizeOf } from '../kept.js';
import { quantile } from '../statistics.js';
import { type MessagesMade, makeMessages } from './messages.js';

/** A filter is asked for so often in a round. */
const times = 15;

type Filters = Readonly<Record<string, string | number>>;

export const auditScreen: Benchmark = {
  name: 'audit-screen',
  purpose: "The audit's list and its filters over many messages, beside the same over 1,000.",
  prepare: async (setting: Setting) => {
    const [few, many] = [await opened(1_000, setting), await opened(sizeOf('messages'), setting)];
    const pairs = filtersOf(few.made).map(([name, filters], index) => {
      const other = filtersOf(many.made)[index]?.[1] ?? {};
      return pairOf(`${name}, ${many.messages.toLocaleString('en-GB')} messages`, { demo: many.demo, filters: other }, { demo: few.demo, filters });
    });
    const close = async (): Promise<void> => {
      for (const { demo } of [few, many]) {
        await demo.ask({ kind: 'stop' });
        await demo.close();
      }
    };
    return { pairs, close };
  },
};

interface Opened {
  readonly demo: Watched;
  readonly made: MessagesMade;
  readonly messages: number;
}

async function opened(messages: number, { folder, say }: Setting): Promise<Opened> {
  const home = join(keptFolder() ?? folder, `messages-${messages}`);
  const [data, note] = [join(home, 'data'), join(home, 'made.json')];
  mkdirSync(home, { recursive: true });
  if (!existsSync(note)) writeFileSync(note, JSON.stringify(await makeMessages({ data, messages }, say)));
  const made = JSON.parse(readFileSync(note, 'utf8')) as MessagesMade; // Written by the line above.
  const demo = startWatched();
  await demo.ask({ kind: 'start', data, patients: 40, history: 'none' });
  return { demo, made, messages };
}

/** Every filter of the screen, and those that find little or nothing, which have to look the furthest. */
function filtersOf({ applications, devices, users, seldom, patient, from, to }: MessagesMade): readonly (readonly [string, Filters])[] {
  const [user = '', otherUser = ''] = users;
  const [application = '', otherApplication = ''] = applications;
  const middle = (part: number): string => new Date(Date.parse(from) + (Date.parse(to) - Date.parse(from)) * part).toISOString();
  return [
    ['newest', {}],
    ['an older page', { before: 500 }],
    ['of a user', { user }],
    ['of an application', { application }],
    ['of a device', { device: devices[1] ?? '' }],
    ['of a function', { function: 'IsPatientRetrieved' }],
    ['with an outcome', { outcome: 'error' }],
    ['of a patient', { patient }],
    ['of a time', { from: middle(0.4), to: middle(0.41) }],
    ['of a UID that nobody sent', { uid: 'nobody-sent-it' }],
    ['the newest four of an application that is used seldom', { application: seldom, limit: 4 }],
    ['of an outcome that there is not', { outcome: 'throttled' }],
    ['of a user and an application that never met', { user, application: otherApplication }],
    ['of a patient, a user and an application that never met', { patient, user: otherUser, application }],
    ['of a patient at a time', { patient, from: middle(0.4), to: middle(0.41) }],
  ];
}

interface Asked {
  readonly demo: Watched;
  readonly filters: Filters;
}

function pairOf(what: string, subject: Asked, reference: Asked): Pair {
  const measure = async ({ demo, filters }: Asked): Promise<{ took: number }> => {
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) taken.push((await demo.ask({ kind: 'listAudit', filters })).took);
    taken.sort((one, other) => one - other);
    return { took: quantile(taken, 0.5) };
  };
  return {
    rows: [
      {
        figure: 'took',
        what,
        beside: 'of 1,000',
        unit: 'ms',
        goals: [
          { of: 'ratio', atMost: 2 },
          { of: 'figure', atMost: 200 },
        ],
      },
    ],
    subject: () => measure(subject),
    reference: () => measure(reference),
  };
}
