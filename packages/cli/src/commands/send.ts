// s1kit send: one request, and its reply laid out for people.
import { randomUUID } from 'node:crypto';
import { functionByName, functions } from '@s1kit/contract';
import { ConnectionLostError, type DocumentReply, NoReplyError } from '@s1kit/sdk';
import type { Command } from 'commander';
import { CommandError, usageError } from '../command-error.js';
import { durationOf } from '../duration.js';
import { readInput } from '../input.js';
import type { Output } from '../output/output.js';
import { formatXml } from '../output/xml.js';
import { parametersOf } from '../request/assignments.js';
import { approvalMs, sendAsOwnDevice } from '../request/own-device.js';
import { errorOf } from '../request/reply-error.js';
import { sendCounted } from '../request/send-counted.js';
import { type CommandContext, type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';
import { explanationText } from './explain.js';

interface SendOptions {
  readonly codes?: 'CTV3' | 'Snomed';
  readonly drugs?: 'Multilex' | 'Dmd';
  readonly key?: string;
  readonly requestUid?: string;
  readonly timeout?: string;
  readonly atOnce?: true;
  readonly raw?: true;
}

/** Adds the command. */
export function sendCommand(program: Command, setting: CommandSetting): void {
  const send = program
    .command('send')
    .argument('[request]', 'a file, - for standard input, or the name of a function')
    .argument('[parameters...]', 'of a function: Name=Value, Name for an empty element, Outer.Inner=Value below another')
    .description(
      'Sends a request when its turn has come, and prints its reply, laid out. A file is sent as it is; for a function the request is made, from a device of its own.',
    );
  send.addOption(send.createOption('--codes <scheme>', 'coding scheme of the reply').choices(['CTV3', 'Snomed']));
  send.addOption(send.createOption('--drugs <scheme>', 'drug scheme of the reply').choices(['Multilex', 'Dmd']));
  send.option('--key <key>', "API key of the application to be (default: the sample application's)");
  send.option('--request-uid <text>', 'the RequestUID (default: a new UUID)');
  send.option('--timeout <span>', 'how long to wait for the reply, such as 500ms or 2m (default: 10s; 130s for what may have to be approved)');
  send.option('--at-once', 'do not wait for its turn: the request may be throttled');
  send.option('--raw', 'print the reply as it came');
  withExamples(withOptions(send, clientOptions), [
    ['s1kit send GetFunctions', 'what the sample application may call'],
    ['s1kit send PatientSearch Surname=Smith Gender=F', 'finds patients'],
    ['s1kit send GetPatientRecord Identity.NHSNumber=NUMBER Filter.Demographics', 'a flag is a name without a value'],
    ['s1kit send GetPatientRecord Identity.NHSNumber=NUMBER Filter.Medication --drugs Dmd', 'with another coding scheme'],
    ['s1kit send request.xml', 'a document as it is'],
    ['s1kit template GetDiary | s1kit send', 'the same from standard input'],
  ]);
  runs(send, setting, async (context, [request, parameters]: [string | undefined, string[]], options: SendOptions) => {
    const declaration = request === undefined ? undefined : functionByName(request);
    if (declaration === undefined) {
      if (parameters.length > 0) throw usageError(`There is no function ${request ?? ''}; there are ${functions.map(({ name }) => name).join(', ')}.`);
      await sendDocument(context, request ?? '-', options);
      return;
    }
    const content = parametersOf(declaration, parameters);
    const requestUid = options.requestUid ?? randomUUID();
    const { timeout, atOnce = false, ...others } = options;
    const sending = sendAsOwnDevice(context, declaration, content, { ...others, requestUid, atOnce, timeout: timeoutOf(timeout) });
    tell(context, await answerOf(context, sending, requestUid), options, setting);
  });

  async function sendDocument(context: CommandContext, file: string, options: SendOptions): Promise<void> {
    // Where nothing runs, that is said before anything is read.
    context.client();
    if (file === '-' && context.terminal.stdin.isTTY === true) context.output.note('Reading the request from the terminal; end it with Ctrl-D.');
    const document = await readInput(context.terminal, file);
    if (document.length === 0) throw usageError('There is no request: the input is empty.');
    const sending = sendCounted(context, document, { timeout: timeoutOf(options.timeout) ?? approvalMs, atOnce: options.atOnce ?? false });
    tell(context, await answerOf(context, sending, requestUidOf(document)), options, setting);
  }
}

function timeoutOf(timeout: string | undefined): number | undefined {
  return timeout === undefined ? undefined : durationOf(timeout, '--timeout');
}

/** The RequestUID of a document that is sent as it is, as far as it can be read: to ask about it where no reply comes. */
function requestUidOf(document: Buffer): string | undefined {
  return /<RequestUID>([^<&]{1,200})<\/RequestUID>/.exec(document.toString('latin1'))?.[1];
}

/** The reply. @throws {CommandError} where none comes, with what is on record about that */
async function answerOf(context: CommandContext, sending: Promise<DocumentReply>, requestUid: string | undefined): Promise<DocumentReply> {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof NoReplyError) throw new CommandError(await whyNone(context, 'No reply came', requestUid), 1, { cause: error });
    if (!(error instanceof ConnectionLostError)) throw error;
    throw new CommandError(await whyNone(context, 'The connection was closed before the reply was whole', requestUid), 1, { cause: error });
  }
}

/** Prints the reply; an error reply gives exit code 1. */
function tell({ output }: CommandContext, reply: DocumentReply, options: SendOptions, setting: CommandSetting): void {
  const error = errorOf(reply.document);
  printReply(output, reply, error, options);
  if (error !== undefined) setting.exitWith(1);
}

function printReply(output: Output, reply: DocumentReply, error: ReturnType<typeof errorOf>, { raw }: SendOptions): void {
  const milliseconds = Number(reply.milliseconds.toFixed(1));
  if (output.json) output.value({ ok: error === undefined, milliseconds, bytes: reply.bytes, error: error ?? null, reply: reply.document });
  else if (raw === true) output.raw(reply.document);
  else output.line(formatXml(reply.document));
}

/** What is on record about a message that was not answered. */
async function whyNone({ client }: CommandContext, what: string, requestUid: string | undefined): Promise<string> {
  if (requestUid === undefined) return `${what}. s1kit audit list shows why.`;
  try {
    const explanation = await client().perform('audit.explain', { message: requestUid });
    return `${what}. ${explanationText(explanation).split('\n').slice(1).join(' ')}`;
  } catch {
    return `${what}. s1kit audit list shows why.`;
  }
}
