// Staff by the names that people know them by.
import { staffName } from '../directory/index.js';
import type { CurrentDirectory } from '../directory/kept-directory.js';

/** The name of a member of staff; the user name of somebody who is not there any more. */
export function nameOfUser({ staffByUserName }: Pick<CurrentDirectory, 'staffByUserName'>, userName: string): string {
  const member = staffByUserName.get(userName);
  return member === undefined ? userName : staffName(member);
}

/** The names of several, by their user names. */
export function staffNames(directory: Pick<CurrentDirectory, 'staffByUserName'>, userNames: readonly (string | undefined)[]): Record<string, string> {
  return Object.fromEntries([...new Set(userNames)].flatMap((each) => (each === undefined ? [] : [[each, nameOfUser(directory, each)]])));
}
