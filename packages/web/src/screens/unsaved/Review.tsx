// Every unsaved change as it would stand in the record: saved, discarded or left out one by one; conflicts decided side by side (B7.16).
import { useState } from 'react';
import { useRight } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Page } from '../elements/Page.js';
import { PatientLine } from '../elements/PatientLine.js';
import { useOpenRecord } from '../patient/open-record.js';
import { useProblemNames } from '../words/useProblemNames.js';
import { ChangeCard } from './ChangeCard.js';
import { Conflicts } from './Conflicts.js';
import { ReviewActs } from './ReviewActs.js';
import { useMaySave, useUnsavedChanges, useUnsavedCount } from './useUnsaved.js';

export function Review() {
  const mayRead = useRight('demographics.read');
  return (
    <Page title="Unsaved changes">
      <div className="review">{mayRead ? <Changes /> : <NotForThisRole />}</div>
    </Page>
  );
}

function NotForThisRole() {
  const count = useUnsavedCount();
  if (count === 0) return <Empty title="Nothing is unsaved" />;
  return <Empty title="Your role may not see these changes">Who may read the record has to save or discard them.</Empty>;
}

function Changes() {
  const { data, error, refetch } = useUnsavedChanges();
  const maySave = useMaySave();
  const { data: open } = useOpenRecord();
  const problemOf = useProblemNames(open?.patient, data?.changes.some(({ element }) => element === 'Event') === true);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState('');
  const live = (
    <p className="review__told" role="status">
      {told}
    </p>
  );
  if (data === undefined) return error === null ? <Loading what="the unsaved changes" /> : <Failure failure={error} again={() => void refetch()} />;
  const { changes, conflicts } = data;
  if (changes.length === 0) {
    return (
      <>
        {live}
        <Empty title="Nothing is unsaved">
          <p>What applications leave in the open record for you to save stands here, and what you enter beside it.</p>
        </Empty>
      </>
    );
  }
  const chosen = changes.filter(({ id }) => !leftOut.has(id));
  const turn = (id: string): void => {
    const next = new Set(leftOut);
    if (!next.delete(id)) next.add(id);
    setLeftOut(next);
  };
  return (
    <>
      <PatientLine />
      {live}
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} changes={changes} problemOf={problemOf} />}
      <ReviewActs chosen={chosen} all={changes} blocked={conflicts.length > 0} tell={setTold} forget={() => setLeftOut(new Set())} />
      <ul className="change-list">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeCard
              change={change}
              isChosen={!leftOut.has(change.id)}
              turn={() => turn(change.id)}
              maySave={maySave(change)}
              problemOf={problemOf}
              inConflict={conflicts.some(({ changeId }) => changeId === change.id)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
