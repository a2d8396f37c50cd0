// Faults on demand: what is set, and setting one.
import { useChange, useOperation } from '../api/queries.js';
import { Empty } from '../elements/Empty.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { Scrolling } from '../elements/Scrolling.js';
import { FaultForm } from './FaultForm.js';
import { faultWords } from './fault-words.js';

export function Faults() {
  const { data, error, refetch } = useOperation('faults.list', {});
  const clear = useChange('faults.clear', ['faults.list']);
  return (
    <div className="panels">
      <FaultForm />
      <section className="panel" aria-labelledby="faults">
        <div className="section-heading">
          <h2 id="faults">Set</h2>
          <div className="buttons">
            <button type="button" className="link-button" onClick={() => void refetch()}>
              Read again
            </button>
            {data !== undefined && data.length > 0 && (
              <button
                type="button"
                className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
                disabled={clear.isPending}
                onClick={() => clear.mutate({})}
              >
                Clear all
              </button>
            )}
          </div>
        </div>
        {error !== null && <Failure failure={error} again={() => void refetch()} />}
        {clear.error !== null && <Failure failure={clear.error} />}
        {data === undefined && error === null && <Loading what="the faults" />}
        {data?.length === 0 && (
          <Empty title="No fault is set">
            <p>Every request is answered as it should be.</p>
          </Empty>
        )}
        {data !== undefined && data.length > 0 && (
          <Scrolling label="Faults that are set">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Function</th>
                  <th scope="col">How often yet</th>
                </tr>
              </thead>
              <tbody>
                {data.map((fault) => (
                  <tr key={fault.id}>
                    <th scope="row" className="named">
                      {faultWords[fault.kind]}
                      {fault.delayMs !== undefined && `, by ${fault.delayMs / 1_000} s`}
                      {fault.code !== undefined && (
                        <>
                          : <code>{fault.code}</code>
                        </>
                      )}
                    </th>
                    <td>{fault.function ?? 'every function'}</td>
                    <td>{fault.times ?? 'always'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        )}
      </section>
    </div>
  );
}
