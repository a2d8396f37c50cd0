// What somebody else has saved meanwhile of that which an unsaved change changes too: side by side, and decided one by one.
import { useState } from 'react';
import { perform } from '../api/perform.js';
import { ApiError } from '../api/request.js';
import { dateTimeText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { fieldName } from '../words/fields.js';
import type { ProblemOf } from '../words/useProblemNames.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { type NameOf, valueText } from '../words/values.js';
import { Value } from './ChangeCard.js';
import { type Change, type Conflict, countText } from './sources.js';
import { titleOf } from './titles.js';
import { useUnsavedActs } from './useUnsaved.js';

interface ConflictsProps {
  readonly conflicts: readonly Conflict[];
  readonly changes: readonly Change[];
  readonly problemOf: ProblemOf;
}

export type Choice = 'mine' | 'theirs';

export function Conflicts({ conflicts, changes, problemOf }: ConflictsProps) {
  const { decideThese, resolve, save, saveThese } = useUnsavedActs();
  const nameOf = useStaffNames();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [failure, setFailure] = useState<unknown>();
  // What can only give way needs no choice, but is seen and agreed to.
  const choiceOf = ({ id, choices: possible }: Conflict): Choice | undefined => choices[id] ?? (possible.length === 1 ? possible[0] : undefined);
  const open = conflicts.filter((conflict) => choiceOf(conflict) === undefined).length;
  const concerned = [...new Set(conflicts.map(({ changeId }) => changeId))];
  const decide = async (): Promise<void> => {
    for (const choice of ['mine', 'theirs'] as const) {
      const ids = conflicts.filter((conflict) => choiceOf(conflict) === choice).map(({ id }) => id);
      if (ids.length > 0) await decideThese(ids, choice);
    }
    setChoices({});
  };
  const run = (work: () => Promise<unknown>): void => {
    setFailure(undefined);
    work().catch((reason: unknown) =>
      setFailure(changedAgain(reason) ? new Error('The record has changed again: look at what it has now, and decide once more.') : reason),
    );
  };
  const saveConcerned = async (): Promise<void> => {
    await decide();
    // Giving way may have left nothing of a change.
    const left = await perform('session.changes', {});
    const still = left.changes.map(({ id }) => id).filter((id) => concerned.includes(id));
    if (still.length > 0) await saveThese(still);
  };
  const busy = resolve.isPending || save.isPending;
  return (
    <section className="conflicts" aria-labelledby="conflicts-heading">
      <h2 id="conflicts-heading">Somebody else has saved the same meanwhile</h2>
      <p>
        {countText(conflicts.length, 'conflict')}. Nothing of {concerned.length === 1 ? 'that change' : 'those changes'} is saved before you have decided whose
        value the record is to have.
      </p>
      {conflicts.map((conflict) => (
        <OneConflict
          key={conflict.id}
          conflict={conflict}
          change={changes.find(({ id }) => id === conflict.changeId)}
          nameOf={nameOf}
          problemOf={problemOf}
          choice={choiceOf(conflict)}
          choose={(choice) => setChoices({ ...choices, [conflict.id]: choice })}
        />
      ))}
      {failure !== undefined && <Failure failure={failure} />}
      <div className="buttons">
        <button type="button" className="nhsuk-button" disabled={open > 0 || busy} onClick={() => run(saveConcerned)}>
          Keep these choices and save
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" disabled={open > 0 || busy} onClick={() => run(decide)}>
          Keep these choices, save later
        </button>
        {open > 0 && <span className="secondary">{countText(open, 'choice')} to make.</span>}
      </div>
    </section>
  );
}

function changedAgain(reason: unknown): boolean {
  return reason instanceof ApiError && reason.status === 404;
}

interface OneConflictProps {
  readonly conflict: Conflict;
  readonly change: Change | undefined;
  readonly nameOf: NameOf;
  readonly problemOf: ProblemOf;
  readonly choice: Choice | undefined;
  readonly choose: (choice: Choice) => void;
}

function OneConflict({ conflict, change, nameOf, problemOf, choice, choose }: OneConflictProps) {
  const { before, choices, element, field, id, mine, reason, savedBy, theirs, uid } = conflict;
  const text = (value: unknown): string => valueText(field ?? '', value, nameOf);
  const what = field === null ? 'The whole entry' : fieldName(field);
  const by = savedBy === null ? 'Somebody else' : `${nameOf(savedBy.userName)}${savedBy.application === null ? '' : ` (${savedBy.application})`}`;
  return (
    <fieldset className="conflict">
      <legend>{change === undefined ? what : `${titleOf(change, nameOf)}: ${what}`}</legend>
      {/* Of a clinical entry only the end of a problem can be in conflict. */}
      {element === 'Event' && uid !== null && <p>{problemOf(uid)}</p>}
      {reason !== 'changed' && <p>{reasons[reason]}</p>}
      <div className="conflict__sides">
        <div className="conflict__side">
          <span className="conflict__name">It was</span>
          <span className="conflict__value">
            <Value text={text(before)} />
          </span>
        </div>
        <label className="conflict__side conflict__side--choice">
          <span className="conflict__name">
            <input type="radio" name={id} checked={choice === 'mine'} disabled={!choices.includes('mine')} onChange={() => choose('mine')} /> Yours
          </span>
          <span className="conflict__value">
            <Value text={text(mine)} />
          </span>
          {change !== undefined && (
            <span className="secondary">
              {change.application ?? nameOf(change.userName)}, {dateTimeText(change.madeAt)}
            </span>
          )}
        </label>
        <label className="conflict__side conflict__side--choice">
          <span className="conflict__name">
            <input type="radio" name={id} checked={choice === 'theirs'} onChange={() => choose('theirs')} /> Theirs, in the record now
          </span>
          <span className="conflict__value">
            <Value text={reason === 'gone' ? 'deleted' : text(theirs)} />
          </span>
          <span className="secondary">
            {by}
            {savedBy !== null && `, ${dateTimeText(savedBy.at)}`}
          </span>
        </label>
      </div>
    </fieldset>
  );
}

const reasons: Readonly<Record<Exclude<Conflict['reason'], 'changed'>, string>> = {
  cancelled: 'It has been cancelled, and stays so: your change of its status gives way.',
  ended: 'The problem has been ended already: your entry gives way.',
  gone: 'What it changes has been deleted: your change gives way.',
};
