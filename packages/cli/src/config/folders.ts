// Where things lie on each platform: the user's data folder and runtime folder.
import { posix, win32 } from 'node:path';

/** What decides where things lie; the machine's own in the program, made up in tests. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly temporary: string;
  readonly workingFolder: string;
  /** `undefined` on Windows, where temporary folders are the user's own. */
  readonly userId: number | undefined;
}

/** The path rules of a platform, on whatever platform this runs. */
export function pathsOf(host: Pick<Host, 'platform'>): typeof posix {
  return host.platform === 'win32' ? win32 : posix;
}

/**
 * The default data folder: XDG's on Linux, Application Support on macOS, LOCALAPPDATA on Windows.
 * @example defaultDataFolder({ platform: 'linux', env: {}, home: '/home/a', … }) === '/home/a/.local/share/s1kit'
 */
export function defaultDataFolder(host: Host): string {
  const { join, isAbsolute } = pathsOf(host);
  if (host.platform === 'win32') return join(host.env.LOCALAPPDATA ?? join(host.home, 'AppData', 'Local'), 's1kit');
  if (host.platform === 'darwin') return join(host.home, 'Library', 'Application Support', 's1kit');
  const xdg = host.env.XDG_DATA_HOME;
  // XDG says that a relative path there is to be ignored.
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(host.home, '.local', 'share'), 's1kit');
}

/** The folder in which running environments are found by their HTTP port. It is the user's own, or made so (0700). */
export function runtimeFolder(host: Host): string {
  const { join, isAbsolute } = pathsOf(host);
  const xdg = host.env.XDG_RUNTIME_DIR;
  if (host.platform !== 'win32' && xdg !== undefined && isAbsolute(xdg)) return join(xdg, 's1kit');
  return join(host.temporary, host.userId === undefined ? 's1kit' : `s1kit-${host.userId}`);
}

/**
 * Where what can be made again is kept: XDG's on Linux, Library/Caches on macOS, LOCALAPPDATA on Windows.
 * @example cacheFolder({ platform: 'linux', env: {}, home: '/home/a', … }) === '/home/a/.cache/s1kit'
 */
export function cacheFolder(host: Host): string {
  const { join, isAbsolute } = pathsOf(host);
  if (host.platform === 'win32') return join(host.env.LOCALAPPDATA ?? join(host.home, 'AppData', 'Local'), 's1kit', 'cache');
  if (host.platform === 'darwin') return join(host.home, 'Library', 'Caches', 's1kit');
  const xdg = host.env.XDG_CACHE_HOME;
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(host.home, '.cache'), 's1kit');
}
