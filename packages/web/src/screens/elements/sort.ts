// What a table is sorted by, as it stands in the address: `name`, or `-name` from the end.

export type Sort<T extends string> = T | `-${T}`;

/** Takes of an address what names one of the columns. */
export function sortOf<T extends string>(given: unknown, columns: readonly T[]): { readonly sort?: Sort<T> } {
  for (const column of columns) {
    if (given === column) return { sort: column };
    if (given === `-${column}`) return { sort: `-${column}` };
  }
  return {};
}

/** What a table sorts by: text in any case, numbers within it by their size; what is not known comes last. */
const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

export function compared(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
