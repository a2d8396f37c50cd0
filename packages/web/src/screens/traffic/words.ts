// What the traffic counts, in words, in the order in which bars are stacked.
import type { OutputOf } from '@s1kit/link';

export type TrafficShown = OutputOf<'traffic.show'>;
export type Bucket = TrafficShown['minutes'][number];
type Counted = 'answered' | 'refused' | 'throttled' | 'broken';

export const counted: readonly (readonly [name: Counted, words: string])[] = [
  ['answered', 'Answered'],
  ['refused', 'Refused'],
  ['throttled', 'Throttled'],
  ['broken', 'Broken off'],
];

export function totalOf(counts: Readonly<Record<Counted, number>>): number {
  return counted.reduce((sum, [name]) => sum + counts[name], 0);
}

/** A number as people read it. */
export function numberText(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
