// A numeric with its unit, and what is usual beside it: in words, as colour alone tells not everybody.
import type { ClinicalCode } from '@s1kit/contract';

export interface Usual {
  readonly low: number;
  readonly high: number;
}

interface NumericWordsProps {
  readonly value: Pick<ClinicalCode, 'Value' | 'Units' | 'Comparator'>;
  readonly usual: Usual | null;
}

export function NumericWords({ value: { Comparator, Units = '', Value = '' }, usual }: NumericWordsProps) {
  return (
    <span className="numeric">
      <strong className="numeric__value">
        {Value} {Units}
      </strong>
      {/* What its digits mean is not published: they are shown as they were sent. */}
      {Comparator !== undefined && <span className="secondary"> comparator {Comparator}</span>}
      {usual !== null && <UsualWords number={Number(Value)} usual={usual} />}
    </span>
  );
}

export function UsualWords({ number, usual: { high, low } }: { readonly number: number; readonly usual: Usual }) {
  const place = number < low ? 'below' : number > high ? 'above' : undefined;
  return (
    <span className="secondary">
      {' '}
      {place !== undefined && <span className="mark mark--amber">{place}</span>} usual in adults {low} to {high}
    </span>
  );
}

export function isUnusual(number: number, { high, low }: Usual): boolean {
  return number < low || number > high;
}
