// A dialog by hand: an empty form for the open record, whose entry is saved when it is accepted.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { keyOf } from '../api/queries.js';
import { addEntry } from './adding.js';
import { type DialogKind, kinds } from './kinds.js';

const EntryForm = lazy(async () => ({ default: (await import('./EntryForm.js')).EntryForm }));

interface AddEntryProps {
  readonly kind: DialogKind;
  /** The number of the patient whose record it was opened in. It is given anew where another record is open: what was entered for one patient is never another's. */
  readonly nhsNumber: string;
  /** It was accepted or left. */
  readonly close: () => void;
}

const empty = {};

export function AddEntry({ kind, nhsNumber, close }: AddEntryProps) {
  const queries = useQueryClient();
  const accept = async (content: Readonly<Record<string, unknown>>, file: File | undefined): Promise<void> => {
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
