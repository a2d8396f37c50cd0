// Where unsaved changes come from: applications, and the user themselves.
import type { OutputOf } from '@s1kit/link';

export type UnsavedState = OutputOf<'session.changes'>;
export type Change = UnsavedState['changes'][number];
export type Conflict = UnsavedState['conflicts'][number];

/** @example sourcesText(changes) // 'From Waiting Room (2), yourself (1).' */
export function sourcesText(changes: readonly Pick<Change, 'application'>[]): string {
  const counts = new Map<string | null, number>();
  for (const { application } of changes) counts.set(application, (counts.get(application) ?? 0) + 1);
  const sources = [...counts].sort(([one], [other]) => Number(one === null) - Number(other === null));
  return sources.length === 0 ? '' : `From ${sources.map(([name, count]) => `${name ?? 'yourself'} (${count})`).join(', ')}.`;
}

/** @example countText(3, 'change') // '3 changes' */
export function countText(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
