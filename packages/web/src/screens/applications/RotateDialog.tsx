// A new key; the one before goes on for a while, so that the application can change over.
import type { OutputOf } from '@s1kit/link';
import { useState } from 'react';
import { useChange } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Modal } from '../elements/Modal.js';
import { KeyShown } from './KeyShown.js';

interface RotateDialogProps {
  readonly application: OutputOf<'applications.list'>[number];
  readonly close: () => void;
}

/** How long the old key is accepted beside the new one, in hours. */
const overlaps: readonly (readonly [hours: number, words: string])[] = [
  [24, 'one day'],
  [24 * 7, 'one week'],
  [24 * 30, '30 days'],
  [0, 'not at all: it ends at once'],
];

export function RotateDialog({ application, close }: RotateDialogProps) {
  const [overlapHours, setOverlapHours] = useState(24);
  const rotate = useChange('applications.rotate', ['applications.list']);
  if (rotate.data !== undefined) {
    return (
      <Modal title="The new key">
        <KeyShown apiKey={rotate.data.apiKey} name={application.name} close={close} />
      </Modal>
    );
  }
  // The key comes with the answer, and only then: nobody leaves before it has come.
  return (
    <Modal title="Make a new key" {...(rotate.isPending ? {} : { dismiss: close })}>
      <p className="prompt__name">{application.name}</p>
      <fieldset className="nhsuk-fieldset radio-list">
        <legend className="nhsuk-label">The key that it has now goes on for</legend>
        {overlaps.map(([hours, words]) => (
          <label key={hours} className="check">
            <input type="radio" name="overlap" checked={overlapHours === hours} onChange={() => setOverlapHours(hours)} />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
      {rotate.error !== null && <Failure failure={rotate.error} />}
      <div className="buttons">
        <button type="button" className="nhsuk-button" disabled={rotate.isPending} onClick={() => rotate.mutate({ id: application.id, overlapHours })}>
          Make the key
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={rotate.isPending} onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
