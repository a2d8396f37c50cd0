// The results of the open record: numerics by what they measure, with one of them over time, and reports.
import type { OutputOf } from '@s1kit/link';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useOperation } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { TabLinks } from '../elements/TabLinks.js';
import { nameOfCode } from '../words/names.js';
import { type Column, ItemTable } from './ItemTable.js';
import { LongText } from './items/LongText.js';
import { isUnusual, UsualWords } from './items/NumericWords.js';
import { Series } from './Series.js';

const route = getRouteApi('/record');

export function Results({ patient }: { readonly patient: string }) {
  const { part = 'numerics' } = route.useSearch();
  return (
    <>
      <TabLinks
        label="Kinds of results"
        tabs={[
          { tab: 'numerics', name: 'Numerics' },
          { tab: 'reports', name: 'Reports' },
        ]}
        chosen={part}
        linkTo={(to) => ({ to: '/record', search: { tab: 'results', ...(to === 'reports' ? { part: to } : {}) } })}
      />
      {part === 'reports' ? <ItemTable patient={patient} kind="Report" what="reports" columns={reportColumns} /> : <Numerics patient={patient} />}
    </>
  );
}

const reportColumns: readonly Column<'Report'>[] = [
  { name: 'Report', cell: ({ BatteryHeaders, Type }) => [Type, BatteryHeaders].filter(Boolean).join(': ') },
  { name: 'Result', cell: ({ Result }) => Result },
  { name: 'Taken', cell: ({ CollectionDate = '' }) => dateText(CollectionDate) },
  { name: 'Issued', cell: ({ IssueDate = '' }) => dateText(IssueDate) },
  {
    name: 'To do',
    cell: ({ FollowUpActions }) => FollowUpActions?.FollowUpAction?.map(({ Action, Comments }) => [Action, Comments].filter(Boolean).join(': ')).join('; '),
  },
  { name: 'Comments', cell: ({ Comments = '' }) => <LongText text={Comments} /> },
];

type Group = OutputOf<'record.results'>[number];

function Numerics({ patient }: { readonly patient: string }) {
  const { code, scheme, units = '' } = route.useSearch();
  const { data, error, refetch } = useOperation('record.results', { patient });
  if (data === undefined) return error === null ? <Loading what="results" /> : <Failure failure={error} again={() => void refetch()} />;
  if (data.length === 0) return <Empty title="No numerics are recorded" />;
  const chosen = data.find((group) => group.code.Code === code && group.code.Scheme === scheme && group.units === units) ?? data[0];
  return (
    <div className="results">
      <nav className="results__list" aria-label="Numerics">
        <ul>
          {data.map((group) => (
            <li key={`${group.code.Scheme} ${group.code.Code} ${group.units}`}>
              <GroupLink group={group} isChosen={group === chosen} />
            </li>
          ))}
        </ul>
      </nav>
      {chosen !== undefined && <Series key={`${chosen.code.Code} ${chosen.units}`} patient={patient} group={chosen} />}
    </div>
  );
}

function GroupLink({ group, isChosen }: { readonly group: Group; readonly isChosen: boolean }) {
  const { code, count, highest, latest, lowest, units, usual } = group;
  return (
    <Link
      to="/record"
      search={{ tab: 'results', scheme: code.Scheme, code: code.Code, ...(units === '' ? {} : { units }) }}
      resetScroll={false}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="results__name said">{nameOfCode(code)}</span>
      <span className="results__latest">
        {latest.value} {units}
        {latest.comparator !== null && <span className="secondary"> comparator {latest.comparator}</span>}
      </span>
      <span className="secondary">
        {dateText(latest.effectiveAt)} · {count === 1 ? 'once' : `${count} times, ${lowest} to ${highest}`}
        {usual !== null && isUnusual(Number(latest.value), usual) && <UsualWords number={Number(latest.value)} usual={usual} />}
      </span>
    </Link>
  );
}
