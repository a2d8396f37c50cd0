// Asks what is to become of the unsaved changes before the record is left.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRight } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { PatientLine } from '../elements/PatientLine.js';
import { countText, sourcesText } from './sources.js';
import { useUnsavedActs, useUnsavedChanges, useUnsavedCount } from './useUnsaved.js';

interface LeavingQuestionProps {
  readonly purpose: string;
  readonly leave: () => Promise<unknown> | undefined;
  readonly stay: () => void;
}

export function LeavingQuestion({ purpose, leave, stay }: LeavingQuestionProps) {
  const count = useUnsavedCount();
  const { data } = useUnsavedChanges();
  const { saveThese, discardThese } = useUnsavedActs();
  const mayDecide = useRight('demographics.read');
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();

  const decide = (decision: () => Promise<boolean>): void => {
    setFailure(undefined);
    setBusy(true);
    decision()
      .then(async (mayLeave) => {
        if (mayLeave) await leave();
        stay();
        if (!mayLeave) await navigate({ to: '/unsaved' });
      })
      .catch(setFailure)
      .finally(() => setBusy(false));
  };
  // What is told here is what is saved and discarded. Where an application leaves something in the same moment, the record is not left: the server refuses it.
  const changes = data?.changes.map(({ id }) => id) ?? [];
  const saveAll = async (): Promise<boolean> => (await saveThese(changes)).conflicts.length === 0;
  const discardAll = async (): Promise<boolean> => {
    await discardThese(changes);
    return true;
  };

  return (
    <Modal title={`${countText(count, 'change')} ${count === 1 ? 'is' : 'are'} not saved`} dismiss={stay}>
      <PatientLine />
      <p>
        Before you {purpose}: {count === 1 ? 'what is to become of it' : 'what is to become of them'}? {sourcesText(data?.changes ?? [])}
      </p>
      {(data?.conflicts.length ?? 0) > 0 && <p>Somebody else has saved some of the same meanwhile: saving asks you about that first.</p>}
      {failure !== undefined && <Failure failure={failure} />}
      <div className="buttons">
        {mayDecide && (
          <>
            <button type="button" className="nhsuk-button" disabled={busy || changes.length === 0} onClick={() => decide(saveAll)}>
              Save all
            </button>
            <button type="button" className="nhsuk-button nhsuk-button--warning" disabled={busy || changes.length === 0} onClick={() => decide(discardAll)}>
              Discard all
            </button>
          </>
        )}
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={stay}>
          Stay
        </button>
      </div>
    </Modal>
  );
}
