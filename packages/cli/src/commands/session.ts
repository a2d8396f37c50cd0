// s1kit session: who is signed in at the workstation, which record is open, what is being asked.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';
import { promptCommands } from './prompts.js';

/** Adds the command. */
export function sessionCommands(program: Command, setting: CommandSetting): void {
  const session = withExamples(program.command('session').description('Who is signed in, which record is open, what is being asked.'), [
    ['s1kit session status', 'who is signed in, and which record is open'],
    ['s1kit session sign-in USER', 'signs another user in (s1kit staff list shows them)'],
    ['s1kit session sign-out', 'nobody signed in: requests are refused'],
    ['s1kit session prompts list', 'applications that wait to be approved'],
  ]);

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

  const close = session.command('close').description('Closes the open record.');
  withExamples(withOptions(close, clientOptions), [['s1kit session close', 'closes the record that is open on the desktop']]);
  runs(close, setting, async ({ client, output }) => {
    const state = await client().perform('session.close', {});
    output.result(state, () => statusText(state));
  });

  promptCommands(session, setting);
}

function statusText({ organisation, workstation, kind, user, record }: OutputOf<'session.status'>): string {
  return [
    `${organisation} (${kind === 'demo' ? 'Demo' : 'Live'}), workstation ${workstation}`,
    user === null ? 'Nobody is signed in.' : `Signed in: ${user.name} (${user.userName}), ${user.role}, at ${user.site}, since ${user.signedInAt}`,
    record === null ? 'No record is open.' : `Open record: ${record.nhsNumber}, opened by ${record.openedBy} at ${record.openedAt}`,
  ].join('\n');
}
