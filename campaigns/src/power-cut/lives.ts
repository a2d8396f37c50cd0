// An installation whose power goes again and again: while it works, while it is copied, and while it starts.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import type { Chance } from '@s1kit/server';
import type { TestDisk } from '../disk/test-disk.js';
import { type Installed, monday } from '../instance/data.js';
import { openWorkplace, type Workplace } from '../instance/desk.js';
import { type Life, startLife } from '../instance/life.js';
import { reading } from '../instance/tables.js';
import { lookInto } from './found.js';
import { judge, newHistory } from './history.js';
import { copy, type Workload, work } from './workload.js';

export interface Lives {
  readonly disk: TestDisk;
  readonly chance: Chance;
  readonly installed: Installed;
  readonly counts: { cuts: number; cutsAtStart: number; cutsInCopies: number; lost: number; requests: number };
}

/** @returns what does not hold after one of the power cuts */
export async function livesOf({ chance, counts, disk, installed }: Lives): Promise<readonly string[]> {
  const history = newHistory();
  let markers = 0;
  let elapsed = 0;
  const numbers = reading(installed, (database) =>
    database
      .prepare('SELECT nhs_number FROM patient WHERE patient_id > 100010 AND date_of_death IS NULL ORDER BY patient_id LIMIT 4')
      .pluck()
      .all()
      .map(String),
  );
  for (let life = 1; life <= 4; life++) {
    elapsed += 60_000;
    const started = await startAtLast({ chance, counts, disk, installed }, elapsed);
    if ('wrong' in started) return started.wrong;
    const { desks, running } = started;
    try {
      const wrong = judge(history, lookInto(installed));
      if (wrong.length > 0) return wrong;
      const load: Workload = { disk, chance, desks, numbers, history, marker: () => `m${++markers}` };
      const copies = chance.chance(0.4);
      // Few of the changes of the disk are as many as a snapshot has: each magnitude has its turn.
      disk.stop(1 + Math.floor(2 ** (chance.next() * 10)));
      await work(load, copies ? chance.between(5, 30) : 200);
      if (copies && !disk.stopped()) {
        disk.stop(1 + Math.floor(2 ** (chance.next() * 12)));
        await copy(load, `s${life}`);
        if (disk.stopped()) counts.cutsInCopies++;
      }
      counts.requests += history.written.size;
    } finally {
      counts.lost += await cutPower(running, { chance, disk, installed });
      counts.cuts++;
    }
  }
  const started = await startAtLast({ chance, counts, disk, installed }, elapsed + 60_000);
  if ('wrong' in started) return started.wrong;
  const wrong = judge(history, lookInto(installed));
  await started.running.stop();
  return wrong;
}

type Started = { readonly running: Life; readonly desks: readonly [Workplace, Workplace] };

/** Starts the installation, which the power may cut off too, and verifies its audit. */
async function startAtLast({ chance, counts, disk, installed }: Lives, elapsed: number): Promise<Started | { readonly wrong: readonly string[] }> {
  for (let attempt = 1; ; attempt++) {
    if (attempt < 4 && chance.chance(0.4)) disk.stop(chance.between(1, 40));
    let running: Life | undefined;
    try {
      running = await startLife(installed, { clock: movableClock({ start: monday + elapsed }), chance });
      const [first, second] = [await at(running, installed, 'desk-1'), await at(running, installed, 'desk-2')];
      const verdict = await first.perform('audit.verify', {});
      if (!disk.stopped()) {
        disk.start();
        if (!verdict.ok) return { wrong: [`The audit is broken at entry ${verdict.firstBroken?.sequence}: ${verdict.firstBroken?.why}`] };
        return { running, desks: [first, second] };
      }
    } catch (failure) {
      if (!disk.stopped()) return { wrong: [`It does not start: ${failure instanceof Error ? failure.message : 'unknown reason'}`] };
    }
    counts.lost += running === undefined ? cut(disk, chance) : await cutPower(running, { chance, disk, installed });
    counts.cutsAtStart++;
  }
}

const at = async (life: Life, installed: Installed, workstationId: string): Promise<Workplace> => {
  const [organisation] = installed.organisations;
  if (organisation === undefined) throw new Error('There is no organisation.');
  return await openWorkplace(life, organisation, { files: join(installed.folder, 'files'), workstationId });
};

const cut = (disk: TestDisk, chance: Chance): number => {
  if (!disk.stopped()) disk.stop();
  return disk.cut(chance.chance(0.5) ? 512 : 4096);
};

async function cutPower(running: Life, { chance, disk, installed }: Pick<Lives, 'chance' | 'disk' | 'installed'>): Promise<number> {
  if (!disk.stopped()) disk.stop();
  await running.die();
  const lost = cut(disk, chance);
  tearCheckpoints(installed, chance);
  return lost;
}

/** A checkpoint that was just being written when the power went: the beginning of a line. */
function tearCheckpoints({ folder }: Installed, chance: Chance): void {
  const file = join(folder, 'audit-checkpoints.jsonl');
  if (!existsSync(file) || !chance.chance(0.5)) return;
  const line = readFileSync(file, 'utf8').split('\n').at(-2) ?? '';
  appendFileSync(file, line.slice(0, chance.below(line.length + 1)));
}
