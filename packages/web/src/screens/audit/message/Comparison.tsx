// Two messages beside one another.
import type { OutputOf } from '@s1kit/link';
import { Link } from '@tanstack/react-router';
import { dateTimeText } from '../../elements/dates.js';
import { Failure } from '../../elements/Failure.js';
import { Loading } from '../../elements/Loading.js';
import { Outcome } from '../Outcome.js';
import { whatOf } from '../words.js';
import { Difference } from './Difference.js';
import { useMessage } from './useMessage.js';

type Shown = OutputOf<'audit.show'>;

export function Comparison({ first, other }: { readonly first: Shown; readonly other: number }) {
  const { data, error, refetch } = useMessage(String(other));
  if (error !== null) return <Failure failure={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading what={`No. ${other}`} />;
  const names = [`No. ${first.entry.sequence}`, `No. ${other}`] as const;
  return (
    <>
      <ul className="compared">
        <Compared shown={first} sign="−" />
        <Compared shown={data} sign="+" />
      </ul>
      <p>
        <Link to="/audit/$message" params={{ message: String(other) }} search={{ with: first.entry.sequence }}>
          The other way round
        </Link>
      </p>
      <Difference title="Request" first={first.request} second={data.request} names={names} />
      <Difference title="Reply" first={first.reply} second={data.reply} names={names} />
    </>
  );
}

function Compared({ shown: { entry }, sign }: { readonly shown: Shown; readonly sign: string }) {
  return (
    <li>
      <span aria-hidden="true">{sign}</span>{' '}
      <Link to="/audit/$message" params={{ message: String(entry.sequence) }} search={{}}>
        No. {entry.sequence}
      </Link>{' '}
      {whatOf(entry)} <Outcome entry={entry} /> <span className="secondary">{dateTimeText(entry.at, 'seconds')}</span>
    </li>
  );
}
