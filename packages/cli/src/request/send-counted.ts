// One document sent, with what is waited for counted down.
import { ClientNotRunningError, type DocumentReply, SystmOneError, sendDocument } from '@s1kit/sdk';
import { CommandError } from '../command-error.js';
import type { CommandContext } from '../commands/command.js';
import { countdownOn } from '../output/countdown.js';
import { openTurns } from './turns.js';

export interface SendSettings {
  /** How long silence is waited out, in milliseconds. */
  readonly timeout: number;
  /** Sends without waiting for a turn. */
  readonly atOnce: boolean;
  /** Whether somebody is asked about it first. */
  readonly asksFirst?: boolean;
}

/** A wait that is told of where there is no terminal to count it down on. */
const longWaitMs = 2_000;

/**
 * Sends a document to the workstation that is meant.
 * @throws {NoReplyError} {ConnectionLostError} where it is worth asking the audit why
 * @throws {CommandError} where there is nothing to be asked
 */
export async function sendCounted(context: CommandContext, document: string | Uint8Array, settings: SendSettings): Promise<DocumentReply> {
  const { terminal, output } = context;
  const { port } = context.client().run;
  const { timeout, atOnce, asksFirst = false } = settings;
  const turns = atOnce ? undefined : await openTurns(context);
  const countdown = countdownOn(terminal.stderr, terminal.clock);
  let told = output.json || terminal.stderr.isTTY === true;
  try {
    return await sendDocument(document, {
      port,
      replyMs: timeout,
      clock: turns?.clock ?? terminal.clock,
      ...(turns === undefined ? {} : { pacing: turns.pacing }),
      onWait: ({ expectedMs }) => {
        countdown.show('Waits for its turn', expectedMs);
        if (told || expectedMs < longWaitMs) return;
        told = true;
        output.note(`Waits ${Math.ceil(expectedMs / 1_000)} s for its turn; --at-once does not.`);
      },
      onSent: () => countdown.show(asksFirst ? 'Waits to be approved at the workstation' : 'Waits for the reply', timeout),
    });
  } catch (error) {
    if (error instanceof ClientNotRunningError) {
      throw new CommandError(`Nothing listens on 127.0.0.1:${port}. If the environment was stopped, start it again with: s1kit demo`, 1, { cause: error });
    }
    if (error instanceof SystmOneError && error.code !== 'NoReply' && error.code !== 'ConnectionLost')
      throw new CommandError(error.message, 1, { cause: error });
    throw error;
  } finally {
    countdown.end();
    turns?.pacing.close();
  }
}
