// Which items of an event a request wants (B7.7).
import type { ClinicalItem } from '@s1kit/contract';
import type { CodeLists } from '../directory/code-lists/index.js';
import { codeMatcher } from './code-matcher.js';
import type { RecordSelection } from './record-filter.js';

export type ItemMatcher = (item: ClinicalItem) => boolean;

/** Makes the judge of items: what a category, a code or a numeric asks for adds up. */
export function itemMatcher(selection: RecordSelection, lists: CodeLists): ItemMatcher {
  if (selection.allItems) return () => true;
  const isCode = codeMatcher(selection.codes, lists);
  const isNumeric = codeMatcher(selection.numerics, lists);
  return (item) => {
    if (selection.kinds.has(item.kind)) return true;
    if (item.kind !== 'ClinicalCode') return false;
    return isCode(item.value.Code) || (item.value.Value !== undefined && isNumeric(item.value.Code));
  };
}
