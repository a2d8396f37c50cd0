// What the problems of the open record are called, by their identifiers.
import { useMemo } from 'react';
import { useOperation } from '../api/queries.js';
import { useRight } from '../api/user.js';
import { nameOfCode } from './names.js';

/** The name of a problem by its identifier; that it is one of the record where its name is not known. */
export type ProblemOf = (uid: string) => string;

/**
 * @param patient as the banner tells it; undefined while no record is open
 * @param isWanted whether there is anything to be named: the whole record is read for it
 */
export function useProblemNames(patient: string | undefined, isWanted: boolean): ProblemOf {
  const mayRead = useRight('clinical.read');
  const { data } = useOperation('record.problems', patient === undefined ? {} : { patient }, { enabled: isWanted && mayRead && patient !== undefined });
  return useMemo(() => {
    const names = new Map(data?.map(({ problemUid, code }) => [problemUid, nameOfCode(code)]));
    return (uid) => names.get(uid) ?? 'a problem of this record';
  }, [data]);
}
