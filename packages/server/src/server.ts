// The server of one installation: opened on its store, it gives each workstation its door.
import type { FunctionDeclaration } from '@s1kit/contract';
import { functions } from '@s1kit/contract';
import type { Clock, DesktopDoor, ServerDoor } from '@s1kit/link';
import type { Logger } from 'pino';
import { auditViews, type Compress, compressAside } from './audit/index.js';
import { keyHashWith } from './authority/applications.js';
import { decideApproval, decideBlock } from './authority/decisions.js';
import { newDeviceId } from './authority/devices.js';
import { createHeldRequests } from './authority/held-requests.js';
import { createSignInAttempts } from './authority/people.js';
import { createPrompts, type PromptDecisions } from './authority/prompts.js';
import { createThrottle } from './authority/throttle.js';
import { openThrottleClock } from './authority/throttle-clock.js';
import { loadStaffMember } from './directory/index.js';
import { keepDirectory } from './directory/kept-directory.js';
import { releaseLeftovers } from './documents/index.js';
import { createExchange } from './exchange/exchange.js';
import { createLeftovers } from './exchange/leftovers.js';
import { responseUids } from './exchange/response-uid.js';
import type { ExchangeServices } from './exchange/services.js';
import { createFaults } from './faults/faults.js';
import { sampleClinician } from './fictitious/sample-clinician.js';
import { behaviourOf } from './functions/index.js';
import { type Installation, InstallationError, type InstallationKind, requireInstallation } from './installation.js';
import { type JudgeOptions, openJudge } from './judging/index.js';
import { type AuditKeeping, keepAudit } from './operations/audit-keeping.js';
import type { OperationServices } from './operations/operation-context.js';
import { perform } from './operations/perform.js';
import type { Random } from './random.js';
import { currentSession, signIn } from './sessions/index.js';
import { demoOnlySettings, type Settings } from './settings.js';
import { first, run, type Store, sql, type Work } from './store/index.js';
import { createTraffic } from './traffic/index.js';
import type { Workstation } from './workstation.js';

/** The secrets of an installation, kept beside its data, never in it. */
export interface ServerKeys {
  /** Hashes the applications' API keys (B4.1): at least 32 bytes. */
  readonly hmacSecret: Uint8Array;
  /** Signs the checkpoints of the audit (B8.3): ed25519, PEM. */
  readonly checkpointPrivateKey: string;
  readonly checkpointPublicKey: string;
}

export interface ServerOptions {
  /** Stays the caller's: it is closed by whoever opened it, after the server. */
  readonly store: Store;
  readonly kind: InstallationKind;
  readonly organisationId: string;
  /** In Demo a `MovableClock`. */
  readonly clock: Clock;
  /** The machine's time of day, which a Demo clock does not move; that of the clock if left out. */
  readonly machineNow?: () => number;
  readonly random: Random;
  /** Compresses payloads of the audit into zlib streams; in the system's threads if left out, in one's own for what must replay. */
  readonly compress?: Compress;
  readonly log: Logger;
  readonly keys: ServerKeys;
  /** Where snapshots and the audit's checkpoints lie. */
  readonly dataFolder: string;
  /** Whether nobody needs the data folder after this process: then nothing in it waits for the disk. */
  readonly throwAway?: boolean;
  /** A folder that documents may be written to, for the examples that templates give. */
  readonly exampleFolder: string;
  readonly settings: Settings;
  /** Of this program. */
  readonly version: string;
  /** A folder of schemas of one's own: requests and replies are judged by those as well, aside (B10.1). */
  readonly schemas?: Pick<JudgeOptions, 'folder' | 'onDifference' | 'worker'>;
  /** The functions on offer; those of the contract if left out (for tests of several versions, B3.8). */
  readonly declared?: readonly FunctionDeclaration[];
  /** How they behave; as `functions/` has it if left out (for tests of what fails unexpectedly). */
  readonly behaviourOf?: ExchangeServices['behaviourOf'];
}

export interface Server {
  readonly installation: Installation;
  /**
   * Connects a workstation. In Demo the sample clinician is signed in at one where nobody is (B4.6); at further ones somebody who is signed in nowhere yet, as far as there are staff.
   * @param workstationId names it in the data; the same at each start
   */
  workstation(workstationId: string, name: string, desktop: DesktopDoor): Promise<ServerDoor>;
  /** Lets go of every request that is held; the store is left open. */
  close(): Promise<void>;
}

/**
 * Opens the server of an installation.
 * @throws {InstallationError} if nothing was created in the store, it is of the other kind (B9.1), or a setting is for Demo only
 */
export async function openServer(options: ServerOptions): Promise<Server> {
  const installation = await requireInstallation(options.store, options.kind);
  const [demoOnly] = installation.kind === 'demo' ? [] : demoOnlySettings(options.settings);
  if (demoOnly !== undefined) throw new InstallationError('demoOnly', `${demoOnly} is possible in Demo only. Leave it out.`);
  const closing = new AbortController();
  const workstations = new Map<string, Workstation>();
  const throttleClock = await openThrottleClock(options.store, options.organisationId, options.clock, options.machineNow ?? options.clock.now);
  const auditKeeping = await keepAudit(options);
  await options.store.write(() => releaseLeftovers(options.organisationId));
  const services = servicesOf(options, installation, { closing: closing.signal, throttleClock, auditKeeping, workstations });

  return {
    installation,
    workstation: async (workstationId, name, door) => {
      const place = { organisationId: options.organisationId, workstationId };
      const workstation = { place, name, desktop: quiet(door, options.log) };
      await options.store.write(() => connect(workstation, installation.kind, options.clock.now()));
      workstations.set(workstationId, workstation);
      return {
        exchange: createExchange(services, workstation),
        perform: (operation, input, actor) => perform(operation, input, { services, workstation, actor }),
      };
    },
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      services.prompts.close();
      await options.store.write(() => throttleClock.keep());
      await auditKeeping.close();
      await services.judge?.close();
    },
  };
}

