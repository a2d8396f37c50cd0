// The operation that searches the code lists, for the forms of the screens.
import type { InputOf, OperationHandlers, OutputOf } from '@s1kit/link';
import { codeLists } from '../directory/code-lists/index.js';
import { makeSearchIndex, type SearchIndex } from '../directory/code-lists/search.js';
import type { OperationContext } from './operation-context.js';

type Scheme = InputOf<'codes.search'>['scheme'];
type FoundCode = OutputOf<'codes.search'>['found'][number];

/** The lists never change while the program runs: each is indexed once, when it is first searched. */
const indexes = new Map<Scheme, Promise<SearchIndex<FoundCode>>>();

export const codeHandlers: Pick<OperationHandlers<OperationContext>, 'codes.search'> = {
  'codes.search': async ({ scheme, text, kind, limit = 20 }) => {
    const index = indexes.get(scheme) ?? makeSearchIndex(listOf(scheme));
    indexes.set(scheme, index);
    const { found, more } = await (await index).search(text, limit, kind === undefined ? undefined : (entry) => entry.kind === kind);
    return { found: [...found], more };
  },
};

function listOf(scheme: Scheme): readonly FoundCode[] {
  const { codes, drugs } = codeLists();
  if (scheme === 'Multilex' || scheme === 'Dmd') {
    return drugs.map(({ dmd, dose, multilex, name, quantity, use }) => ({
      code: scheme === 'Dmd' ? dmd : multilex,
      term: name,
      kind: use,
      units: null,
      dose,
      quantity,
    }));
  }
  return codes.flatMap(({ ctv3, kind, snomed, units }) => {
    const listed = scheme === 'CTV3' ? ctv3 : snomed;
    return listed === undefined ? [] : [{ code: listed.code, term: listed.term, kind, units: units ?? null, dose: null, quantity: null }];
  });
}
