// What an environment is started with.
import type { MovableClock } from '@s1kit/link';
import type { Random, SchemaDifference } from '@s1kit/server';
import type { Logger } from 'pino';
import type { Host, Settings } from './config/index.js';
import type { ProcessTable } from './data-folder/process-mark.js';

export interface EnvironmentOptions extends Omit<Settings, 'json' | 'quiet' | 'config' | 'workstation'> {
  /** Those of the options that hold at creation only which were asked for: existing data must have been made with them. */
  readonly given: readonly ('seed' | 'date' | 'patients' | 'history')[];
  /** Whether the fictitious patients include the one with the very large record; true if left out. */
  readonly largeRecord: boolean;
  /** The environment's time. It may be moved. */
  readonly clock: MovableClock;
  readonly host: Host;
  /** What the first workstation is called; others have a number behind it. */
  readonly workstationName: string;
  /** Where DeviceIDs and the identifiers of replies come from. */
  readonly random: Random;
  /** Whether the HTTP API is opened at start, or when `openHttp` is called. */
  readonly http: 'atStart' | 'onDemand';
  /** Whether nobody needs the data after this process: then nothing waits for the disk. Only with data in `:memory:`. */
  readonly throwAway: boolean;
  /** Fills the folder of temporary data before it is looked into: with the keys and the database that are then not made. */
  readonly fill: (folder: string) => void;
  readonly processes: ProcessTable;
  readonly log: Logger;
  /** Told how far the making of patients has come. */
  readonly onProgress: (done: number, total: number) => void;
  /** Told where the schemas of `schemas` judge a message otherwise (B10.1). */
  readonly onDifference: (difference: SchemaDifference) => void;
  /** Aborts the start: what was begun is taken back. */
  readonly signal: AbortSignal;
}
