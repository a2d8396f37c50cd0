// One numeric over time: a plot, and beside it the table with the same values.
import type { OutputOf } from '@s1kit/link';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useOperation } from '../api/queries.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';
import { effectiveText } from './effective.js';
import { LongText } from './items/LongText.js';
import { isUnusual, UsualWords } from './items/NumericWords.js';
import { Plot } from './Plot.js';

type Group = OutputOf<'record.results'>[number];
type Values = OutputOf<'record.series'>['values'];

export function Series({ patient, group }: { readonly patient: string; readonly group: Group }) {
  const { code, units } = group;
  const input = { patient, scheme: code.Scheme, code: code.Code, ...(units === '' ? {} : { units }) };
  const { data, error, refetch } = useOperation('record.series', input);
  const name = code.Term ?? code.Code;
  return (
    <section className="results__series" aria-label={name}>
      <h2 className="said">
        {name} {units !== '' && <span className="secondary">in {units}</span>}
      </h2>
      {group.usual !== null && (
        <p className="secondary">
          Usual in adults: {group.usual.low} to {group.usual.high} {units}
        </p>
      )}
      {data === undefined && error === null && <Loading what="values" />}
      {data === undefined && error !== null && <Failure failure={error} again={() => void refetch()} />}
      {data !== undefined && <Plot name={name} units={units} values={data.values} usual={group.usual} />}
      {data?.more === true && <p className="secondary">The newest {data.values.length} values are shown; the journal has the others.</p>}
      {data !== undefined && <ValueTable name={name} units={units} values={data.values} group={group} />}
    </section>
  );
}

const rowHeight = 32;

function ValueTable({ name, units, values, group }: { readonly name: string; readonly units: string; readonly values: Values; readonly group: Group }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({ count: values.length, getScrollElement: () => frame.current, estimateSize: () => rowHeight, overscan: 10 });
  const rows = virtualizer.getVirtualItems();
  const above = rows[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);
  return (
    // Scrolls by itself, so the keyboard must be able to get into it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section ref={frame} className="results__values" tabIndex={0} aria-label={`Values of ${name}`}>
      <table className="table" aria-rowcount={values.length + 1}>
        <caption className="nhsuk-u-visually-hidden">{name}, newest first</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Date</th>
            <th scope="col">Value {units !== '' && `(${units})`}</th>
            <th scope="col">Words</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {rows.map(({ index }) => {
            const value = values[index];
            if (value === undefined) return null;
            return (
              <tr key={`${value.eventUid}/${value.place}`} ref={virtualizer.measureElement} data-index={index} aria-rowindex={index + 2}>
                <td className="table__date">{effectiveText(value.effectiveAt)}</td>
                <td className="table__number">
                  {value.value}
                  {value.comparator !== null && <span className="secondary"> comparator {value.comparator}</span>}
                </td>
                <td className="said">
                  {group.usual !== null && isUnusual(Number(value.value), group.usual) && <UsualWords number={Number(value.value)} usual={group.usual} />}
                  <LongText text={value.freeText} />
                </td>
                <td>{value.author}</td>
              </tr>
            );
          })}
          <Space height={below} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for the rows that are out of sight. */
function Space({ height }: { readonly height: number }) {
  return height <= 0 ? null : (
    <tr>
      <td colSpan={4} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
