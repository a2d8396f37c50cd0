// What was sent since the page was loaded, newest first.
import { Link } from '@tanstack/react-router';
import { Outcome } from '../audit/Outcome.js';
import { durationText } from '../audit/words.js';
import { Empty } from '../elements/Empty.js';
import { Scrolling } from '../elements/Scrolling.js';
import type { SentRequest } from './kept.js';

interface HistoryProps {
  readonly sent: readonly SentRequest[];
  /** Puts one into the editor again, and its reply beside it. */
  readonly load: (request: SentRequest) => void;
  readonly clear: () => void;
}

export function History({ sent, load, clear }: HistoryProps) {
  return (
    <section aria-labelledby="history">
      <div className="section-heading">
        <h2 id="history">Sent from here</h2>
        {sent.length > 0 && (
          <button type="button" className="link-button" onClick={clear}>
            Clear the list
          </button>
        )}
      </div>
      {sent.length === 0 ? (
        <Empty title="Nothing was sent yet">
          <p>The last 30 requests stay listed until this page is loaded again. The Message Audit keeps all of them.</p>
        </Empty>
      ) : (
        <Scrolling label="Requests sent from here">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">No.</th>
                <th scope="col">Function</th>
                <th scope="col">Outcome</th>
                <th scope="col" className="table__number">
                  Took
                </th>
                <th scope="col">In the audit</th>
                <th scope="col">Editor</th>
              </tr>
            </thead>
            <tbody>
              {sent.map((request) => (
                <tr key={request.number}>
                  <td>{request.number}</td>
                  <th scope="row">{request.function}</th>
                  <td className="nowrap">
                    <Outcome
                      entry={{ kind: 'message', outcome: request.result.outcome, replyBytes: request.result.reply === null ? null : request.result.replyBytes }}
                    />{' '}
                    {request.result.errorCode !== null && request.result.outcome !== 'throttled' && <code>{request.result.errorCode}</code>}
                  </td>
                  <td className="table__number">{durationText(request.result.durationMs)}</td>
                  <td className="nowrap">
                    {request.result.sequence !== null && (
                      <Link to="/audit/$message" params={{ message: String(request.result.sequence) }}>
                        Message {request.result.sequence}
                      </Link>
                    )}
                  </td>
                  <td>
                    <button type="button" className="link-button" aria-label={`Load request ${request.number} again`} onClick={() => load(request)}>
                      Load
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </section>
  );
}
