// Clients as they are in the wild: what they send and how they read, over a real socket, against a whole environment.
import { connect, type Socket } from 'node:net';
import { childOf, parseDocument, type XmlNode } from '@s1kit/contract';
import { startTestEnvironment, type TestEnvironment, type TestEnvironmentOptions } from 's1kit/testing';
import { afterAll, beforeAll } from 'vitest';

/** A Monday morning in March, winter time. */
export const start = Date.UTC(2026, 2, 2, 9);

export interface Surroundings {
  readonly environment: () => TestEnvironment;
  /** The DeviceID of an approved device. */
  readonly deviceId: () => string;
  /** An ordinary patient with a record to look at. */
  readonly nhsNumber: () => string;
}

/** One environment for a file of tests: 30 patients, no throttling, every device approved. */
export function environmentForTests(options: TestEnvironmentOptions = {}): Surroundings {
  let environment: TestEnvironment | undefined;
  let deviceId = '';
  const running = (): TestEnvironment => {
    if (environment === undefined) throw new Error('The environment has not started.');
    return environment;
  };
  beforeAll(async () => {
    environment = await startTestEnvironment({ patients: 30, throttle: 'off', approve: 'always', ...options });
    deviceId = (await environment.approve()).deviceId ?? '';
  }, 60_000);
  afterAll(() => environment?.close());
  return { environment: running, deviceId: () => deviceId, nhsNumber: () => running().patients.adult.nhsNumber };
}

export interface RequestParts {
  readonly apiKey: string;
  readonly function: string;
  readonly deviceId?: string;
  readonly requestUid?: string;
  readonly version?: string;
  readonly parameters?: string;
  /** The order of the envelope's elements; those that are not named are left out. */
  readonly order?: readonly string[];
  readonly prolog?: string;
  /** Attributes of the root. */
  readonly root?: string;
}

export const usualOrder = ['APIKey', 'DeviceID', 'DeviceVersion', 'RequestUID', 'Function', 'FunctionVersion', 'FunctionParameters'] as const;

/** A request document. */
export function request(parts: RequestParts): string {
  const elements: Readonly<Record<string, string>> = {
    APIKey: `<APIKey>${parts.apiKey}</APIKey>`,
    DeviceID: `<DeviceID>${parts.deviceId ?? ''}</DeviceID>`,
    DeviceVersion: '<DeviceVersion>1.0</DeviceVersion>',
    RequestUID: `<RequestUID>${parts.requestUid ?? 'uid'}</RequestUID>`,
    Function: `<Function>${parts.function}</Function>`,
    FunctionVersion: `<FunctionVersion>${parts.version ?? '1.0'}</FunctionVersion>`,
    OutputScheme: '<OutputScheme><Drugs>Multiplex</Drugs><Codes>CTV3</Codes></OutputScheme>',
    FunctionParameters: `<FunctionParameters>${parts.parameters ?? ''}</FunctionParameters>`,
  };
  return `${parts.prolog ?? ''}<ClientIntegrationRequest${parts.root ?? ''}>${(parts.order ?? usualOrder).map((name) => elements[name] ?? '').join('')}</ClientIntegrationRequest>`;
}

export interface Answer {
  readonly bytes: Buffer;
  readonly text: string;
  /** The sizes in which the reply arrived. */
  readonly arrivals: readonly number[];
  readonly root: XmlNode;
  readonly response: XmlNode | undefined;
  readonly error: XmlNode | undefined;
}

/** Sends the bytes, on a connection of its own, and reads until a line feed. Nothing is sent after them, and nothing is closed. */
export function exchange(port: number, document: string | Uint8Array): Promise<Answer> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.write(document);
  return answerOn(socket).finally(() => socket.destroy());
}

/** Reads one reply from an open connection. */
export function answerOn(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const onData = (piece: Buffer): void => {
      pieces.push(piece);
      if (piece.at(-1) !== 0x0a) return;
      settle();
      const bytes = Buffer.concat(pieces);
      const text = bytes.toString('latin1');
      const root = parseDocument(text);
      resolve({ bytes, text, arrivals: pieces.map(({ length }) => length), root, response: childOf(root, 'Response'), error: childOf(root, 'Error') });
    };
    const onEnd = (): void => {
      settle();
      reject(new Error('The connection was closed without a reply.'));
    };
    const settle = (): void => {
      socket.off('data', onData);
      socket.off('close', onEnd);
      socket.off('error', onEnd);
    };
    socket.on('data', onData);
    socket.on('close', onEnd);
    socket.on('error', onEnd);
  });
}

/** The code of an error reply, or of none. */
export function codeOf({ error }: Answer): string | undefined {
  return error?.attributes.find(([name]) => name === 'Code')?.[1];
}

/** Every element below a node, itself included. */
export function elementsOf(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(elementsOf)];
}

/** The children of that name. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}
