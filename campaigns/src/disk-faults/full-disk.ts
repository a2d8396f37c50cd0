// A real disk that is full: a small file system, mounted where that is allowed (on Linux, as root). For what is written past SQLite: files and checkpoints.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import type { Trial } from '../campaign.js';
import { copyInstalled, type Installed, monday } from '../instance/data.js';
import { openWorkplace } from '../instance/desk.js';
import { startLife } from '../instance/life.js';

const kibibytes = 2048;

export interface FullDiskCounts {
  /** Tries with a disk that was full; none where nothing can be mounted. */
  fullDisks: number;
}

/** @returns what did not hold */
export async function fullDiskCase(trial: Trial, template: Installed, number: number, counts: FullDiskCounts): Promise<readonly string[]> {
  const small = join(trial.folder, 'small');
  mkdirSync(small, { recursive: true });
  if (!mount(small)) return [];
  counts.fullDisks++;
  try {
    const wrong = await tryOnFullDisk(trial, copyInstalled(template, join(trial.folder, 'full')), small, number);
    return wrong.map((what) => `${what} (a disk that is full; seed ${trial.seed}, --case ${number})`);
  } finally {
    spawnSync('umount', [small]);
  }
}

function mount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder]).status === 0;
}

async function tryOnFullDisk(trial: Trial, installed: Installed, small: string, number: number): Promise<readonly string[]> {
  const chance = trial.chance('full', number);
  const clock = movableClock({ start: monday });
  const [data, files] = [join(small, 'data'), join(small, 'files')];
  mkdirSync(data);
  const life = await startLife(installed, { clock, chance, dataFolder: data });
  const [organisation] = installed.organisations;
  if (organisation === undefined) throw new Error('There is no organisation.');
  const desk = await openWorkplace(life, organisation, { files, workstationId: 'desk-1' });
  try {
    const ballast = join(small, 'ballast');
    // Less than the schemas need, so that some of them are written before there is no space left.
    fill(ballast, chance.below(24) * 4096);
    const failed = await desk.ask('GetXSDFiles', `<WriteTo>${files}</WriteTo>`);
    if (failed?.error === undefined) return ['Files were said to be written on a disk that is full'];
    if (readdirSync(files).length > 0) return ['A request that failed has left files'];
    fill(ballast, 0);
    // A checkpoint falls due and cannot be written; requests go on.
    clock.advance(10 * 60_000);
    if ((await desk.ask('GetFunctions'))?.error !== undefined) return ['A request is refused because a checkpoint could not be written'];
    rmSync(ballast);
    if ((await desk.ask('GetXSDFiles', `<WriteTo>${files}</WriteTo>`))?.error !== undefined) return ['Files are not written though space has returned'];
    clock.advance(10 * 60_000);
    const verdict = await desk.perform('audit.verify', {});
    if (!verdict.ok) return [`The audit is broken: ${verdict.firstBroken?.why ?? ''}`];
    const before = checkpointsIn(data);
    await desk.ask('GetFunctions');
    await life.stop();
    return checkpointsIn(data) > before ? [] : ['No checkpoint was written after space had returned'];
  } finally {
    await life.die();
  }
}

/** Fills a disk but for so many bytes. */
function fill(file: string, free: number): void {
  const block = Buffer.alloc(4096);
  try {
    for (let written = 0; written < kibibytes * 1024; written += block.length) writeFileSync(file, block, { flag: 'a' });
  } catch {
    // It is full.
  }
  truncateSync(file, Math.max(0, statSync(file).size - free));
}

const checkpointsIn = (folder: string): number => readFileSync(join(folder, 'audit-checkpoints.jsonl'), 'utf8').split('\n').length;
