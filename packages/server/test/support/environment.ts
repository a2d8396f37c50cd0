// A server on a real store with a small practice, and a client that talks to it as a desktop does.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childOf, parseDocument, Refusal, type XmlNode } from '@s1kit/contract';
import {
  type Actor,
  type DesktopDoor,
  type DevicePrompt,
  type MovableClock,
  movableClock,
  type Notice,
  type OutgoingFile,
  type PromptAnswer,
  type Reply,
  type RequestDocument,
  type ServerDoor,
} from '@s1kit/link';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { addApplication, keyHashWith } from '../../src/authority/applications.js';
import { type InstallationKind, writeInstallation } from '../../src/installation.js';
import type { Random } from '../../src/random.js';
import { openServer, type Server, type ServerOptions } from '../../src/server.js';
import { signIn } from '../../src/sessions/index.js';
import { defaultSettings, type Settings } from '../../src/settings.js';
import { all, openSqlite, type Row, type Store, sql } from '../../src/store/index.js';
import { addList, addOrganisation, addPatient, addSite, addStaff } from './rows.js';

export const organisationId = 'test-practice';
export const apiKey = '00112233445566aa';
export const otherKey = '00112233445566bb';
/** Monday, 5 January 2026, 08:00 in the UK. */
export const monday = Date.UTC(2026, 0, 5, 8);
export const operator: Actor = { kind: 'operator' };

/** A prompt that waits for its answer. */
export interface StandingPrompt {
  readonly prompt: DevicePrompt;
  readonly answer: (answer: PromptAnswer) => void;
}

export interface Desk {
  readonly door: DesktopDoor;
  readonly server: ServerDoor;
  readonly prompts: StandingPrompt[];
  readonly notices: Notice[];
  /** The files of the workstation, by their paths. */
  readonly files: Map<string, Uint8Array>;
  readonly written: Map<string, readonly OutgoingFile[]>;
  /** Sends a document; `undefined` is silence. */
  readonly send: (document: string | RequestDocument, signal?: AbortSignal) => Promise<Answer | undefined>;
  readonly exchange: (document: string | RequestDocument, signal?: AbortSignal) => Promise<Reply>;
  /** Sends a request with an approved DeviceID. */
  readonly ask: (functionName: string, parameters?: string, envelope?: Partial<Envelope>) => Promise<Answer | undefined>;
  /** Has the application approved and gives its DeviceID. */
  readonly approved: (key?: string) => Promise<string>;
}

export interface Answer {
  readonly root: XmlNode;
  readonly xml: string;
  readonly deviceId: string;
  /** The code of the error; `undefined` for a success. */
  readonly error: string | undefined;
  readonly permanent: string | undefined;
  readonly message: string | undefined;
  readonly response: XmlNode | undefined;
  readonly reply: Reply & { kind: 'reply' };
}

export interface Envelope {
  readonly apiKey: string;
  readonly deviceId: string;
  readonly requestUid: string;
  readonly version: string;
  readonly deviceVersion: string;
}

export interface Environment {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly server: Server;
  readonly folder: string;
  readonly desk: (workstationId?: string) => Promise<Desk>;
  /** The entries of the audit at a workstation, oldest first. */
  readonly entries: (workstationId?: string) => Promise<readonly Entry[]>;
  readonly messages: (workstationId?: string) => Promise<readonly Entry[]>;
  readonly logged: () => string;
  /** Closes the server and opens it again on the same data. */
  readonly restart: (options?: EnvironmentOptions) => Promise<Environment>;
}

export interface EnvironmentOptions extends Partial<Pick<ServerOptions, 'declared' | 'behaviourOf' | 'machineNow' | 'kind' | 'schemas'>> {
  readonly settings?: Partial<Settings>;
  readonly store?: (store: Store) => Store;
  readonly clock?: MovableClock;
  /** What the installation is created as; Demo if left out. */
  readonly createdAs?: InstallationKind;
}

export type Entry = Row & {
  readonly sequence: number;
  readonly kind: string;
  readonly outcome: string;
  readonly request: Uint8Array | null;
  readonly reply: Uint8Array | null;
};

