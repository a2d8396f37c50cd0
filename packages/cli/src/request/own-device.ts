// The device of the command line itself: approved when it first sends, and remembered in the data folder.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionDeclaration } from '@s1kit/contract';
import { applicationNamed } from '../commands/applications.js';
import type { CommandContext } from '../commands/command.js';
import type { RunFile } from '../data-folder/run-file.js';
import { escapeText } from './assignments.js';
import { deviceIdOf, errorOf } from './reply-error.js';
import { exchangeOverWire, type WireReply } from './wire.js';

const memoryName = 'cli-device.json';

export interface OwnDeviceOptions {
  readonly codes?: string;
  readonly drugs?: string;
  /** Another application's key than the sample application's. */
  readonly key?: string;
  readonly requestUid?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface Sent {
  readonly reply: WireReply;
  readonly requestUid: string;
}

/**
 * Sends a request of a function. On first contact, and where the remembered device is not known any more, the sample application is approved in advance;
 * another application's request is asked about as any other.
 */
export async function sendAsOwnDevice(context: CommandContext, declaration: FunctionDeclaration, parameters: string, options: OwnDeviceOptions): Promise<Sent> {
  const { run } = context.client();
  const key = options.key ?? run.apiKey;
  const requestUid = options.requestUid ?? randomUUID();
  const memory = join(run.data, memoryName);
  const exchange = async (deviceId: string): Promise<WireReply> => {
    if (deviceId === '' && key === run.apiKey) await approve(context);
    const reply = await exchangeOverWire(
      run.port,
      Buffer.from(documentOf(declaration, parameters, { ...options, key, deviceId, requestUid }), 'latin1'),
      options.timeout,
    );
    if (reply.kind === 'reply' && deviceId === '' && deviceIdOf(reply.document) !== '') remember(memory, deviceOf(run, key), deviceIdOf(reply.document));
    return reply;
  };
  const known = recall(memory, deviceOf(run, key));
  const first = await exchange(known);
  const unknown = known !== '' && first.kind === 'reply' && errorOf(first.document)?.code === 'DeviceUnknown';
  return { reply: unknown ? await exchange('') : first, requestUid };
}

/** A document with the sample application's key, and with the DeviceID that was issued to the command line, as far as it has one. */
export function asOwnDevice(run: RunFile, document: string): string {
  return document
    .replace(/<APIKey>[^<]*<\/APIKey>/, `<APIKey>${run.apiKey}</APIKey>`)
    .replace(/<DeviceID>[^<]*<\/DeviceID>|<DeviceID *\/>/, `<DeviceID>${recall(join(run.data, memoryName), deviceOf(run, run.apiKey))}</DeviceID>`);
}

/** The sample application is the one that run.json gives the key of. */
async function approve(context: CommandContext): Promise<void> {
  const { id } = await applicationNamed(context, context.client().run.applicationId);
  await context.client().perform('devices.approve', { applicationId: id });
}

interface DocumentHead extends OwnDeviceOptions {
  readonly key: string;
  readonly deviceId: string;
  readonly requestUid: string;
}

function documentOf(declaration: FunctionDeclaration, parameters: string, { key, deviceId, requestUid, codes, drugs }: DocumentHead): string {
  const drugsElement = drugs === undefined ? '' : `<Drugs>${escapeText(drugs)}</Drugs>`;
  const codesElement = codes === undefined ? '' : `<Codes>${escapeText(codes)}</Codes>`;
  const scheme = drugsElement + codesElement;
  return [
    '<?xml version="1.0" encoding="UTF-8"?><ClientIntegrationRequest>',
    `<APIKey>${escapeText(key)}</APIKey><DeviceID>${escapeText(deviceId)}</DeviceID><DeviceVersion>1.0</DeviceVersion>`,
    `<RequestUID>${escapeText(requestUid)}</RequestUID><Function>${declaration.name}</Function><FunctionVersion>${declaration.version}</FunctionVersion>`,
    scheme === '' ? '' : `<OutputScheme>${scheme}</OutputScheme>`,
    parameters,
    '</ClientIntegrationRequest>',
  ].join('');
}

/** A DeviceID belongs to an application on one workstation. */
function deviceOf({ workstation }: RunFile, key: string): string {
  return workstation === undefined ? key : `${key} ${workstation}`;
}

/** The DeviceIDs that were issued, by a digest of the key: a key itself is not written down. */
function recall(file: string, key: string): string {
  return read(file)[digest(key)] ?? '';
}

function remember(file: string, key: string, deviceId: string): void {
  try {
    writeFileSync(file, `${JSON.stringify({ ...read(file), [digest(key)]: deviceId }, null, 2)}\n`, { mode: 0o600 });
  } catch {
    // Not remembered: the next request is approved anew.
  }
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
