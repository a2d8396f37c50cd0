// How old a patient is, in the words of the NHS Common User Interface: the younger, the finer.

/**
 * Whole days below four weeks, weeks and days below a year, months and days below two years, years and months below 18, then years.
 * @param birth civil day, `yyyy-MM-dd`
 * @param at civil day: today, or the day of death
 * @returns empty for a birth after that day
 * @example ageText('2020-01-15', '2026-03-02') // '6y 1m'
 */
export function ageText(birth: string, at: string): string {
  const [born, then] = [partsOf(birth), partsOf(at)];
  const days = Math.round((instant(then) - instant(born)) / 86_400_000);
  if (Number.isNaN(days) || days < 0) return '';
  if (days < 28) return `${days}d`;
  const months = (then.year - born.year) * 12 + then.month - born.month - (then.day < born.day ? 1 : 0);
  const years = Math.floor(months / 12);
  if (years < 1) return withRest(Math.floor(days / 7), 'w', days % 7, 'd');
  if (years < 2) return withRest(months, 'm', daysSince(born, then, months), 'd');
  return years < 18 ? withRest(years, 'y', months % 12, 'm') : `${years}y`;
}

interface Parts {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

function partsOf(day: string): Parts {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number);
  return { year, month, day: date };
}

function instant({ year, month, day }: Parts): number {
  return Date.UTC(year, month - 1, day);
}

/** Days since so many months after the birth; of a month without that day, since its last. */
function daysSince(born: Parts, then: Parts, months: number): number {
  const lastDay = new Date(Date.UTC(born.year, born.month - 1 + months + 1, 0)).getUTCDate();
  return Math.round((instant(then) - Date.UTC(born.year, born.month - 1 + months, Math.min(born.day, lastDay))) / 86_400_000);
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit} ${rest}${restUnit}`;
}
