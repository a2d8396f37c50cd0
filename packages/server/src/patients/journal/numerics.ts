// The numerics of a record, by what they measure: one group for each code and unit, as values of two units cannot be compared.
import type { ClinicalCode, Code } from '@s1kit/contract';
import type { CodeLists } from '../../directory/code-lists/index.js';
import type { Store } from '../../store/index.js';
import { translateCode } from '../output-scheme.js';
import { eventsNewestFirst, type RecordStretch } from './portions.js';
import type { RecordedEvent } from './recorded-event.js';

export interface NumericGroup {
  /** In CTV3 where it has a code there. */
  readonly code: Code;
  readonly units: string;
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
  readonly latest: { readonly value: string; readonly comparator: string | null; readonly effectiveAt: string };
  readonly usual: Bounds | undefined;
}

/** What is usual in adults, by the code lists. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface Measured {
  readonly event: RecordedEvent;
  readonly place: number;
  readonly value: ClinicalCode & { readonly Value: string };
}

/** Every group, by its term. */
export async function readNumericGroups(store: Pick<Store, 'readPortions'>, stretch: RecordStretch, lists: CodeLists): Promise<readonly NumericGroup[]> {
  const groups = new Map<string, NumericGroup>();
  for await (const { event, value } of measuredIn(store, stretch)) {
    const code = canonical(value.Code, lists);
    const key = keyOf(code, value.Units ?? '');
    const number = Number(value.Value);
    const group = groups.get(key);
    groups.set(
      key,
      group === undefined
        ? {
            code,
            units: value.Units ?? '',
            count: 1,
            lowest: number,
            highest: number,
            latest: { value: value.Value, comparator: value.Comparator ?? null, effectiveAt: event.row.effective_at },
            usual: usualOf(value, lists),
          }
        : { ...group, count: group.count + 1, lowest: Math.min(group.lowest, number), highest: Math.max(group.highest, number) },
    );
  }
  const termOf = ({ code }: NumericGroup): string => (code.Term ?? code.Code).toLowerCase();
  return [...groups.values()].sort((a, b) => (termOf(a) < termOf(b) ? -1 : 1));
}

/** The values of one group, newest first. */
export async function* readSeries(
  store: Pick<Store, 'readPortions'>,
  stretch: RecordStretch,
  lists: CodeLists,
  wanted: { readonly code: Code; readonly units: string },
): AsyncGenerator<Measured> {
  const key = keyOf(canonical(wanted.code, lists), wanted.units);
  for await (const measured of measuredIn(store, stretch)) {
    const { Code: code, Units: units = '' } = measured.value;
    if (keyOf(canonical(code, lists), units) === key) yield measured;
  }
}

/** What is usual in adults for a numeric, where the lists know it in the same unit. */
export function usualOf({ Code: code, Units: units }: Pick<ClinicalCode, 'Code' | 'Units'>, lists: CodeLists): Bounds | undefined {
  const listed = lists.findCode(code.Scheme, code.Code);
  if (listed?.low === undefined || listed.high === undefined || listed.units !== units) return undefined;
  return { low: listed.low, high: listed.high };
}

async function* measuredIn(store: Pick<Store, 'readPortions'>, stretch: RecordStretch): AsyncGenerator<Measured> {
  for await (const event of eventsNewestFirst(store, { ...stretch, kinds: ['ClinicalCode'] })) {
    for (const { place, item } of event.items) {
      if (item.kind === 'ClinicalCode' && isNumeric(item.value)) yield { event, place, value: item.value };
    }
  }
}

function isNumeric(value: ClinicalCode): value is ClinicalCode & { readonly Value: string } {
  return value.Value !== undefined;
}

/** The same measure may have been recorded in either scheme. */
function canonical(code: Code, lists: CodeLists): Code {
  return translateCode(code, { scheme: { codes: 'CTV3', drugs: 'Multilex' }, lists });
}

function keyOf({ Scheme: scheme, Code: code }: Code, units: string): string {
  return `${scheme} ${code} ${units}`;
}
