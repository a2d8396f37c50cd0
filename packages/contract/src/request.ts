// A whole request: from its document to typed parameters, and from parameters to a document.
import type { XmlNode } from './document.js';
import { type OutputScheme, requestEnvelope, requestRoot } from './envelope.js';
import { Refusal } from './errors.js';
import type { FunctionDeclaration, RequestOf } from './functions/index.js';
import { type Deviation, decodeElement, isNil, type Judgement } from './shape/decode.js';
import { type ElementPlan, type Moves, planElement } from './shape/decode-plan.js';
import { elementWriter } from './shape/encode.js';
import { oncePer } from './shape/once.js';
import type { OrganisationLists } from './shape/simple.js';

export interface DecodedRequest<D extends FunctionDeclaration> {
  /** The function's parameters. */
  readonly value: RequestOf<D>;
  /** Every leniency that the request needed (B3.5). */
  readonly deviations: readonly Deviation[];
}

export interface DecodeOptions {
  /** The organisation's lists; `undefined` where values of lists are plain text. */
  readonly lists: OrganisationLists | undefined;
  /** Whether aliases and other orders are refused. */
  readonly strict: boolean;
}

function movesOf(declaration: FunctionDeclaration): Moves {
  const moves = new Map<string, Map<string, string>>();
  for (const { names, found, belongs } of declaration.misplaced ?? []) {
    const into = belongs.slice(found.length + 1);
    const there = moves.get(found) ?? new Map<string, string>();
    for (const name of names) there.set(name, into);
    moves.set(found, there);
  }
  return moves;
}

const planOf = oncePer((declaration: FunctionDeclaration): ElementPlan => planElement(requestEnvelope(declaration), 'request', movesOf(declaration)));

function judgeVersion(declaration: FunctionDeclaration, root: XmlNode, judgement: Judgement): void {
  const said = root.children.find(({ name }) => name === 'FunctionVersion')?.text;
  if (said === undefined || said === declaration.version) return;
  const path = `/${requestRoot}/FunctionVersion`;
  if (judgement.strict) {
    throw new Refusal('SchemaInvalid', `${path}: the version must be written ${declaration.version} (refused, since the environment is strict).`, path);
  }
  judgement.deviations.push({ kind: 'version', path });
}

/**
 * Decodes a request of a function. The verdict is that of the function's schema on the same document with its elements in the schema's order and
 * aliases normalised (B3.5).
 * @param root the parsed document, whose envelope has been read
 * @throws {Refusal} SchemaInvalid; the message names the element's path and the rule, never a value
 */
export function decodeRequest<D extends FunctionDeclaration>(declaration: D, root: XmlNode, options: DecodeOptions): DecodedRequest<D> {
  const judgement: Judgement = { lists: options.lists, strict: options.strict, deviations: [], unknown: undefined };
  // Children are asked on the way; a whole request that is nil has content all the same.
  if (root.attributes.length > 0) isNil(root, undefined, `/${requestRoot}`);
  const decoded = decodeElement(planOf(declaration), root, `/${requestRoot}`, undefined, judgement);
  judgeVersion(declaration, root, judgement);
  // The plan was made from the declaration, so what it decodes has the declaration's type. Parameters that may be left out may be empty.
  return { value: (decoded.FunctionParameters ?? {}) as RequestOf<D>, deviations: judgement.deviations };
}

/** What an application says of itself and of its request. */
export interface RequestHead {
  readonly apiKey: string;
  /** Empty on first contact. */
  readonly deviceId: string;
  readonly deviceVersion?: string;
  readonly requestUid: string;
  readonly outputScheme?: Partial<OutputScheme>;
}

const writerOf = oncePer((declaration: FunctionDeclaration) => elementWriter(requestRoot, requestEnvelope(declaration), 'request'));

/**
 * Encodes a request of a function: one line of ASCII, without a line break at its end.
 * @example encodeRequest(patientSearch, { apiKey, deviceId: '', requestUid: '1' }, { Surname: 'Smith', Gender: 'F' })
 */
export function encodeRequest<D extends FunctionDeclaration>(declaration: D, head: RequestHead, value: RequestOf<D>): string {
  return writerOf(declaration)({
    APIKey: head.apiKey,
    DeviceID: head.deviceId,
    DeviceVersion: head.deviceVersion,
    RequestUID: head.requestUid,
    Function: declaration.name,
    FunctionVersion: declaration.version,
    OutputScheme: head.outputScheme === undefined ? undefined : { Drugs: head.outputScheme.drugs, Codes: head.outputScheme.codes },
    FunctionParameters: value,
  });
}
