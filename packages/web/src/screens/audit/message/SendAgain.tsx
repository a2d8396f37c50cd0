// Sends the same document once more, with a RequestUID of its own: in Demo, the way of every document.
import { Link } from '@tanstack/react-router';
import { useChange } from '../../api/queries.js';
import { Failure } from '../../elements/Failure.js';
import { Outcome } from '../Outcome.js';
import { sentAgain } from './copies.js';

interface SendAgainProps {
  readonly sequence: number;
  readonly request: string;
  readonly applicationId: string | null;
}

export function SendAgain({ applicationId, request, sequence }: SendAgainProps) {
  const { data, error, isPending, mutate } = useChange('requests.send', []);
  const send = (): void => mutate({ document: sentAgain(request, crypto.randomUUID()), ...(applicationId === null ? {} : { applicationId }) });
  return (
    <div className="buttons">
      <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" disabled={isPending} onClick={send}>
        Send again
      </button>
      <Link to="/requests" search={{ message: sequence }}>
        Change it first
      </Link>
      <span role="status">
        {isPending && 'Sent; waiting for its reply …'}
        {data !== undefined && !isPending && (
          <>
            <Outcome entry={{ kind: 'message', outcome: data.outcome, replyBytes: data.reply === null ? null : data.replyBytes }} />{' '}
            {data.sequence !== null && (
              <>
                <Link to="/audit/$message" params={{ message: String(data.sequence) }} search={{}}>
                  No. {data.sequence}
                </Link>
                {' · '}
                <Link to="/audit/$message" params={{ message: String(sequence) }} search={{ with: data.sequence }}>
                  Compare the two
                </Link>
              </>
            )}
          </>
        )}
      </span>
      {error !== null && <Failure failure={error} />}
    </div>
  );
}
