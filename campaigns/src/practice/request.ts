// Documents as clients send and read them.
import type { XmlNode } from '@s1kit/contract';

export interface RequestParts {
  readonly apiKey: string;
  readonly function: string;
  readonly deviceId?: string;
  readonly requestUid?: string;
  readonly parameters?: string;
}

/** A request document. */
export function requestText({ apiKey, deviceId = '', function: name, parameters = '', requestUid = 'r' }: RequestParts): string {
  return `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><RequestUID>${requestUid}</RequestUID><Function>${name}</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters>${parameters}</FunctionParameters></ClientIntegrationRequest>`;
}

export interface Answer {
  readonly text: string;
  readonly deviceId: string;
  /** The code of the error; `undefined` for a success. */
  readonly error: string | undefined;
}

/** What a reply says; `undefined` for none. */
export function answerOf(text: string): Answer;
export function answerOf(text: string | undefined): Answer | undefined;
export function answerOf(text: string | undefined): Answer | undefined {
  if (text === undefined) return undefined;
  return { text, deviceId: /<DeviceID>([^<]*)</.exec(text)?.[1] ?? '', error: /<Error Code="([^"]*)"/.exec(text)?.[1] };
}

export const identityOf = (nhsNumber: string): string => `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;

/** The texts of all elements of a name, in the order in which they stand. */
export function textsOf(reply: string, name: string): readonly string[] {
  return [...reply.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
}

/** The children of that name. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** A node and everything below it. */
export function nodesOf(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}
