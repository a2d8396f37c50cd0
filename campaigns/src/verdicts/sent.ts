// What an environment really sends: a reply to every function's template, whole and broken, to be judged by the schemas that the same environment gives.
import { documentText, functions, parseDocument } from '@s1kit/contract';
import type { Chance } from '@s1kit/server';
import { type Environment, startEnvironment } from 's1kit';
import { broken } from '../documents/broken.js';
import { askOnce, codeIn, deviceIdIn } from '../wire/replies.js';
import { type Caller, readTemplates, requestFrom, type Templates } from '../wire/requests.js';

export interface Sender {
  readonly environment: Environment;
  /** The reply of GetXSDFiles. */
  readonly schemas: Uint8Array;
  /** Sends a request of any function, and gives the schema that its reply must follow, and the reply. */
  send(chance: Chance): Promise<{ readonly schema: string; readonly document: string; readonly isSuccess: boolean }>;
}

/** Starts an environment whose replies are judged. */
export async function openSender(): Promise<Sender> {
  const environment = await startEnvironment({ patients: 20, throttle: 'off', approve: 'always', largeRecord: false });
  const { apiKey, port } = environment;
  const templates = await readTemplates(async (name) => (await environment.perform('templates.get', { function: name })).document);
  const deviceId = deviceIdIn(await askOnce(port, requestFrom(templates, 'GetFunctions', { apiKey, deviceId: '' })));
  const caller: Caller = { apiKey, deviceId };
  const schemas = await askOnce(port, requestFrom(templates, 'GetXSDFiles', caller).replace(/<WriteTo>[^<]*<\/WriteTo>/, ''));
  if (schemas === undefined) throw new Error('GetXSDFiles was not answered.');
  return { environment, schemas, send: (chance) => send(environment, templates, caller, chance) };
}

async function send(environment: Environment, templates: Templates, caller: Caller, chance: Chance): ReturnType<Sender['send']> {
  const { name } = chance.pick(functions.filter(({ available }) => available));
  const whole = requestFrom(templates, name, caller);
  const request = chance.chance(0.5) ? whole : documentText(broken(parseDocument(whole), chance));
  const reply = await askOnce(environment.port, request);
  const code = codeIn(reply);
  // ExitClient signs the user out.
  if (name === 'ExitClient' && environment.user !== '') await environment.perform('session.signIn', { userName: environment.user });
  return { schema: `${name}.reply.xsd`, document: Buffer.from(reply ?? []).toString('latin1'), isSuccess: code === undefined };
}
