// What is selected in the open record, which applications read by GetCurrentSelection.
import type { OutputOf } from '@s1kit/link';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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

export function useSelection(): Selection {
  const queries = useQueryClient();
  const { data } = useOperation('session.status', {});
  // What was ticked stands here until the server has it: a box does not wait.
  const [wanted, setWanted] = useState<readonly string[]>();
  const change = useMutation<Status, Error, readonly string[]>({
    // One after another, in the order of the clicks.
    scope: { id: 'selection' },
    mutationFn: (items) => perform('session.select', { items: [...items] }),
    // An answer that comes late, for a record that has been left, says nothing of the one that is open now.
    onSuccess: (after) =>
      queries.setQueryData<Status>(keyOf('session.status', {}), (known) => (known?.record?.nhsNumber === after.record?.nhsNumber ? after : known)),
    onSettled: (_after, _failure, items) => setWanted((latest) => (latest === items ? undefined : latest)),
  });
  const selected = wanted ?? data?.record?.selected ?? [];
  const select = (items: readonly string[]): void => {
    setWanted(items);
    change.mutate(items);
  };
  return {
    selected: new Set(selected),
    toggle: (name) => select(selected.includes(name) ? selected.filter((each) => each !== name) : [...selected, name]),
    clear: () => select([]),
    failure: change.error,
  };
}
