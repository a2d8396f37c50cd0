// The environment's time: what it is, and moving it.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { perform } from '../api/perform.js';
import { keyOf, useChange } from '../api/queries.js';
import { DateEntry } from '../elements/DateEntry.js';
import { parseDateTime } from '../elements/date-entry.js';
import { dateText, timeText } from '../elements/dates.js';
import { Failure } from '../elements/Failure.js';
import { Loading } from '../elements/Loading.js';

const steps: readonly (readonly [milliseconds: number, words: string])[] = [
  [30_000, 'Forward 30 s'],
  [3_600_000, 'Forward 1 hour'],
  [86_400_000, 'Forward 1 day'],
];

export function ClockControls() {
  const { data, error, refetch } = useQuery({
    queryKey: keyOf('clock.show', {}),
    queryFn: ({ signal }) => perform('clock.show', {}, signal),
    refetchInterval: 1_000,
  });
  const advance = useChange('clock.advance', ['clock.show']);
  const set = useChange('clock.set', ['clock.show']);
  const [to, setTo] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (parseDateTime(to) !== undefined) set.mutate({ to });
  };
  return (
    <div className="panels">
      <section className="panel" aria-labelledby="now">
        <h2 id="now">Now</h2>
        {error !== null && <Failure failure={error} again={() => void refetch()} />}
        {data === undefined && error === null && <Loading what="the clock" />}
        {data !== undefined && (
          <p className="clock">
            <span className="clock__time">{timeText(data.uk, 'seconds')}</span> <span>{dateText(data.uk)}, UK time</span>
          </p>
        )}
      </section>
      <section className="panel" aria-labelledby="forward">
        <h2 id="forward">Move it forward</h2>
        <p className="secondary">Throttle windows, prompts and time limits go with it: what would be over by then is over.</p>
        <div className="buttons">
          {steps.map(([milliseconds, words]) => (
            <button
              key={milliseconds}
              type="button"
              className="nhsuk-button nhsuk-button--secondary"
              disabled={advance.isPending}
              onClick={() => advance.mutate({ milliseconds })}
            >
              {words}
            </button>
          ))}
        </div>
        {advance.error !== null && <Failure failure={advance.error} />}
      </section>
      <section className="panel" aria-labelledby="set">
        <h2 id="set">Set it</h2>
        <p className="secondary">The time of day alone: throttle windows and time limits are measured on as they were.</p>
        <form className="inline-form" onSubmit={submit}>
          <DateEntry label="UK date and time" of="dateAndTime" required value={to} change={setTo} />
          <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={set.isPending}>
            Set
          </button>
        </form>
        {set.error !== null && <Failure failure={set.error} />}
      </section>
    </div>
  );
}
