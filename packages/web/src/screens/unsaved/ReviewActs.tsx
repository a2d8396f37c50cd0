// What is done with the changes that are chosen: the others stay unsaved.
import { useState } from 'react';
import { Failure } from '../elements/Failure.js';
import { DiscardQuestion } from './DiscardQuestion.js';
import { type Change, countText } from './sources.js';
import { useMaySave, useUnsavedActs } from './useUnsaved.js';

interface ReviewActsProps {
  readonly chosen: readonly Change[];
  readonly all: readonly Change[];
  /** Conflicts have to be decided first. */
  readonly blocked: boolean;
  /** Says what was done, for all to hear. */
  readonly tell: (text: string) => void;
  /** What was left out before has no meaning for what comes. */
  readonly forget: () => void;
}

export function ReviewActs({ chosen, all, blocked, tell, forget }: ReviewActsProps) {
  const { save, saveThese, discard, discardThese } = useUnsavedActs();
  const maySave = useMaySave();
  /** Those that it is asked about: whatever comes meanwhile is not among them. */
  const [asked, setAsked] = useState<readonly string[]>();
  const changes = chosen.map(({ id }) => id);
  const mayNot = chosen.filter((change) => !maySave(change)).length;
  const which = chosen.length === all.length ? (all.length === 1 ? 'it' : `all ${all.length}`) : `${chosen.length} of ${all.length}`;
  const saveChosen = async (): Promise<void> => {
    tell('');
    const { saved, conflicts } = await saveThese(changes);
    if (conflicts.length > 0) tell('Nothing was saved: somebody else has saved some of the same meanwhile. Decide about it below.');
    else tell(`${countText(saved, 'change')} saved.`);
    if (conflicts.length === 0) forget();
  };
  const discardChosen = async (): Promise<void> => {
    const { discarded } = await discardThese(asked ?? []);
    tell(`${countText(discarded, 'change')} discarded.`);
    forget();
  };
  // This part goes with the last change; a failure stands in `error`.
  const run = (act: () => Promise<void>): void => {
    act()
      .catch(() => undefined)
      .finally(() => setAsked(undefined));
  };
  const failure = save.error ?? discard.error;
  return (
    <div className="review__acts">
      <div className="buttons">
        <button type="button" className="nhsuk-button" disabled={save.isPending || chosen.length === 0 || mayNot > 0} onClick={() => run(saveChosen)}>
          Save {which}
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={chosen.length === 0} onClick={() => setAsked(changes)}>
          Discard {which}
        </button>
        <span className="secondary">{chosen.length < all.length && 'What is left out stays unsaved.'}</span>
      </div>
      {mayNot > 0 && (
        <p className="secondary">
          Your role may not save {countText(mayNot, 'change')} of these: leave {mayNot === 1 ? 'it' : 'them'} out.
        </p>
      )}
      {blocked && <p className="secondary">Saving a change that is in conflict waits for what you decide above.</p>}
      {failure !== null && <Failure failure={failure} />}
      {asked !== undefined && (
        <DiscardQuestion count={asked.length} busy={discard.isPending} discard={() => run(discardChosen)} keep={() => setAsked(undefined)} />
      )}
    </div>
  );
}
