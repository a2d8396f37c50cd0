// The ledger of a day, or of a clinician's week, in columns or as a list.
import type { InputOf, OutputOf } from '@s1kit/link';
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { useNarrow } from '../elements/use-narrow.js';
import { DayTable } from './DayTable.js';
import { EntryList } from './EntryList.js';
import type { ClinicEntry } from './states.js';
import { WeekTable } from './WeekTable.js';

interface LedgerProps {
  readonly days: readonly string[];
  readonly today: string;
  readonly narrowed: Pick<InputOf<'appointments.ledger'>, 'clinician' | 'site'>;
  readonly choose: (chosen: ClinicEntry) => void;
}

/** Slots go by as time does. */
const everyMinute = 60_000;

export function Ledger({ choose, days, narrowed, today }: LedgerProps) {
  const [from = today] = days;
  const { data, error, isPlaceholderData, refetch } = useOperation(
    'appointments.ledger',
    { ...narrowed, from, to: days.at(-1) ?? from },
    { every: everyMinute },
  );
  const mayBook = useRight('schedule.write');
  const isNarrow = useNarrow();
  if (data === undefined) return error === null ? <Loading what="the ledger" /> : <Failure failure={error} again={() => void refetch()} />;
  const { clinics, now } = data;
  const isDay = days.length === 1;
  const label = `Ledger of ${isDay ? from : `the week from ${from}`}`;
  return (
    // What was read of another day is seen until this one is read, and cannot be chosen.
    <div aria-busy={isPlaceholderData} inert={isPlaceholderData} className={isPlaceholderData ? 'ledger-before' : undefined}>
      {error !== null && <Failure failure={error} again={() => void refetch()} />}
      {clinics.length === 0 ? (
        <Empty title={isDay ? 'No clinic is held on this day.' : 'No clinic is held in this week.'}>
          <p>{Object.keys(narrowed).length > 0 ? 'Another clinician or site may have one: take the filters away.' : 'Go to another day.'}</p>
        </Empty>
      ) : (
        <>
          <Totals clinics={clinics} />
          {isNarrow && <EntryList days={days} clinics={clinics} mayBook={mayBook} choose={choose} />}
          {!isNarrow && isDay && (
            <DayTable label={label} clinics={clinics} thisHour={from === now.slice(0, 10) ? now.slice(11, 13) : undefined} mayBook={mayBook} choose={choose} />
          )}
          {!isNarrow && !isDay && <WeekTable label={label} days={days} today={today} clinics={clinics} mayBook={mayBook} choose={choose} />}
        </>
      )}
    </div>
  );
}

function Totals({ clinics }: Pick<OutputOf<'appointments.ledger'>, 'clinics'>) {
  const entries = clinics.flatMap((clinic) => clinic.entries);
  const count = (isOne: (entry: (typeof entries)[number]) => boolean): number => entries.filter(isOne).length;
  const parts = [
    `${count(({ state }) => state === 'free')} free`,
    `${count(({ appointment }) => appointment !== null && appointment.status !== 'Cancelled')} booked`,
    `${count(({ appointment }) => appointment?.status === 'Arrived')} waiting`,
    `${count(({ appointment }) => appointment?.status === 'Did Not Attend')} did not attend`,
  ];
  return (
    <p className="secondary ledger-totals" aria-live="polite">
      {parts.join(' · ')}
    </p>
  );
}
