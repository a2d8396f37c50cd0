// What an operation of the screens or the command line is given.
import type { Right } from '@s1kit/contract';
import { type Actor, OperationError } from '@s1kit/link';
import type { AuditViews } from '../audit/index.js';
import type { SignInAttempts } from '../authority/people.js';
import type { ThrottleClock } from '../authority/throttle-clock.js';
import type { ExchangeServices } from '../exchange/services.js';
import type { Installation } from '../installation.js';
import type { Place } from '../place.js';
import type { Settings } from '../settings.js';
import type { Traffic } from '../traffic/index.js';
import type { Workstation } from '../workstation.js';
import type { AuditKeeping } from './audit-keeping.js';

export interface OperationServices extends ExchangeServices {
  readonly installation: Installation;
  /** Of this program. */
  readonly version: string;
  readonly dataFolder: string;
  /** A folder that documents may be written to, for examples. */
  readonly exampleFolder: string;
  readonly throttleClock: ThrottleClock;
  readonly attempts: SignInAttempts;
  readonly auditKeeping: AuditKeeping;
  readonly auditViews: AuditViews;
  readonly traffic: Traffic;
  /** Whether all of the data is being changed. */
  readonly dataWork: { running: boolean };
  /** Changes settings that can be changed while the environment runs, in Demo. */
  readonly choose: (changed: Partial<Pick<Settings, 'approve' | 'throttle' | 'throttleScale'>>) => void;
  /** The workstations that are connected. */
  readonly workstations: () => Iterable<Workstation>;
}

export interface OperationContext {
  readonly services: OperationServices;
  readonly workstation: Workstation;
  readonly actor: Actor;
  /** Whether they have a right; whoever holds the environment's token has all. */
  readonly may: (right: Right) => boolean;
}

/** Who does it, as the audit names them. */
export function actorName(actor: Actor): string {
  return actor.kind === 'user' ? actor.userName : 'operator';
}

export function placeOf({ workstation }: OperationContext): Place {
  return workstation.place;
}

/** A time as operations give it: ISO 8601, UTC. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}

/** Tells every desktop that something happened. */
export function tellAll(services: OperationServices, event: 'applications' | 'clock' | 'data' | 'session' | 'record' | 'settings'): void {
  for (const { desktop } of services.workstations()) desktop.notify({ event });
}

/** @throws {OperationError} 404 */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new OperationError(404, `There is no such ${what}.`);
  return value;
}
