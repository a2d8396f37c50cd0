// What came of a request: how it ended, how long it took, and its reply, laid out.
import { Scrolling } from '../elements/Scrolling.js';
import { AuditLink } from './AuditLink.js';
import { Countdown } from './Countdown.js';
import { formatXml } from './format-xml.js';
import type { SentRequest } from './kept.js';

/** How much of a reply is laid out; the Message Audit shows all of it. */
const shownCharacters = 200_000;

const outcomes: Readonly<Record<string, string>> = {
  success: 'Success',
  error: 'Error',
  throttled: 'Throttled',
  fault: 'Fault',
};

const cuts: Readonly<Record<'before' | 'in' | 'after', string>> = {
  before: 'A fault cut the connection before the reply.',
  in: 'A fault cut the connection in the middle of the reply: this is what had come.',
  after: 'A fault cut the connection after the reply.',
};

export function Result({ sent }: { readonly sent: SentRequest }) {
  const { result } = sent;
  const reply = result.reply?.slice(0, shownCharacters) ?? null;
  return (
    <section className="result" aria-label="Reply">
      <p className="result__summary" role="status">
        <span className="outcome" data-outcome={result.outcome}>
          {outcomes[result.outcome] ?? result.outcome}
        </span>{' '}
        {result.errorCode !== null && result.outcome !== 'throttled' && <code>{result.errorCode}</code>} {sent.function} · {durationText(result.durationMs)}
        {result.replyBytes > 0 && ` · ${result.replyBytes.toLocaleString('en-GB')} bytes`}
        {result.sequence !== null && (
          <>
            {' · '}
            <AuditLink sequence={result.sequence}>{`Message ${result.sequence} in the audit`}</AuditLink>
          </>
        )}
      </p>
      {result.allowedAt !== null && <Countdown allowedAt={result.allowedAt} />}
      {result.cut !== null && <p>{cuts[result.cut]}</p>}
      {reply === null ? (
        <p className="empty">
          No reply came. {result.outcome === 'throttled' && 'A client would be left waiting: its connection stays open, and nothing comes.'}
        </p>
      ) : (
        <>
          <Scrolling label="Text of the reply">
            <pre className="xml">{formatXml(reply)}</pre>
          </Scrolling>
          {result.replyBytes > shownCharacters && <p className="secondary">This is its beginning. All of it is in the Message Audit.</p>}
        </>
      )}
    </section>
  );
}

/** @example durationText(12.345) // '12 ms' */
export function durationText(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
