// The data of an environment that is stopped, opened to read only.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoppedData } from '@s1kit/server';
import { CommandError } from '../command-error.js';
import type { CommandContext } from '../commands/command.js';
import { isNamedByPort, memory } from '../config/index.js';
import { readKeys } from './keys.js';
import { lockHolder } from './lock.js';
import { databaseName } from './names.js';

/**
 * Lets something read the data folder of a stopped environment; nothing in it is changed.
 * @throws {CommandError} if there is none, or it is in use
 */
export async function withStoppedData<T>({ configuration, terminal }: CommandContext, read: (data: StoppedData) => Promise<T>): Promise<T> {
  const { data: folder, httpPort } = configuration.settings;
  // The folder that is known belongs to another environment then: what is found in it would be taken for that of the one that is meant.
  if (folder !== memory && isNamedByPort(configuration)) {
    throw new CommandError(`No environment is running with HTTP port ${httpPort}. Name the folder of one that is stopped with --data.`);
  }
  const file = join(folder, databaseName);
  const keys = folder === memory || !existsSync(file) ? undefined : readKeys(folder);
  if (keys === undefined) {
    throw new CommandError(
      `No environment is running, and there is no data in ${folder}. Start one with: s1kit demo. If it is elsewhere, name it with --data or --http-port.`,
    );
  }
  const holder = lockHolder(folder, terminal.processes);
  if (holder !== undefined) throw new CommandError(`The environment on ${folder} (process ${holder.pid}) is just starting or stopping. Try again in a moment.`);
  // Loaded here, so that the other commands start quickly.
  const { openStopped } = await import('@s1kit/server');
  const data = await openStopped({ database: file, folder, checkpointPublicKey: keys.checkpointPublicKey });
  try {
    return await read(data);
  } finally {
    await data.close();
  }
}
