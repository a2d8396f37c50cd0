// Codes and products by their names in the lists: nothing here comes from memory, a name that is not listed is an error at once.
import type { Code, Drug } from '@s1kit/contract';
import { codeLists, type ListedCode, type ListedDrug } from '../directory/code-lists/index.js';

export interface Terms {
  readonly codes: readonly ListedCode[];
  readonly drugs: readonly ListedDrug[];
  /** The listed meaning of a term: of CTV3, or of SNOMED CT where there is no CTV3 code. */
  meaning(term: string): ListedCode;
  /** The code of a term, in CTV3 where there is one: records keep their own scheme. */
  code(term: string): Code;
  /** The product of a name, as a record holds it. */
  drug(name: string): Drug;
  product(name: string): ListedDrug;
}

/** Looks names up in the code lists. */
export function listedTerms(): Terms {
  const { codes, drugs } = codeLists();
  const meanings = new Map<string, ListedCode>();
  for (const listed of codes) {
    const term = listed.ctv3?.term ?? listed.snomed?.term ?? '';
    if (!meanings.has(term)) meanings.set(term, listed);
  }
  const products = new Map(drugs.map((drug) => [drug.name, drug]));
  const codeValues = new Map<string, Code>([...meanings].map(([term, listed]) => [term, storedCode(listed)]));
  const drugValues = new Map<string, Drug>(drugs.map((drug) => [drug.name, { Scheme: 'Multilex', ProductID: drug.multilex, Name: drug.name }]));
  const meaning = (term: string): ListedCode => meanings.get(term) ?? notListed('term', term);
  return {
    codes,
    drugs,
    meaning,
    code: (term) => codeValues.get(term) ?? notListed('term', term),
    drug: (name) => drugValues.get(name) ?? notListed('product', name),
    product: (name) => products.get(name) ?? notListed('product', name),
  };
}

/** A code as records hold it. */
export function storedCode(listed: ListedCode): Code {
  if (listed.ctv3 !== undefined) return { Scheme: 'CTV3', Code: listed.ctv3.code, Term: listed.ctv3.term };
  return { Scheme: 'Snomed', Code: listed.snomed?.code ?? '', Term: listed.snomed?.term ?? '' };
}

function notListed(what: string, name: string): never {
  throw new Error(`The ${what} "${name}" is not in the code lists. Use one that is.`);
}
