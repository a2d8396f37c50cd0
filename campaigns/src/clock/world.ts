// A machine with its clock, and on it a Demo environment with its own, that is stopped, killed and started again.
import { type MovableClock, movableClock } from '@s1kit/link';
import type { Chance } from '@s1kit/server';
import type { Desk } from '../practice/desk.js';
import { openPractice, type Practice, type PracticeData } from '../practice/practice.js';
import { createWindows, type Windows } from './windows.js';

export interface World {
  readonly windows: Omit<Windows, 'admitted'>;
  readonly practice: () => Practice;
  readonly desk: () => Desk;
  /** The environment's time of day, milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** A request was admitted: its window opens, and the environment notes the time. */
  admitted(window: string): void;
  /** Time really goes by. */
  pass(milliseconds: number): void;
  /** The Demo clock is advanced or set. */
  advance(milliseconds: number): Promise<void>;
  set(to: string): Promise<{ readonly now: string; readonly uk: string }>;
  /** Somebody sets the clock of the machine. */
  setMachine(by: number): void;
  /** The environment ends, in good order or not, and is started after a while. */
  restart(how: 'stop' | 'kill', downMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the environment on a machine whose clock shows `start`. */
export async function openWorld(data: PracticeData, start: number, chance: Chance): Promise<World> {
  const machine = movableClock({ start });
  // As machines tell it: the time of day in whole milliseconds, what goes by with fractions.
  const machineNow = (): number => Math.floor(machine.now());
  const windows = createWindows();
  let deviceId: string | undefined;
  /** By how much the machine's clock was set since the environment has last noted the time: milliseconds. */
  let machineSet = 0;

  const started = async (): Promise<{ practice: Practice; desk: Desk; clock: MovableClock }> => {
    const clock = movableClock({ base: { ...machine, now: machineNow } });
    const practice = await openPractice(data, { clock, chance, machineNow, settings: { throttle: 'error' } });
    const desk = await practice.desk('workstation-1', deviceId === undefined ? {} : { deviceId });
    deviceId = desk.deviceId;
    return { practice, desk, clock };
  };
  let running = await started();

  return {
    windows,
    practice: () => running.practice,
    desk: () => running.desk,
    now: () => running.clock.now(),
    pass: (milliseconds) => {
      machine.advance(milliseconds);
      windows.pass(milliseconds);
    },
    advance: async (milliseconds) => {
      await running.desk.perform('clock.advance', { milliseconds });
      windows.pass(milliseconds);
      machineSet = 0;
    },
    admitted: (window) => {
      windows.admitted(window);
      machineSet = 0;
    },
    set: (to) => running.desk.perform('clock.set', { to }),
    setMachine: (by) => {
      machine.set(machine.now() + by);
      machineSet += by;
    },
    restart: async (how, downMs) => {
      // A machine's clock that was set forwards before a crash looks like time that went by: nobody can tell.
      const isKilled = how === 'kill' && machineSet <= 0;
      await (isKilled ? running.practice.crash() : running.practice.close());
      const isBehind = isKilled && machineSet < 0;
      machine.advance(downMs);
      windows.pass(downMs);
      windows.restarted(isBehind);
      machineSet = 0;
      running = await started();
    },
    close: () => running.practice.close(),
  };
}
