// Asks before something that cannot be undone, and stays until it is done.
import type { ReactNode } from 'react';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';

interface SureDialogProps {
  readonly title: string;
  /** What the button says. */
  readonly action: string;
  readonly change: { readonly isPending: boolean; readonly error: Error | null };
  /** Begins it, and calls back when it is done. */
  readonly doIt: (done: () => void) => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

export function SureDialog({ title, action, change, doIt, close, children }: SureDialogProps) {
  return (
    <Modal title={title} {...(change.isPending ? {} : { dismiss: close })}>
      {children}
      {change.error !== null && <Failure failure={change.error} />}
      <div className="buttons">
        <button type="button" className="nhsuk-button nhsuk-button--warning" disabled={change.isPending} onClick={() => doIt(close)}>
          {change.isPending ? 'Is being done …' : action}
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={change.isPending} onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
