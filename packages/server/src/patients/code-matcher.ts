// Whether a recorded code is one of those that a filter asks for, in either scheme, with what lies below it where asked (B7.7).
import type { Code } from '@s1kit/contract';
import type { CodeLists, CodeScheme } from '../directory/code-lists/index.js';
import type { WantedCode } from './record-filter.js';

export type CodeMatcher = (code: Code) => boolean;

/**
 * Makes a matcher for a filter's codes. Its cost does not grow with their number: filters may name whole code sets.
 * @param wanted codes as sent: digits alone, six or more, are SNOMED CT, everything else is CTV3
 */
export function codeMatcher(wanted: readonly WantedCode[], lists: CodeLists): CodeMatcher {
  if (wanted.length === 0) return () => false;
  const exact = new Set<string>();
  const stems = new Set<string>();
  const ancestors = new Set<string>();

  for (const { code, descendants } of wanted) {
    for (const form of bothForms({ Scheme: schemeOf(code), Code: code }, lists)) {
      exact.add(keyOf(form));
      if (!descendants) continue;
      const isListed = lists.findCode(form.Scheme, form.Code) !== undefined;
      const isOpen = form.Scheme === 'CTV3' && form.Code.endsWith('.');
      if (isListed) for (const below of lists.descendants(form.Scheme, form.Code)) exact.add(keyOf({ Scheme: form.Scheme, Code: below }));
      if (isOpen && isListed) ancestors.add(form.Code);
      if (isOpen && !isListed) stems.add(form.Code.replace(/\.+$/u, ''));
    }
  }

  const beginsAsAsked = (code: string): boolean => {
    for (let length = 1; length < code.length; length++) if (stems.has(code.slice(0, length))) return true;
    for (const ancestor of ancestors) if (lists.isWithin('CTV3', code, ancestor)) return true;
    return false;
  };
  const judge = (form: Code): boolean => exact.has(keyOf(form)) || (form.Scheme === 'CTV3' && beginsAsAsked(form.Code));
  const judged = new Map<string, boolean>();
  return (code) => {
    const key = keyOf(code);
    const known = judged.get(key);
    if (known !== undefined) return known;
    const verdict = bothForms(code, lists).some(judge);
    judged.set(key, verdict);
    return verdict;
  };
}

/** SNOMED CT identifiers have six digits or more; CTV3 codes have five characters. */
function schemeOf(code: string): CodeScheme {
  return /^[0-9]{6,}$/u.test(code) ? 'Snomed' : 'CTV3';
}

function bothForms(code: Code, lists: CodeLists): readonly Code[] {
  const other = lists.equivalent(code, code.Scheme === 'CTV3' ? 'Snomed' : 'CTV3');
  return other === undefined ? [code] : [code, other];
}

function keyOf({ Scheme: scheme, Code: code }: Code): string {
  return `${scheme} ${code}`;
}
