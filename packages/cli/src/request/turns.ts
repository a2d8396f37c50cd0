// How the command line keeps to the limits of the environment that it talks to: by the environment's time, and by its settings.
import { join } from 'node:path';
import { type Clock, type Pacing, sharedPacing } from '@s1kit/sdk';
import type { CommandContext } from '../commands/command.js';
import { devicesName } from '../data-folder/names.js';

export interface Turns {
  readonly pacing: Pacing;
  /** The machine's, with the time of day that it is in the environment. */
  readonly clock: Clock;
}

/**
 * The allowance of the devices that the command line sends as, shared with other commands by a file of the data folder.
 * @returns `undefined` where the environment throttles nothing, or sees to the turns itself
 */
export async function openTurns(context: CommandContext): Promise<Turns | undefined> {
  const { clock } = context.terminal;
  const client = context.client();
  const { kind, throttle, throttleScale } = await client.perform('environment.status', {});
  if (throttle === 'off' || throttle === 'delay') return undefined;
  // A Demo's clock may have been moved, and its windows with it.
  const ahead = kind === 'demo' ? Date.parse((await client.perform('clock.show', {})).now) - clock.now() : 0;
  const there: Clock = { ...clock, now: () => clock.now() + ahead };
  const pacing = sharedPacing({ clock: there, file: join(client.run.data, devicesName, 'pacing.json') });
  return { pacing: scaled(pacing, throttleScale), clock: there };
}

function scaled(pacing: Pacing, by: number): Pacing {
  return {
    turn: (deviceId, { name, length }, options) => pacing.turn(deviceId, { name, length: length * by }, options),
    expectedMs: (deviceId, { name, length }, priority) => pacing.expectedMs(deviceId, { name, length: length * by }, priority),
    close: () => pacing.close(),
  };
}
