// The ledger: what is free, booked and done, by day and by week; a slot that is chosen is booked, an appointment shown.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useOperation } from '../api/queries.js';
import { mondayOf, weekFrom } from '../elements/days.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { byName, Narrowing } from '../elements/Narrowing.js';
import { Page } from '../elements/Page.js';
import { DayControls } from '../schedule/DayControls.js';
import { ChosenEntry } from './ChosenEntry.js';
import { Ledger } from './Ledger.js';
import type { LedgerSearch } from './search.js';
import type { ClinicEntry } from './states.js';
import { WeekOverview } from './WeekOverview.js';

/** A day goes by. */
const everyMinute = 60_000;

export function Appointments() {
  const search = useSearch({ from: '/appointments' });
  const navigate = useNavigate({ from: '/appointments' });
  const choices = useOperation('appointments.choices', {}, { every: everyMinute });
  const [chosen, setChosen] = useState<ClinicEntry>();
  const [done, setDone] = useState('');
  const choose = useCallback((entry: ClinicEntry) => {
    setDone('');
    setChosen(entry);
  }, []);
  const close = useCallback((what = '') => {
    setDone(what);
    setChosen(undefined);
  }, []);
  if (choices.data === undefined) {
    return (
      <Page title="Appointments">
        {choices.error === null ? <Loading what="the clinics" /> : <Failure failure={choices.error} again={() => void choices.refetch()} />}
      </Page>
    );
  }
  const { clinics, today } = choices.data;
  const { clinician, site, view } = search;
  const day = search.day ?? today;
  const week = weekFrom(mondayOf(day));
  const narrowed = { ...(clinician && { clinician }), ...(site && { site }) };
  const show = (change: LedgerSearch): void => void navigate({ search: (now) => ({ ...now, ...change }) });
  const without = (name: keyof LedgerSearch): void => void navigate({ search: ({ [name]: _, ...rest }) => rest });

  return (
    <Page title="Appointments">
      <div className="filters">
        <DayControls day={day} today={today} step={view ?? 'day'} go={(to) => (to === today ? without('day') : show({ day: to }))}>
          <nav className="view-links" aria-label="View">
            <Link to="/appointments" search={({ view: _, ...rest }) => rest} activeOptions={{ exact: true }}>
              Day
            </Link>
            <Link to="/appointments" search={(now) => ({ ...now, view: 'week' })} activeOptions={{ exact: true }}>
              Week
            </Link>
          </nav>
        </DayControls>
        <Narrowing
          label="Clinician"
          everything="Everybody"
          chosen={clinician}
          options={byName(clinics.map((each): [string, string] => [each.clinician.userName, each.clinician.name]))}
          choose={(value) => (value === '' ? without('clinician') : show({ clinician: value }))}
        />
        <Narrowing
          label="Site"
          everything="Every site"
          chosen={site}
          options={byName(clinics.map(({ siteName }): [string, string] => [siteName, siteName]))}
          choose={(value) => (value === '' ? without('site') : show({ site: value }))}
        />
      </div>
      <p role="status" className="done">
        {done}
      </p>
      {view === 'week' && clinician === undefined ? (
        <WeekOverview days={week} today={today} search={search} input={{ ...narrowed, from: week[0] ?? day, to: week[6] ?? day }} />
      ) : (
        <Ledger days={view === 'week' ? week : [day]} today={today} narrowed={narrowed} choose={choose} />
      )}
      {chosen !== undefined && <ChosenEntry chosen={chosen} close={close} />}
    </Page>
  );
}
