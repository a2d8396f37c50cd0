// Which environment is meant where both a port and a data folder are known.
import { type Configuration, memory } from './resolve.js';

/** Where a value comes from, nearest to what the user has just typed first. */
const nearest = ['flag', 'environment', 'file', 'default'] as const satisfies readonly Configuration['sources']['data'][];

/**
 * Whether the environment is named by its HTTP port rather than by its data folder: by a flag, say, where a variable names the folder of another.
 * @example `--http-port 5070` with S1KIT_DATA set is; `--data DIR` with S1KIT_HTTP_PORT set is not
 */
export function isNamedByPort({ settings, sources }: Configuration): boolean {
  return settings.data === memory || nearest.indexOf(sources.httpPort) < nearest.indexOf(sources.data);
}
