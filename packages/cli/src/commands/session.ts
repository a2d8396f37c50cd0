// s1kit session: who is signed in at the workstation, which record is open, what stands unsaved in it, what is being asked.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';
import { dialogCommands } from './dialogs.js';
import { promptCommands } from './prompts.js';
import { unsavedCommands } from './unsaved.js';

/** Adds the command. */
export function sessionCommands(program: Command, setting: CommandSetting): void {
  const session = withExamples(
    program.command('session').description('Who is signed in, which record is open, what stands unsaved in it, what is being asked.'),
    [
      ['s1kit session status', 'who is signed in, and which record is open'],
      ['s1kit session sign-in USER', 'signs another user in (s1kit staff list shows them)'],
      ['s1kit session sign-out', 'nobody signed in: requests are refused'],
      ['s1kit session open NUMBER', "opens a patient's record"],
      ['s1kit session save', 'saves what applications left unsaved in it'],
      ['s1kit session prompts list', 'applications that wait to be approved'],
    ],
  );

  const status = session.command('status').description('Who is signed in, and which record is open.');
  withExamples(withOptions(status, clientOptions), [['s1kit session status', 'who is signed in, and which record is open']]);
  runs(status, setting, async ({ client, output }) => {
    const state = await client().perform('session.status', {});
    output.result(state, () => statusText(state));
  });

  const signIn = session.command('sign-in').argument('<user>', 'the user name').description('Signs a user in; who was signed in before is signed out.');
  signIn.option('--password <password>', 'may be left out in Demo');
  withExamples(withOptions(signIn, clientOptions), [['s1kit session sign-in USER', 'signs another user in (s1kit staff list shows them)']]);
  runs(signIn, setting, async ({ client, output }, [userName]: [string], { password }: { password?: string }) => {
    const state = await client().perform('session.signIn', { userName, ...(password === undefined ? {} : { password }) });
    output.result(state, () => statusText(state));
  });

  const signOut = session.command('sign-out').description('Signs the user out and closes the open record.');
  withExamples(withOptions(signOut, clientOptions), [['s1kit session sign-out', 'nobody signed in: requests are refused']]);
  runs(signOut, setting, async ({ client, output }) => {
    const state = await client().perform('session.signOut', {});
    output.result(state, () => statusText(state));
  });

  const open = session.command('open').argument('<number>', 'NHS number, or pseudo-number').description("Opens a patient's record.");
  withExamples(withOptions(open, clientOptions), [['s1kit session open NUMBER', "opens that patient's record on the desktop"]]);
  runs(open, setting, async ({ client, output }, [nhsNumber]: [string]) => {
    const state = await client().perform('session.open', { nhsNumber });
    output.result(state, () => statusText(state));
  });

  const select = session.command('select').argument('[items...]', 'EVENTUID, or EVENTUID/PLACE for one of its items; nothing if left out');
  select.description('Selects items of the open record, for GetCurrentSelection.');
  withExamples(withOptions(select, clientOptions), [
    ['s1kit session select EVENTUID', 'selects an event'],
    ['s1kit session select EVENTUID/2', 'selects its second item'],
    ['s1kit session select', 'selects nothing'],
  ]);
  runs(select, setting, async ({ client, output }, [items]: [string[]]) => {
    const state = await client().perform('session.select', { items });
    output.result(state, () => statusText(state));
  });

  const close = session.command('close').description('Closes the open record.');
  withExamples(withOptions(close, clientOptions), [['s1kit session close', 'closes the record that is open on the desktop']]);
  runs(close, setting, async ({ client, output }) => {
    const state = await client().perform('session.close', {});
    output.result(state, () => statusText(state));
  });

  unsavedCommands(session, setting);
  promptCommands(session, setting);
  dialogCommands(session, setting);
}

function statusText({ organisation, workstation, kind, user, record }: OutputOf<'session.status'>): string {
  return [
    `${organisation} (${kind === 'demo' ? 'Demo' : 'Live'}), workstation ${workstation}`,
    user === null ? 'Nobody is signed in.' : `Signed in: ${user.name} (${user.userName}), ${user.role}, at ${user.site}, since ${user.signedInAt}`,
    record === null ? 'No record is open.' : recordText(record),
  ].join('\n');
}

function recordText({ nhsNumber, openedAt, openedBy, selected, unsaved }: NonNullable<OutputOf<'session.status'>['record']>): string {
  return [
    `Open record: ${nhsNumber}, opened by ${openedBy} at ${openedAt}`,
    ...(unsaved === 0 ? [] : [`Unsaved changes: ${unsaved} (s1kit session changes shows them)`]),
    ...(selected.length === 0 ? [] : [`Selected: ${selected.join(', ')}`]),
  ].join('\n');
}
