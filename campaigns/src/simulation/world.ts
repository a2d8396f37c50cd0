// The world of an episode: an installation with its lives, its workstations, a clock and a disk.
import { join } from 'node:path';
import { createDesk, createMetrics, openReception, silentLog } from '@s1kit/desktop';
import { type MovableClock, movableClock } from '@s1kit/link';
import type { Chance, Settings } from '@s1kit/server';
import type { TestDisk } from '../disk/test-disk.js';
import { type Installed, monday } from '../instance/data.js';
import { kill, type Life, startLife } from '../instance/life.js';
import { reading } from '../instance/tables.js';
import { type AuditReader, openAuditReader } from './audit-reader.js';
import { openClient } from './client.js';
import { connect } from './network.js';
import { settle } from './settle.js';
import type { Practice, Running, Station } from './station.js';

export interface World {
  readonly disk: TestDisk;
  readonly settings: Partial<Settings>;
  readonly stations: readonly Station[];
  readonly clock: MovableClock;
  readonly reader: AuditReader;
  /** Whether an operation of the disk may fail just now. */
  readonly faulty: boolean;
  /** Makes operations of the disk fail, or no longer. */
  setFaults(arm: (() => void) | undefined): void;
  /** Operations of the screens that failed though they were neither refused nor the disk at fault: what each threw. */
  readonly failures: string[];
  connect(station: Station, name: string): void;
  /** Ends this life and begins the next one. @returns whether the start was cut off too */
  restart(how: 'in order' | 'process' | 'power', chance: Chance): Promise<number>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly disk: TestDisk;
  readonly installed: Installed;
  /** What the servers' keys and identifiers are made of. */
  readonly chance: Chance;
  readonly settings: Partial<Settings>;
}

const places = [
  ['north', 'desk-1'],
  ['north', 'desk-2'],
  ['south', 'desk-1'],
] as const;

export async function openWorld({ chance, disk, installed, settings }: WorldOptions): Promise<World> {
  const practices = practicesOf(installed);
  let clock = movableClock({ start: monday });
  let life: Life;
  let reader: AuditReader;
  let faulty = false;

  const start = async (): Promise<Running[]> => {
    life = await startLife(installed, { clock, chance, settings });
    const running: Running[] = [];
    for (const [organisationId, workstationId] of places) {
      const desk = createDesk({ allowedFolders: [join(installed.folder, 'files')] });
      const door = await life.station(organisationId, workstationId, desk.door);
      const reception = openReception({ server: door, clock, log: silentLog(), meter: createMetrics([]) });
      running.push({ desk, door, reception });
    }
    return running;
  };
  const running = await start();
  reader = openAuditReader(installed);
  const stations = places.map(([organisationId, workstationId], index): Station => {
    const practice = practices.get(organisationId);
    const here = running[index];
    if (practice === undefined || here === undefined) throw new Error(`There is no workstation at ${organisationId}.`);
    const state = { clients: [], deviceId: '', arrived: new Map(), unsaved: new Map(), isBlocked: false, last: { sequence: 0, hash: '' } };
    return { name: `${organisationId} ${workstationId}`, workstationId, practice, running: here, ...state };
  });

  const end = async (how: 'in order' | 'process' | 'power', unit: 512 | 4096): Promise<void> => {
    if (how === 'in order' && !disk.stopped()) {
      const closing = stations.map((station) => station.running.reception.close(1_500));
      await settle();
      clock.advance(1_500);
      await Promise.all(closing);
      await settle();
      // The last one who closes the database brings the log into it.
      reader.close();
      try {
        await life.stop();
      } catch (failure) {
        if (!disk.stopped()) throw failure;
      }
      // The power may go while it stops.
      if (!disk.stopped()) return;
    }
    if (!disk.stopped()) disk.stop();
    for (const { clients } of stations) for (const { connection } of clients) connection.cut();
    await settle();
    reader.close();
    await kill(life, disk, how === 'process' ? { kind: 'process' } : { kind: 'power', unit });
    await settle();
  };

  return {
    disk,
    settings,
    stations,
    failures: [],
    get clock() {
      return clock;
    },
    get reader() {
      return reader;
    },
    get faulty() {
      return faulty;
    },
    setFaults: (arm) => {
      faulty = arm !== undefined;
      if (arm === undefined) disk.heal();
      else arm();
    },
    connect: (station, name) => {
      const living = life;
      const connection = connect(name, () => living === life && !disk.stopped());
      station.clients.push(openClient(connection));
      station.running.reception.accept(connection.serverEnd);
    },
    restart: async (how, chances) => {
      faulty = false;
      disk.heal();
      await end(how, chances.chance(0.5) ? 512 : 4096);
      let attempts = 0;
      for (;;) {
        clock = movableClock({ start: clock.now() + chances.between(100, 60_000) });
        if (attempts < 3 && chances.chance(0.25)) disk.stop(chances.between(1, 30));
        let next: Running[] | undefined;
        try {
          next = await start();
        } catch (failure) {
          if (!disk.stopped()) throw failure;
        }
        if (next !== undefined && !disk.stopped()) {
          disk.start();
          for (const [index, station] of stations.entries()) station.running = next[index] ?? station.running;
          reader = openAuditReader(installed);
          return attempts;
        }
        attempts++;
        if (next === undefined) {
          await settle();
          disk.cut(512);
        } else await kill(life, disk, { kind: 'power', unit: 512 });
        await settle();
      }
    },
    close: async () => {
      reader.close();
      if (!disk.stopped()) disk.stop();
      await life.die();
      await settle();
    },
  };
}

function practicesOf(installed: Installed): ReadonlyMap<string, Practice> {
  return reading(installed, (database) => {
    const numbersOf = (organisationId: string, more: string): readonly string[] =>
      database
        .prepare(`SELECT nhs_number FROM patient WHERE organisation_id = ? AND nhs_number IS NOT NULL ${more} ORDER BY patient_id`)
        .pluck()
        .all(organisationId)
        .map(String);
    const ids = installed.organisations.map(({ organisationId }) => organisationId);
    return new Map(
      installed.organisations.map((organisation): [string, Practice] => {
        const { organisationId } = organisation;
        const others = new Set(ids.filter((id) => id !== organisationId).flatMap((id) => numbersOf(id, '')));
        const own = numbersOf(organisationId, '');
        const numbers = numbersOf(organisationId, 'AND date_of_death IS NULL AND confidential = 0')
          .filter((number) => !others.has(number))
          .slice(0, 6);
        const foreignNumber = [...others].find((number) => !own.includes(number)) ?? '';
        return [organisationId, { organisation, numbers, allNumbers: new Set(own), foreignNumber, record: new Map(), slots: [] }];
      }),
    );
  });
}
