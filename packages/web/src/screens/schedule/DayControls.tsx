// Which day or week is shown: the one before, today, the next one, or any.
import type { ReactNode } from 'react';
import { dateText } from '../elements/dates.js';
import { addDays, mondayOf, weekdayOf } from '../elements/days.js';
import { DateField } from './DateField.js';

interface DayControlsProps {
  readonly day: string;
  /** Of the environment. */
  readonly today: string;
  readonly step: 'day' | 'week';
  readonly go: (day: string) => void;
  readonly children?: ReactNode;
}

export function DayControls({ children, day, go, step, today }: DayControlsProps) {
  const days = step === 'week' ? 7 : 1;
  const isNow = step === 'week' ? mondayOf(day) === mondayOf(today) : day === today;
  return (
    <div className="day-controls">
      <h2 className="day-controls__shown" aria-live="polite">
        {step === 'week' ? `${dateText(mondayOf(day))} to ${dateText(addDays(mondayOf(day), 6))}` : `${weekdayOf(day)}, ${dateText(day)}`}{' '}
        {isNow && <span className="day-controls__today">{step === 'week' ? 'this week' : 'today'}</span>}
      </h2>
      <div className="buttons">
        <Step onClick={() => go(addDays(day, -days))}>Previous {step}</Step>
        <Step onClick={() => go(today)}>Today</Step>
        <Step onClick={() => go(addDays(day, days))}>Next {step}</Step>
        <DateField label="Go to date" day={day} go={go} />
        {children}
      </div>
    </div>
  );
}

function Step({ children, onClick }: { readonly children: ReactNode; readonly onClick: () => void }) {
  return (
    <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={onClick}>
      {children}
    </button>
  );
}
