// The organisation's lists, empty until they are read.
import type { OutputOf } from '@s1kit/link';
import { useOperation } from '../api/queries.js';

type Lists = OutputOf<'organisation.lists'>;

const none: Lists = { staff: [], siteNames: [], clinicTypes: [], slotTypes: [], taskTypes: [], letterTypes: [], groupNames: [] };

export function useLists(): Lists {
  return useOperation('organisation.lists', {}).data ?? none;
}

/** Staff as choices: the user name is what is sent, the name what is read. */
export function staffChoices({ staff }: Lists): readonly { readonly value: string; readonly name: string }[] {
  return staff.map(({ userName, name, jobTitle }) => ({ value: userName, name: jobTitle === '' ? name : `${name}, ${jobTitle}` }));
}
