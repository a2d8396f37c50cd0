// Asks before an application is revoked, and says what follows.
import type { OutputOf } from '@s1kit/link';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';

interface RevokeDialogProps {
  readonly application: OutputOf<'applications.list'>[number];
  readonly close: () => void;
}

export function RevokeDialog({ application, close }: RevokeDialogProps) {
  const revoke = useChange('applications.revoke', ['applications.list', 'applications.names']);
  return (
    <Modal title="Revoke the application?" dismiss={close}>
      <p className="prompt__name">{application.name}</p>
      <p>
        All of its keys end at once, on every workstation. This cannot be undone: to let it in again, register it anew. What it has written stays in the
        records, and its messages in the Message Audit.
      </p>
      {revoke.error !== null && <Failure failure={revoke.error} />}
      <div className="buttons">
        <button
          type="button"
          className="nhsuk-button nhsuk-button--warning"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate({ id: application.id }, { onSuccess: close })}
        >
          Revoke
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={close}>
          Keep
        </button>
      </div>
    </Modal>
  );
}
