// What a record and the changes left unsaved on two desktops are, told naively (B7.16).

/** A change that stands unsaved; empty text is nothing. */
export type Change = { readonly what: 'mobile' | 'task'; readonly before: string; readonly after: string } | { readonly what: 'note' | 'booking' };

export interface Desktop {
  readonly isOpen: boolean;
  readonly unsaved: readonly Change[];
}

export interface State {
  /** What is saved. */
  readonly mobile: string;
  readonly work: string;
  readonly notes: number;
  /** `undefined` once it is deleted. */
  readonly task: string | undefined;
  /** `held` by a booking that is unsaved, `booked` by one that was saved, `elsewhere` by another patient's. */
  readonly slot: 'free' | 'held' | 'booked' | 'elsewhere';
  readonly first: Desktop;
  readonly second: Desktop;
}

export type Place = 'first' | 'second';

export const conflictOf = ({ mobile, task }: State, change: Change): 'gone' | 'changed' | undefined => {
  if (change.what !== 'mobile' && change.what !== 'task') return undefined;
  const theirs = change.what === 'mobile' ? mobile : task;
  if (theirs === undefined) return 'gone';
  return theirs === change.before || theirs === change.after ? undefined : 'changed';
};

/** The record as it is when changes are saved in their order. */
function applied(state: State, changes: readonly Change[]): State {
  let after = state;
  for (const change of changes) {
    if ('after' in change) after = { ...after, [change.what]: change.after };
    else after = change.what === 'note' ? { ...after, notes: after.notes + 1 } : { ...after, slot: 'booked' };
  }
  return after;
}

export function withUnsaved(state: State, place: Place, unsaved: readonly Change[]): State {
  return { ...state, [place]: { ...state[place], unsaved } };
}

/** Saves some; `undefined` where one of them is in conflict, so that nothing is saved. What was in no conflict before does not come into one by the user's own saving. */
export function saved(state: State, place: Place, isChosen: (index: number) => boolean): State | undefined {
  const { unsaved } = state[place];
  const chosen = unsaved.filter((_, index) => isChosen(index));
  if (chosen.some((change) => conflictOf(state, change) !== undefined)) return undefined;
  const after = applied(state, chosen);
  const left = unsaved
    .filter((_, index) => !isChosen(index))
    .map((change) => (conflictOf(state, change) === undefined && conflictOf(after, change) === 'changed' ? rebased(after, change) : change));
  return withUnsaved(after, place, left);
}

/** As if it had been made to what the record has now. */
export function rebased({ mobile, task }: State, change: Change): Change {
  return change.what === 'mobile' || change.what === 'task' ? { ...change, before: (change.what === 'mobile' ? mobile : task) ?? '' } : change;
}

export function discarded(state: State, place: Place, isChosen: (index: number) => boolean): State {
  const { unsaved } = state[place];
  const gone = unsaved.filter((_, index) => isChosen(index));
  const slot = gone.some(({ what }) => what === 'booking') ? 'free' : state.slot;
  return withUnsaved(
    { ...state, slot },
    place,
    unsaved.filter((_, index) => !isChosen(index)),
  );
}
