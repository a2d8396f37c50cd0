// Snapshots: taking one, and putting the data back as one has it.
import { type FormEvent, useState } from 'react';
import { useChange, useOperation } from '../api/queries.js';
import { dateTimeText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { SureDialog } from '../elements/SureDialog.js';

export function Snapshots() {
  const { data, error, refetch } = useOperation('data.snapshots', {});
  const take = useChange('data.snapshot', ['data.snapshots']);
  const restore = useChange('data.restore', ['environment.status', 'session.status']);
  const [name, setName] = useState('');
  const [restoring, setRestoring] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    take.mutate({ name }, { onSuccess: () => setName('') });
  };
  return (
    <section className="panel" aria-labelledby="snapshots">
      <h2 id="snapshots">Snapshots</h2>
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading what="the snapshots" />}
      {data?.length === 0 && <p className="secondary">None was taken yet.</p>}
      <ul className="plain-list">
        {data?.map((snapshot) => (
          <li key={snapshot.name} className="plain-list__row">
            <span className="breakable">
              {snapshot.name}{' '}
              <span className="secondary">
                {dateTimeText(snapshot.takenAt)}, {(snapshot.bytes / 1_048_576).toFixed(1)} MiB
              </span>
            </span>
            <button type="button" className="link-button" aria-label={`Restore ${snapshot.name}`} onClick={() => setRestoring(snapshot.name)}>
              Restore
            </button>
          </li>
        ))}
      </ul>
      <form className="inline-form" onSubmit={submit}>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="snapshot-name">
            Name of a new one
          </label>
          <div className="nhsuk-hint" id="snapshot-hint">
            Letters, digits, - and _
          </div>
          <input
            id="snapshot-name"
            className="nhsuk-input"
            aria-describedby="snapshot-hint"
            pattern="[A-Za-z0-9][A-Za-z0-9_\-]{0,63}"
            maxLength={64}
            required
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={take.isPending}>
          {take.isPending ? 'Is taken …' : 'Take a snapshot'}
        </button>
      </form>
      {take.error !== null && <Failure failure={take.error} />}
      {restoring !== undefined && (
        <SureDialog
          title={`Restore ${restoring}?`}
          action="Restore"
          change={restore}
          doIt={(done) => restore.mutate({ name: restoring }, { onSuccess: done })}
          close={() => setRestoring(undefined)}
        >
          <p>The data are put back as the snapshot has them: what was recorded since is gone, also what is unsaved. Open records are closed.</p>
        </SureDialog>
      )}
    </section>
  );
}
