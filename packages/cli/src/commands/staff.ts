// s1kit staff: who works in the organisation.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Member = OutputOf<'staff.list'>[number];

/** Adds the command. */
export function staffCommands(program: Command, setting: CommandSetting): void {
  const staff = withExamples(program.command('staff').description('Who works in the organisation.'), [
    ['s1kit staff list', 'user names, roles and, in Demo, passwords'],
  ]);
  const list = staff.command('list', { isDefault: true }).description('Lists the staff; in Demo with their passwords.');
  withExamples(withOptions(list, clientOptions), [['s1kit staff list', 'user names, roles and, in Demo, passwords']]);
  runs(list, setting, async ({ client, output }) => {
    output.table(await client().perform('staff.list', {}), columns, 'There is no staff.');
  });
}

const columns = [
  { title: 'USER NAME', text: ({ userName }: Member) => userName },
  { title: 'NAME', text: ({ name }: Member) => name },
  { title: 'ROLE', text: ({ role }: Member) => role },
  { title: 'DEMO PASSWORD', text: ({ demoPassword }: Member) => demoPassword },
] as const;