const selectEntries = sql`SELECT entry.*, payload.request, payload.reply FROM audit_entry AS entry LEFT JOIN audit_payload AS payload
  ON payload.organisation_id = entry.organisation_id AND payload.workstation_id = entry.workstation_id AND payload.sequence = entry.sequence
  WHERE entry.organisation_id = ? AND entry.workstation_id = ? ORDER BY entry.sequence`;

/** A document for a function, in the order of the schema. */
export function requestOf(functionName: string, parameters = '', envelope: Partial<Envelope> = {}): string {
  const { deviceId = '', requestUid = 'r1', version = '1.0' } = envelope;
  const deviceVersion = envelope.deviceVersion === undefined ? '' : `<DeviceVersion>${envelope.deviceVersion}</DeviceVersion>`;
  return `<ClientIntegrationRequest><APIKey>${envelope.apiKey ?? apiKey}</APIKey><DeviceID>${deviceId}</DeviceID>${deviceVersion}<RequestUID>${requestUid}</RequestUID><Function>${functionName}</Function><FunctionVersion>${version}</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
}

export function documentOf(text: string): RequestDocument {
  return { bytes: Buffer.from(text), text };
}

const keys = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });

/** Random bytes that are the same in each run. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

/** Opens an environment with throttle off and prompts on, if nothing else is said; it is closed when the test is over. */
export async function openEnvironment(options: EnvironmentOptions = {}): Promise<Environment> {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-server-'));
  // Undone in the opposite order.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openSqlite({ file: join(folder, 'data.db') });
  onTestFinished(() => store.close());
  await store.write(() => rows(options.createdAs ?? 'demo'));
  return await openOn(store, folder, options, 1);
}

/** @param opening how often this data has been opened, this time included: each draws other random bytes */
async function openOn(plainStore: Store, folder: string, options: EnvironmentOptions, opening: number): Promise<Environment> {
  const clock = options.clock ?? movableClock({ start: monday });
  const store = options.store?.(plainStore) ?? plainStore;
  const log: string[] = [];
  const server = await openServer({
    kind: 'demo',
    ...options,
    store,
    organisationId,
    clock,
    random: seededRandom(opening),
    log: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    keys: { hmacSecret: secret, checkpointPrivateKey: keys.privateKey, checkpointPublicKey: keys.publicKey },
    dataFolder: folder,
    exampleFolder: folder,
    settings: { ...defaultSettings, throttle: 'off', ...options.settings },
    version: '0.0.0-test',
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await server.close();
    open = false;
  };
  onTestFinished(close);
  const entries = (workstationId = 'desk-1'): Promise<readonly Entry[]> => plainStore.read(() => all<Entry>(selectEntries, organisationId, workstationId));
  return {
    store,
    clock,
    server,
    folder,
    desk: (workstationId = 'desk-1') => openDesk(server, store, workstationId, clock),
    entries,
    messages: async (workstationId) => (await entries(workstationId)).filter(({ kind }) => kind === 'message'),
    logged: () => log.join(''),
    restart: async (changed = {}) => {
      await close();
      return await openOn(plainStore, folder, { ...options, clock, ...changed }, opening + 1);
    },
  };
}

const secret = Buffer.alloc(32, 5);

function* rows(kind: InstallationKind) {
  const here = { organisationId };
  const keyHash = keyHashWith(secret);
  yield* addOrganisation(here, 'Test Practice');
  yield* addSite(here, 'S1', 'Main Site', 0);
  yield* addStaff(here, 'ada', 'clinician', 'S1');
  yield* addStaff(here, 'rita', 'receptionist', 'S1');
  yield* addStaff(here, 'alan', 'administrator', 'S1');
  yield* addStaff(here, 'iris', 'informationGovernanceLead', 'S1');
  yield* addList(here, 'clinicTypes', ['GP Surgery']);
  yield* addList(here, 'slotTypes', ['Routine']);
  yield* addPatient(here, { patientId: 1, nhsNumber: '9990000018' });
  yield* addPatient(here, { patientId: 2, nhsNumber: '9990000026', confidential: true });
  yield* addApplication(organisationId, { id: 'app', name: 'Test application', functions: null }, keyHash(apiKey), monday);
  yield* addApplication(organisationId, { id: 'narrow', name: 'Narrow application', functions: ['GetFunctions'] }, keyHash(otherKey), monday);
  yield* writeInstallation({ kind, createdAt: monday, createdBy: 'test', seed: 1, anchorDate: '2026-01-05', patients: 20, largeRecord: false });
}

async function openDesk(server: Server, store: Store, workstationId: string, clock: MovableClock): Promise<Desk> {
  const prompts: StandingPrompt[] = [];
  const notices: Notice[] = [];
  const files = new Map<string, Uint8Array>();
  const written = new Map<string, readonly OutgoingFile[]>();
  const door: DesktopDoor = {
    ask: (prompt, signal) =>
      new Promise((resolve) => {
        const standing: StandingPrompt = { prompt, answer: (answer) => finish({ answer, by: 'ada' }) };
        const finish = (answer: { answer: PromptAnswer; by: string }): void => {
          const index = prompts.indexOf(standing);
          if (index >= 0) prompts.splice(index, 1);
          resolve(answer);
        };
        prompts.push(standing);
        signal.addEventListener('abort', () => finish({ answer: 'later', by: '' }), { once: true });
      }),
    notify: (notice) => void notices.push(notice),
    readFile: async (path, limit) => {
      const bytes = files.get(path);
      if (bytes === undefined || bytes.length > limit) throw new Refusal('PathRefused', 'There is no such file.');
      return { name: path.slice(path.lastIndexOf('/') + 1), bytes };
    },
    writeFiles: async (folder, outgoing) => {
      written.set(folder, outgoing);
      return outgoing.map(({ name }) => `${folder}/${name}`);
    },
    removeFiles: async (paths) => {
      for (const folder of [...written.keys()]) if (paths.some((path) => path.startsWith(folder))) written.delete(folder);
    },
  };
  const door2 = await server.workstation(workstationId, `Desk ${workstationId}`, door);
  await store.write(() => signIn({ organisationId, workstationId }, 'ada', 'For a test.', clock.now()));
  const exchange: Desk['exchange'] = (document, signal = new AbortController().signal) =>
    door2.exchange(typeof document === 'string' ? documentOf(document) : document, signal);
  const send: Desk['send'] = async (document, signal) => answerOf(await exchange(document, signal));
  const devices = new Map<string, string>();
  const approved: Desk['approved'] = async (key = apiKey) => {
    const known = devices.get(key);
    if (known !== undefined) return known;
    const listed = await door2.perform('applications.list', {}, operator);
    const id = key === apiKey ? 'app' : (listed.find((one) => one.id !== 'app')?.id ?? '');
    const device = await door2.perform('devices.approve', { applicationId: id }, operator);
    devices.set(key, device.deviceId ?? '');
    return device.deviceId ?? '';
  };
  const ask: Desk['ask'] = async (functionName, parameters = '', envelope = {}) =>
    send(requestOf(functionName, parameters, { deviceId: await approved(envelope.apiKey), ...envelope }));
  return { door, server: door2, prompts, notices, files, written, send, exchange, ask, approved };
}

/** Reads a reply to its end and takes it apart. */
export async function answerOf(reply: Reply): Promise<Answer | undefined> {
  if (reply.kind === 'silence') return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of reply.pieces) pieces.push(piece);
  const xml = Buffer.concat(pieces).toString('latin1');
  const root = parseDocument(xml);
  const error = childOf(root, 'Error');
  return {
    root,
    xml,
    deviceId: childOf(root, 'DeviceID')?.text ?? '',
    error: error?.attributes.find(([name]) => name === 'Code')?.[1],
    permanent: error && childOf(error, 'PermanentError')?.text,
    message: error && childOf(error, 'ErrorMessage')?.text,
    response: childOf(root, 'Response'),
    reply,
  };
}

/** Lets everything happen that needs no clock to move. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
