// A dialog by hand: an empty form for the open record, whose entry is saved when it is accepted.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { keyOf, useOperation } from '../api/queries.js';
import { addEntry } from './adding.js';
import { type DialogKind, kinds } from './kinds.js';

const EntryForm = lazy(async () => ({ default: (await import('./EntryForm.js')).EntryForm }));

interface AddEntryProps {
  readonly kind: DialogKind;
  /** It was accepted or left. */
  readonly close: () => void;
}

const empty = {};

export function AddEntry({ kind, close }: AddEntryProps) {
  const nhsNumber = useOperation('session.status', {}).data?.record?.nhsNumber;
  const queries = useQueryClient();
  const accept = async (content: Readonly<Record<string, unknown>>, file: File | undefined): Promise<void> => {
    if (nhsNumber === undefined) throw new Error('No record is open any more.');
    await addEntry(nhsNumber, kinds[kind].element, content, file);
    for (const name of ['session.status', 'session.changes', 'slots.free'] as const) void queries.invalidateQueries({ queryKey: keyOf(name) });
    close();
  };
  const leave = async (): Promise<void> => close();
  return (
    <Suspense>
      <EntryForm kind={kind} filled={empty} accept={accept} dismiss={leave} dismissName="Cancel" />
    </Suspense>
  );
}
