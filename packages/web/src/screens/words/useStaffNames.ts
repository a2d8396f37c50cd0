// What members of staff are called, by their user names.
import { useMemo } from 'react';
import { useOperation } from '../api/queries.js';
import type { NameOf } from './values.js';

/** The user name itself where nobody of that name is known. */
export function useStaffNames(): NameOf {
  const { data } = useOperation('organisation.lists', {});
  return useMemo(() => {
    const names = new Map(data?.staff.map(({ userName, name }) => [userName, name]));
    return (userName) => names.get(userName) ?? userName;
  }, [data]);
}
