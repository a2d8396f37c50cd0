// The allergies of a record: what is recorded as one, what says that there are none, or nothing at all, which is not the same.
import type { ClinicalItem, Code } from '@s1kit/contract';
import type { CodeLists } from '../../directory/code-lists/index.js';
import type { Store } from '../../store/index.js';
import { eventsNewestFirst, type RecordStretch } from './portions.js';
import type { PlacedItem, RecordedEvent } from './recorded-event.js';

export interface AllergyEntry {
  readonly event: RecordedEvent;
  readonly place: number;
  /** The substance, or the term of the code. */
  readonly words: string;
  readonly reaction: string;
}

export interface Allergies {
  readonly some: readonly AllergyEntry[];
  readonly noneKnown: readonly AllergyEntry[];
}

export async function readAllergies(store: Pick<Store, 'readPortions'>, stretch: RecordStretch, lists: CodeLists): Promise<Allergies> {
  const some: AllergyEntry[] = [];
  const noneKnown: AllergyEntry[] = [];
  for await (const event of eventsNewestFirst(store, { ...stretch, kinds: ['ClinicalCode', 'DrugSensitivity'] })) {
    for (const placed of event.items) {
      const kind = allergyKind(placed.item, lists);
      if (kind !== undefined) (kind === 'some' ? some : noneKnown).push(entryOf(event, placed, kind, lists));
    }
  }
  return { some: withoutRepeats(some), noneKnown };
}

/** Codes that say that the patient was asked and knows of none, which the lists do not have: SNOMED CT and CTV3. */
const noneKnownCodes = new Set(['716186003', '1151.']);
const noneKnownWords = /^no known (?:\w+ )?allerg/iu;

/**
 * What an item says of allergies. A code that the lists do not have is judged by its words: an allergy too many is seen, one too few does harm.
 */
export function allergyKind(item: ClinicalItem, lists: CodeLists): 'some' | 'noneKnown' | undefined {
  if (item.kind === 'DrugSensitivity') return 'some';
  if (item.kind !== 'ClinicalCode') return undefined;
  const code = item.value.Code;
  const listed = lists.findCode(code.Scheme, code.Code);
  // What a listed code means is not changed by the words that it was sent with.
  const term = listedTerm(code, lists) ?? code.Term ?? '';
  if (noneKnownCodes.has(code.Code) || noneKnownWords.test(term)) return 'noneKnown';
  if (listed !== undefined) return listed.kind === 'allergy' ? 'some' : undefined;
  return /\ballerg(?:y|ies)\b|adverse reaction|anaphyla|hypersensitivity/iu.test(term) && !/^(?:no|fh|family history)\b/iu.test(term) ? 'some' : undefined;
}

/** The words of an allergy's code as recorded; the list's where there are none, or where they deny it. */
function wordsOf(code: Code, kind: 'some' | 'noneKnown', lists: CodeLists): string {
  const { Code: text, Term: term = '' } = code;
  return term.trim() === '' || (kind === 'some' && noneKnownWords.test(term)) ? (listedTerm(code, lists) ?? text) : term;
}

function listedTerm({ Scheme: scheme, Code: code }: Code, lists: CodeLists): string | undefined {
  const listed = lists.findCode(scheme, code);
  return (scheme === 'CTV3' ? listed?.ctv3 : listed?.snomed)?.term;
}

function entryOf(event: RecordedEvent, { place, item }: PlacedItem, kind: 'some' | 'noneKnown', lists: CodeLists): AllergyEntry {
  if (item.kind === 'DrugSensitivity') {
    const { Drug: drug, FreeText: freeText = '' } = item.value;
    // A product that the lists do not have may have come without a name.
    const product = [drug?.Name, drug?.ProductID].find((text) => text !== undefined && text.trim() !== '');
    if (product !== undefined) return { event, place, words: product, reaction: freeText };
    return { event, place, words: freeText === '' ? 'A sensitivity without words' : freeText, reaction: '' };
  }
  if (item.kind !== 'ClinicalCode') throw new Error('Only codes and sensitivities tell of allergies.');
  return { event, place, words: wordsOf(item.value.Code, kind, lists), reaction: item.value.FreeText ?? '' };
}

/** A code and a sensitivity of one event often say the same: the sensitivity, whose words begin with the code's, is enough. */
function withoutRepeats(entries: readonly AllergyEntry[]): readonly AllergyEntry[] {
  const isCode = ({ event, place }: AllergyEntry): boolean => event.items[place - 1]?.item.kind === 'ClinicalCode';
  const isSaidBy = (code: AllergyEntry, { words, reaction }: AllergyEntry): boolean =>
    // Whole words: a nut allergy is not said by "Peanut allergy".
    [words, reaction].some((text) => text === code.words || text.startsWith(`${code.words}:`));
  return entries.filter(
    (entry) => !isCode(entry) || entry.reaction !== '' || !entries.some((other) => other.event === entry.event && !isCode(other) && isSaidBy(entry, other)),
  );
}
