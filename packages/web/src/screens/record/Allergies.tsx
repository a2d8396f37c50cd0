// The allergies of the open record, and whether there being none is known or merely not recorded.
import { useOperation } from '../api/queries.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { effectiveText } from './effective.js';
import { Author } from './ItemTable.js';

export function Allergies({ patient }: { readonly patient: string }) {
  const { data, error, refetch } = useOperation('record.allergies', { patient });
  if (data === undefined) return error === null ? <Loading what="allergies" /> : <Failure failure={error} again={() => void refetch()} />;
  if (data.state === 'notRecorded') {
    return (
      <Empty title="Nothing is recorded about allergies">
        <p>This does not mean that there are none: nobody has recorded an allergy, nor that none is known.</p>
      </Empty>
    );
  }
  return (
    <Scrolling label="Table of allergies">
      <table className="table">
        <caption>{data.state === 'noneKnown' ? 'No allergies are known: this is recorded' : 'Allergies and sensitivities, newest first'}</caption>
        <thead>
          <tr>
            <th scope="col">Recorded for</th>
            <th scope="col">{data.state === 'noneKnown' ? 'Words' : 'To what'}</th>
            <th scope="col">Reaction</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {data.entries.map((entry) => (
            <tr key={`${entry.eventUid}/${entry.place}`}>
              <td className="table__date">{effectiveText(entry.effectiveAt)}</td>
              <td className="said">{entry.words}</td>
              <td className="said">{entry.reaction}</td>
              <td className="said">
                <Author event={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
