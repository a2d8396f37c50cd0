// The command tree.
import { Command } from 'commander';
import { applicationCommands } from './applications.js';
import { auditCommands } from './audit.js';
import { clockCommands } from './clock.js';
import { type CommandSetting, withExamples } from './command.js';
import { completionCommand } from './completion.js';
import { configurationCommand } from './configuration.js';
import { dataCommands } from './data.js';
import { demoCommand } from './demo.js';
import { deviceCommands } from './devices.js';
import { explainCommand } from './explain.js';
import { extractCommand } from './extract.js';
import { faultCommands } from './faults.js';
import { schemasCommand } from './schemas.js';
import { sendCommand } from './send.js';
import { sessionCommands } from './session.js';
import { staffCommands } from './staff.js';
import { templateCommand } from './template.js';

/** Makes the tree of all commands. */
export function commandTree(setting: CommandSetting, version: string): Command {
  const program = new Command('s1kit');
  program
    .description("An environment for SystmOne's Client Integration API on your own machine, and the tools around it.")
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void setting.terminal.stdout.write(text),
      // What goes wrong is told in one line, in one place.
      writeErr: () => undefined,
      getOutHelpWidth: () => helpWidth(setting),
      getErrHelpWidth: () => helpWidth(setting),
    });
  withExamples(program, [
    ['s1kit demo', 'starts the Demo environment'],
    ['s1kit send PatientSearch Surname=Smith Gender=F', 'asks it something'],
    ['s1kit audit list', 'what is on record'],
    ['s1kit explain 12', 'why message 12 was refused'],
  ]);
  program.addHelpText(
    'after',
    '\nOptions can also be given as environment variables (S1KIT_HTTP_PORT for --http-port) or in the file of --config; s1kit config shows what is in force.',
  );
  demoCommand(program, setting);
  sendCommand(program, setting);
  templateCommand(program, setting);
  schemasCommand(program, setting);
  applicationCommands(program, setting);
  deviceCommands(program, setting);
  staffCommands(program, setting);
  sessionCommands(program, setting);
  auditCommands(program, setting);
  explainCommand(program, setting);
  dataCommands(program, setting);
  extractCommand(program, setting);
  clockCommands(program, setting);
  faultCommands(program, setting);
  configurationCommand(program, setting);
  completionCommand(program, setting);
  return program;
}

function helpWidth({ terminal }: CommandSetting): number {
  return terminal.stdout.isTTY === true ? terminal.stdout.columns || 80 : 100;
}
