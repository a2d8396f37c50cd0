// One document of a case, and what our decoder says of it.
import {
  canonicalRequest,
  decodeReply,
  decodeRequest,
  documentText,
  encodeReply,
  encodeRequest,
  type FunctionDeclaration,
  functions,
  parseDocument,
  Refusal,
  type RequestHead,
  schemaName,
  type XmlNode,
} from '@s1kit/contract';
import type { Chance } from '@s1kit/server';
import { broken } from '../documents/broken.js';
import { elementOf, textOf } from '../documents/values.js';
import type { Practice } from './practice.js';

export interface Judged {
  readonly schema: string;
  readonly document: string;
  /** What we refuse it for, without any value; `undefined` where we take it. */
  readonly refusal: string | undefined;
}

const head: RequestHead = { apiKey: '00112233445566aa', deviceId: 'aabbccddeeff0011', requestUid: 'r-1' };
const instance: XmlNode['attributes'][number] = ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'];
const nilValues = ['true', 'true', 'false', '1', '0', ' true ', 'yes', ''] as const;

/** A request of any function, put in canonical order; three of four are broken. */
export function requestCase(chance: Chance, { lists }: Practice): Judged {
  const declaration = chance.pick(functions);
  const node = wholeRequest(chance, declaration, lists);
  const brokenNode = chance.chance(0.75) ? broken(node, chance) : node;
  const nilled = chance.chance(0.1) ? withNil(brokenNode, chance) : brokenNode;
  const document = documentText(canonicalRequest(declaration, nilled));
  return { schema: `${schemaName(declaration)}.request.xsd`, document, refusal: requestRefusal(declaration, document, lists) };
}

/** A reply of any function, as our encoder writes it. What the decoder refuses of it is a fault of one of the two. */
export function replyCase(chance: Chance, { lists }: Practice): Judged {
  const declaration = chance.pick(functions);
  const echo = { deviceId: textOf(chance), requestUid: textOf(chance), function: declaration.name, functionVersion: '1' };
  // A value of the reply's own shape is one of its replies.
  const value = elementOf(chance, declaration.reply, 'reply', lists) as never;
  const document = Buffer.concat([...encodeReply(echo, 'R', declaration, value)]).toString('latin1');
  return { schema: `${schemaName(declaration)}.reply.xsd`, document, refusal: refusalOf(() => decodeReply(declaration, parseDocument(document))) };
}

function wholeRequest(chance: Chance, declaration: FunctionDeclaration, lists: Practice['lists']): XmlNode {
  // As above.
  return parseDocument(encodeRequest(declaration, head, elementOf(chance, declaration.request, 'request', lists) as never));
}

/** The document with an element that says whether it is nil. */
function withNil(root: XmlNode, chance: Chance): XmlNode {
  const says: XmlNode['attributes'][number] = ['xsi:nil', chance.pick(nilValues)];
  const isEmptied = chance.chance(0.7);
  const mark = (node: XmlNode, depth: number): XmlNode => {
    if (node.children.length > 0 && chance.chance(depth === 0 ? 0.95 : 0.6)) {
      const which = chance.below(node.children.length);
      return { ...node, children: node.children.map((child, index) => (index === which ? mark(child, depth + 1) : child)) };
    }
    const left = isEmptied && depth > 0 ? { ...node, children: [], text: '' } : node;
    return { ...left, attributes: [...node.attributes, says] };
  };
  return mark({ ...root, attributes: [...root.attributes, instance] }, 0);
}

/** With aliases off: an element that is taken though it is misplaced is one that the schema refuses there. */
function requestRefusal(declaration: FunctionDeclaration, document: string, lists: Practice['lists']): string | undefined {
  let misplaced: string | undefined;
  const refusal = refusalOf(() => {
    const { deviations } = decodeRequest(declaration, parseDocument(document), { lists, strict: false });
    misplaced = deviations.find(({ kind }) => kind === 'place')?.path;
  });
  return refusal ?? misplaced;
}

function refusalOf(decode: () => unknown): string | undefined {
  try {
    decode();
    return undefined;
  } catch (failure) {
    if (failure instanceof Refusal && failure.code === 'SchemaInvalid') return failure.path ?? 'somewhere';
    throw failure;
  }
}
