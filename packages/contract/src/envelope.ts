// The envelope around every request and reply (WIRE-FORMAT §2, §3).
import { childOf, type XmlNode } from './document.js';
import { Refusal } from './errors.js';
import { type FunctionDeclaration, functions, versionsOf } from './functions/index.js';
import { attribute, boolean, decimal, type ElementType, element, one, oneOf, optional, text } from './shape/index.js';

export const requestRoot = 'ClientIntegrationRequest';
export const replyRoot = 'ClientIntegrationResponse';

const drugsOutput = oneOf('DrugsOutput', 'The scheme of drugs in the reply. Multiplex is Multilex.', ['Multilex', 'Multiplex', 'Dmd']);
const codesOutput = oneOf('CodesOutput', 'The scheme of clinical codes in the reply.', ['CTV3', 'Snomed']);

const outputSchemeShape = element('OutputScheme', 'The coding schemes of the reply (B7.8).', {
  Drugs: optional(drugsOutput, 'The scheme of drugs; Multilex if left out.'),
  Codes: optional(codesOutput, 'The scheme of clinical codes; CTV3 if left out.'),
});

/** Whether an element may be empty in a request: then the envelope may leave it out. */
function mayBeEmpty(type: ElementType): boolean {
  return Object.values(type.fields).every(
    (field) => field.options.only === 'reply' || (field.place !== 'text' && (field.cardinality === 'optional' || field.cardinality === 'many')),
  );
}

/** The shape of the whole request of a function. */
export function requestEnvelope(declaration: FunctionDeclaration) {
  const parameters = mayBeEmpty(declaration.request) ? optional : one;
  return element(requestRoot, `A request of ${declaration.name}, version ${declaration.version}.`, {
    APIKey: one(text, 'Identifies the calling application: 16 hexadecimal digits.'),
    DeviceID: one(text, 'Identifies the approved installation; empty on first contact.'),
    DeviceVersion: optional(text, 'The version of the calling application.'),
    RequestUID: one(text, "The caller's own identifier of the message; the reply repeats it."),
    Function: one(text, `The name of the function: ${declaration.name}.`),
    FunctionVersion: one(decimal, `The version of the function, compared as a number: ${declaration.version}.`),
    OutputScheme: optional(outputSchemeShape, 'The coding schemes of the reply.'),
    FunctionParameters: parameters(declaration.request, declaration.request.doc),
  });
}

/** What tells of a failure, in place of `Response` (B3.3). */
export const errorShape = element('Error', 'A failure.', {
  Code: attribute(text, 'Which error of the registry.'),
  ErrorMessage: one(text, 'What was wrong and what to do, for a person.'),
  PermanentError: one(boolean, 'true: the same request cannot succeed as things are set up. false: it can, later or after a change of state.'),
});

/** What every reply begins with, in this order. */
export const replyHeader = element('ReplyHeader', 'What every reply begins with.', {
  DeviceID: one(text, 'As sent, or the identifier that was issued.'),
  RequestUID: one(text, 'As sent.'),
  Function: one(text, 'As sent.'),
  FunctionVersion: one(text, 'As sent.'),
  ResponseUID: one(text, 'The identifier of this reply.'),
});

export interface OutputScheme {
  readonly codes: 'CTV3' | 'Snomed';
  readonly drugs: 'Multilex' | 'Dmd';
}

export const defaultOutputScheme: OutputScheme = { codes: 'CTV3', drugs: 'Multilex' };

/** What a reply repeats of its request; empty where it was unreadable (B3.2). */
export interface Echo {
  readonly deviceId: string;
  readonly requestUid: string;
  readonly function: string;
  readonly functionVersion: string;
}

export interface Envelope extends Echo {
  readonly apiKey: string;
  readonly deviceVersion?: string;
  readonly outputScheme: OutputScheme;
  /** The element FunctionParameters, where there is one. */
  readonly parameters: XmlNode | undefined;
}

function requiredText(root: XmlNode, name: string): string {
  const found = root.children.filter((child) => child.name === name);
  const path = `/${requestRoot}/${name}`;
  const [node] = found;
  if (node === undefined) throw new Refusal('EnvelopeInvalid', `/${requestRoot}: element ${name} is missing.`, path);
  if (found.length > 1) throw new Refusal('EnvelopeInvalid', `${path}: the element stands ${found.length} times; it must stand once.`, path);
  if (node.children.length > 0) throw new Refusal('EnvelopeInvalid', `${path}: the element must hold text only.`, path);
  return node.text;
}

/** The coding schemes asked for; what is not one of them is left to the schema to refuse. */
function outputSchemeOf(root: XmlNode): OutputScheme {
  const node = childOf(root, 'OutputScheme');
  const said = (name: string): string | undefined => (node === undefined ? undefined : childOf(node, name)?.text);
  return { codes: said('Codes') === 'Snomed' ? 'Snomed' : 'CTV3', drugs: said('Drugs') === 'Dmd' ? 'Dmd' : 'Multilex' };
}

/**
 * Reads the envelope of a request. The elements may stand in any order; those that every request needs must stand once.
 * @throws {Refusal} EnvelopeInvalid, with the path of the element
 */
export function readEnvelope(root: XmlNode): Envelope {
  if (root.name !== requestRoot) throw new Refusal('EnvelopeInvalid', `The root element must be ${requestRoot}.`, '/');
  const deviceVersion = childOf(root, 'DeviceVersion')?.text;
  return {
    apiKey: requiredText(root, 'APIKey'),
    deviceId: requiredText(root, 'DeviceID'),
    requestUid: requiredText(root, 'RequestUID'),
    function: requiredText(root, 'Function'),
    functionVersion: requiredText(root, 'FunctionVersion'),
    ...(deviceVersion === undefined ? {} : { deviceVersion }),
    outputScheme: outputSchemeOf(root),
    parameters: childOf(root, 'FunctionParameters'),
  };
}

/** What can be read of an envelope, for the reply that refuses it; `undefined` for a document that could not be read at all. */
export function readableEnvelope(root: XmlNode | undefined): Echo {
  const said = (name: string): string => (root === undefined ? '' : (childOf(root, name)?.text ?? ''));
  return { deviceId: said('DeviceID'), requestUid: said('RequestUID'), function: said('Function'), functionVersion: said('FunctionVersion') };
}

/** Whether two texts are the same version: `1`, `1.0` and `1.00` are. */
export function isSameVersion(one: string, other: string): boolean {
  const [a, b] = [decimal.parse(one.trim()), decimal.parse(other.trim())];
  return a !== undefined && b !== undefined && Number(a) === Number(b);
}

/** The declaration of a function in the version that a request names; `undefined` where there is none. */
export function functionOfVersion(name: string, version: string, declared: readonly FunctionDeclaration[] = functions): FunctionDeclaration | undefined {
  return versionsOf(name, declared).find((declaration) => isSameVersion(declaration.version, version));
}
