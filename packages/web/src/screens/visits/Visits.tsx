// The visits of a day: when, to whom, where, who goes, and how far they have come.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { byName, Narrowing } from '../elements/Narrowing.js';
import { Page } from '../elements/Page.js';
import { DayControls } from '../schedule/DayControls.js';
import { RequestVisit } from './RequestVisit.js';
import { VisitDialog } from './VisitDialog.js';
import { VisitTable } from './VisitTable.js';
import type { Visit } from './visit-status.js';

const pageLength = 100;
/** A day goes by. */
const everyMinute = 60_000;

export function Visits() {
  const search = useSearch({ from: '/visits' });
  const navigate = useNavigate({ from: '/visits' });
  const choices = useOperation('appointments.choices', {}, { every: everyMinute });
  const mayChange = useRight('schedule.write');
  const [chosen, setChosen] = useState<Visit>();
  const [isRequesting, setRequesting] = useState(false);
  const [done, setDone] = useState('');
  const { page = 1, visitor } = search;
  const day = search.day ?? choices.data?.today;
  const visits = useOperation(
    'visits.list',
    { ...(day && { from: day }), ...(visitor && { visitor }), skip: (page - 1) * pageLength, limit: pageLength },
    { enabled: day !== undefined },
  );
  const close = useCallback((what = '') => {
    setDone(what);
    setChosen(undefined);
    setRequesting(false);
  }, []);
  if (choices.data === undefined || day === undefined) {
    return (
      <Page title="Visits">
        {choices.error === null ? <Loading what="the visits" /> : <Failure failure={choices.error} again={() => void choices.refetch()} />}
      </Page>
    );
  }
  const { staff, today } = choices.data;
  // Another day or visitor begins at the first page again.
  const goTo = (to: string): void => void navigate({ search: (now) => ({ ...(now.visitor && { visitor: now.visitor }), ...(to !== today && { day: to }) }) });
  const narrow = (to: string): void => void navigate({ search: (now) => ({ ...(now.day && { day: now.day }), ...(to !== '' && { visitor: to }) }) });
  const people = staff.map((member): [string, string] => [member.userName, member.name]);
  const current = visits.data?.visits.find(({ uid }) => uid === chosen?.uid);

  return (
    <Page
      title="Visits"
      actions={
        mayChange && (
          <button type="button" className="nhsuk-button" onClick={() => setRequesting(true)}>
            Request a visit
          </button>
        )
      }
    >
      <div className="filters">
        <DayControls day={day} today={today} step="day" go={goTo} />
        <Narrowing label="Who visits" everything="Everybody" chosen={visitor} options={byName(people)} choose={narrow} />
      </div>
      <p role="status" className="done">
        {done}
      </p>
      {visits.error !== null && <Failure failure={visits.error} again={() => void visits.refetch()} />}
      {visits.data === undefined && visits.error === null && <Loading what="the visits" />}
      {visits.data?.total === 0 && (
        <Empty title="No visits on this day.">
          <p>{visitor === undefined ? 'A visit that is requested stands here, whoever requests it.' : 'Somebody else may have some: look at everybody’s.'}</p>
        </Empty>
      )}
      {visits.data !== undefined && visits.data.total > 0 && (
        // What was read of another day is seen until this one is read, and cannot be chosen.
        <div inert={visits.isPlaceholderData} className={visits.isPlaceholderData ? 'ledger-before' : undefined}>
          <VisitTable visits={visits.data.visits} choose={setChosen} />
          <Pages page={page} total={visits.data.total} />
        </div>
      )}
      {chosen !== undefined && (
        <VisitDialog visit={current ?? chosen} isGone={current === undefined} people={byName(people)} mayChange={mayChange} close={close} />
      )}
      {isRequesting && <RequestVisit day={day} people={byName(people)} close={close} />}
    </Page>
  );
}

function Pages({ page, total }: { readonly page: number; readonly total: number }) {
  const last = Math.ceil(total / pageLength);
  if (last <= 1 && page === 1) return null;
  return (
    <nav className="buttons pages" aria-label="Pages">
      {page > 1 && (
        <Link to="/visits" search={({ page: _, ...rest }) => (page > 2 ? { ...rest, page: page - 1 } : rest)}>
          Earlier in the day
        </Link>
      )}
      <span>
        Page {page} of {last}, {total} visits
      </span>
      {page < last && (
        <Link to="/visits" search={(now) => ({ ...now, page: page + 1 })}>
          Later in the day
        </Link>
      )}
    </nav>
  );
}
