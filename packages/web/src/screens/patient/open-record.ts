// The record that is open at the workstation, which every screen shows in the banner, and what keeps it fresh.
import type { OutputOf } from '@s1kit/link';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { readAnew } from '../api/anew.js';
import { ofRecord } from '../api/of-record.js';
import { keyOf, useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';

export type OpenPatient = NonNullable<OutputOf<'record.banner'>>;

/** Who the patient of the open record is: null where none is open, undefined while that is being read. */
export function useOpenRecord() {
  return useOperation('record.banner', {}, { enabled: useRight('demographics.read') });
}

/** What an act on the open record says of whom it is meant for: the patient whom the banner names. The server refuses it where another record is open by then. */
export function useMeantFor(): { readonly nhsNumber?: string } {
  const number = useOpenRecord().data?.number;
  return number === undefined ? {} : { nhsNumber: number };
}

/**
 * Has the record read anew when it has changed, and not whenever somebody selects something in it; of one that is not open any more nothing is kept.
 * To be used in one place.
 */
export function useFreshRecord(open: OpenPatient | null | undefined): void {
  const queries = useQueryClient();
  const [patient, version] = [open?.patient, open?.version];
  const before = useRef({ patient, version });
  useEffect(() => {
    const last = before.current;
    before.current = { patient, version };
    const isAnother = last.patient !== patient;
    if (!isAnother && last.version === version) return;
    if (isAnother) queries.removeQueries({ predicate: ({ queryKey: [name] }) => ofRecord.some((each) => each === name), type: 'inactive' });
    for (const name of ofRecord) {
      // Of another record everything is being read already.
      if (isAnother) void queries.invalidateQueries({ queryKey: keyOf(name), refetchType: 'none' });
      else void readAnew(queries, { queryKey: keyOf(name) });
    }
  }, [patient, version, queries]);
}

/**
 * Calls back when the record of another patient than before is open, by whoever: also where none was in between.
 * @param patient of the open record; undefined while none is, or while that is being read
 */
export function useAnotherRecord(patient: string | undefined, happened: () => void): void {
  const shown = useRef(patient);
  const tell = useEffectEvent(happened);
  useEffect(() => {
    const before = shown.current;
    shown.current = patient ?? before;
    if (before !== undefined && patient !== undefined && before !== patient) tell();
  }, [patient]);
}
