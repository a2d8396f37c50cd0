// The states of visits in words, and what usually comes next.
import type { OutputOf } from '@s1kit/link';
import type { Action } from '../schedule/StatusActions.js';

export type Visit = OutputOf<'visits.list'>['visits'][number];
type Status = Visit['status'];
type Done = Exclude<Status, 'Cancelled'>;

export const visitWords: Readonly<Record<Status, string>> = { Booked: 'Requested', 'In Progress': 'In progress', Finished: 'Finished', Cancelled: 'Cancelled' };

const verbs: Readonly<Record<Done, string>> = { Booked: 'Back to requested', 'In Progress': 'Set out', Finished: 'Finish' };

const usual: Readonly<Record<Status, Status | undefined>> = { Booked: 'In Progress', 'In Progress': 'Finished', Finished: undefined, Cancelled: undefined };

/** @example visitClass('In Progress') // 'in-progress' */
export function visitClass(status: Status): string {
  return status.toLowerCase().replaceAll(' ', '-');
}

/** What the server allows (`next`) but cancelling, which asks first: what usually comes next, and the others. */
export function visitActions({ next, status }: Visit): { readonly likely: readonly Action<Done>[]; readonly others: readonly Action<Done>[] } {
  const actions = next.filter((each): each is Done => each !== 'Cancelled').map((each) => ({ status: each, verb: verbs[each] }));
  return { likely: actions.filter((action) => action.status === usual[status]), others: actions.filter((action) => action.status !== usual[status]) };
}
