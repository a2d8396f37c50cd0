// The device of the command line itself: approved when it first sends, and remembered in the data folder.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FunctionDeclaration } from '@s1kit/contract';
import { type DeviceStore, type DocumentReply, fileDeviceStore, OptionInvalidError } from '@s1kit/sdk';
import { CommandError } from '../command-error.js';
import { applicationNamed } from '../commands/applications.js';
import type { CommandContext } from '../commands/command.js';
import { devicesName } from '../data-folder/names.js';
import type { RunFile } from '../data-folder/run-file.js';
import { escapeText } from './assignments.js';
import { deviceIdOf, errorOf } from './reply-error.js';
import { sendCounted } from './send-counted.js';

export interface OwnDeviceOptions {
  readonly codes?: string;
  readonly drugs?: string;
  /** Another application's key than the sample application's. */
  readonly key?: string;
  readonly requestUid: string;
  /** Milliseconds; if left out, 10 seconds, and as long as a prompt stands where somebody is asked first. */
  readonly timeout: number | undefined;
  readonly atOnce: boolean;
}

const replyMs = 10_000;
/** Longer than a prompt stands. */
export const approvalMs = 130_000;

/**
 * Sends a request of a function. On first contact, and where the remembered device is not known any more, the sample application is approved in advance;
 * another application's request is asked about as any other.
 * @throws as `sendCounted`
 */
export async function sendAsOwnDevice(
  context: CommandContext,
  declaration: FunctionDeclaration,
  parameters: string,
  { key: given, timeout, atOnce, ...head }: OwnDeviceOptions,
): Promise<DocumentReply> {
  const { run } = context.client();
  const key = given ?? run.apiKey;
  const device = deviceOf(run, key);
  const send = async (known: string): Promise<DocumentReply> => {
    const deviceId = known === '' && key === run.apiKey ? await approve(context, device) : known;
    const asksFirst = deviceId === '';
    const reply = await sendCounted(context, documentOf(declaration, parameters, { ...head, key, deviceId }), {
      timeout: timeout ?? (asksFirst ? approvalMs : replyMs),
      atOnce,
      asksFirst,
    });
    const issued = asksFirst ? deviceIdOf(reply.document) : '';
    if (issued !== '') await remember(device, issued);
    return reply;
  };
  const known = await recall(device);
  const first = await send(known);
  if (known === '' || errorOf(first.document)?.code !== 'DeviceUnknown') return first;
  await remember(device, undefined);
  return await send('');
}

/** A document with the sample application's key, and with the DeviceID that was issued to the command line, as far as it has one. */
export async function asOwnDevice(run: RunFile, document: string): Promise<string> {
  const deviceId = await recall(deviceOf(run, run.apiKey));
  return document
    .replace(/<APIKey>[^<]*<\/APIKey>/, `<APIKey>${run.apiKey}</APIKey>`)
    .replace(/<DeviceID>[^<]*<\/DeviceID>|<DeviceID *\/>/, `<DeviceID>${deviceId}</DeviceID>`);
}

/** The sample application is the one that run.json gives the key of. @returns its DeviceID, remembered; empty where its next request is answered with one */
async function approve(context: CommandContext, device: DeviceStore): Promise<string> {
  const { id } = await applicationNamed(context, context.client().run.applicationId);
  const { deviceId } = await context.client().perform('devices.approve', { applicationId: id });
  if (deviceId === null) return '';
  await remember(device, deviceId);
  return deviceId;
}

interface DocumentHead extends Pick<OwnDeviceOptions, 'codes' | 'drugs' | 'requestUid'> {
  readonly key: string;
  readonly deviceId: string;
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

/** A DeviceID belongs to an application on one workstation: a file for each, named by a digest, since a key itself is not written down. */
function deviceOf({ data, workstation }: RunFile, key: string): DeviceStore {
  const digest = createHash('sha256')
    .update(workstation === undefined ? key : `${key} ${workstation}`)
    .digest('hex');
  return fileDeviceStore(join(data, devicesName, `${digest.slice(0, 16)}.json`));
}

/** Empty where none is remembered. @throws {CommandError} where its file is damaged */
async function recall(device: DeviceStore): Promise<string> {
  try {
    return (await device.load()) ?? '';
  } catch (error) {
    if (error instanceof OptionInvalidError) throw new CommandError(error.message, 1, { cause: error });
    throw error;
  }
}

async function remember(device: DeviceStore, deviceId: string | undefined): Promise<void> {
  try {
    await device.save(deviceId);
  } catch {
    // Not remembered: the next request is approved anew.
  }
}
