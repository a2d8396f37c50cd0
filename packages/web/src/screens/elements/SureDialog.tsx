// Asks before something that cannot be undone, and stays until it is done.
import type { ReactNode } from 'react';
import { Failure } from './Failure.js';
import { Modal } from './Modal.js';

interface SureDialogProps {
  readonly title: string;
  /** What the button says. */
  readonly action: string;
  readonly change: { readonly isPending: boolean; readonly error: Error | null };
  /** Begins it, and calls back when it is done. */
  readonly doIt: (done: () => void) => void;
  readonly close: () => void;
  /** What the button says that leaves everything as it is; Cancel if left out. */
  readonly keep?: string;
  readonly children: ReactNode;
}

export function SureDialog({ title, action, change, doIt, close, keep = 'Cancel', children }: SureDialogProps) {
  return (
    <Modal title={title} {...(change.isPending ? {} : { dismiss: close })}>
      {children}
      {change.error !== null && <Failure failure={change.error} />}
      <div className="buttons">
        <button type="button" className="nhsuk-button nhsuk-button--warning" disabled={change.isPending} onClick={() => doIt(close)}>
          {change.isPending ? 'Is being done …' : action}
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={change.isPending} onClick={close}>
          {keep}
        </button>
      </div>
    </Modal>
  );
}
