// s1kit devices: what may connect from this workstation.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { applicationNamed } from './applications.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Device = OutputOf<'devices.list'>[number];

/** Adds the command. */
export function deviceCommands(program: Command, setting: CommandSetting): void {
  const devices = withExamples(program.command('devices').description('What may connect from this workstation.'), [
    ['s1kit devices list', 'approved, blocked and revoked ones'],
    ['s1kit devices approve "Front desk kiosk"', 'its next request with an empty DeviceID gets one without a prompt'],
    ['s1kit devices block "Front desk kiosk"', 'refuses it without a prompt'],
  ]);

  const list = devices.command('list').description('Lists the devices.');
  withExamples(withOptions(list, clientOptions), [['s1kit devices list', 'approved, blocked and revoked ones']]);
  runs(list, setting, async ({ client, output }) => {
    output.table(await client().perform('devices.list', {}), columns, 'No device has connected yet.');
  });

  for (const [verb, did, what] of [
    ['approve', 'approved: its next request with an empty DeviceID gets one, within ten minutes', 'Approves an application on this workstation in advance.'],
    ['block', 'blocked', 'Blocks an application on this workstation.'],
  ] as const) {
    const command = devices.command(verb).argument('<application>', 'its name or id').description(what);
    withExamples(withOptions(command, clientOptions), [[`s1kit devices ${verb} "Front desk kiosk"`, what]]);
    runs(command, setting, async (context, [application]: [string]) => {
      const { id } = await applicationNamed(context, application);
      const device = await context.client().perform(`devices.${verb}`, { applicationId: id });
      context.output.result(device, () => `${device.applicationName} is ${did}.`);
    });
  }

  for (const [verb, did, what] of [
    ['unblock', 'is no longer blocked: its next request with an empty DeviceID is asked about', 'Lifts a block.'],
    ['revoke', 'is revoked: its DeviceID is unknown from now on', 'Withdraws an approval.'],
  ] as const) {
    const command = devices.command(verb).argument('<device>', 'its id, as s1kit devices list shows it').description(what);
    withExamples(withOptions(command, clientOptions), [[`s1kit devices ${verb} ID`, what]]);
    runs(command, setting, async ({ client, output }, [id]: [string]) => {
      output.result(await client().perform(`devices.${verb}`, { id }), () => `Device ${id} ${did}.`);
    });
  }
}

const columns = [
  { title: 'ID', text: ({ id }: Device) => id },
  { title: 'APPLICATION', text: ({ applicationName }: Device) => applicationName },
  { title: 'DEVICE ID', text: ({ deviceId }: Device) => deviceId },
  { title: 'STATE', text: ({ state }: Device) => state },
  { title: 'BY', text: ({ decidedBy }: Device) => decidedBy },
  { title: 'SINCE', text: ({ decidedAt }: Device) => decidedAt },
  { title: 'LAST USED', text: ({ lastUsedAt }: Device) => lastUsedAt },
] as const;