interface Parts extends Pick<OperationServices, 'closing' | 'throttleClock' | 'auditKeeping'> {
  readonly auditKeeping: AuditKeeping;
  readonly workstations: ReadonlyMap<string, Workstation>;
}

function servicesOf(options: ServerOptions, installation: Installation, parts: Parts): OperationServices {
  const { clock, organisationId, random } = options;
  const declared = offered(options.declared ?? functions, options.settings);
  let { settings } = options;
  const { workstations, ...rest } = parts;
  return {
    ...rest,
    installation,
    organisationId,
    clock,
    random,
    get settings() {
      return settings;
    },
    choose: (changed) => {
      settings = { ...settings, ...changed };
    },
    declared,
    store: options.store,
    log: options.log,
    version: options.version,
    dataFolder: options.dataFolder,
    exampleFolder: options.exampleFolder,
    directory: keepDirectory(organisationId),
    keyHash: keyHashWith(options.keys.hmacSecret),
    throttle: createThrottle(organisationId, parts.throttleClock),
    held: createHeldRequests(clock),
    prompts: createPrompts({ clock, random, everyFunction: names(declared), decisions: decisionsOf(options, workstations) }),
    faults: installation.kind === 'demo' ? createFaults() : undefined,
    attempts: createSignInAttempts(clock),
    auditViews: auditViews({ store: options.store, clock }),
    traffic: createTraffic(options.store),
    dataWork: { running: false },
    responseUid: responseUids(clock, random),
    leftovers: createLeftovers(options.store, organisationId),
    compress: options.compress ?? compressAside,
    judge: judgeOf(options),
    behaviourOf: options.behaviourOf ?? (({ name }) => behaviourOf(name)),
    workstations: () => workstations.values(),
    recorded: ({ desktop, place }, sequence) => {
      parts.auditKeeping.recorded(place, sequence);
      desktop.notify({ event: 'message', sequence });
    },
  };
}

function judgeOf({ log, schemas }: ServerOptions): OperationServices['judge'] {
  return schemas && openJudge({ ...schemas, onFailure: () => log.error("Judging by one's own schemas has ended: its thread failed.") });
}

/** Without the versions that are hidden (B3.8). */
function offered(declared: readonly FunctionDeclaration[], { hidden = [] }: Settings): readonly FunctionDeclaration[] {
  return declared.filter(({ name, version }) => !hidden.includes(`${name}/${version}`));
}

function names(declared: readonly FunctionDeclaration[]): readonly string[] {
  return [...new Set(declared.filter(({ available }) => available).map(({ name }) => name))];
}

/** What is done about the answer to a prompt. */
function decisionsOf({ clock, random, store }: ServerOptions, workstations: ReadonlyMap<string, Workstation>): PromptDecisions {
  const tell = (workstationId: string, decided: 'approved' | 'blocked'): void => workstations.get(workstationId)?.desktop.notify({ event: 'devices', decided });
  return {
    approve: async (place, application, by) => {
      const deviceId = newDeviceId(random);
      await store.write(() => decideApproval(place, application, deviceId, { by, now: clock.now() }));
      tell(place.workstationId, 'approved');
      return deviceId;
    },
    block: async (place, application, by) => {
      await store.write(() => decideBlock(place, application, { by, now: clock.now() }));
      tell(place.workstationId, 'blocked');
    },
  };
}

const upsertWorkstation = sql`INSERT INTO workstation (organisation_id, workstation_id, name) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id, workstation_id) DO UPDATE SET name = excluded.name`;

function* connect({ place, name }: Workstation, kind: InstallationKind, now: number): Work<void> {
  yield* run(upsertWorkstation, place.organisationId, place.workstationId, name);
  const isWanted = kind === 'demo' && (yield* currentSession(place)) === undefined;
  if (!isWanted || (yield* loadStaffMember(place.organisationId, sampleClinician)) === undefined) return;
  yield* signIn(place, yield* whoIsFree(place.organisationId), 'As Demo starts.', now);
}

// Whoever is signed in at the fewest workstations; of those the sample clinician, then other clinicians, who may use the whole API.
const selectFree = sql`SELECT user_name FROM staff WHERE staff.organisation_id = ?
  ORDER BY (SELECT COUNT(*) FROM session WHERE session.organisation_id = ? AND session.user_name = staff.user_name),
    CASE WHEN user_name = ? THEN 0 WHEN role = 'clinician' THEN 1 WHEN role = 'receptionist' THEN 2 ELSE 3 END, user_name LIMIT 1`;

/** The sample clinician, or a member of staff who is signed in nowhere; where all are, one of them once more. */
function* whoIsFree(organisationId: string): Work<string> {
  const free = yield* first<{ user_name: string }>(selectFree, organisationId, organisationId, sampleClinician);
  return free?.user_name ?? sampleClinician;
}

/** A desktop whose screens fail to hear of something must not fail a request. */
function quiet(desktop: DesktopDoor, log: Logger): DesktopDoor {
  return {
    ...desktop,
    notify: (notice) => {
      try {
        desktop.notify(notice);
      } catch {
        log.warn({ event: notice.event }, 'A desktop could not be told that something happened.');
      }
    },
  };
}
