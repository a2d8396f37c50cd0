// One unsaved change as it would stand in the record: what it is, what it says, who asked for it and when.
import { Link } from '@tanstack/react-router';
import { useRight } from '../api/user.js';
import { dateTimeText } from '../elements/dates.js';
import { fieldName } from '../words/fields.js';
import type { ProblemOf } from '../words/useProblemNames.js';
import { useStaffNames } from '../words/useStaffNames.js';
import { type NameOf, valueText } from '../words/values.js';
import { ItemWords } from './ItemWords.js';
import type { Change } from './sources.js';
import { titleOf } from './titles.js';

interface ChangeCardProps {
  readonly change: Change;
  readonly isChosen: boolean;
  readonly turn: () => void;
  readonly maySave: boolean;
  /** Whether somebody else has saved some of the same meanwhile. */
  readonly inConflict: boolean;
  readonly problemOf: ProblemOf;
}

export function ChangeCard({ change, isChosen, turn, maySave, inConflict, problemOf }: ChangeCardProps) {
  const nameOf = useStaffNames();
  const mayRead = useRight('clinical.read');
  const hidden = change.element === 'Event' && !mayRead;
  const title = titleOf(change, nameOf);
  const checkbox = `change-${change.id}`;
  return (
    <article className={isChosen ? 'change' : 'change change--left-out'} aria-labelledby={`${checkbox}-title`}>
      <div className="change__heading">
        <input type="checkbox" id={checkbox} checked={isChosen} onChange={turn} />
        <label htmlFor={checkbox}>
          <h2 id={`${checkbox}-title`}>{title}</h2>
        </label>
        <span className="change__tags">
          {inConflict && <span className="tag tag--conflict">In conflict</span>}
          {!isChosen && <span className="tag">Left out</span>}
          {!maySave && <span className="tag">Not yours to save</span>}
        </span>
      </div>
      {hidden ? (
        <p className="change__body">What it says is clinical, which your role may not read.</p>
      ) : (
        <Content change={change} nameOf={nameOf} problemOf={problemOf} />
      )}
      <Source change={change} nameOf={nameOf} />
    </article>
  );
}

function Content({ change, nameOf, problemOf }: { readonly change: Change; readonly nameOf: NameOf; readonly problemOf: ProblemOf }) {
  const { about, element, fields, isNew, items } = change;
  if (element === 'Event') {
    const belongsTo = fields.find(({ name }) => name === 'LinkedProblemUID')?.after;
    return (
      <div className="change__body">
        {items.map(({ kind, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of a change stay in their order
          <ItemWords key={index} kind={kind} value={value} problemOf={problemOf} />
        ))}
        <p className="secondary">
          {fields
            .filter(({ name }) => name === 'DoneBy' || name === 'DoneAt' || name === 'Method')
            .map(({ name, after }) => valueText(name, after, nameOf).trim())
            .join(', ')}
        </p>
        {belongsTo !== undefined && <p className="secondary">All of it belongs to {problemOf(String(belongsTo))}.</p>}
      </div>
    );
  }
  return (
    <div className="change__body">
      {about.length > 0 && <p>{about.map(({ name, value }) => valueText(name, value, nameOf)).join(' · ')}</p>}
      {isNew ? (
        <dl className="parts">
          {fields.map(({ name, after }) => (
            <div key={name}>
              <dt>{fieldName(name)}</dt>
              <dd>{valueText(name, after, nameOf)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <div className="table-scroll">
          <table className="table before-after">
            <thead>
              <tr>
                <th scope="col">What changes</th>
                <th scope="col">It was</th>
                <th scope="col">Will be</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ name, before, after }) => (
                <tr key={name}>
                  <th scope="row">{fieldName(name)}</th>
                  <td>
                    <Value text={valueText(name, before, nameOf)} />
                  </td>
                  <td className="before-after__after">
                    <Value text={valueText(name, after, nameOf)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

export function Value({ text }: { readonly text: string }) {
  return text === '' ? <span className="secondary">nothing</span> : text;
}

function Source({ change, nameOf }: { readonly change: Change; readonly nameOf: NameOf }) {
  const { application, madeAt, requestUid, userName } = change;
  return (
    <p className="change__source secondary">
      {application === null ? `Entered by ${nameOf(userName)}` : `Asked for by ${application}, for ${nameOf(userName)}`}, {dateTimeText(madeAt)}
      {requestUid !== null && requestUid !== '' && (
        <>
          {' · '}
          <Link to="/audit" search={{ uid: requestUid }}>
            Request {requestUid}
          </Link>
        </>
      )}
    </p>
  );
}
