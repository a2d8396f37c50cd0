// Savepoints within a unit of work, set only when something is written after them: much of what may be undone only reads.
import type Database from 'better-sqlite3';

export interface Savepoints {
  /** A unit of work begins: there is none yet. */
  begin(): void;
  savepoint(): undefined;
  release(): undefined;
  rollback(): undefined;
  /** To be called before each statement that writes. */
  beforeWriting(): void;
}

/** @param undone told when something that was written has been undone */
export function lazySavepoints(prepared: (text: string) => Database.Statement, undone: () => void): Savepoints {
  /** How many the work has asked for, and how many of them have been set. */
  let asked = 0;
  let set = 0;

  return {
    begin: () => {
      asked = 0;
      set = 0;
    },
    savepoint: () => {
      asked += 1;
      return undefined;
    },
    beforeWriting: () => {
      for (; set < asked; set += 1) prepared('SAVEPOINT attempt').run();
    },
    release: () => {
      if (set === asked) {
        prepared('RELEASE attempt').run();
        set -= 1;
      }
      asked -= 1;
      return undefined;
    },
    rollback: () => {
      if (set === asked) {
        prepared('ROLLBACK TO attempt').run();
        prepared('RELEASE attempt').run();
        set -= 1;
        undone();
      }
      asked -= 1;
      return undefined;
    },
  };
}
