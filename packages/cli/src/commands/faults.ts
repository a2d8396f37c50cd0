// s1kit fault: failures on demand, to see how a client bears them.
import { errorRegistry, functions } from '@s1kit/contract';
import type { InputOf, OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { usageError } from '../command-error.js';
import { durationOf } from '../duration.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Fault = OutputOf<'faults.list'>[number];

const kinds = ['silence', 'late', 'cut-before', 'cut-in', 'cut-after', 'error'] as const;

interface FaultOptions {
  readonly function?: string;
  readonly times?: string;
  readonly delay?: string;
  readonly code?: string;
}

/** Adds the command. */
export function faultCommands(program: Command, setting: CommandSetting): void {
  const fault = withExamples(program.command('fault').description('Failures on demand, to see how a client bears them.'), [
    ['s1kit fault set silence --function GetDiary --times 1', 'the next GetDiary gets no reply'],
    ['s1kit fault set late --delay 5s', 'every reply comes five seconds late'],
    ['s1kit fault clear', 'all is well again'],
  ]);

  const set = fault.command('set').description('Sets a fault.');
  set.addArgument(set.createArgument('<kind>', 'what goes wrong').choices(kinds));
  set.addOption(set.createOption('--function <name>', 'befalls this function only').choices(functions.map(({ name }) => name)));
  set.option('--times <number>', 'how many requests it befalls (default: all)');
  set.option('--delay <span>', 'for late: how late, such as 5s');
  set.addOption(set.createOption('--code <code>', 'for error: a code of the registry').choices(Object.keys(errorRegistry)));
  withExamples(withOptions(set, clientOptions), [
    ['s1kit fault set silence --function GetDiary --times 1', 'the next GetDiary gets no reply'],
    ['s1kit fault set late --delay 5s', 'every reply comes five seconds late'],
    ['s1kit fault set cut-in --times 2', 'two replies break off in the middle'],
    ['s1kit fault set error --code Throttled', 'every request is refused with that error'],
  ]);
  runs(set, setting, async ({ client, output }, [kind]: [(typeof kinds)[number]], options: FaultOptions) => {
    const wanted = faultOf(kind, options);
    const made = await client().perform('faults.set', wanted);
    output.result(made, () => `Fault ${made.id} is set: ${faultText(made)}.`);
  });

  const list = fault.command('list').description('Lists the faults that are set.');
  withExamples(withOptions(list, clientOptions), [['s1kit fault list', 'what is set to go wrong']]);
  runs(list, setting, async ({ client, output }) => {
    output.table(await client().perform('faults.list', {}), columns, 'No fault is set.');
  });

  const clear = fault.command('clear').description('Clears all faults.');
  withExamples(withOptions(clear, clientOptions), [['s1kit fault clear', 'all is well again']]);
  runs(clear, setting, async ({ client, output }) => {
    const done = await client().perform('faults.clear', {});
    output.result(done, () => `Faults cleared: ${done.cleared}.`);
  });
}

function faultOf(kind: (typeof kinds)[number], options: FaultOptions): InputOf<'faults.set'> {
  if (kind === 'late' && options.delay === undefined) throw usageError('A late reply needs --delay, such as --delay 5s.');
  if (kind === 'error' && options.code === undefined) throw usageError(`An error needs --code, one of ${Object.keys(errorRegistry).join(', ')}.`);
  return {
    kind,
    function: options.function ?? null,
    times: options.times === undefined ? null : timesOf(options.times),
    ...(options.delay === undefined ? {} : { delayMs: durationOf(options.delay, '--delay') }),
    ...(options.code === undefined ? {} : { code: options.code }),
  };
}

function timesOf(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw usageError(`--times must be a whole number from 1; it was given "${text}".`);
  return Number(text);
}

function faultText({ kind, function: name, times, delayMs, code }: Fault): string {
  const detail = delayMs !== undefined ? ` by ${delayMs} ms` : code !== undefined ? ` ${code}` : '';
  return `${kind}${detail}, ${name ?? 'every function'}, ${times === null ? 'every time' : times === 1 ? 'once' : `${times} times`}`;
}

const columns = [
  { title: 'ID', text: ({ id }: Fault) => id, align: 'right' },
  { title: 'KIND', text: ({ kind }: Fault) => kind },
  { title: 'FUNCTION', text: ({ function: name }: Fault) => name ?? 'every' },
  { title: 'TIMES LEFT', text: ({ times }: Fault) => times ?? 'all', align: 'right' },
  { title: 'DELAY MS', text: ({ delayMs }: Fault) => delayMs, align: 'right' },
  { title: 'CODE', text: ({ code }: Fault) => code },
] as const;
