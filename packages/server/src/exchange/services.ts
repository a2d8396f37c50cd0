// What the way of a request is built on: one of each for an installation.
import type { FunctionDeclaration } from '@s1kit/contract';
import type { Clock } from '@s1kit/link';
import type { Logger } from 'pino';
import type { Compress } from '../audit/index.js';
import type { KeyHash } from '../authority/applications.js';
import type { HeldRequests } from '../authority/held-requests.js';
import type { Prompts } from '../authority/prompts.js';
import type { Throttle } from '../authority/throttle.js';
import type { KeptDirectory } from '../directory/kept-directory.js';
import type { Faults } from '../faults/faults.js';
import type { AnyBehaviour } from '../functions/index.js';
import type { Judge } from '../judging/index.js';
import type { Random } from '../random.js';
import type { Settings } from '../settings.js';
import type { Store } from '../store/index.js';
import type { Workstation } from '../workstation.js';
import type { Leftovers } from './leftovers.js';

export interface ExchangeServices {
  readonly organisationId: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly settings: Settings;
  readonly directory: KeptDirectory;
  readonly keyHash: KeyHash;
  readonly throttle: Throttle;
  readonly held: HeldRequests;
  readonly prompts: Prompts;
  /** In Demo only. */
  readonly faults: Faults | undefined;
  /** A supplier's own schemas, where they have named a folder of them (B10.1). */
  readonly judge: Judge | undefined;
  readonly responseUid: () => string;
  readonly leftovers: Leftovers;
  /** How payloads of the audit are compressed. */
  readonly compress: Compress;
  /** The functions on offer, in every version. */
  readonly declared: readonly FunctionDeclaration[];
  readonly behaviourOf: (declaration: FunctionDeclaration) => AnyBehaviour | undefined;
  /** To be called when a message's entry has been committed. */
  readonly recorded: (workstation: Workstation, sequence: number) => void;
  /** The workstations that are connected. */
  readonly workstations: () => Iterable<Workstation>;
  /** Aborts when the server stops: nothing is held any longer. */
  readonly closing: AbortSignal;
}
