// A workstation of the simulation: its desktop's listener on the simulated network, its clients, and what the oracle knows of it.
import type { Desk, Reception } from '@s1kit/desktop';
import type { ServerDoor } from '@s1kit/link';
import type { Organisation } from '../instance/data.js';
import type { Client, SentDocument } from './client.js';
import type { Effect } from './documents.js';

/** What was written for a patient. */
export type Written = Extract<Effect, { readonly kind: 'write' | 'leave' }> & { readonly uids: string };

/** What runs at a workstation in one life of the installation. */
export interface Running {
  readonly desk: Desk;
  readonly door: ServerDoor;
  readonly reception: Reception;
}

export interface Practice {
  readonly organisation: Organisation;
  /** Living patients that only this organisation has. */
  readonly numbers: readonly string[];
  /** Every number that one of its patients has. */
  readonly allNumbers: ReadonlySet<string>;
  /** A number that only the other organisation has. */
  readonly foreignNumber: string;
  /** What is in the record, by its marker. */
  readonly record: Map<string, Written>;
  /** As a reply has offered them last. */
  slots: readonly string[];
}

export interface Station {
  readonly name: string;
  readonly workstationId: string;
  readonly practice: Practice;
  running: Running;
  clients: Client[];
  /** As a client has learnt it. */
  deviceId: string;
  /** Documents that were read whole and are not on record yet, by their digests. */
  readonly arrived: Map<string, SentDocument>;
  /** What stands unsaved. */
  readonly unsaved: Map<string, Written>;
  isBlocked: boolean;
  /** The last entry of its chain that was seen. */
  last: { readonly sequence: number; readonly hash: string };
}
