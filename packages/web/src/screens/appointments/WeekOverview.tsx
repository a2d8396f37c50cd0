// The week of every clinic, in numbers.
import type { InputOf } from '@s1kit/link';
import { useOperation } from '../api/queries.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import type { LedgerSearch } from './search.js';
import { WeekCounts } from './WeekCounts.js';

interface WeekOverviewProps {
  readonly days: readonly string[];
  readonly today: string;
  readonly search: LedgerSearch;
  readonly input: InputOf<'appointments.counts'>;
}

export function WeekOverview({ days, input, search, today }: WeekOverviewProps) {
  const { data, error, refetch } = useOperation('appointments.counts', input, { every: 60_000 });
  if (data === undefined) return error === null ? <Loading what="the week" /> : <Failure failure={error} again={() => void refetch()} />;
  if (data.clinics.length === 0) {
    return (
      <Empty title="No clinic is held in this week.">
        <p>Go to another week, or take the filters away.</p>
      </Empty>
    );
  }
  return <WeekCounts days={days} today={today} search={search} clinics={data.clinics} />;
}
