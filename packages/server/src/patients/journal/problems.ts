// The problems of a record, each with how much of the record belongs to it.
import type { ClinicalCode } from '@s1kit/contract';
import type { Store } from '../../store/index.js';
import { eventsNewestFirst, type RecordStretch } from './portions.js';
import type { RecordedEvent } from './recorded-event.js';

export interface Problem {
  readonly event: RecordedEvent;
  readonly place: number;
  readonly value: ClinicalCode;
  readonly ended: boolean;
  /** How many items belong to it, whole events counted as one. */
  readonly linked: number;
}

/**
 * Those that go on first, each part newest first.
 * @param today civil day: a problem goes on through its last day
 */
export async function readProblems(store: Pick<Store, 'readPortions'>, stretch: RecordStretch, today: string): Promise<readonly Problem[]> {
  const found: Omit<Problem, 'linked'>[] = [];
  const linked = new Map<string, number>();
  const count = (problemUid: string | null | undefined): void => {
    if (problemUid != null) linked.set(problemUid, (linked.get(problemUid) ?? 0) + 1);
  };
  for await (const event of eventsNewestFirst(store, stretch)) {
    count(event.row.linked_problem_uid);
    for (const { place, item } of event.items) {
      count(item.value.LinkedProblemUID);
      if (item.kind !== 'ClinicalCode' || item.value.ProblemSeverity === undefined) continue;
      const { ProblemEndDate: endDate } = item.value;
      found.push({ event, place, value: item.value, ended: endDate !== undefined && endDate < today });
    }
  }
  const all = found.map((problem) => ({ ...problem, linked: linked.get(problem.value.ProblemUID ?? '') ?? 0 }));
  return [...all.filter(({ ended }) => !ended), ...all.filter(({ ended }) => ended)];
}
