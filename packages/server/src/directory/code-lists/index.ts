// The code lists: what a code means, what it is in the other scheme, and what lies below it. They serve fictitious records; any well-formed code is accepted.
import type { Code, Drug } from '@s1kit/contract';
import { kindsOf, notBelow } from './hierarchy.js';
import { type ListedCode, type ListedDrug, readListedCodes, readListedDrugs } from './listed.js';

export type CodeScheme = Code['Scheme'];
export type DrugScheme = Drug['Scheme'];
export type { ListedCode, ListedDrug } from './listed.js';

export interface CodeLists {
  readonly codes: readonly ListedCode[];
  readonly drugs: readonly ListedDrug[];
  /** The meaning of a code, if it is listed. CTV3 is case-sensitive. */
  findCode(scheme: CodeScheme, code: string): ListedCode | undefined;
  /** The code in a scheme, with that scheme's term; itself if it is in it already; `undefined` where the list has none. */
  equivalent(code: Code, scheme: CodeScheme): Code | undefined;
  /** The product of a number, if it is listed. */
  findDrug(scheme: DrugScheme, productId: string): ListedDrug | undefined;
  /** The product in a scheme, with its name; itself if it is in it already; `undefined` where the list has none. A pack is not carried over. */
  equivalentDrug(drug: Drug, scheme: DrugScheme): Drug | undefined;
  /** The listed codes of the same scheme that lie below a code, and the code itself. */
  descendants(scheme: CodeScheme, code: string): ReadonlySet<string>;
  /** Whether a code, listed or not, is another one or lies below it. Both are of the same scheme. */
  isWithin(scheme: CodeScheme, code: string, ancestor: string): boolean;
}

let shipped: CodeLists | undefined;

/** The code lists that are shipped with the package. Files that never change are read once, when they are first asked for. */
export function codeLists(): CodeLists {
  shipped ??= makeCodeLists(readListedCodes(), readListedDrugs());
  return shipped;
}

function makeCodeLists(codes: readonly ListedCode[], drugs: readonly ListedDrug[]): CodeLists {
  const byCode = {
    CTV3: new Map(codes.flatMap((listed) => (listed.ctv3 ? [[listed.ctv3.code, listed] as const] : []))),
    Snomed: new Map(codes.flatMap((listed) => (listed.snomed ? [[listed.snomed.code, listed] as const] : []))),
  };
  const byProduct = { Multilex: new Map(drugs.map((drug) => [drug.multilex, drug])), Dmd: new Map(drugs.map((drug) => [drug.dmd, drug])) };
  const known = new Map<string, ReadonlySet<string>>();

  const descendants = (scheme: CodeScheme, code: string): ReadonlySet<string> => {
    const key = `${scheme} ${code}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const listed = byCode[scheme].get(code);
    const below = listed === undefined ? [] : everythingBelow(listed, codes);
    const unlisted = scheme === 'CTV3' ? codes.filter((other) => other.ctv3 !== undefined && beginsAs(other.ctv3.code, code)) : [];
    const all = new Set([code, ...[...below, ...unlisted].flatMap((meaning) => (scheme === 'CTV3' ? meaning.ctv3 : meaning.snomed)?.code ?? [])]);
    // Only what is listed is remembered: requests could name codes without end.
    if (listed !== undefined) known.set(key, all);
    return all;
  };

  return {
    codes,
    drugs,
    findCode: (scheme, code) => byCode[scheme].get(code),
    equivalent: (code, scheme) => {
      if (code.Scheme === scheme) return code;
      const listed = byCode[code.Scheme].get(code.Code);
      const other = scheme === 'CTV3' ? listed?.ctv3 : listed?.snomed;
      return other === undefined ? undefined : { Scheme: scheme, Code: other.code, Term: other.term };
    },
    findDrug: (scheme, productId) => byProduct[scheme].get(productId),
    equivalentDrug: (drug, scheme) => {
      if (drug.Scheme === scheme) return drug;
      const listed = byProduct[drug.Scheme].get(drug.ProductID);
      if (listed === undefined) return undefined;
      return { Scheme: scheme, ProductID: scheme === 'Dmd' ? listed.dmd : listed.multilex, Name: listed.name };
    },
    descendants,
    isWithin: (scheme, code, ancestor) => descendants(scheme, ancestor).has(code) || (scheme === 'CTV3' && beginsAs(code, ancestor)),
  };
}

/** Whether a CTV3 code is one that another, which ends in dots, holds by its beginning. */
function beginsAs(code: string, ancestor: string): boolean {
  const stem = ancestor.replace(/\.+$/u, '');
  if (stem === ancestor || stem === '' || !code.startsWith(stem)) return false;
  return !(notBelow[ancestor]?.some((other) => code === other || beginsAs(code, other)) ?? false);
}

function everythingBelow(top: ListedCode, codes: readonly ListedCode[]): ReadonlySet<ListedCode> {
  const found = new Set<ListedCode>();
  const visit = (meaning: ListedCode): void => {
    if (found.has(meaning)) return;
    found.add(meaning);
    const children = kindsOf[meaning.ctv3?.code ?? meaning.snomed?.code ?? ''] ?? [];
    for (const other of codes) {
      const name = other.ctv3?.code ?? other.snomed?.code ?? '';
      const byBeginning = meaning.ctv3 !== undefined && other.ctv3 !== undefined && beginsAs(other.ctv3.code, meaning.ctv3.code);
      if (byBeginning || children.includes(name)) visit(other);
    }
  };
  visit(top);
  return found;
}
