// A numeric over time as a drawing. The table beside it has the same for those who do not see it.
import { useId } from 'react';
import { dateText } from '../elements/dates.js';
import { effectiveText } from './effective.js';
import type { Usual } from './items/NumericWords.js';
import { timeScale, valueScale } from './plot-scale.js';

interface PlotProps {
  readonly name: string;
  readonly units: string;
  /** Newest first. */
  readonly values: readonly { readonly eventUid: string; readonly place: number; readonly effectiveAt: string; readonly value: string }[];
  readonly usual: Usual | null;
}

const [width, height] = [720, 260];
const [left, right, top, bottom] = [56, 12, 12, 28];
/** More points than these would be a blot: the line alone is drawn. */
const mostDots = 300;

export function Plot({ name, units, values, usual }: PlotProps) {
  const id = useId();
  const points = values.map((each) => ({ ...each, at: Date.parse(`${each.effectiveAt}Z`), number: Number(each.value) })).filter(({ at }) => !Number.isNaN(at));
  const [newest] = points;
  const oldest = points.at(-1);
  if (newest === undefined || oldest === undefined) return null;
  const times = timeScale(
    points.map(({ at }) => at),
    left,
    width - right,
  );
  const numbers = valueScale(
    points.map(({ number }) => number),
    height - bottom,
    top,
  );
  const line = points.map(({ at, number }) => `${times.place(at).toFixed(1)},${numbers.place(number).toFixed(1)}`).join(' ');
  const told = `${points.length} values from ${dateText(oldest.effectiveAt)} to ${dateText(newest.effectiveAt)}, the latest ${newest.value} ${units}. The table below has them.`;
  return (
    <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-words`}>
      <title id={`${id}-title`}>{name} over time</title>
      <desc id={`${id}-words`}>{told}</desc>
      {usual !== null && <UsualBand usual={usual} place={numbers.place} />}
      {numbers.ticks.map(({ value, text }) => (
        <g key={value}>
          <line className="plot__grid" x1={left} x2={width - right} y1={numbers.place(value)} y2={numbers.place(value)} />
          <text className="plot__tick" x={left - 8} y={numbers.place(value) + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {times.ticks.map(({ value, text }) => (
        <g key={value}>
          <line className="plot__grid" x1={times.place(value)} x2={times.place(value)} y1={top} y2={height - bottom} />
          <text className="plot__tick" x={times.place(value)} y={height - 8} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <polyline className="plot__line" points={line} />
      {points.length <= mostDots &&
        points.map(({ at, effectiveAt, eventUid, number, place, value }) => (
          <circle key={`${eventUid}/${place}`} className="plot__dot" cx={times.place(at)} cy={numbers.place(number)} r={3.5}>
            <title>{`${effectiveText(effectiveAt)}: ${value} ${units}`}</title>
          </circle>
        ))}
    </svg>
  );
}

/** What is usual, as far as it is within the drawing. */
function UsualBand({ usual, place }: { readonly usual: Usual; readonly place: (value: number) => number }) {
  const within = (y: number): number => Math.min(Math.max(y, top), height - bottom);
  const [upper, lower] = [within(place(usual.high)), within(place(usual.low))];
  return lower <= upper ? null : <rect className="plot__usual" x={left} y={upper} width={width - left - right} height={lower - upper} />;
}
