// The steps of an episode: each does one thing to the world, and is told in words without patients' data.
import { OperationError } from '@s1kit/link';
import { type Chance, weightsOf } from '@s1kit/server';
import type { DiskFault } from '../disk/test-disk.js';
import type { Client } from './client.js';
import { compose, garbage } from './documents.js';
import type { Station } from './station.js';
import type { World } from './world.js';

export interface StepContext {
  readonly world: World;
  readonly chance: Chance;
  /** A number that nothing else in the episode has. */
  readonly next: () => number;
}

/** Does it. @returns what it was; `undefined` where there was nothing to do it to */
type Step = (context: StepContext) => string | undefined | Promise<string | undefined>;

/** Connections at a workstation at a time. */
const mostClients = 8;

const all: readonly (readonly [number, Step])[] = [
  [6, open],
  [24, sendDocument],
  [50, deliver],
  [2, sendGarbage],
  [3, (context) => closeClient(context, 'half')],
  [2, (context) => closeClient(context, 'whole')],
  [1, cut],
  [3, stall],
  [8, advance],
  [4, answerPrompt],
  [3, decideUnsaved],
  [1, sign],
  [1, unblock],
  [2, fault],
];
const weights = weightsOf(all.map(([weight]) => weight));

/** Draws steps until one has something to do, and does it. */
export async function takeStep(context: StepContext): Promise<string> {
  for (;;) {
    const told = await all[context.chance.weighted(weights)]?.[1](context);
    if (told !== undefined) return told;
  }
}

const someStation = ({ chance, world }: StepContext): Station => chance.pick(world.stations);

function someClient(context: StepContext, suits: (client: Client) => boolean): { readonly station: Station; readonly client: Client } | undefined {
  const fitting = context.world.stations.flatMap((station) => station.clients.filter(suits).map((client) => ({ station, client })));
  return fitting.length === 0 ? undefined : context.chance.pick(fitting);
}

const canSend = ({ connection, isSpoilt }: Client): boolean => connection.isOpen && !isSpoilt && !connection.isEndedByServer;

function open(context: StepContext): string | undefined {
  const station = someStation(context);
  if (station.clients.filter(({ connection }) => connection.isOpen).length >= mostClients) return undefined;
  const name = `c${context.next()}`;
  context.world.connect(station, name);
  return `${name} connects at ${station.name}`;
}

function sendDocument(context: StepContext): string | undefined {
  const { chance, next, world } = context;
  const found = someClient(context, canSend);
  if (found === undefined) return undefined;
  const { client, station } = found;
  const { practice } = station;
  const number = next();
  const { organisation, record } = practice;
  const document = compose(chance, {
    ...practice,
    apiKey: organisation.apiKey,
    deviceId: station.deviceId,
    deletable: [...record.values()].slice(-20),
    requestUid: `d${number}`,
    marker: `mk-${organisation.organisationId}-${number}`,
  });
  const bytes = client.queue(document, `d${number}`, chance.chance(0.3) ? '\n' : '');
  const sent = client.documents.at(-1);
  if (sent !== undefined) sent.metFault = world.faulty;
  const pieces = sendInPieces(client, bytes, chance);
  return `${client.connection.name} sends d${number}, ${document.functionName}, in ${pieces}`;
}

function sendInPieces({ connection }: Client, bytes: Buffer, chance: Chance): number {
  const cuts = chance.chance(0.6) ? [] : Array.from({ length: chance.between(1, 3) }, () => chance.between(1, bytes.length - 1)).sort((a, b) => a - b);
  let from = 0;
  for (const to of [...new Set(cuts), bytes.length]) {
    connection.send(bytes.subarray(from, to));
    from = to;
  }
  return new Set(cuts).size + 1;
}

/** One piece of one connection, or a piece of each of several: what arrives together shares a transaction. */
function deliver(context: StepContext): string | undefined {
  const { chance, world } = context;
  const waiting = world.stations.flatMap((station) =>
    station.clients.filter(({ connection }) => connection.inFlight > 0).map((client) => ({ station, client })),
  );
  if (waiting.length === 0) return undefined;
  const start = chance.below(waiting.length);
  const chosen = chance.chance(0.7) ? waiting.slice(start, start + 1) : waiting;
  for (const { client, station } of chosen) {
    for (const document of client.deliver()) {
      document.metFault ||= world.faulty;
      station.arrived.set(document.digest, document);
    }
  }
  return `delivered: ${chosen.map(({ client }) => client.connection.name).join(' ')}`;
}

function sendGarbage(context: StepContext): string | undefined {
  const found = someClient(context, (client) => canSend(client) && client.connection.inFlight === 0);
  if (found === undefined) return undefined;
  const { chance } = context;
  // Begun and never ended, or no document at all.
  const text = chance.chance(0.4) ? `<ClientIntegrationRequest><APIKey>${'x'.repeat(chance.below(40))}` : chance.pick(garbage);
  sendInPieces(found.client, found.client.queueGarbage(text), chance);
  return `${found.client.connection.name} sends garbage`;
}

