// A process of its own swaps folders and files for links to what lies outside, as fast as it can, while they are read and written.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Arena, canary, differences, listing } from './arena.js';
import { type Files, failure, refused } from './disk.js';

export interface Race {
  readonly tries: number;
  /** How many of them came through though all was swapping. */
  readonly done: number;
  readonly swaps: number;
  readonly wrong: readonly string[];
}

/** Swaps two names back and forth by way of a third until it is told to stop, and leaves all as it was. */
const swapper = `
const { renameSync } = require('node:fs');
const [place, decoy, aside] = process.argv.slice(1);
let swaps = 0;
const turn = () => {
  for (let count = 0; count < 50; count++, swaps++) {
    renameSync(place, aside);
    renameSync(decoy, place);
    renameSync(place, decoy);
    renameSync(aside, place);
  }
  setImmediate(turn);
};
process.stdin.on('end', () => { process.stdout.write(String(swaps)); process.exit(); }).resume();
turn();
`;

/** What is swapped: a name inside, by a link to its twin outside; and where it stands aside meanwhile. */
const swapped = [
  { place: 'allowed/race', target: '../outside', aside: 'allowed/aside' },
  { place: 'allowed/race', target: '../outside', aside: 'outside/aside' },
  { place: 'allowed/race/note.txt', target: '../../outside/note.txt', aside: 'allowed/aside.txt' },
  { place: 'allowed/inner', target: '../outside', aside: 'allowed/aside' },
] as const;

/** Reads and writes so many times during a swap. @param turn chooses what is swapped */
export async function race(files: Files, arena: Arena, turn: number, tries: number): Promise<Race> {
  const { aside, place, target } = swapped[turn % swapped.length] ?? swapped[0];
  const before = listing(arena);
  const at = (name: string): string => join(arena.root, name);
  const decoy = at('decoy');
  symlinkSync(target, decoy);
  const child = spawn(process.execPath, ['-e', swapper, at(place), decoy, at(aside)], { stdio: ['pipe', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (piece: Buffer) => {
    told += piece.toString();
  });
  const ended = once(child, 'close');
  const isFolder = !place.endsWith('.txt');
  const wrong: string[] = [];
  const written = new Set<string>();
  let done = 0;
  for (let count = 0; count < tries; count++) {
    const isReading = count % 2 === 0 || !isFolder;
    const deep = place === 'allowed/inner' && count % 4 < 2 ? '/deep' : '';
    const outcome = isReading
      ? await files.readFile(isFolder ? at(`${place}${deep}/${deep === '' ? 'note.txt' : 'letter.pdf'}`) : at(place), 1_000).catch(failure)
      : await files.writeFiles(at(place) + deep, [{ name: `race-${count}.txt`, pieces: [Buffer.from('raced')] }]).catch(failure);
    if (typeof outcome === 'string') {
      if (outcome !== refused) wrong.push(`during a swap ${outcome}`);
      continue;
    }
    done += 1;
    if ('bytes' in outcome) {
      if (Buffer.from(outcome.bytes).toString().includes(canary)) wrong.push('during a swap a file outside was read');
    } else for (const path of outcome) written.add(path);
  }
  child.stdin.end();
  await ended;
  rmSync(decoy);
  const changed = differences(before, listing(arena));
  wrong.push(...changed.filter((name) => !written.has(at(name)) && name !== dirname(aside)).map((name) => `during a swap ${name} was changed`));
  for (const path of written) rmSync(path, { force: true });
  return { tries, done, swaps: Number(told), wrong };
}
