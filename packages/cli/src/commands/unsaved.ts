// s1kit session changes, save, discard, resolve: what applications left unsaved in the open record (B7.16).
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { usageError } from '../command-error.js';
import type { Output } from '../output/output.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type State = OutputOf<'session.changes'>;
type Change = State['changes'][number];
type Conflict = State['conflicts'][number];

/** Adds the commands below `session`. */
export function unsavedCommands(session: Command, setting: CommandSetting): void {
  const changes = session.command('changes').description('What stands unsaved in the open record, and what of it somebody else has changed meanwhile.');
  withExamples(withOptions(changes, clientOptions), [['s1kit session changes', 'what stands unsaved, with the ids for save and discard']]);
  runs(changes, setting, async ({ client, output }) => tellState(output, await client().perform('session.changes', {})));

  const save = session.command('save').argument('[ids...]', 'of changes; all if left out').description('Saves unsaved changes: all that are meant, or none.');
  save.option('--except <id...>', 'not these: they stay unsaved');
  withExamples(withOptions(save, clientOptions), [
    ['s1kit session save', 'saves everything'],
    ['s1kit session save --except 3', 'leaves one out; it stays unsaved'],
  ]);
  runs(save, setting, async ({ client, output }, [ids]: [string[]], { except }: { except?: string[] }) => {
    const done = await client().perform('session.save', chosen(ids, except));
    output.result(done, () =>
      done.conflicts.length === 0 ? `Saved: ${done.saved}. Left unsaved: ${done.left.changes.length}.` : conflictsText(done.conflicts),
    );
    if (done.conflicts.length > 0) setting.exitWith(1);
  });

  const discard = session
    .command('discard')
    .argument('[ids...]', 'of changes; all if left out')
    .description('Discards unsaved changes, and frees their slots.');
  discard.option('--except <id...>', 'not these: they stay unsaved');
  withExamples(withOptions(discard, clientOptions), [
    ['s1kit session discard', 'discards everything'],
    ['s1kit session discard 3', 'discards one change'],
  ]);
  runs(discard, setting, async ({ client, output }, [ids]: [string[]], { except }: { except?: string[] }) => {
    const done = await client().perform('session.discard', chosen(ids, except));
    output.result(done, () => `Discarded: ${done.discarded}. Left unsaved: ${done.left.changes.length}.`);
  });

  const resolve = session.command('resolve').description('Decides about what somebody else has changed meanwhile; then save.');
  resolve.addArgument(resolve.createArgument('<choice>', 'keep what the change wants, or what the record has').choices(['mine', 'theirs']));
  resolve.argument('[conflicts...]', 'their ids; all if left out');
  withExamples(withOptions(resolve, clientOptions), [
    ['s1kit session resolve mine', 'what the unsaved changes want, for all conflicts'],
    ['s1kit session resolve theirs ID', 'what the record has, for one'],
  ]);
  runs(resolve, setting, async ({ client, output }, [choice, ids]: [string, string[]]) => {
    if (choice !== 'mine' && choice !== 'theirs') throw usageError('Say mine or theirs.');
    tellState(output, await client().perform('session.resolve', { choice, ...(ids.length === 0 ? {} : { conflicts: ids }) }));
  });
}

function chosen(ids: readonly string[], except: readonly string[] | undefined) {
  return { ...(ids.length === 0 ? {} : { changes: [...ids] }), ...(except === undefined ? {} : { except: [...except] }) };
}

function tellState(output: Output, state: State): void {
  if (output.json) {
    output.value(state);
    return;
  }
  output.table(state.changes, columns, 'Nothing is unsaved.');
  if (state.conflicts.length > 0) output.line(`\n${conflictsText(state.conflicts)}`);
}

const columns = [
  { title: 'ID', text: ({ id }: Change) => id },
  { title: 'WHAT', text: ({ element, isNew }: Change) => `${isNew ? 'new ' : ''}${element}` },
  { title: 'UID', text: ({ uid }: Change) => uid },
  { title: 'BY', text: ({ application, userName }: Change) => application ?? userName },
  { title: 'CHANGES', text: (change: Change) => changesText(change) },
] as const;

function changesText({ element, fields, items, isNew }: Change): string {
  if (element === 'Event') return items.map(({ kind }) => kind).join(', ');
  return fields.map(({ name, before, after }) => (isNew ? `${name} ${valueText(after)}` : `${name} ${valueText(before)} -> ${valueText(after)}`)).join('; ');
}

function conflictsText(conflicts: readonly Conflict[]): string {
  const lines = conflicts.map(({ id, choices, element, field, mine, reason, theirs }) => {
    const what = field === null ? element : `${element} ${field}`;
    const values = field === null ? reason : `${reason}; mine ${valueText(mine)}, theirs ${valueText(theirs)}`;
    return `  ${id}  ${what}: ${values}${choices.includes('mine') ? '' : ' (theirs only)'}`;
  });
  return ['Changed by somebody else meanwhile; decide with s1kit session resolve mine|theirs, then save:', ...lines].join('\n');
}

function valueText(value: unknown): string {
  if (value === null) return 'nothing';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
