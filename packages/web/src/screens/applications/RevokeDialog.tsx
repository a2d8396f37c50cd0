// Asks before an application is revoked, and says what follows.
import type { OutputOf } from '@s1kit/link';
import { useChange } from '../api/queries.js';
import { SureDialog } from '../elements/SureDialog.js';

interface RevokeDialogProps {
  readonly application: OutputOf<'applications.list'>[number];
  readonly close: () => void;
}

export function RevokeDialog({ application, close }: RevokeDialogProps) {
  const revoke = useChange('applications.revoke', ['applications.list', 'applications.names']);
  return (
    <SureDialog
      title="Revoke the application?"
      action="Revoke"
      keep="Keep"
      change={revoke}
      close={close}
      doIt={(done) => revoke.mutate({ id: application.id }, { onSuccess: done })}
    >
      <p className="prompt__name">{application.name}</p>
      <p>
        All of its keys end at once, on every workstation. This cannot be undone: to let it in again, register it anew. What it has written stays in the
        records, and its messages in the Message Audit.
      </p>
    </SureDialog>
  );
}
