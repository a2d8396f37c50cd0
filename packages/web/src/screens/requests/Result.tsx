// What came of a request: how it ended, how long it took, and its reply, laid out.
import { Link } from '@tanstack/react-router';
import { Countdown } from '../audit/message/Countdown.js';
import { Outcome } from '../audit/Outcome.js';
import { durationText } from '../audit/words.js';
import { XmlDocument } from '../audit/xml/XmlDocument.js';
import type { SentRequest } from './kept.js';

const cuts: Readonly<Record<'before' | 'in' | 'after', string>> = {
  before: 'A fault cut the connection before the reply.',
  in: 'A fault cut the connection in the middle of the reply: this is what had come.',
  after: 'A fault cut the connection after the reply.',
};

export function Result({ sent }: { readonly sent: SentRequest }) {
  const { result } = sent;
  const none =
    result.outcome === 'throttled' ? 'No reply came. A client would be left waiting: its connection stays open, and nothing comes.' : 'No reply came.';
  return (
    <section className="result" aria-label="Result">
      <p className="result__summary" role="status">
        <Outcome entry={{ kind: 'message', outcome: result.outcome, replyBytes: result.reply === null ? null : result.replyBytes }} />{' '}
        {result.errorCode !== null && result.outcome !== 'throttled' && <code>{result.errorCode}</code>} {sent.function} · {durationText(result.durationMs)}
        {result.sequence !== null && (
          <>
            {' · '}
            <Link to="/audit/$message" params={{ message: String(result.sequence) }}>
              Message {result.sequence} in the audit
            </Link>
          </>
        )}
      </p>
      {result.allowedAt !== null && <Countdown allowedAt={result.allowedAt} />}
      {result.cut !== null && <p>{cuts[result.cut]}</p>}
      <XmlDocument title="Reply" text={result.reply} none={none} bytes={result.reply === null ? null : result.replyBytes} />
      {result.replyBytes > (result.reply?.length ?? 0) && <p className="secondary">This is its beginning. All of it is in the Message Audit.</p>}
    </section>
  );
}
