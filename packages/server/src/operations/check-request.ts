// A document judged without being sent: by its form, its envelope, its function and its schema, with the code that judges every request, and where each finding stands.
import {
  type ErrorCode,
  type FunctionDeclaration,
  type OrganisationLists,
  placeOfOffset,
  placesOf,
  Refusal,
  readEnvelope,
  requestRoot,
  type TextPlace,
} from '@s1kit/contract';
import { readRoot } from '../exchange/document.js';
import { checkFunction } from '../exchange/function.js';
import { checkSchema } from '../exchange/schema.js';

export interface RequestFinding extends TextPlace {
  readonly kind: 'error' | 'deviation';
  /** Of the element; empty where the document could not be read so far. */
  readonly path: string;
  readonly message: string;
  /** The code of the error, or the kind of deviation. */
  readonly rule: string;
}

export interface CheckOptions {
  readonly declared: readonly FunctionDeclaration[];
  readonly lists: OrganisationLists;
  readonly strict: boolean;
}

/** Which functions an application may call is known when it is sent for one. */
const anyApplication = { id: '', name: '', functions: null };

/**
 * Judges a document. As for a reply, the first check that fails decides (B3.1): there is one error at most.
 * @returns nothing for a request that follows its schema to the letter
 */
export function checkRequest(document: string, { declared, lists, strict }: CheckOptions): readonly RequestFinding[] {
  try {
    const root = readRoot({ bytes: new Uint8Array(), text: document });
    const declaration = checkFunction(declared, anyApplication, readEnvelope(root));
    const { deviations } = checkSchema(declaration, root, { lists, strict });
    return deviations.length === 0 ? [] : deviationsIn(document, deviations);
  } catch (failure) {
    if (failure instanceof Refusal) return [errorIn(document, failure)];
    throw failure;
  }
}

/** What each leniency is about (B3.5). */
const leniencies: Readonly<Record<string, string>> = {
  alias: 'another spelling of the element is taken.',
  order: 'the elements stand in another order than that of the schema.',
  place: 'the element belongs elsewhere, and is taken as if it stood there.',
  empty: 'the element is empty, and is taken as absent.',
  nil: 'the element is nil, and is taken as absent or empty.',
  version: 'the version is written otherwise than the function has it.',
};

/** Of more deviations the first are told: nobody reads them all, and each is looked for in the document. */
const toldDeviations = 100;

function deviationsIn(document: string, deviations: readonly string[]): readonly RequestFinding[] {
  const placeOf = placesOf(document);
  return deviations.slice(0, toldDeviations).map((deviation) => {
    const [rule = '', path = ''] = deviation.split(' ', 2);
    return { kind: 'deviation', ...placeOf(path), path, message: `${path}: ${leniencies[rule] ?? 'the request is taken all the same.'}`, rule };
  });
}

/** Refusals that name no path, and the element that they are about. */
const about: Readonly<Partial<Record<ErrorCode, string>>> = {
  FunctionUnknown: `/${requestRoot}/Function`,
  FunctionUnavailable: `/${requestRoot}/Function`,
};

function errorIn(document: string, { code, message, path = about[code] ?? '' }: Refusal): RequestFinding {
  const place = path === '' ? brokenAt(document, message) : placesOf(document)(path, strangerIn(message));
  return { kind: 'error', ...place, path, message, rule: code };
}

/** The name of the child that a message says is not allowed: its path is that of the element which it stands in. */
function strangerIn(message: string): string | undefined {
  return /: element (\S+) is not allowed here/.exec(message)?.[1];
}

/** Where a document ceases to be well-formed, as the message says; that does not count what stands before the document. */
function brokenAt(document: string, message: string): TextPlace {
  const [, line = '1', column = '1'] = /at line (\d+), column (\d+)\.$/.exec(message) ?? [];
  const start = placeOfOffset(document, document.search(/[^\uFEFF \t\r\n]/u));
  const lines = start.line + Number(line) - 1;
  return { line: lines, column: Math.max(1, Number(column) + (line === '1' ? start.column - 1 : 0)) };
}
