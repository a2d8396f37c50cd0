// s1kit clock: the time in the environment.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { durationOf } from '../duration.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command. */
export function clockCommands(program: Command, setting: CommandSetting): void {
  const clock = withExamples(program.command('clock').description('The time in the environment.'), [
    ['s1kit clock show', 'what time it is there'],
    ['s1kit clock advance 30s', 'lets a throttle window pass'],
    ['s1kit clock set 2026-03-02T08:55:00', 'a Monday morning, UK time'],
  ]);

  const show = clock.command('show').description('What time it is in the environment.');
  withExamples(withOptions(show, clientOptions), [['s1kit clock show', 'what time it is there']]);
  runs(show, setting, async ({ client, output }) => {
    const time = await client().perform('clock.show', {});
    output.result(time, () => timeText(time));
  });

  const set = clock
    .command('set')
    .argument('<time>', 'ISO 8601; without an offset UK wall-clock time')
    .description('Sets the time of day; throttle windows and time limits go on as they were.');
  withExamples(withOptions(set, clientOptions), [
    ['s1kit clock set 2026-03-02T08:55:00', 'a Monday morning, UK time'],
    ['s1kit clock set 2026-03-02T08:55:00Z', 'the same by UTC'],
  ]);
  runs(set, setting, async ({ client, output }, [to]: [string]) => {
    const time = await client().perform('clock.set', { to });
    output.result(time, () => timeText(time));
  });

  const advance = clock
    .command('advance')
    .argument('<span>', 'such as 30s, 5m, 1h30m, 2d')
    .description('Moves the time forwards; throttle windows and time limits go with it.');
  withExamples(withOptions(advance, clientOptions), [
    ['s1kit clock advance 30s', 'lets a throttle window pass'],
    ['s1kit clock advance 1d', 'tomorrow at the same time'],
  ]);
  runs(advance, setting, async ({ client, output }, [span]: [string]) => {
    const milliseconds = durationOf(span, 'The span');
    const time = await client().perform('clock.advance', { milliseconds });
    output.result(time, () => timeText(time));
  });
}

function timeText({ now, uk }: OutputOf<'clock.show'>): string {
  return `${uk} UK time (${now})`;
}
