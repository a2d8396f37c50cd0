// Which process something belongs to, so that a dead one, a zombie, or another one with the same id is not taken for it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Names a process for good: its id may be used again, its id together with its start may not. */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, as the platform tells it; empty where it could not be found out. */
  readonly started: string;
}

export interface ProcessTable {
  /** This process. */
  readonly self: () => ProcessMark;
  /** Whether that very process still runs. A zombie does not. */
  readonly isRunning: (mark: ProcessMark) => boolean;
}

/** How a process table asks its platform; made up in tests. */
export interface ProcessSource {
  readonly platform: NodeJS.Platform;
  readonly pid: number;
  /** Reads a file of /proc. Throws where there is none. */
  readonly readProc: (path: string) => string;
  /** Runs a command and gives its output. Throws where it fails. */
  readonly run: (command: string, parameters: readonly string[]) => string;
  /** Whether any process has this id: signal 0. */
  readonly exists: (pid: number) => boolean;
}

/** The processes of this machine. */
export function processTable(source: ProcessSource = machine()): ProcessTable {
  const startOf = (pid: number): string | undefined => {
    try {
      if (source.platform === 'linux') return linuxStart(source, pid);
      if (source.platform === 'win32') return windowsStart(source, pid);
      return unixStart(source, pid);
    } catch {
      return undefined;
    }
  };
  return {
    self: () => ({ pid: source.pid, started: startOf(source.pid) ?? '' }),
    isRunning: (mark) => {
      if (!source.exists(mark.pid)) return false;
      const started = startOf(mark.pid);
      // Where the start cannot be found out, the id alone decides: better one refusal too many than two processes on the same data.
      if (started === undefined) return source.platform !== 'linux' || !isZombie(source, mark.pid);
      return mark.started === '' || started === mark.started;
    },
  };
}

/** Start in clock ticks since boot, with the boot's own name: ticks alone repeat after a restart of the machine. */
function linuxStart(source: ProcessSource, pid: number): string | undefined {
  const fields = statFields(source, pid);
  if (fields[0] === 'Z' || fields[0] === 'X' || fields[19] === undefined) return undefined;
  return `${source.readProc('/proc/sys/kernel/random/boot_id').trim()}/${fields[19]}`;
}

function isZombie(source: ProcessSource, pid: number): boolean {
  try {
    return ['Z', 'X'].includes(statFields(source, pid)[0] ?? '');
  } catch {
    return false;
  }
}

/** The fields of /proc/PID/stat after the name, which stands in brackets and may hold anything. */
function statFields(source: ProcessSource, pid: number): readonly string[] {
  const stat = source.readProc(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function unixStart(source: ProcessSource, pid: number): string | undefined {
  const [state, ...started] = source
    .run('ps', ['-o', 'state=,lstart=', '-p', String(pid)])
    .trim()
    .split(/\s+/);
  // A zombie has an answer of its own, which equals no start.
  if (state?.startsWith('Z') === true) return 'zombie';
  return started.length > 0 ? started.join(' ') : undefined;
}

function windowsStart(source: ProcessSource, pid: number): string | undefined {
  const ticks = source.run('powershell', ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`]).trim();
  return /^[0-9]+$/.test(ticks) ? ticks : undefined;
}

function machine(): ProcessSource {
  return {
    platform: process.platform,
    pid: process.pid,
    readProc: (path) => readFileSync(path, 'latin1'),
    run: (command, parameters) =>
      execFileSync(command, [...parameters], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000, env: { ...process.env, LC_ALL: 'C' } }),
    exists: (pid) => {
      try {
        process.kill(pid, 0);
        return true;
      } catch (failure) {
        // There is such a process, but it is somebody else's.
        return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
      }
    },
  };
}
