// Programs of these tests, started as processes of their own, and killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Program {
  readonly child: ChildProcess;
  /** What it said so far, line by line. */
  readonly lines: readonly string[];
  /** Waits for a line that begins in this way. @throws {Error} with what it told, where it ends before */
  said(beginning: string): Promise<string>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts a program of this folder; it is killed after the test.
 * @param onLine told of every line that it says
 */
export function startProgram(name: string, argv: readonly string[], onLine: (line: string) => void = () => undefined): Program {
  const child = spawn(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'close');
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let told = '';
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    onLine(line);
    for (const look of waiting) look();
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  const said = (beginning: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find((line) => line.startsWith(beginning));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      void gone.then(() => reject(new Error(`${name} ended: ${told}`)));
      look();
    });
  return { child, lines, said, kill };
}
