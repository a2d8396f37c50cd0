// What is known of an appointment or a visit, as a summary; who and which software entered it stands at its end.
import type { OutputOf } from '@s1kit/link';
import { SummaryList } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { dateTimeText } from '../elements/dates.js';

type Entered = Pick<OutputOf<'visits.list'>['visits'][number], 'enteredAt' | 'enteredBy' | 'software'>;

export function EntryFacts({ facts }: { readonly facts: Readonly<Record<string, ReactNode>> }) {
  return (
    <SummaryList className="entry-facts">
      {Object.entries(facts).map(([name, value]) => (
        <SummaryList.Row key={name}>
          <SummaryList.Key>{name}</SummaryList.Key>
          <SummaryList.Value>{value}</SummaryList.Value>
        </SummaryList.Row>
      ))}
    </SummaryList>
  );
}

export function enteredText({ enteredAt, enteredBy, software }: Entered): string {
  return `${dateTimeText(enteredAt)}, ${enteredBy.name}${software === null ? '' : `, by ${software}`}`;
}
