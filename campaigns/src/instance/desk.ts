// A workstation of a life: its door with a real folder for files, and a device of the sample application.
import { mkdirSync } from 'node:fs';
import { createDesk, type Desk } from '@s1kit/desktop';
import type { InputOf, OperationName, OutputOf, ServerDoor } from '@s1kit/link';
import { ask } from '../practice/ask.js';
import { type Answer, requestText } from '../practice/request.js';
import type { Organisation } from './data.js';
import type { Life } from './life.js';

export interface Workplace {
  readonly door: ServerDoor;
  readonly desk: Desk;
  /** The folder that files may be read from and written to. */
  readonly files: string;
  /** Sends a request with the device of this workplace; `undefined` is silence. */
  ask(functionName: string, parameters?: string, requestUid?: string): Promise<Answer | undefined>;
  /** Carries out an operation as whoever runs the environment. */
  perform<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
}

/** Connects a workstation and has the application approved there, unless a device is given. */
export async function openWorkplace(
  life: Life,
  { organisationId, apiKey }: Organisation,
  { files, workstationId, deviceId: known }: { readonly files: string; readonly workstationId: string; readonly deviceId?: string },
): Promise<Workplace & { readonly deviceId: string }> {
  mkdirSync(files, { recursive: true });
  let names = 0;
  const desk = createDesk({ allowedFolders: [files], temporaryName: () => `.s1kit-${workstationId}-${++names}.part` });
  const door = await life.station(organisationId, workstationId, desk.door);
  const deviceId = known ?? (await ask(door, requestText({ apiKey, function: 'GetFunctions' })))?.deviceId ?? '';
  return {
    door,
    desk,
    files,
    deviceId,
    ask: (functionName, parameters = '', requestUid = 'r') => ask(door, requestText({ apiKey, deviceId, function: functionName, parameters, requestUid })),
    perform: (name, input) => door.perform(name, input, { kind: 'operator' }),
  };
}
