// The frame of the ledger in columns: headings and hours stay in sight while it scrolls.
import { type ReactNode, useEffect, useRef } from 'react';

interface LedgerTableProps {
  readonly label: string;
  readonly isWeek?: boolean;
  readonly columns: readonly { readonly key: string; readonly heading: ReactNode; readonly isToday?: boolean }[];
  readonly hours: readonly string[];
  readonly thisHour: string | undefined;
  readonly cell: (column: number, hour: string) => ReactNode;
}

export function LedgerTable({ cell, columns, hours, isWeek = false, label, thisHour }: LedgerTableProps) {
  const frame = useRef<HTMLElement>(null);
  // A day is shown from where it has come to: once, so that nothing moves under whoever reads on.
  useEffect(() => {
    const now = frame.current?.querySelector<HTMLElement>('.ledger__now .ledger__hour');
    const heading = frame.current?.querySelector<HTMLElement>('thead');
    if (frame.current && now) frame.current.scrollTop = now.offsetTop - (heading?.offsetHeight ?? 0);
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard, also on a day on which nothing can be chosen.
    <section ref={frame} className={isWeek ? 'ledger ledger--week' : 'ledger'} aria-label={label} tabIndex={0}>
      <table className="ledger__table">
        <thead>
          <tr>
            <th scope="col" className="ledger__corner">
              Hour
            </th>
            {columns.map(({ heading, isToday = false, key }) => (
              <th scope="col" key={key} className={isToday ? 'ledger__column ledger__today' : 'ledger__column'}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour} className={hour === thisHour ? 'ledger__now' : undefined}>
              <th scope="row" className="ledger__hour">
                {hour}:00
                {hour === thisHour && <span className="ledger__now-word">now</span>}
              </th>
              {columns.map(({ key }, column) => (
                <td key={key}>{cell(column, hour)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
