// From what is found of a write's traces to what became of it. A write takes full effect or none (B3.7): one sure trace speaks for all.
import type { Doubt } from '../errors/index.js';
import { type Before, beforeKey } from './before.js';
import type { Found, Trace } from './traces.js';

export type Verdict =
  | { readonly outcome: 'done'; readonly uids: readonly string[] }
  | { readonly outcome: 'notDone'; readonly uids: readonly string[] }
  | { readonly outcome: 'cannotTell'; readonly doubt: Doubt; readonly uids: readonly string[] };

const cannotTell = (doubt: Doubt, uids: readonly string[]): Verdict => ({ outcome: 'cannotTell', doubt, uids });

/** What one trace says. */
export function verdictOn(trace: Trace, found: Found, before: Before): Verdict {
  if (found.outOfSight) return cannotTell('notSeen', []);
  if (trace.kind === 'state') return { outcome: found.same.length > 0 ? 'done' : 'notDone', uids: found.same };
  const isNew = (uid: string): boolean => before?.includes(beforeKey(trace, uid)) !== true;
  const same = found.same.filter(isNew);
  const similar = found.similar.filter(isNew);
  const [only, ...more] = same;
  if (only !== undefined) return more.length === 0 && before !== undefined ? { outcome: 'done', uids: same } : cannotTell('identical', same);
  return similar.length > 0 ? cannotTell('identical', similar) : { outcome: 'notDone', uids: [] };
}

/**
 * What all traces say together. What was added tells more than a state, which may have been so before.
 * @param leftOpen whether the write was to stay unsaved: reads show saved data only, so what is not seen may still stand on the screen
 */
export function verdictOf(all: readonly { readonly trace: Trace; readonly verdict: Verdict }[], leftOpen: boolean): Verdict {
  const additions = all.filter(({ trace }) => trace.kind === 'addition');
  const telling = (additions.length > 0 ? additions : all).map(({ verdict }) => verdict);
  const uids = [...new Set(all.flatMap(({ verdict }) => verdict.uids))];
  const doubts = telling.flatMap((verdict) => (verdict.outcome === 'cannotTell' ? [verdict.doubt] : []));
  const outcomes = new Set(telling.map(({ outcome }) => outcome));
  if (outcomes.size === 1 && outcomes.has('done')) return { outcome: 'done', uids };
  if (leftOpen) return cannotTell('unsaved', uids);
  if (outcomes.size === 1 && outcomes.has('notDone')) return { outcome: 'notDone', uids: [] };
  return cannotTell(doubts[0] ?? 'identical', uids);
}
