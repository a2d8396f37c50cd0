// s1kit completion: scripts for shells, made from the command tree.
import type { Command } from 'commander';
import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { powershellScript } from '../completion/powershell.js';
import { completionNodes } from '../completion/tree.js';
import { zshScript } from '../completion/zsh.js';
import { type CommandSetting, withExamples } from './command.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript } as const;

type Shell = keyof typeof scripts;

/** Adds the command. It completes the whole tree, so it is added last. */
export function completionCommand(program: Command, setting: CommandSetting): void {
  const completion = program.command('completion').description('Prints the completion script of a shell.');
  completion.addArgument(completion.createArgument('<shell>', 'for which shell').choices(Object.keys(scripts)));
  withExamples(completion, [
    ['source <(s1kit completion bash)', 'in ~/.bashrc'],
    ['source <(s1kit completion zsh)', 'in ~/.zshrc, after compinit'],
    ['s1kit completion fish | source', 'in ~/.config/fish/config.fish'],
    ['s1kit completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
  ]);
  completion.action((shell: Shell) => {
    setting.terminal.stdout.write(scripts[shell](completionNodes(program)));
  });
}
