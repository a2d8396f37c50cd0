// A small practice in a real store, and its functions called as the exchange calls them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeReply,
  encodeLongReply,
  encodeReply,
  type FunctionDeclaration,
  type FunctionMap,
  functionMap,
  isLong,
  parseDocument,
  type Refusal,
  type ReplyOf,
  type ReplyValue,
  type RequestOf,
} from '@s1kit/contract';
import { type DesktopDoor, type MovableClock, movableClock } from '@s1kit/link';
import { afterAll } from 'vitest';
import type { FunctionContext } from '../../src/context.js';
import { loadDirectory, loadStaffMember } from '../../src/directory/index.js';
import { type AnyBehaviour, behaviours } from '../../src/functions/index.js';
import { writeSession } from '../../src/sessions/session.js';
import { openSqlite, type Store, type Work } from '../../src/store/index.js';
import { addList, addOrganisation, addSite, addStaff, addTeamMember } from './rows.js';

export const organisationId = 'test-practice';
export const here = { organisationId };

/** Monday, 5 January 2026, 08:00 in the UK. */
export const monday = Date.UTC(2026, 0, 5, 8);

export interface CallOptions extends Partial<Pick<FunctionContext, 'compat' | 'outputScheme' | 'application' | 'desktop'>> {
  /** The signed-in user; `ada`, a clinician, if left out. */
  readonly userName?: string;
}

export interface Answer<V> {
  readonly value: V;
  /** The whole reply. */
  readonly xml: string;
  /** What the audit was told of the patient. */
  readonly concerned: readonly { readonly number: string; readonly confidential: boolean }[];
  /** Whether the reply was read while it was encoded. */
  readonly long: boolean;
}

type AvailableName = keyof typeof behaviours & keyof FunctionMap;

export interface Practice {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly add: (work: () => Work<unknown>) => Promise<void>;
  /** Calls a function and decodes its encoded reply again. Refusals are thrown. */
  readonly call: <N extends AvailableName>(name: N, parameters: RequestOf<FunctionMap[N]>, options?: CallOptions) => Promise<Answer<ReplyOf<FunctionMap[N]>>>;
}

const quietDesktop: DesktopDoor = {
  ask: async () => ({ answer: 'later', by: '' }),
  notify: () => undefined,
  readFile: async () => Promise.reject(new Error('This desktop has no disk.')),
  writeFiles: async () => [],
};

/** Which practice it is, who is signed in there, and how it is filled. */
export interface PracticeOptions {
  readonly organisationId: string;
  readonly userName: string;
  readonly fill: (store: Store) => Promise<void>;
}

const smallPractice: PracticeOptions = { organisationId, userName: 'ada', fill: (store) => store.write(practiceRows) };

/** Opens a practice, a small one of two sites and a user of each role if nothing else is said; it is closed when the file's tests are over. */
export async function openPractice(options: PracticeOptions = smallPractice): Promise<Practice> {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-functions-'));
  const store = openSqlite({ file: join(folder, 'test.db') });
  const clock = movableClock({ start: monday });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const place = { organisationId: options.organisationId, workstationId: 'desk-1' };
  await options.fill(store);
  await store.write(() => writeSession(place, options.userName, monday));

  const call: Practice['call'] = async (name, parameters, calling = {}) => {
    const declaration = functionMap[name];
    const concerned: Answer<unknown>['concerned'][number][] = [];
    const context = await contextOf(calling, (patient) => concerned.push({ number: patient.number, confidential: patient.confidential }));
    // Which function it is is known only here: the types of the call say that parameters and behaviour belong together.
    const how = behaviours[name] as unknown as AnyBehaviour;
    const outside = how.goesOutside?.(parameters as never) === false ? undefined : await how.outside?.(parameters as never, context);
    const value = await store.write(() => how.work(parameters as never, context, outside?.value));
    const xml = await encoded(declaration, value as ReplyValue<FunctionDeclaration>);
    const decoded = decodeReply(declaration, parseDocument(xml)).outcome;
    if (decoded.kind === 'error') throw new Error('An error was encoded.');
    return { value: decoded.value as never, xml, concerned, long: isLong(value) };
  };

  async function contextOf({ userName = options.userName, ...rest }: CallOptions, concerns: FunctionContext['concerns']): Promise<FunctionContext> {
    const user = await store.read(() => loadStaffMember(place.organisationId, userName));
    if (user === undefined) throw new Error(`There is no ${userName}.`);
    const { lists } = await store.read(() => loadDirectory(place.organisationId));
    return {
      ...place,
      user,
      application: { id: 'app', name: 'Test application', functions: null },
      clock,
      lists,
      outputScheme: { codes: 'CTV3', drugs: 'Multilex' },
      compat: { diary: false, plainDemographics: false },
      responseUid: 'AAAAAAAA-AAAA-1AAA-8AAA-AAAAAAAAAAAA',
      desktop: quietDesktop,
      store,
      concerns,
      ...rest,
    };
  }

  return { store, clock, add: async (work) => void (await store.write(work)), call };
}

/** The error code that a call was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (refusal: Refusal) => refusal.code,
  );
}

async function encoded(declaration: FunctionDeclaration, value: ReplyValue<FunctionDeclaration>): Promise<string> {
  const echo = { deviceId: '0123456789abcdef', requestUid: 'r', function: declaration.name, functionVersion: declaration.version };
  const responseUid = 'AAAAAAAA-AAAA-1AAA-8AAA-AAAAAAAAAAAA';
  const pieces: Uint8Array[] = [];
  if (isLong(value)) for await (const piece of encodeLongReply(echo, responseUid, declaration, value)) pieces.push(piece);
  else pieces.push(...encodeReply(echo, responseUid, declaration, value));
  return Buffer.concat(pieces).toString('latin1');
}

function* practiceRows(): Work<void> {
  yield* addOrganisation(here, 'Test Practice');
  yield* addSite(here, 'S1', 'Main Site', 0);
  yield* addSite(here, 'S2', 'Branch Site', 1);
  yield* addStaff(here, 'ada', 'clinician', 'S1');
  yield* addStaff(here, 'bob', 'clinician', 'S2');
  yield* addStaff(here, 'rita', 'receptionist', 'S1');
  yield* addStaff(here, 'alan', 'administrator', 'S1');
  yield* addStaff(here, 'iris', 'informationGovernanceLead', 'S1');
  yield* addTeamMember(here, 'Red Team', 'ada');
  yield* addTeamMember(here, 'Red Team', 'bob');
  yield* addTeamMember(here, 'Blue Team', 'bob');
  yield* addList(here, 'clinicTypes', ['GP Surgery', 'Nurse Clinic']);
  yield* addList(here, 'slotTypes', ['Routine', 'Urgent']);
  yield* addList(here, 'taskTypes', ['Misc', 'Miscellaneous']);
  yield* addList(here, 'groupNames', ['Doctors', 'Partners']);
}
