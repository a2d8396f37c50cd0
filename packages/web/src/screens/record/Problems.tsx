// The problems of the open record: those that go on, and those that have ended.
import type { OutputOf } from '@s1kit/link';
import { useOperation } from '../api/queries.js';
import { dateText } from '../elements/dates.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { nameOfCode } from '../words/names.js';
import { Author } from './ItemTable.js';
import { LongText } from './items/LongText.js';

type Problem = OutputOf<'record.problems'>[number];

export function Problems({ patient }: { readonly patient: string }) {
  const { data, error, refetch } = useOperation('record.problems', { patient });
  if (data === undefined) return error === null ? <Loading what="problems" /> : <Failure failure={error} again={() => void refetch()} />;
  if (data.length === 0) return <Empty title="No problems are recorded" />;
  const [active, past] = [data.filter(({ ended }) => !ended), data.filter(({ ended }) => ended)];
  return (
    <>
      <ProblemTable title={`Active problems (${active.length})`} problems={active} />
      <ProblemTable title={`Past problems (${past.length})`} problems={past} />
    </>
  );
}

function ProblemTable({ title, problems }: { readonly title: string; readonly problems: readonly Problem[] }) {
  return (
    <section className="record-section">
      <h2>{title}</h2>
      {problems.length === 0 ? (
        <p className="secondary">None</p>
      ) : (
        <Scrolling label={`Table: ${title}`}>
          <table className="table">
            <caption className="nhsuk-u-visually-hidden">{title}, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Problem</th>
                <th scope="col">Severity</th>
                <th scope="col">Since</th>
                <th scope="col">Until</th>
                <th scope="col">Entries</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <tr key={`${problem.eventUid}/${problem.place}`}>
                  <th scope="row" className="said">
                    {nameOfCode(problem.code)}
                    {problem.freeText !== '' && <LongText text={problem.freeText} />}
                  </th>
                  <td>{problem.severity}</td>
                  <td className="table__date">{dateText(problem.effectiveAt)}</td>
                  <td className="table__date">{problem.endDate === null ? '' : dateText(problem.endDate)}</td>
                  <td className="table__number">{problem.linked}</td>
                  <td className="said">
                    <Author event={problem} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </section>
  );
}
