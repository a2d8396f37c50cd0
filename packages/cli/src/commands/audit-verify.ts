// s1kit audit verify: whether nothing was changed, removed or cut off.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { createClient } from '../client.js';
import { withStoppedData } from '../data-folder/stopped-data.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Verdict = Omit<OutputOf<'audit.verify'>, 'checkedAt'>;

/** Adds the command below `audit`. Its exit code is 1 where a chain is broken. */
export function auditVerifyCommand(audit: Command, setting: CommandSetting): void {
  const command = audit.command('verify').description('Checks the chains and the checkpoints, also of an environment that is stopped; names the first break.');
  withExamples(withOptions(command, clientOptions), [
    ['s1kit audit verify', 'exit code 0 if all is whole, else 1'],
    ['s1kit audit verify --data /backup/s1kit --json', 'of a stopped one, for programs'],
  ]);
  runs(command, setting, async (context) => {
    const run = context.running();
    const { verdict, remarks } =
      run === undefined
        ? await withStoppedData(context, async (stopped) => {
            const { remarks: told, ...rest } = await stopped.verify();
            return { verdict: rest, remarks: told };
          })
        : { verdict: await createClient(run).perform('audit.verify', {}), remarks: [] };
    for (const remark of remarks) context.output.note(remark);
    const { ok, messages, firstBroken } = verdict;
    context.output.result({ ok, messages, firstBroken }, () => verdictText(verdict));
    if (!ok) setting.exitWith(1);
  });
}

function verdictText({ messages, firstBroken }: Verdict): string {
  if (firstBroken === null) return `The audit is whole: ${messages} entries.`;
  const { workstation, sequence, why } = firstBroken;
  return `The audit is broken at entry ${sequence}${workstation === '' ? '' : ` of workstation ${workstation}`}: ${why} (${messages} entries were whole.)`;
}