function closeClient(context: StepContext, how: 'half' | 'whole'): string | undefined {
  const found = someClient(context, ({ connection }) => connection.isOpen);
  found?.client.connection.close(how);
  return found && `${found.client.connection.name} closes (${how})`;
}

function cut(context: StepContext): string | undefined {
  const found = someClient(context, ({ connection }) => connection.isOpen);
  found?.client.connection.cut();
  return found && `${found.client.connection.name} is cut`;
}

function stall(context: StepContext): string | undefined {
  const stalled = someClient(context, ({ connection }) => connection.isStalled);
  const found = stalled ?? someClient(context, ({ connection }) => connection.isOpen);
  found?.client.connection.stall(stalled === undefined);
  return found && `${found.client.connection.name} ${stalled === undefined ? 'takes nothing' : 'takes again'}`;
}

function advance({ chance, world }: StepContext): string {
  const milliseconds = chance.pick([chance.below(1_000), chance.below(1_000), chance.below(3_000), chance.below(35_000), chance.chance(0.2) ? 700_000 : 1_000]);
  world.clock.advance(milliseconds);
  return `${milliseconds} ms pass`;
}

function answerPrompt(context: StepContext): string | undefined {
  const { chance, world } = context;
  const waiting = world.stations.flatMap((station) => station.running.desk.prompts.list().map(({ promptId }) => ({ station, promptId })));
  if (waiting.length === 0) return undefined;
  const { promptId, station } = chance.pick(waiting);
  const answer = chance.pick(['approve', 'approve', 'approve', 'block', 'later'] as const);
  station.running.desk.prompts.answer(promptId, answer, 'user');
  return `the user of ${station.name} answers ${answer}`;
}

/** Carries out an operation of the screens; it may be refused, and where the disk fails it may fail. */
function operate({ world }: StepContext, operation: Promise<unknown>): void {
  const faultsAtFirst = world.faulty;
  operation.catch((failure: unknown) => {
    const isRefused = failure instanceof OperationError || (failure instanceof Error && failure.name === 'Refusal');
    if (!isRefused && !faultsAtFirst && !world.faulty && !world.disk.stopped()) world.failures.push(failure instanceof Error ? failure.name : 'unknown');
  });
}

const operator = { kind: 'operator' } as const;

function decideUnsaved(context: StepContext): string | undefined {
  const station = someStation(context);
  if (station.unsaved.size === 0) return undefined;
  const operation = context.chance.chance(0.6) ? 'session.save' : 'session.discard';
  operate(context, station.running.door.perform(operation, {}, operator));
  return `the user of ${station.name}: ${operation}`;
}

function sign(context: StepContext): string {
  const station = someStation(context);
  const { door } = station.running;
  const signsOut = context.chance.chance(0.3);
  if (signsOut) operate(context, door.perform('session.signOut', {}, operator));
  else operate(context, signIn(station));
  return `the user of ${station.name} signs ${signsOut ? 'out' : 'in'}`;
}

async function signIn({ running: { door } }: Station): Promise<void> {
  const staff = await door.perform('staff.list', {}, operator);
  const clinician = staff.find(({ role }) => role === 'clinician');
  await door.perform('session.signIn', { userName: clinician?.userName ?? '' }, operator);
}

function unblock(context: StepContext): string | undefined {
  const station = context.world.stations.find(({ isBlocked }) => isBlocked);
  if (station === undefined) return undefined;
  const { door } = station.running;
  const lift = async (): Promise<void> => {
    const blocked = (await door.perform('devices.list', {}, operator)).find(({ state }) => state === 'blocked');
    if (blocked !== undefined) await door.perform('devices.unblock', { id: blocked.id }, operator);
  };
  operate(context, lift());
  return `the block at ${station.name} is lifted`;
}

function fault({ chance, world }: StepContext): string {
  if (world.faulty) {
    world.setFaults(undefined);
    return 'the disk works again';
  }
  const operations = chance.pick([['write'], ['sync'], ['write', 'sync', 'truncate']] as const);
  const planned: DiskFault = { operations, nth: chance.between(1, 12), always: chance.chance(0.3), full: chance.chance(0.5), short: chance.chance(0.3) };
  world.setFaults(() => world.disk.fail(planned));
  for (const { arrived, clients } of world.stations) {
    for (const document of arrived.values()) document.metFault = true;
    for (const { documents } of clients) for (const document of documents) if (document.recorded === undefined) document.metFault = true;
  }
  return `the disk fails: ${planned.operations.join(' ')} ${planned.nth}${planned.always ? ' on' : ''}`;
}
