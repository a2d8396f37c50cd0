// Judges requests and replies by the XSDs of an organisation: `@s1kit/sdk/validate`. For development and tests: it takes a while for long documents.
// libxml2-wasm is an optional peer: install it beside the SDK to use this entry.
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParseOption, XmlBufferInputProvider, XmlDocument, XmlLibError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import type { SystmOne } from '../client.js';

/** Which of the two schemas of a function. */
export type ValidatedPart = 'request' | 'reply';

/** Where a document does not follow its schema. */
export interface ValidationFinding {
  readonly function: string;
  readonly part: ValidatedPart;
  /** `noSchema`: the schemas have none of that name. */
  readonly kind: 'invalid' | 'notWellFormed' | 'noSchema';
  /** The elements at fault, without any value: `Element 'NHSNumber' (line 1)`. */
  readonly where: readonly string[];
}

export interface Validator {
  /**
   * Judges a document.
   * @param functionName as on the wire: `PatientSearch`
   * @returns `undefined` where it follows its schema
   */
  judge(functionName: string, part: ValidatedPart, document: string): ValidationFinding | undefined;
  /**
   * Judges everything that a client sends and is sent, which must have been connected with `payloads: true`.
   * @returns what ends it
   */
  watch(systmOne: Pick<SystmOne, 'on'>, onFinding: (finding: ValidationFinding) => void): () => void;
  /** Frees what the schemas take of memory. */
  close(): void;
}

/**
 * Opens a validator.
 * @param schemas a client, whose GetXSDFiles gives the organisation's own, or the path of a folder of `NAME.request.xsd`, `NAME.reply.xsd` and what they include
 * @throws {SystmOneError} where they cannot be fetched; {Error} where the folder cannot be read
 * @example
 * const validator = await openValidator(systmOne);
 * validator.watch(systmOne, (finding) => console.warn(finding));
 */
export async function openValidator(schemas: Pick<SystmOne, 'getXSDFiles'> | string): Promise<Validator> {
  const files = typeof schemas === 'string' ? await filesIn(schemas) : await filesFrom(schemas);
  // Schemas include each other by these addresses, which no other validator has.
  const base = `s1kit-schemas:/${randomUUID()}/`;
  const addressed = [...files].map(([name, content]) => [base + name, Buffer.from(content)] as const);
  const provider = new XmlBufferInputProvider(Object.fromEntries(addressed));
  xmlRegisterInputProvider(provider);
  const validators = new Map<string, XsdValidator | undefined>();

  const validatorOf = (name: string): XsdValidator | undefined => {
    if (!validators.has(name)) validators.set(name, compile(base, name, files.get(name)));
    return validators.get(name);
  };
  const judge: Validator['judge'] = (functionName, part, document) => {
    const about = { function: functionName, part };
    const validator = validatorOf(`${functionName}.${part}.xsd`);
    if (validator === undefined) return { ...about, kind: 'noSchema', where: [] };
    let parsed: XmlDocument;
    try {
      parsed = XmlDocument.fromString(document.trim(), { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE });
    } catch {
      return { ...about, kind: 'notWellFormed', where: [] };
    }
    try {
      validator.validate(parsed);
      return undefined;
    } catch (error) {
      return { ...about, kind: 'invalid', where: error instanceof XmlLibError ? placesOf(error) : [] };
    } finally {
      parsed.dispose();
    }
  };
  return {
    judge,
    watch: (systmOne, onFinding) => {
      const take = (functionName: string, part: ValidatedPart, payload: string | undefined): void => {
        const finding = payload === undefined ? undefined : judge(functionName, part, payload);
        if (finding !== undefined) onFinding(finding);
      };
      const ends = [
        systmOne.on('request', ({ function: name, payload }) => take(name, 'request', payload)),
        systmOne.on('reply', ({ function: name, payload }) => take(name, 'reply', payload)),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
    close: () => {
      for (const validator of validators.values()) validator?.dispose();
      validators.clear();
      for (const [address] of addressed) provider.removeBuffer(address);
    },
  };
}

async function filesFrom(systmOne: Pick<SystmOne, 'getXSDFiles'>): Promise<ReadonlyMap<string, string>> {
  const { File: files = [] } = await systmOne.getXSDFiles();
  return new Map(files.map(({ Name: name, Content: content }) => [name, content ?? '']));
}

async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.xsd'));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}

function compile(base: string, name: string, content: string | undefined): XsdValidator | undefined {
  if (content === undefined) return undefined;
  const document = XmlDocument.fromString(content, { option: ParseOption.XML_PARSE_NONET, url: base + name });
  try {
    return XsdValidator.fromDoc(document);
  } finally {
    document.dispose();
  }
}

/** Messages of libxml2 quote values: only what stands before the first colon names the element. */
function placesOf({ details }: XmlLibError): readonly string[] {
  return details.map(({ message, line }) => `${/^Element '[^']*'(?:, attribute '[^']*')?/.exec(message)?.[0] ?? 'The document'} (line ${line})`);
}
