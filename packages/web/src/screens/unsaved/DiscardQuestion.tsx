// Asks before changes are thrown away: nobody can bring them back.
import { Modal } from '../elements/Modal.js';
import { countText } from './sources.js';

interface DiscardQuestionProps {
  /** How many were seen when it was asked for: what comes meanwhile stays. */
  readonly count: number;
  readonly busy: boolean;
  readonly discard: () => void;
  readonly keep: () => void;
}

export function DiscardQuestion({ count, busy, discard, keep }: DiscardQuestionProps) {
  return (
    <Modal title={`Discard ${countText(count, 'change')}?`} {...(busy ? {} : { dismiss: keep })}>
      <p>{count === 1 ? 'It is' : 'They are'} not in the record and cannot be brought back. Slots that were held for bookings are free again.</p>
      <div className="buttons">
        <button type="button" className="nhsuk-button nhsuk-button--warning" disabled={busy} onClick={discard}>
          Discard
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={busy} onClick={keep}>
          Keep
        </button>
      </div>
    </Modal>
  );
}
