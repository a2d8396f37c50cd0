// Stands over every screen while the open record has unsaved changes: nobody is to leave without knowing of them (B7.16).
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useRight } from '../api/user.js';
import { Failure } from '../elements/Failure.js';
import { DiscardQuestion } from './DiscardQuestion.js';
import { countText, sourcesText } from './sources.js';
import { useUnsavedActs, useUnsavedChanges, useUnsavedCount } from './useUnsaved.js';

export function UnsavedBar() {
  const count = useUnsavedCount();
  // What has just been done is told once the bar itself has gone.
  const [done, setDone] = useState('');
  useEffect(() => {
    // The keyboard is not lost with the bar that it was in.
    if (count === 0 && done !== '' && document.activeElement === document.body) document.getElementById('maincontent')?.focus();
  }, [count, done]);
  const text = count === 0 ? done : `${countText(count, 'change')} ${count === 1 ? 'is' : 'are'} not saved.`;
  return (
    <section className={count === 0 ? 'nhsuk-u-visually-hidden' : 'unsaved-bar'} aria-label="Unsaved changes">
      <p className="unsaved-bar__text" role="status">
        {count > 0 && <span className="unsaved-bar__mark" aria-hidden="true" />}
        <strong>{text}</strong> {count > 0 && <Sources />}
      </p>
      {count > 0 && <Acts done={setDone} />}
    </section>
  );
}

function Sources() {
  const { data } = useUnsavedChanges();
  const conflicts = data?.conflicts.length ?? 0;
  return (
    <>
      <span>{sourcesText(data?.changes ?? [])}</span>{' '}
      {conflicts > 0 && <span className="unsaved-bar__conflicts">Somebody else has saved some of the same meanwhile: review before you save.</span>}
    </>
  );
}

function Acts({ done }: { readonly done: (text: string) => void }) {
  const mayRead = useRight('demographics.read');
  const { data } = useUnsavedChanges();
  const { save, saveThese, discard, discardThese } = useUnsavedActs();
  /** Those that it is asked about: whatever comes meanwhile is not among them. */
  const [asked, setAsked] = useState<readonly string[]>();
  const navigate = useNavigate();
  if (!mayRead) return null;
  // What is told here is what is saved and discarded: not what an application leaves in the same moment.
  const changes = data?.changes.map(({ id }) => id) ?? [];
  // What is told outlives this part of the bar, which goes with the last change. A failure stands in `error`.
  const saveAll = async (): Promise<void> => {
    const { saved, conflicts } = await saveThese(changes);
    if (conflicts.length > 0) await navigate({ to: '/unsaved' });
    else done(`${countText(saved, 'change')} saved.`);
  };
  const discardAll = async (): Promise<void> => {
    const { discarded } = await discardThese(asked ?? []);
    done(`${countText(discarded, 'change')} discarded.`);
  };
  const run = (act: () => Promise<void>): void => {
    act()
      .catch(() => undefined)
      .finally(() => setAsked(undefined));
  };
  const failure = save.error ?? discard.error;
  const isUnread = changes.length === 0;
  return (
    <>
      <div className="buttons">
        <button type="button" className="nhsuk-button nhsuk-button--small" disabled={save.isPending || isUnread} onClick={() => run(saveAll)}>
          Save all
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--small nhsuk-button--secondary-solid" disabled={isUnread} onClick={() => setAsked(changes)}>
          Discard all
        </button>
        <Link to="/unsaved" className="unsaved-bar__review">
          Review
        </Link>
      </div>
      {failure !== null && <Failure failure={failure} />}
      {asked !== undefined && (
        <DiscardQuestion count={asked.length} busy={discard.isPending} discard={() => run(discardAll)} keep={() => setAsked(undefined)} />
      )}
    </>
  );
}
