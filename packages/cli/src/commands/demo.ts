// s1kit demo: the Demo environment, in the foreground until it is stopped.
import type { Command } from 'commander';
import { memory, optionKeys, type Settings } from '../config/index.js';
import { bannerText } from '../demo/banner.js';
import { differenceText } from '../demo/difference.js';
import { askOnTerminal } from '../demo/terminal-prompts.js';
import type { Environment, EnvironmentWorkstation } from '../environment.js';
import { progressOn } from '../output/progress.js';
import { styleFor } from '../output/style.js';
import type { Terminal } from '../terminal.js';
import { type CommandContext, type CommandSetting, runs, withExamples, withOptions } from './command.js';

/** How long everything that is being answered may take to come to its end, in milliseconds. */
const stopWithin = 1_500;

/** Adds the command. */
export function demoCommand(program: Command, setting: CommandSetting): void {
  const demo = program.command('demo').description('Starts the Demo environment: server, desktop and fictitious patients, until it is stopped with Ctrl-C.');
  withExamples(
    withOptions(
      demo,
      optionKeys.filter((key) => key !== 'workstation'),
    ),
    [
      ['s1kit demo', 'on port 40700, with data that stays'],
      ['s1kit demo --data :memory: --patients 50', 'with data that is gone afterwards'],
      ['s1kit demo --throttle off --approve always', 'without throttling and prompts'],
      ['s1kit demo --workstations 2', 'two desktops, on ports 40700 and 40701'],
      ['s1kit demo --port 0 --http-port 0 --json', 'for programs: one line of JSON when it listens'],
    ],
  );
  runs(demo, setting, async (context) => {
    const { terminal, configuration } = context;
    const stop = terminal.stopRequested();
    // Loaded here, so that the other commands start quickly.
    const [{ startEnvironment }, { logOn }] = await Promise.all([import('../environment.js'), import('../demo/log.js')]);
    const progress = progressOn(configuration.settings.quiet || configuration.settings.json ? silentStream(terminal) : terminal.stderr, 'Making patients');
    const { settings, sources } = configuration;
    const stopping = new AbortController();
    void stop.then(() => {
      stopping.abort();
      terminal.endWithin(stopWithin + 300);
    });
    const environment = await startEnvironment({
      ...startOptions(settings),
      given: given(sources),
      host: terminal.host,
      processes: terminal.processes,
      log: logOn(terminal.stderr, configuration.settings.quiet),
      onProgress: progress.show,
      onDifference: (difference) => context.output.note(differenceText(difference)),
      signal: stopping.signal,
    }).finally(progress.end);
    if (environment === undefined) return;
    await untilStopped(environment, context, stop);
  });
}

async function untilStopped(environment: Environment, context: CommandContext, stop: Promise<void>): Promise<void> {
  const { terminal, configuration, output } = context;
  const { settings } = configuration;
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  tellReady(environment, context);
  const interactive = terminal.stdin.isTTY === true && terminal.stderr.isTTY === true && !settings.json;
  const style = styleFor(terminal.stderr, terminal.host.env);
  const endPrompts = interactive ? askOnTerminal(environment.prompts, { ...terminal, style }, environment.user, interrupt) : () => undefined;
  await Promise.race([stop, interrupted]);
  endPrompts();
  if (!settings.json) output.note('Stopping.');
  terminal.endWithin(stopWithin + 300);
  await environment.close(stopWithin);
}

function tellReady(environment: Environment, { output, configuration, terminal }: CommandContext): void {
  const { settings } = configuration;
  const { port, httpPort, apiKey, organisation, user, data } = environment;
  if (settings.json) output.value({ event: 'ready', port, httpPort, apiKey, organisation, user, data, ...workstationsOf(environment) });
  else if (!settings.quiet)
    output.styled(
      bannerText(environment, styleFor(terminal.stdout, terminal.host.env), {
        send: sendLine(environment, configuration),
        temporary: settings.data === memory,
      }),
    );
}

/** Said only where there are several. */
function workstationsOf({ workstations }: Environment): { readonly workstations?: readonly Pick<EnvironmentWorkstation, 'name' | 'port' | 'user'>[] } {
  return workstations.length > 1 ? { workstations: workstations.map(({ name, port, user }) => ({ name, port, user })) } : {};
}

/** The line that sends a first request, with what it takes to find this environment. */
function sendLine({ httpPort, data }: Environment, { settings, sources }: CommandContext['configuration']): string {
  const find = settings.data === memory || httpPort !== 4070 ? ` --http-port ${httpPort}` : sources.data === 'default' ? '' : ` --data "${data}"`;
  return `npx s1kit send PatientSearch Surname=Smith Gender=F${find}`;
}

function startOptions(settings: Settings): Omit<Settings, 'json' | 'quiet' | 'config' | 'workstation'> {
  const { json: _json, quiet: _quiet, config: _config, workstation: _workstation, ...rest } = settings;
  return rest;
}

/** Which of the options that hold at creation only were asked for, so that they must hold of the data that is there. */
function given(sources: CommandContext['configuration']['sources']): readonly ('seed' | 'date' | 'patients' | 'history')[] {
  return (['seed', 'date', 'patients', 'history'] as const).filter((key) => sources[key] !== 'default');
}

function silentStream(terminal: Terminal): Terminal['stderr'] {
  return Object.create(terminal.stderr, { isTTY: { value: false } });
}
