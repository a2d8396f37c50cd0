// Requests as an honest client sends them: the environment's own templates, with the key and the DeviceID of an approved device.
import { functions } from '@s1kit/contract';

export interface Caller {
  readonly apiKey: string;
  readonly deviceId: string;
}

/** The template of each function, by its name. */
export type Templates = ReadonlyMap<string, string>;

/** Reads the templates of every function. */
export async function readTemplates(templateOf: (name: string) => Promise<string>): Promise<Templates> {
  const templates = new Map<string, string>();
  for (const { name, available } of functions) if (available) templates.set(name, await templateOf(name));
  return templates;
}

/** A template as one line, sent by a caller. */
export function requestFrom(templates: Templates, name: string, { apiKey, deviceId }: Caller, requestUid = 'campaign'): string {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`There is no template of ${name}.`);
  return template
    .replaceAll(/\n\s*/g, '')
    .replace('0000000000000000', apiKey)
    .replace(/<DeviceID\/>/, deviceId === '' ? '<DeviceID/>' : `<DeviceID>${deviceId}</DeviceID>`)
    .replace(/<RequestUID>[^<]*</, `<RequestUID>${requestUid}<`);
}
