// A small practice with its server in this process: real data, real store, a clock that is moved. Campaigns that need no sockets try their cases on it.
import type { MovableClock } from '@s1kit/link';
import { type Chance, chanceOf, createDemo, defaultSettings, openServer, openSqlite, type Settings, type Store, sampleApplicationKey } from '@s1kit/server';
import { pino } from 'pino';
import { databaseOf, keys } from '../instance/data.js';
import { type Desk, type DeskOptions, openDesk } from './desk.js';

export const organisationId = 'demo';
/** Of the fictitious data: one for all campaigns, so that cases differ by what is tried alone. */
const dataSeed = 1;
/** The key of the sample application, which may call everything. */
export const apiKey = sampleApplicationKey(dataSeed);

export interface PracticeData {
  /** Holds the database and the checkpoints. */
  readonly folder: string;
}

export interface Practice {
  readonly store: Store;
  /** A workstation with an approved device of the sample application: a new one, if none is given. */
  desk(workstationId: string, options?: DeskOptions): Promise<Desk>;
  /** Stops in good order. */
  close(): Promise<void>;
  /** Lets go of the database without a word to the server, as a crash does: what was not committed is not there. */
  crash(): Promise<void>;
}

export interface PracticeOptions {
  readonly clock: MovableClock;
  /** Throttle off and every device approved, if nothing else is said. */
  readonly settings?: Partial<Settings>;
  /** The machine's time of day; that of the clock if left out. */
  readonly machineNow?: () => number;
  /** What the server's random bytes are drawn from. */
  readonly chance?: Chance;
}

/** Makes the data of a practice in a folder: a few patients, none with a very large record. */
export async function makePractice(folder: string, { now, patients }: { readonly now: number; readonly patients: number }): Promise<PracticeData> {
  const store = openSqlite({ file: databaseOf({ folder }), draft: true });
  const anchorDate = new Date(now).toISOString().slice(0, 10);
  await createDemo({ store, organisationId, keys, now, version: '0', seed: dataSeed, anchorDate, patients, largeRecord: false });
  await store.close();
  return { folder };
}

/** Opens the server of a practice. */
export async function openPractice(data: PracticeData, { chance = chanceOf(dataSeed), clock, machineNow, settings }: PracticeOptions): Promise<Practice> {
  const { folder } = data;
  const store = openSqlite({ file: databaseOf(data) });
  const server = await openServer({
    store,
    organisationId,
    clock,
    keys,
    kind: 'demo',
    random: (count) => Uint8Array.from({ length: count }, () => chance.below(256)),
    log: pino({ level: 'silent' }),
    dataFolder: folder,
    exampleFolder: folder,
    settings: { ...defaultSettings, throttle: 'off', approve: 'always', ...settings },
    version: '0',
    ...(machineNow === undefined ? {} : { machineNow }),
  });
  return {
    store,
    desk: (workstationId, options) => openDesk(server, workstationId, { apiKey, ...options }),
    close: async () => {
      await server.close();
      await store.close();
    },
    crash: () => store.close(),
  };
}
