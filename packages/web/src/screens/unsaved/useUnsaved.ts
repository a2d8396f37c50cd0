// What is unsaved in the open record, and what can be done about it.
import type { Right } from '@s1kit/contract';
import { useChange, useOperation } from '../api/queries.js';
import { hasRight, useFront, useRight } from '../api/user.js';
import { useMeantFor } from '../patient/open-record.js';
import type { Change } from './sources.js';

/** How many changes stand unsaved at this workstation; 0 while that is not known. */
export function useUnsavedCount(): number {
  return useOperation('session.status', {}).data?.record?.unsaved ?? 0;
}

/** The changes themselves, for those who may see them. */
export function useUnsavedChanges() {
  return useOperation('session.changes', {}, { enabled: useRight('demographics.read') });
}

const dependent = ['session.changes', 'session.status', 'demographics.get'] as const;

/** Saving, discarding and deciding: of what is named, in the record of the patient whom the banner names. */
export function useUnsavedActs() {
  const meantFor = useMeantFor();
  const save = useChange('session.save', dependent);
  const discard = useChange('session.discard', dependent);
  const resolve = useChange('session.resolve', dependent);
  return {
    save,
    discard,
    resolve,
    saveThese: (changes: readonly string[]) => save.mutateAsync({ ...meantFor, changes: [...changes] }),
    discardThese: (changes: readonly string[]) => discard.mutateAsync({ ...meantFor, changes: [...changes] }),
    decideThese: (conflicts: readonly string[], choice: 'mine' | 'theirs') => resolve.mutateAsync({ ...meantFor, conflicts: [...conflicts], choice }),
  };
}

const needed: Readonly<Record<Change['element'], Right>> = {
  Demographics: 'demographics.write',
  Event: 'clinical.write',
  Appointment: 'schedule.write',
  Visit: 'schedule.write',
  Task: 'schedule.write',
};

/** Whether the signed-in user may save a change: who saves it makes the entry. */
export function useMaySave(): (change: Pick<Change, 'element'>) => boolean {
  const user = useFront()?.user;
  return ({ element }) => hasRight(user, needed[element]);
}
