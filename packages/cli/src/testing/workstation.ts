// A workstation of a test environment: what its user sees and does, for a test to do.
import type { InputOf, OutputOf } from '@s1kit/link';
import { sampleApplication } from '@s1kit/server';
import type { EnvironmentWorkstation } from '../environment.js';
import { type AuditEntry, type AuditFilters, readAudit } from './audit-reading.js';
import { type TestPrompts, testPrompts } from './prompts.js';
import { type Happenings, type WaitOptions, whenThere } from './waiting.js';

export type { AuditEntry, AuditFilters } from './audit-reading.js';
export type Device = OutputOf<'devices.approve'>;
export type SessionStatus = OutputOf<'session.status'>;

/** What applications have left unsaved in the open record (B7.16), and what the user does about it. */
export interface TestUnsaved {
  /** What is unsaved, and what of it somebody else has changed meanwhile. */
  state(): Promise<OutputOf<'session.changes'>>;
  /** Saves the changes that are chosen by their ids, all if left out; where there are conflicts it saves none and says which. */
  save(chosen?: InputOf<'session.save'>): Promise<OutputOf<'session.save'>>;
  /** Discards the changes that are chosen by their ids, all if left out. */
  discard(chosen?: InputOf<'session.discard'>): Promise<OutputOf<'session.discard'>>;
  /** Decides about conflicts, all if left out; saves nothing yet. */
  resolve(decision: InputOf<'session.resolve'>): Promise<OutputOf<'session.resolve'>>;
}

export interface TestWorkstation extends Pick<EnvironmentWorkstation, 'name' | 'port' | 'user' | 'perform'> {
  readonly prompts: TestPrompts;
  readonly unsaved: TestUnsaved;
  /**
   * Approves an application here: the prompt that stands, or else in advance, so that its next request with an empty DeviceID is not asked about.
   * @param applicationId the sample application if left out
   * @returns the device; its `deviceId` may be sent at once
   * @throws {OperationError} 404, or 409 where it is blocked
   */
  approve(applicationId?: string): Promise<Device>;
  /**
   * Blocks an application here, now or by the prompt that stands.
   * @throws {OperationError} 404, or 409 where it is blocked already
   */
  block(applicationId?: string): Promise<Device>;
  /** Who is signed in, and which record is open. */
  session(): Promise<SessionStatus>;
  /** Signs somebody in, without a password. @throws {OperationError} 404, or 409 while changes are unsaved */
  signIn(userName: string): Promise<SessionStatus>;
  /** @throws {OperationError} 409 while changes are unsaved */
  signOut(): Promise<SessionStatus>;
  /**
   * Opens a patient's record.
   * @param number NHS number or pseudo-number
   * @throws {OperationError} 404 for nobody's number, 409 while changes are unsaved
   */
  openRecord(number: string): Promise<SessionStatus>;
  /** @throws {OperationError} 409 while changes are unsaved */
  closeRecord(): Promise<SessionStatus>;
  /**
   * The Message Audit of this workstation, oldest entry first: all that happened here, or what the filters ask for.
   * @example expect((await s1.audit({ function: 'GetDiary' })).map(({ outcome }) => outcome)).toEqual(['success', 'throttled']);
   */
  audit(filters?: AuditFilters): Promise<readonly AuditEntry[]>;
  /**
   * One message with its request and reply, as they crossed the wire, but for the key in the request, which is hidden.
   * @param message its sequence number, ResponseUID, or RequestUID (its newest)
   * @throws {OperationError} 404
   */
  message(message: number | string): Promise<OutputOf<'audit.show'>>;
  /** Why a message was refused or not answered, and what to do; `message` as above. @throws {OperationError} 404 */
  explain(message: number | string): Promise<OutputOf<'audit.explain'>>;
  /**
   * The next message that no earlier call has passed by, from the start of the environment on; waits for it. Those that the filters do not ask for are
   * passed by. It also comes for messages that got no reply.
   * @throws {TestKitError} `nothingCame`, `closed`
   * @example await s1.nextMessage({ outcome: 'throttled' }); await s1.advance('30s');
   */
  nextMessage(filters?: AuditFilters, options?: WaitOptions): Promise<AuditEntry>;
  /**
   * Waits until a condition holds. It is tried now, and again whenever something has happened here.
   * @returns what the condition gave
   * @throws {TestKitError} `nothingCame`, `closed`
   * @example await s1.until(async () => (await s1.unsaved.state()).changes.length === 2);
   */
  until<T>(condition: () => T | Promise<T>, options?: WaitOptions): Promise<T>;
}

export function testWorkstation(station: EnvironmentWorkstation, closed: AbortSignal): TestWorkstation {
  const { name, perform, port, user } = station;
  const happenings: Happenings = { subscribe: (watcher) => station.subscribe(watcher), closed };
  let passedBy = 0;
  return {
    name,
    port,
    user,
    perform,
    prompts: testPrompts(station, happenings),
    unsaved: {
      state: () => perform('session.changes', {}),
      save: (chosen = {}) => perform('session.save', chosen),
      discard: (chosen = {}) => perform('session.discard', chosen),
      resolve: (decision) => perform('session.resolve', decision),
    },
    approve: (applicationId = sampleApplication.id) => perform('devices.approve', { applicationId }),
    block: (applicationId = sampleApplication.id) => perform('devices.block', { applicationId }),
    session: () => perform('session.status', {}),
    signIn: (userName) => perform('session.signIn', { userName }),
    signOut: () => perform('session.signOut', {}),
    openRecord: (nhsNumber) => perform('session.open', { nhsNumber }),
    closeRecord: () => perform('session.close', {}),
    audit: (filters) => readAudit(station, filters),
    message: (message) => perform('audit.show', { message: String(message) }),
    explain: (message) => perform('audit.explain', { message: String(message) }),
    nextMessage: (filters = {}, options) =>
      whenThere(
        async () => {
          const after = Math.max(passedBy, filters.after ?? 0);
          const entry = (await readAudit(station, { ...filters, after })).find(({ kind, sequence }) => kind === 'message' && sequence > passedBy);
          if (entry !== undefined) passedBy = entry.sequence;
          return entry;
        },
        `a message${Object.keys(filters).length === 0 ? '' : ` with ${JSON.stringify(filters)}`}`,
        happenings,
        options,
      ),
    until: async (condition, options) => {
      const held = await whenThere(
        async () => {
          const value = await condition();
          return value ? { value } : undefined;
        },
        'a condition',
        happenings,
        options,
      );
      return held.value;
    },
  };
}
