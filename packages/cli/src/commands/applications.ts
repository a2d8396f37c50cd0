// s1kit apps: the registered applications and their keys.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { createClient } from '../client.js';
import { CommandError } from '../command-error.js';
import { type CommandContext, type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Application = OutputOf<'applications.list'>[number];

/** Adds the command. */
export function applicationCommands(program: Command, setting: CommandSetting): void {
  const apps = withExamples(program.command('apps').description('The registered applications and their keys.'), [
    ['s1kit apps list', 'who may connect'],
    ['s1kit apps add "Front desk kiosk" --functions PatientSearch,GetDiary', 'registers one and prints its key'],
    ['s1kit apps rotate "Front desk kiosk" --overlap-hours 1', 'a new key; the old one goes on for an hour'],
    ['s1kit apps revoke "Front desk kiosk"', 'refuses it from now on'],
  ]);

  const list = apps.command('list').description('Lists the applications.');
  withExamples(withOptions(list, clientOptions), [
    ['s1kit apps list', 'who may connect'],
    ['s1kit apps list --json', 'the same for programs'],
  ]);
  runs(list, setting, async ({ client, output }) => {
    output.table(await client().perform('applications.list', {}), columns, 'No application is registered.');
  });

  const add = apps
    .command('add')
    .argument('<name>', 'shown in prompts and in the Message Audit')
    .description('Registers an application; its key is shown this once.');
  add.option('--functions <names>', 'the functions that it may call, separated by commas (default: all)');
  withExamples(withOptions(add, clientOptions), [
    ['s1kit apps add "Front desk kiosk"', 'may call every function'],
    ['s1kit apps add "Front desk kiosk" --functions PatientSearch,GetDiary', 'may call these two'],
  ]);
  runs(add, setting, async ({ client, output }, [name]: [string], { functions }: { functions?: string }) => {
    const made = await client().perform('applications.add', { name, functions: functions === undefined ? null : words(functions) });
    output.result(made, () => keyText(made.application, made.apiKey));
  });

  const rotate = apps
    .command('rotate')
    .argument('<application>', 'its name or id')
    .description('Gives an application a new key; the old one goes on for the overlap.');
  rotate.option('--overlap-hours <hours>', 'how long the old key is still accepted (default: 24)');
  withExamples(withOptions(rotate, clientOptions), [['s1kit apps rotate "Front desk kiosk" --overlap-hours 0', 'a new key; the old one is refused at once']]);
  runs(rotate, setting, async (context, [application]: [string], { overlapHours }: { overlapHours?: string }) => {
    const overlap = overlapHours === undefined ? {} : { overlapHours: numberOf(overlapHours) };
    const { id } = await applicationNamed(context, application);
    const made = await context.client().perform('applications.rotate', { id, ...overlap });
    context.output.result(made, () => keyText(made.application, made.apiKey));
  });

  const revoke = apps.command('revoke').argument('<application>', 'its name or id').description('Revokes an application and its keys at once.');
  withExamples(withOptions(revoke, clientOptions), [['s1kit apps revoke "Front desk kiosk"', 'refuses it from now on']]);
  runs(revoke, setting, async (context, [application]: [string]) => {
    const { id } = await applicationNamed(context, application);
    const revoked = await context.client().perform('applications.revoke', { id });
    context.output.result(revoked, () => `${revoked.name} is revoked.`);
  });
}

/**
 * The application of that id, or else of that name.
 * @throws {CommandError} if there is none, or there are several of the name
 */
export async function applicationNamed({ client, running }: Pick<CommandContext, 'client' | 'running'>, given: string): Promise<Application> {
  const run = running();
  const all = await (run === undefined ? client() : createClient(run)).perform('applications.list', {});
  const byId = all.find(({ id }) => id === given);
  if (byId !== undefined) return byId;
  const standing = all.filter(({ name, revokedAt }) => name === given && revokedAt === null);
  const [found, ...others] = standing.length > 0 ? standing : all.filter(({ name }) => name === given);
  if (found === undefined) throw new CommandError(`There is no application "${given}". s1kit apps list shows those that there are.`);
  if (others.length > 0)
    throw new CommandError(`There are ${others.length + 1} applications called "${given}". Name one by its id; s1kit apps list shows them.`);
  return found;
}

const columns = [
  { title: 'ID', text: ({ id }: Application) => id },
  { title: 'NAME', text: ({ name }: Application) => name },
  { title: 'FUNCTIONS', text: ({ functions }: Application) => functions?.join(', ') ?? 'all' },
  { title: 'KEYS', text: ({ keys }: Application) => keys.length, align: 'right' },
  { title: 'STATE', text: ({ revokedAt }: Application) => (revokedAt === null ? 'registered' : 'revoked') },
] as const;

function keyText(application: Application, apiKey: string): string {
  return `${application.name} (${application.id})\nAPI key: ${apiKey}\nIt is shown this once: keep it.`;
}

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new CommandError(`--overlap-hours must be a number of hours; it was given "${text}".`, 2);
  return value;
}
