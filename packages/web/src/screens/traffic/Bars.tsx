// Counts over time as stacked bars, with the same in a table beside them.
import { timeText } from '../elements/dates.js';
import { type Bucket, counted, numberText, totalOf } from './words.js';

interface BarsProps {
  readonly title: string;
  readonly buckets: readonly Bucket[];
  /** What one bar stands for: `second` or `minute`. */
  readonly unit: 'second' | 'minute';
}

const [width, height, left, bottom] = [640, 180, 44, 22];

export function Bars({ buckets, title, unit }: BarsProps) {
  const precision = unit === 'second' ? 'seconds' : 'minutes';
  const most = Math.max(1, ...buckets.map(totalOf));
  const total = buckets.reduce((sum, bucket) => sum + totalOf(bucket), 0);
  const step = (width - left) / buckets.length;
  const scale = (height - bottom - 8) / most;
  const busy = buckets.filter((bucket) => totalOf(bucket) > 0).reverse();
  return (
    <section className="traffic-panel" aria-label={title}>
      <h2>{title}</h2>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}: ${numberText(total)} ${total === 1 ? 'request' : 'requests'}, at most ${numberText(total === 0 ? 0 : most)} in a ${unit}. The table has the same.`}
      >
        <line className="traffic-axis" x1={left} x2={width} y1={height - bottom} y2={height - bottom} />
        <text className="traffic-label" x={left - 6} y={14} textAnchor="end">
          {numberText(most)}
        </text>
        <text className="traffic-label" x={left - 6} y={height - bottom} textAnchor="end">
          0
        </text>
        {buckets.map((bucket, index) => {
          let y = height - bottom;
          return (
            <g key={bucket.at}>
              {counted.map(([name]) => {
                const tall = bucket[name] * scale;
                y -= tall;
                return tall === 0 ? null : (
                  <rect
                    key={name}
                    className={`traffic-bar traffic-bar--${name}`}
                    x={left + index * step + 1}
                    y={y}
                    width={Math.max(1, step - 2)}
                    height={tall}
                  />
                );
              })}
              {index % 15 === 0 && (
                <text className="traffic-label" x={left + index * step} y={height - 6}>
                  {timeText(bucket.at, precision)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <ul className="traffic-legend">
        {counted.map(([name, words]) => (
          <li key={name}>
            <span className={`traffic-legend__mark traffic-bar--${name}`} aria-hidden="true" />
            {words}: {numberText(buckets.reduce((sum, bucket) => sum + bucket[name], 0))}
          </li>
        ))}
      </ul>
      <details className="traffic-table">
        <summary>As a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <section className="table-scroll" tabIndex={0} aria-label={`${title}, a table`}>
          <table className="table">
            <caption>{title}; times without a request are left out</caption>
            <thead>
              <tr>
                <th scope="col">From</th>
                {counted.map(([name, words]) => (
                  <th key={name} scope="col" className="table__number">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {busy.map((bucket) => (
                <tr key={bucket.at}>
                  <th scope="row">{timeText(bucket.at, precision)}</th>
                  {counted.map(([name]) => (
                    <td key={name} className="table__number">
                      {numberText(bucket[name])}
                    </td>
                  ))}
                </tr>
              ))}
              {busy.length === 0 && (
                <tr>
                  <td colSpan={counted.length + 1}>No request.</td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}
