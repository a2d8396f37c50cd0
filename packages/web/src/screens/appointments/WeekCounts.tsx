// Everybody's week: how much of each clinic is free on each day; from there to the day, or to one clinician's week.
import type { OutputOf } from '@s1kit/link';
import { Link } from '@tanstack/react-router';
import { dateText } from '../elements/dates.js';
import { weekdayOf } from '../elements/days.js';
import type { LedgerSearch } from './search.js';

interface WeekCountsProps {
  readonly days: readonly string[];
  readonly today: string | undefined;
  readonly clinics: OutputOf<'appointments.counts'>['clinics'];
  readonly search: LedgerSearch;
}

export function WeekCounts({ clinics, days, search, today }: WeekCountsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="table-scroll" aria-label="The week, by clinic" tabIndex={0}>
      <table className="table week-counts">
        <thead>
          <tr>
            <th scope="col">Clinic</th>
            {days.map((day) => (
              <th scope="col" key={day}>
                <Link to="/appointments" search={{ ...withoutView(search), day }}>
                  {weekdayOf(day)}
                </Link>
                <span className="week-counts__date">
                  {dateText(day)}
                  {day === today && ', today'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clinics.map(({ clinician, clinicType, days: held, id, siteName }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/appointments" search={{ ...search, clinician: clinician.userName }}>
                  {clinician.name}
                </Link>
                <span className="ledger__clinic">
                  {clinicType}, {siteName}
                </span>
              </th>
              {days.map((day) => {
                const counts = held.find((each) => each.day === day);
                return <td key={day}>{counts === undefined ? <span className="secondary">No clinic</span> : <Counts {...counts} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Counts({ didNotAttend, free, taken }: { readonly free: number; readonly taken: number; readonly didNotAttend: number }) {
  return (
    <>
      <span className={free > 0 ? 'week-counts__free' : 'secondary'}>{free} free</span>
      <span className="secondary">{taken} booked</span>
      {didNotAttend > 0 && <span className="secondary">{didNotAttend} did not attend</span>}
    </>
  );
}

function withoutView({ view: _, ...search }: LedgerSearch): LedgerSearch {
  return search;
}
