// s1kit session dialogs: what applications have opened in the open record, filled in, for its user to answer.
import { type ElementType, fieldsIn, launchFunctionality, parseDocument, type Shape, type XmlNode } from '@s1kit/contract';
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import type { Client } from '../client.js';
import { CommandError, usageError } from '../command-error.js';
import { parametersOf } from '../request/assignments.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Dialog = OutputOf<'dialogs.list'>[number];

/** Adds the command below `session`. */
export function dialogCommands(session: Command, setting: CommandSetting): void {
  const dialogs = withExamples(session.command('dialogs').description('The dialogs that applications have opened in the open record.'), [
    ['s1kit session dialogs list', 'the dialogs that stand open'],
    ['s1kit session dialogs answer accept', 'makes the entry'],
  ]);

  const list = dialogs.command('list').description('Lists the dialogs that stand open; with --json also what they are filled in with.');
  withExamples(withOptions(list, clientOptions), [['s1kit session dialogs list', 'the dialogs that stand open']]);
  runs(list, setting, async ({ client, output }) => {
    output.table(await client().perform('dialogs.list', {}), columns, 'No dialog is open.');
  });

  const answer = dialogs.command('answer').description("Answers a dialog. Accepting it makes the entry, as the signed-in user's own act.");
  answer.addArgument(answer.createArgument('<answer>', 'what to do with it').choices(['accept', 'dismiss']));
  answer.argument('[changes...]', 'what to fill in otherwise: Name=Value, Outer.Inner=Value below another');
  answer.option('--dialog <id>', 'which one; may be left out where only one is open');
  withExamples(withOptions(answer, clientOptions), [
    ['s1kit session dialogs answer accept', 'makes the entry as it is filled in'],
    ['s1kit session dialogs answer accept "Content=Call tomorrow"', 'with another text'],
    ['s1kit session dialogs answer dismiss --dialog 2', 'makes nothing'],
  ]);
  runs(answer, setting, async ({ client, output }, [said, changes]: ['accept' | 'dismiss', string[]], { dialog: id }: { readonly dialog?: string }) => {
    const one = client();
    const dialog = await chosen(one, id);
    if (said === 'dismiss' && changes.length > 0) throw usageError('A dialog that is dismissed makes nothing: leave the changes out.');
    const content = changes.length === 0 ? {} : { content: { ...dialog.content, ...changesOf(dialog, changes) } };
    const answered = await one.perform('dialogs.answer', { id: dialog.id, answer: said, ...content });
    const waits = answered.unsaved ? ' It waits with the other unsaved changes: s1kit session save.' : '';
    output.result(answered, () => (answered.made === null ? 'Dismissed.' : `Accepted: ${madeText(answered.made)}.${waits}`));
  });
}

async function chosen(client: Client, id: string | undefined): Promise<Dialog> {
  const all = await client.perform('dialogs.list', {});
  if (id !== undefined) {
    const found = all.find((dialog) => String(dialog.id) === id);
    if (found === undefined) throw new CommandError(`There is no dialog ${id}. s1kit session dialogs list shows those that are open.`);
    return found;
  }
  const [only, ...others] = all;
  if (only === undefined) throw new CommandError('No dialog is open.');
  if (others.length > 0) throw usageError(`${all.length} dialogs are open: say which with --dialog. s1kit session dialogs list shows them.`);
  return only;
}

/** The values that assignments give, in the form of a dialog's content. Whether they are right is judged by the environment. */
function changesOf({ element }: Dialog, changes: readonly string[]): Readonly<Record<string, unknown>> {
  const parameters = parseDocument(
    parametersOf(
      launchFunctionality,
      changes.map((change) => `${element}.${change}`),
    ),
  );
  const { shape } = launchFunctionality.request.fields[element];
  const node = parameters.children.find(({ name }) => name === element);
  return node === undefined ? {} : valuesOf(shape, node);
}

function valuesOf(type: ElementType, node: XmlNode): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, { place, shape, cardinality }] of fieldsIn(type, 'request')) {
    const attribute = node.attributes.find(([key]) => key === name)?.[1];
    const given = node.children.filter((child) => child.name === name).map((child) => contentOf(shape, child));
    if (place === 'attribute' && attribute !== undefined) values[name] = textValue(shape, attribute);
    else if (given.length > 0) values[name] = cardinality === 'many' || cardinality === 'some' ? given : given[0];
  }
  return values;
}

function contentOf(shape: Shape, node: XmlNode): unknown {
  return shape.kind === 'element' ? valuesOf(shape, node) : shape.kind === 'flag' ? true : textValue(shape, node.text);
}

/** What cannot be read as its type stays a text, which the environment then refuses. */
function textValue(shape: Shape, text: string): unknown {
  return shape.kind === 'simple' ? (shape.parse(text) ?? text) : text;
}

function madeText(made: Readonly<Record<string, unknown>>): string {
  return Object.entries(made)
    .flatMap(([name, uids]) => [uids].flat().map((uid) => `${name} ${String(uid)}`))
    .join(', ');
}

const columns = [
  { title: 'ID', text: ({ id }: Dialog) => String(id) },
  { title: 'DIALOG', text: ({ dialog }: Dialog) => dialog },
  { title: 'PATIENT', text: ({ nhsNumber }: Dialog) => nhsNumber },
  { title: 'APPLICATION', text: ({ application }: Dialog) => application },
  { title: 'OPENED AT', text: ({ openedAt }: Dialog) => openedAt },
] as const;
