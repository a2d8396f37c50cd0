// The outcome of an entry: words, with a colour that says no more than they do.
import classNames from 'classnames';
import { type AuditEntry, outcomeOf } from './words.js';

export function Outcome({ entry }: { readonly entry: Pick<AuditEntry, 'kind' | 'outcome' | 'replyBytes'> }) {
  const { tone, words } = outcomeOf(entry);
  return <span className={classNames('outcome', `outcome--${tone}`)}>{words}</span>;
}
