// The command tree as completion sees it: what may follow each command.
import type { Command } from 'commander';

export interface CompletionOption {
  readonly flag: string;
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  readonly values: readonly string[];
  readonly completes: 'folder' | 'file' | undefined;
}

export interface CompletionNode {
  /** The words after `s1kit` that lead here, e.g. `apps add`; empty at the top. */
  readonly path: string;
  /** Subcommands, and the values that arguments may have. */
  readonly words: readonly { readonly word: string; readonly description: string }[];
  readonly options: readonly CompletionOption[];
  /** Whether a file may follow. */
  readonly takesFile: boolean;
}

/** Every command of the tree, the top first. */
export function completionNodes(command: Command, path = ''): readonly CompletionNode[] {
  const help = command.createHelp();
  const subcommands = help.visibleCommands(command).filter((one) => one.name() !== 'help');
  const options = help.visibleOptions(command).flatMap((option) => {
    if (option.long === undefined || option.long === null) return [];
    const takesValue = option.required || option.optional;
    const completes = /<dir>/.test(option.flags) ? 'folder' : /<file>/.test(option.flags) ? 'file' : undefined;
    return [{ flag: option.long, description: firstSentence(option.description), takesValue, values: option.argChoices ?? [], completes } as const];
  });
  const node: CompletionNode = {
    path,
    words: [
      ...subcommands.map((one) => ({ word: one.name(), description: firstSentence(one.description()) })),
      ...command.registeredArguments.flatMap((argument) =>
        (argument.argChoices ?? []).map((word) => ({ word, description: firstSentence(argument.description) })),
      ),
    ],
    options,
    takesFile: command.registeredArguments.some((argument) => /\bfile|folder\b/.test(argument.description)),
  };
  return [node, ...subcommands.flatMap((one) => completionNodes(one, path === '' ? one.name() : `${path} ${one.name()}`))];
}

function firstSentence(text: string): string {
  return (text.split(/[.;:(]\s|[.]$/)[0] ?? '').trim();
}
