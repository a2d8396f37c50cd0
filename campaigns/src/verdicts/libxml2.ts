// libxml2 as a judge, in this process: for the mass of documents.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParseOption, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** Whether a schema of the folder holds for a document. */
export type Libxml2 = (schema: string, document: string) => boolean;

/**
 * Judges by the schemas of a folder, each compiled once.
 * @throws what keeps a schema from being compiled
 */
export function libxml2In(folder: string): Libxml2 {
  xmlRegisterFsInputProviders();
  const validators = new Map<string, XsdValidator>();
  const validatorOf = (schema: string): XsdValidator => {
    const known = validators.get(schema);
    if (known !== undefined) return known;
    const url = join(folder, schema);
    // The address lets the schema include the types that lie beside it.
    const document = XmlDocument.fromBuffer(readFileSync(url), { option: ParseOption.XML_PARSE_NONET, url });
    const validator = XsdValidator.fromDoc(document);
    document.dispose();
    validators.set(schema, validator);
    return validator;
  };
  return (schema, text) => {
    const validator = validatorOf(schema);
    let document: XmlDocument | undefined;
    try {
      document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE });
      validator.validate(document);
      return true;
    } catch (failure) {
      if (failure instanceof XmlLibError) return false;
      throw failure;
    } finally {
      document?.dispose();
    }
  };
}
