// One life of an installation in this process: from its start to an orderly stop, or to its death.
import { deflateSync } from 'node:zlib';
import type { DesktopDoor, MovableClock, ServerDoor } from '@s1kit/link';
import { type Chance, defaultSettings, openServer, openSqlite, type Server, type Settings, type Store } from '@s1kit/server';
import { pino } from 'pino';
import type { TestDisk } from '../disk/test-disk.js';
import { databaseOf, type Installed, keys } from './data.js';

export interface LifeOptions {
  readonly clock: MovableClock;
  /** What keys and DeviceIDs are made of. */
  readonly chance: Chance;
  /** Throttle off and every device approved, if nothing else is said. */
  readonly settings?: Partial<Settings>;
  /** Where checkpoints and snapshots lie; the folder of the database if left out. */
  readonly dataFolder?: string;
}

export interface Life {
  readonly store: Store;
  /** Connects a workstation of an organisation. */
  station(organisationId: string, workstationId: string, door: DesktopDoor): Promise<ServerDoor>;
  /** Stops in good order. */
  stop(): Promise<void>;
  /** Lets go of the files without a word to anybody; the disk must have been stopped before. */
  die(): Promise<void>;
}

/**
 * Starts an installation.
 * @throws what the store and the server throw where the disk fails; then nothing is open
 */
export async function startLife(installed: Installed, { chance, clock, dataFolder = installed.folder, settings }: LifeOptions): Promise<Life> {
  const store = openSqlite({ file: databaseOf(installed), monotonic: clock.monotonic });
  const servers = new Map<string, Server>();
  const stop = async (): Promise<void> => {
    for (const server of servers.values()) await server.close();
    await store.close();
  };
  try {
    for (const { organisationId } of installed.organisations) {
      const server = await openServer({
        store,
        organisationId,
        clock,
        keys,
        kind: 'demo',
        random: (count) => Uint8Array.from({ length: count }, () => chance.below(256)),
        // In this thread, so that what a simulation does is in the same order each time.
        compress: async (bytes) => deflateSync(bytes, { level: 1 }),
        log: pino({ level: 'silent' }),
        dataFolder,
        exampleFolder: dataFolder,
        settings: { ...defaultSettings, throttle: 'off', approve: 'always', ...settings },
        version: '0',
      });
      servers.set(organisationId, server);
    }
  } catch (failure) {
    await store.close();
    throw failure;
  }
  return {
    store,
    station: async (organisationId, workstationId, door) => {
      const server = servers.get(organisationId);
      if (server === undefined) throw new Error(`There is no organisation ${organisationId}.`);
      return await server.workstation(workstationId, workstationId, door);
    },
    stop,
    die: () => store.close(),
  };
}

/** What a death was: of the process, or of the machine, with what is torn in units of so many bytes. */
export type Death = { readonly kind: 'process' } | { readonly kind: 'power'; readonly unit: 512 | 4096 };

/** Lets a life end without warning. */
export async function kill(life: Life, disk: TestDisk, death: Death): Promise<void> {
  if (!disk.stopped()) disk.stop();
  await life.die();
  if (death.kind === 'process') disk.start();
  else disk.cut(death.unit);
}
