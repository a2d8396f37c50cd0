// The directory, kept in memory: every request needs it and few things change it.
import type { Work } from '../store/index.js';
import { type Directory, loadDirectory } from './directory.js';
import type { StaffEntry } from './staff.js';

export interface KeptDirectory {
  /** The directory, and its staff by user name. One state for the whole of a unit of work (B7.2). */
  current(): Work<CurrentDirectory>;
  /** To be called when what changes the directory has ended, well or not. */
  forget(): void;
}

export interface CurrentDirectory extends Directory {
  readonly staffByUserName: ReadonlyMap<string, StaffEntry>;
}

export function keepDirectory(organisationId: string): KeptDirectory {
  let kept: CurrentDirectory | undefined;
  return {
    current: function* () {
      if (kept === undefined) {
        const directory = yield* loadDirectory(organisationId);
        kept = { ...directory, staffByUserName: new Map(directory.staff.map((member) => [member.userName, member])) };
      }
      return kept;
    },
    forget: () => {
      kept = undefined;
    },
  };
}
