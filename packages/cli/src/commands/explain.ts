// s1kit explain: why a message was refused or not answered.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command. */
export function explainCommand(program: Command, setting: CommandSetting): void {
  const explain = program
    .command('explain')
    .argument('<message>', 'its number, ResponseUID or RequestUID')
    .description('Why a message was refused or not answered, and what to do.');
  withExamples(withOptions(explain, clientOptions), [
    ['s1kit explain req-0001', 'the newest message with that RequestUID'],
    ['s1kit explain 12', 'the one with that number in s1kit audit list'],
  ]);
  runs(explain, setting, async ({ client, output }, [message]: [string]) => {
    const found = await client().perform('audit.explain', { message });
    output.result(found, () => explanationText(found));
  });
}

/** An explanation in words. */
export function explanationText({ sequence, outcome, why, element, allowedAt, advice }: OutputOf<'audit.explain'>): string {
  return [
    `Message ${sequence}: ${outcome}`,
    why,
    ...(element === null ? [] : [`Element: ${element}`]),
    ...(allowedAt === null ? [] : [`Allowed from: ${allowedAt}`]),
    ...(advice === '' ? [] : [advice]),
  ].join('\n');
}
