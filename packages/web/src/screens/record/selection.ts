// What is selected in the open record, which applications read by GetCurrentSelection.
import type { OutputOf } from '@s1kit/link';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { perform } from '../api/perform.js';
import { keyOf, useOperation } from '../api/queries.js';

type Status = OutputOf<'session.status'>;

export interface Selection {
  /** EVENTUID for a whole event, EVENTUID/PLACE for an item. */
  readonly selected: ReadonlySet<string>;
  readonly toggle: (name: string) => void;
  readonly clear: () => void;
  readonly failure: Error | null;
}

const status = keyOf('session.status', {});

export function useSelection(): Selection {
  const queries = useQueryClient();
  const { data } = useOperation('session.status', {});
  const change = useMutation<Status, Error, readonly string[]>({
    // One after another, in the order of the clicks.
    scope: { id: 'selection' },
    mutationFn: (items) => perform('session.select', { items: [...items] }),
    // Shown at once: ticking a box does not wait for the server.
    onMutate: (items) => queries.setQueryData<Status>(status, (before) => withSelected(before, items)),
    onError: () => queries.invalidateQueries({ queryKey: status }),
    onSuccess: (after, items) => queries.setQueryData(status, withSelected(after, items)),
  });
  const current = (): readonly string[] => queries.getQueryData<Status>(status)?.record?.selected ?? [];
  return {
    selected: new Set(data?.record?.selected ?? []),
    toggle: (name) => {
      const before = current();
      change.mutate(before.includes(name) ? before.filter((each) => each !== name) : [...before, name]);
    },
    clear: () => change.mutate([]),
    failure: change.error,
  };
}

function withSelected(before: Status | undefined, items: readonly string[]): Status | undefined {
  return before?.record == null ? before : { ...before, record: { ...before.record, selected: [...items] } };
}
