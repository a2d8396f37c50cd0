// A data folder with so many messages on record. The first sixteen thousand are real, sent by clients; those of a million are copies of these.
import { join } from 'node:path';
import { startChild } from '../processes/child.js';
import { blockEntries, copyMessages } from './copies.js';

export interface MessagesOrder {
  /** The data folder; it is made. */
  readonly data: string;
  readonly messages: number;
}

/** What there is to be searched for. */
export interface MessagesMade {
  /** Applications, each used by one user alone. */
  readonly applications: readonly string[];
  readonly users: readonly string[];
  readonly devices: readonly string[];
  /** An application that sends one message in five thousand. */
  readonly seldom: string;
  readonly patient: string;
  /** When the first message was sent: ISO 8601. */
  readonly from: string;
  /** And the last. */
  readonly to: string;
}

/** @param say told how far it has come */
export async function makeMessages({ data, messages }: MessagesOrder, say: (line: string) => void): Promise<MessagesMade> {
  const sent = Math.min(messages, blockEntries);
  say(`sending ${sent.toLocaleString('en-GB')} messages`);
  const child = startChild<MessagesOrder, MessagesMade>('audit-screen/messages-process');
  let made: MessagesMade;
  try {
    made = await child.ask({ data, messages: sent });
  } finally {
    await child.close();
  }
  if (sent === messages) return made;
  say(`copying them until they are ${messages.toLocaleString('en-GB')}`);
  return { ...made, to: copyMessages(join(data, 's1kit.db'), messages, say) };
}
