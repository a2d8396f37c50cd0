// The other side of the desktop's interface: a server that tells in its reply what it was given.
import type { ExchangeOutcome, Reply, RequestDocument, Sending, ServerDoor } from '@s1kit/link';

export interface Told {
  readonly document: RequestDocument;
  readonly signal: AbortSignal;
}

export interface TellingServer extends ServerDoor {
  readonly told: Told[];
  readonly sent: Sending[];
}

export type Answer = (told: Told, number: number) => Promise<Partial<Extract<Reply, { kind: 'reply' }>> | 'silence' | undefined>;

export const outcome: ExchangeOutcome = { function: 'GetFunctions', outcome: 'success', errorCode: undefined };

/** Replies `NUMBER PROBLEM LENGTH TEXT`, with line breaks and other characters as references; `answer` changes that. */
export function tellingServer(answer: Answer = async () => undefined, perform?: ServerDoor['perform']): TellingServer {
  const told: Told[] = [];
  const sent: Sending[] = [];
  return {
    told,
    sent,
    exchange: async (document, signal) => {
      const entry = { document, signal };
      const number = told.push(entry);
      const changes = await answer(entry, number);
      if (changes === 'silence') return { kind: 'silence', outcome: { ...outcome, outcome: 'throttled' } };
      const text = (document.text ?? '').replace(/[^ -~]/gu, (character) => `&#${character.codePointAt(0)};`);
      const line = Buffer.from(`${number} ${document.problem?.kind ?? 'none'} ${document.bytes.length} ${text}`);
      return {
        kind: 'reply',
        outcome,
        pieces: [line],
        length: changes?.pieces === undefined ? line.length : undefined,
        close: false,
        ...changes,
        sent: async (sending) => void sent.push(sending),
      };
    },
    perform:
      perform ??
      (async () => {
        throw new Error('no operations here');
      }),
  };
}
