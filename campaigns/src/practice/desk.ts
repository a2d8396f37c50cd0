// A workstation of a practice in this process: requests of applications, and the operations of its screens.
import { Refusal } from '@s1kit/contract';
import type { DesktopDoor, InputOf, OperationName, OutputOf } from '@s1kit/link';
import type { Server } from '@s1kit/server';
import { ask } from './ask.js';
import { type Answer, type RequestParts, requestText } from './request.js';

export interface Desk {
  /** Of the sample application here. */
  readonly deviceId: string;
  /** Sends a request with that device; `undefined` is silence. */
  ask(functionName: string, parameters?: string, parts?: Partial<RequestParts>): Promise<Answer | undefined>;
  /** Sends a request that must succeed. @throws {Error} naming function and error code */
  must(functionName: string, parameters?: string): Promise<string>;
  /** Carries out an operation as whoever runs the environment. */
  perform<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
}

export interface DeskOptions {
  /** What this workstation has besides an absent user. */
  readonly door?: Partial<DesktopDoor>;
  /** One that was approved before. */
  readonly deviceId?: string;
}

/** Connects a workstation and, if no device is given, has the application approved there. */
export async function openDesk(
  server: Server,
  workstationId: string,
  { apiKey, door = {}, deviceId: known }: DeskOptions & { readonly apiKey: string },
): Promise<Desk> {
  const at = await server.workstation(workstationId, workstationId, { ...blindDoor, ...door });
  const deviceId = known ?? (await ask(at, requestText({ apiKey, function: 'GetFunctions' })))?.deviceId ?? '';
  const askHere: Desk['ask'] = (functionName, parameters = '', parts = {}) =>
    ask(at, requestText({ apiKey, deviceId, function: functionName, parameters, ...parts }));
  return {
    deviceId,
    ask: askHere,
    must: async (functionName, parameters) => {
      const answer = await askHere(functionName, parameters);
      if (answer?.error !== undefined || answer === undefined) throw new Error(`${functionName} was refused: ${answer?.error ?? 'silence'}`);
      return answer.text;
    },
    perform: (name, input) => at.perform(name, input, { kind: 'operator' }),
  };
}

const noFiles = (): never => {
  throw new Refusal('PathRefused', 'This workstation has no files.');
};

/** Nobody sits there and there is no disk. */
const blindDoor: DesktopDoor = {
  ask: () => Promise.resolve({ answer: 'later', by: '' }),
  notify: () => undefined,
  readFile: async () => noFiles(),
  writeFiles: async () => noFiles(),
};
