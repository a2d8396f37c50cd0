// Each function of the last hour: how its requests ended, and how long answers took.
import { Link } from '@tanstack/react-router';
import { durationText } from '../audit/words.js';
import { counted, numberText, type TrafficShown, totalOf } from './words.js';

export function Functions({ functions }: { readonly functions: TrafficShown['functions'] }) {
  const slowest = Math.max(1, ...functions.map(({ p95 }) => p95 ?? 0));
  return (
    <section className="traffic-panel" aria-label="Functions">
      <h2>Functions, last hour</h2>
      <div className="table-scroll">
        <table className="table">
          <caption className="nhsuk-u-visually-hidden">How the requests of each function ended, and how long it took to answer them</caption>
          <thead>
            <tr>
              <th scope="col">Function</th>
              <th scope="col" className="table__number">
                Requests
              </th>
              {counted.map(([name, words]) => (
                <th key={name} scope="col" className="table__number">
                  {words}
                </th>
              ))}
              <th scope="col" className="table__number">
                Half within
              </th>
              <th scope="col" className="table__number">
                95 % within
              </th>
              <th scope="col">
                <span className="nhsuk-u-visually-hidden">Drawn</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {functions.map((tally) => (
              <tr key={tally.function ?? ''}>
                <th scope="row">
                  {tally.function === null ? (
                    'No known function'
                  ) : (
                    <Link to="/audit" search={{ function: tally.function, last: '1h' }}>
                      {tally.function}
                    </Link>
                  )}
                </th>
                <td className="table__number">{numberText(totalOf(tally))}</td>
                {counted.map(([name]) => (
                  <td key={name} className="table__number">
                    {numberText(tally[name])}
                  </td>
                ))}
                <td className="table__number">{tally.p50 === null ? '–' : durationText(tally.p50)}</td>
                <td className="table__number">{tally.p95 === null ? '–' : durationText(tally.p95)}</td>
                <td className="traffic-latency">
                  <Latency p50={tally.p50} p95={tally.p95} slowest={slowest} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Both as a bar beside those of the other functions; the numbers stand in the table. */
function Latency({ p50, p95, slowest }: { readonly p50: number | null; readonly p95: number | null; readonly slowest: number }) {
  if (p50 === null || p95 === null) return null;
  return (
    <svg viewBox="0 0 100 10" aria-hidden="true" preserveAspectRatio="none">
      <rect className="traffic-latency__rest" x="0" y="2" height="6" width={Math.max(1, (p95 / slowest) * 100)} />
      <rect className="traffic-latency__half" x="0" y="2" height="6" width={Math.max(1, (p50 / slowest) * 100)} />
    </svg>
  );
}
