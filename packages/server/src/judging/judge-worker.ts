// Judges documents by a schema, in a thread of its own: libxml2 is not for the way of a request, but for looking at it aside.
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { ParseOption, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** What the worker is asked. */
export interface JudgeQuestion {
  readonly id: number;
  /** The path of the schema. */
  readonly schema: string;
  /** The document, without its prolog. */
  readonly xml: string;
}

/** What it finds. `unusable` says that there is no judgement, since the schema cannot be used. */
export interface JudgeFinding {
  readonly id: number;
  readonly verdict: 'valid' | 'invalid' | 'unusable';
  /** The element at fault and what kind of rule it breaks: no value of the document, nothing of the schema. */
  readonly where: string | null;
}

const options = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;

function openValidators(): (schema: string) => XsdValidator | undefined {
  const validators = new Map<string, XsdValidator | undefined>();
  return (schema) => {
    if (!validators.has(schema)) validators.set(schema, compile(schema));
    return validators.get(schema);
  };
}

function compile(schema: string): XsdValidator | undefined {
  let document: XmlDocument | undefined;
  try {
    // The address lets the schema include others that lie beside it.
    document = XmlDocument.fromBuffer(readFileSync(schema), { option: ParseOption.XML_PARSE_NONET, url: schema });
    return XsdValidator.fromDoc(document);
  } catch {
    return undefined;
  } finally {
    document?.dispose();
  }
}

function judge(validator: XsdValidator | undefined, { id, xml }: JudgeQuestion): JudgeFinding {
  if (validator === undefined) return { id, verdict: 'unusable', where: null };
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(xml, { option: options });
    validator.validate(document);
    return { id, verdict: 'valid', where: null };
  } catch (failure) {
    return { id, verdict: 'invalid', where: failure instanceof XmlLibError ? whereOf(failure) : null };
  } finally {
    document?.dispose();
  }
}

/** What libxml2 says of a rule, by a part of its message, and what is said of it here. */
const kinds: readonly (readonly [string, string])[] = [
  ['No matching global declaration', 'is not the root that the schema has'],
  ['is not expected', 'is not expected there'],
  ['Missing child element', 'lacks an element'],
  ['is required but missing', 'lacks an attribute'],
  ['is not allowed', 'has an attribute that it may not have'],
  ['haracter content', 'has text that it may not have'],
  ['valid value', 'has a value that is not of its type'],
  ['facet', 'has a value that is not of its type'],
];

/** The messages quote values and schemas: the name of the element and the kind of rule are all that is kept. */
function whereOf({ message }: XmlLibError): string {
  const element = /Element '([^']{1,100})'/.exec(message)?.[1] ?? 'the document';
  const kind = kinds.find(([part]) => message.includes(part))?.[1] ?? 'breaks a rule';
  return `${element} ${kind}`;
}

xmlRegisterFsInputProviders();
const validatorOf = openValidators();
parentPort?.on('message', (question: JudgeQuestion) => {
  parentPort?.postMessage(judge(validatorOf(question.schema), question));
});
