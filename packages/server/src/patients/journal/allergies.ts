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
      if (kind !== undefined) (kind === 'some' ? some : noneKnown).push(entryOf(event, placed));
    }
  }
  return { some: withoutRepeats(some), noneKnown };
}

/** Codes that say that the patient was asked and knows of none, which the lists do not have: SNOMED CT and CTV3. */
const noneKnownCodes = new Set(['716186003', '1151.']);

/**
 * What an item says of allergies. A code that the lists do not have is judged by its words: an allergy too many is seen, one too few does harm.
 */
export function allergyKind(item: ClinicalItem, lists: CodeLists): 'some' | 'noneKnown' | undefined {
  if (item.kind === 'DrugSensitivity') return 'some';
  if (item.kind !== 'ClinicalCode') return undefined;
  const code = item.value.Code;
  const term = termOf(code, lists);
  const listed = lists.findCode(code.Scheme, code.Code);
  if (noneKnownCodes.has(code.Code) || /^no known (?:\w+ )?allerg/iu.test(term)) return 'noneKnown';
  if (listed !== undefined) return listed.kind === 'allergy' ? 'some' : undefined;
  return /\ballerg(?:y|ies)\b|adverse reaction|anaphyla|hypersensitivity/iu.test(term) && !/^(?:no|fh|family history)\b/iu.test(term) ? 'some' : undefined;
}

function termOf({ Scheme: scheme, Code: code, Term: term }: Code, lists: CodeLists): string {
  const listed = lists.findCode(scheme, code);
  return term ?? (scheme === 'CTV3' ? listed?.ctv3 : listed?.snomed)?.term ?? code;
}

function entryOf(event: RecordedEvent, { place, item }: PlacedItem): AllergyEntry {
  if (item.kind === 'DrugSensitivity') {
    const { Drug: drug, FreeText: freeText = '' } = item.value;
    const product = drug?.Name ?? drug?.ProductID;
    if (product !== undefined) return { event, place, words: product, reaction: freeText };
    return { event, place, words: freeText === '' ? 'A sensitivity without words' : freeText, reaction: '' };
  }
  if (item.kind !== 'ClinicalCode') throw new Error('Only codes and sensitivities tell of allergies.');
  return { event, place, words: item.value.Code.Term ?? item.value.Code.Code, reaction: item.value.FreeText ?? '' };
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
