// What somebody who types into the search box means: a number, a day of birth, a name, or the last two together.
import { isNhsNumber } from '@s1kit/contract';

export interface NameWords {
  /** As typed, in order. */
  readonly words: readonly string[];
  /** Where a comma said which is the surname. */
  readonly surname?: string;
  readonly firstName?: string;
}

export type SearchText =
  | { readonly kind: 'nhsNumber'; readonly number: string }
  /** Nobody can be found by it, and why. */
  | { readonly kind: 'hint'; readonly hint: string }
  /** Days of birth (`yyyy-MM-dd`; of a year without its century both that are meant), none for any; names, empty for any. */
  | { readonly kind: 'person'; readonly births: readonly string[]; readonly name: NameWords };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const titles = /^(?:mr|mrs|miss|ms|mx|dr|prof|rev|sir)\.?$/iu;
/** Names of more words than these are not told apart. */
const mostWords = 6;

const written = [
  { pattern: /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u, order: [1, 2, 3] },
  { pattern: /(?<!\d)(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})(?!\d)/u, order: [3, 2, 1] },
  { pattern: /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s/.-]*([a-z]{3,9})[\s/.,-]*(\d{4}|\d{2})(?!\d)/iu, order: [3, 2, 1] },
  { pattern: /^\s*(\d{2})(\d{2})(\d{4})\s*$/u, order: [3, 2, 1] },
] as const;

/**
 * Reads what was typed.
 * @param today civil day: nobody is born after it
 * @example parseSearch('Jones 2/3/80', '2026-03-02') // born on 1980-03-02, name Jones
 */
export function parseSearch(typed: string, today: string): SearchText {
  const text = typed.normalize('NFC').trim();
  const digits = text.replace(/[\s-]/gu, '');
  if (/^\d{10}$/u.test(digits)) {
    if (isNhsNumber(digits)) return { kind: 'nhsNumber', number: digits };
    return { kind: 'hint', hint: 'That is no NHS number: its check digit does not fit. Compare it with its source.' };
  }
  const { births, rest, wrong } = birthsIn(text, today);
  if (wrong) return { kind: 'hint', hint: 'There is no such day of birth. Give day, month and year: 02-Mar-1980.' };
  if (births.length === 0 && /^\d+$/u.test(digits)) {
    return { kind: 'hint', hint: 'An NHS number has ten digits; a date of birth has day, month and year: 02-Mar-1980.' };
  }
  const name = nameOf(rest);
  if (births.length === 0 && name.words.length === 0) return { kind: 'hint', hint: 'Give the beginning of a name, an NHS number, or a date of birth.' };
  return { kind: 'person', births, name };
}

function birthsIn(text: string, today: string): { readonly births: readonly string[]; readonly rest: string; readonly wrong: boolean } {
  for (const { pattern, order } of written) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [year = '', month = '', day = ''] = order.map((place) => match[place] ?? '');
    const monthNumber = /^\d+$/u.test(month) ? Number(month) : months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    // Words with numbers around them that are no month: a name, then.
    if (monthNumber === 0) continue;
    const years = year.length === 4 ? [year] : [`20${year}`, `19${year}`];
    const births = years.map((each) => civilDay(each, monthNumber, Number(day))).filter((birth) => birth !== undefined && birth <= today);
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { births: births.filter((birth) => birth !== undefined), rest, wrong: births.length === 0 };
  }
  return { births: [], rest: text, wrong: false };
}

function civilDay(year: string, month: number, day: number): string | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== text ? undefined : text;
}

function nameOf(rest: string): NameWords {
  const [before = [], ...after] = rest.split(',').map(wordsOf);
  const behind = after.flat();
  const words = [...before, ...behind].slice(0, mostWords);
  if (before.length === 0 || behind.length === 0) return { words };
  return { words, surname: before.join(' '), firstName: behind[0] ?? '' };
}

/** Words with a letter or digit in them; titles stand beside a name, not in its place. */
function wordsOf(text: string): readonly string[] {
  const words = text.split(/[\s()]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const names = words.filter((word) => !titles.test(word));
  return names.length === 0 ? words : names;
}
