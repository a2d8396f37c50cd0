// The appointments of the open record, and the visits to the patient: those to come, and those that were.
import type { Appointment, Visit } from '@s1kit/contract';
import { useState } from 'react';
import { useOperation } from '../api/queries.js';
import { dateTimeText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';

interface Entry {
  readonly uid: string;
  readonly at: string;
  readonly kind: string;
  readonly minutes: number | undefined;
  readonly who: string;
  readonly where: string;
  readonly status: string;
  readonly words: string;
}

type Names = Readonly<Record<string, string>>;

/** What is asked for once somebody wants all: the most that the desktop gives. */
const [some, all] = [200, 5_000];

export function Appointments({ patient }: { readonly patient: string }) {
  const [limit, setLimit] = useState(some);
  const { data, error, refetch } = useOperation('record.appointments', { patient, limit });
  if (data === undefined) return error === null ? <Loading what="appointments" /> : <Failure failure={error} again={() => void refetch()} />;
  const entries = [...data.appointments.map((each) => appointmentEntry(each, data.names)), ...data.visits.map((each) => visitEntry(each, data.names))].sort(
    (a, b) => (a.at < b.at ? 1 : -1),
  );
  if (entries.length === 0) return <Empty title="No appointments or visits are recorded" />;
  const [coming, past] = [entries.filter(({ at }) => at >= data.now).reverse(), entries.filter(({ at }) => at < data.now)];
  return (
    <>
      <EntryTable title="To come" entries={coming} none="Nothing is booked" />
      <EntryTable title="Past, latest first" entries={past} none="None" />
      {data.more && limit === some && (
        <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={() => setLimit(all)}>
          Show older ones
        </button>
      )}
    </>
  );
}

function EntryTable({ title, entries, none }: { readonly title: string; readonly entries: readonly Entry[]; readonly none: string }) {
  return (
    <section className="record-section">
      <h2>{title}</h2>
      {entries.length === 0 ? (
        <p className="secondary">{none}</p>
      ) : (
        <Scrolling label={`Table: ${title}`}>
          <table className="table">
            <caption className="nhsuk-u-visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Minutes</th>
                <th scope="col">With</th>
                <th scope="col">Where</th>
                <th scope="col">Status</th>
                <th scope="col">Words</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ uid, at, kind, minutes, status, where, who, words }) => (
                <tr key={uid}>
                  <th scope="row" className="table__date">
                    {dateTimeText(at)}
                  </th>
                  <td>{kind}</td>
                  <td className="table__number">{minutes}</td>
                  <td>{who}</td>
                  <td>{where}</td>
                  <td>{status}</td>
                  <td className="said">{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </section>
  );
}

function appointmentEntry({ AppointmentUID, Clinic: clinic, Comments = '', Flag: flags = [], Status }: Appointment, names: Names): Entry {
  return {
    uid: `appointment ${AppointmentUID}`,
    at: clinic?.Slot?.DateTimeStart ?? '',
    kind: [clinic?.ClinicType, clinic?.Slot?.SlotType].filter(Boolean).join(', '),
    minutes: clinic?.Slot?.Duration,
    who: nameIn(names, clinic?.UserName),
    where: clinic?.SiteName ?? '',
    status: Status ?? '',
    words: [...flags, Comments].filter(Boolean).join('; '),
  };
}

function visitEntry({ Comments = '', DateTime = '', Duration, Status, UserName = '', VisitUID }: Visit, names: Names): Entry {
  return {
    uid: `visit ${VisitUID}`,
    at: DateTime,
    kind: 'Visit at home',
    minutes: Duration,
    who: nameIn(names, UserName),
    where: '',
    status: Status ?? '',
    words: Comments,
  };
}

function nameIn(names: Names, userName = ''): string {
  return names[userName] ?? userName;
}
