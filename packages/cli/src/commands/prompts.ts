// s1kit session prompts: the applications that wait to be approved at this workstation.
import type { Command } from 'commander';
import { CommandError, usageError } from '../command-error.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** A prompt as the HTTP API gives it. */
interface WaitingPrompt {
  readonly promptId: string;
  readonly applicationName: string;
  readonly deviceVersion: string | null;
  readonly functions: readonly string[];
  /** ISO 8601, UTC. */
  readonly askedAt: string;
}

const answers = ['approve', 'block', 'later'] as const;

/** Adds the command below `session`. */
export function promptCommands(session: Command, setting: CommandSetting): void {
  const prompts = withExamples(session.command('prompts').description('The applications that wait to be approved.'), [
    ['s1kit session prompts list', 'what is being asked'],
    ['s1kit session prompts answer approve', 'answers the prompt that waits'],
  ]);

  const list = prompts.command('list', { isDefault: true }).description('Lists the prompts that wait.');
  withExamples(withOptions(list, clientOptions), [['s1kit session prompts list', 'what is being asked']]);
  runs(list, setting, async ({ client, output }) => {
    output.table(await waiting(client()), columns, 'No prompt waits.');
  });

  const answer = prompts.command('answer').description('Answers a prompt.');
  answer.addArgument(answer.createArgument('<answer>', 'what to do with the application').choices(answers));
  answer.argument('[prompt]', 'its id; may be left out where only one waits');
  withExamples(withOptions(answer, clientOptions), [
    ['s1kit session prompts answer approve', 'answers the prompt that waits'],
    ['s1kit session prompts answer block ID', 'answers that one'],
  ]);
  runs(answer, setting, async ({ client, output }, [said, given]: [string, string | undefined]) => {
    const one = client();
    const promptId = given ?? (await onlyOne(one)).promptId;
    await one.fetch('POST', `/prompts/${encodeURIComponent(promptId)}/answer`, { answer: said });
    output.result({ promptId, answer: said }, () => `Answered: ${said}.`);
  });
}

type Caller = Pick<ReturnType<Parameters<Parameters<typeof runs>[2]>[0]['client']>, 'fetch'>;

async function waiting(client: Caller): Promise<readonly WaitingPrompt[]> {
  // The desktop answers as the schema of its API has it.
  return (await (await client.fetch('GET', '/prompts')).json()) as readonly WaitingPrompt[];
}

async function onlyOne(client: Caller): Promise<WaitingPrompt> {
  const [first, ...others] = await waiting(client);
  if (first === undefined) throw new CommandError('No prompt waits.');
  if (others.length > 0) throw usageError(`${others.length + 1} prompts wait: say which. s1kit session prompts list shows them.`);
  return first;
}

const columns = [
  { title: 'ID', text: ({ promptId }: WaitingPrompt) => promptId },
  { title: 'APPLICATION', text: ({ applicationName }: WaitingPrompt) => applicationName },
  { title: 'VERSION', text: ({ deviceVersion }: WaitingPrompt) => deviceVersion },
  { title: 'FUNCTIONS', text: ({ functions }: WaitingPrompt) => functions.join(', ') },
  { title: 'ASKED AT', text: ({ askedAt }: WaitingPrompt) => askedAt },
] as const;
