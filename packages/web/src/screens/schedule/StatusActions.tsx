// What can be done next with an appointment or a visit: what is likeliest first, what puts a mistake right behind a fold, cancelling with a reason.
import { type FormEvent, useId, useState } from 'react';

export interface Action<S extends string> {
  readonly status: S;
  /** What the button says: Arrive. */
  readonly verb: string;
}

interface StatusActionsProps<S extends string> {
  /** What it is: appointment. */
  readonly what: string;
  readonly likely: readonly Action<S>[];
  readonly others: readonly Action<S>[];
  readonly canCancel: boolean;
  readonly busy: boolean;
  readonly change: (status: S | 'Cancelled', reason?: string) => void;
}

export function StatusActions<S extends string>({ busy, canCancel, change, likely, others, what }: StatusActionsProps<S>) {
  const [isCancelling, setCancelling] = useState(false);
  if (isCancelling) return <Cancelling what={what} busy={busy} keep={() => setCancelling(false)} cancel={(reason) => change('Cancelled', reason)} />;
  return (
    <>
      <div className="buttons">
        {likely.map(({ status, verb }, place) => (
          <button
            key={status}
            type="button"
            className={place === 0 ? 'nhsuk-button' : 'nhsuk-button nhsuk-button--secondary'}
            disabled={busy}
            onClick={() => change(status)}
          >
            {verb}
          </button>
        ))}
        {canCancel && (
          <button type="button" className="nhsuk-button nhsuk-button--warning" disabled={busy} onClick={() => setCancelling(true)}>
            Cancel {what} …
          </button>
        )}
      </div>
      {others.length > 0 && (
        <details className="nhsuk-details put-right">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Put the state right</span>
          </summary>
          <div className="nhsuk-details__text buttons">
            {others.map(({ status, verb }) => (
              <button
                key={status}
                type="button"
                className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
                disabled={busy}
                onClick={() => change(status)}
              >
                {verb}
              </button>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

interface CancellingProps {
  readonly what: string;
  readonly busy: boolean;
  readonly keep: () => void;
  readonly cancel: (reason: string) => void;
}

function Cancelling({ busy, cancel, keep, what }: CancellingProps) {
  const [reason, setReason] = useState('');
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    cancel(reason.trim());
  };
  return (
    <form className="cancelling" onSubmit={submit}>
      <label className="nhsuk-label" htmlFor={id}>
        Why is this {what} cancelled?
      </label>
      <div className="nhsuk-hint" id={`${id}-hint`}>
        It stays cancelled. The reason is added to its comments.
      </div>
      <input
        id={id}
        // The question has just been asked: the answer is what comes next.
        // biome-ignore lint/a11y/noAutofocus: see above
        autoFocus
        className="nhsuk-input"
        aria-describedby={`${id}-hint`}
        maxLength={500}
        required
        pattern=".*\S.*"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className="buttons">
        <button type="submit" className="nhsuk-button nhsuk-button--warning" disabled={busy}>
          Cancel this {what}
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={keep}>
          Keep it
        </button>
      </div>
    </form>
  );
}
