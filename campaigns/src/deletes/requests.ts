// Draws deletions: mostly of several entries, often with one among them that is not allowed.
import type { Chance } from '@s1kit/server';
import { type Deletion, type Entry, kinds, type Named } from './model.js';

export interface Known {
  readonly entries: readonly Entry[];
  /** What has been deleted in this case. */
  readonly gone: readonly Named[];
  readonly nhsNumbers: readonly string[];
  readonly applications: readonly string[];
}

/** One deletion, allowed or not. */
export function drawDeletion(chance: Chance, known: Known): Deletion {
  const nhsNumber = chance.pick(known.nhsNumbers);
  const by = chance.pick(known.applications);
  const own = shuffled(
    chance,
    known.entries.filter((entry) => entry.nhsNumber === nhsNumber && entry.by === by),
  );
  const named: Named[] = own.slice(0, chance.between(1, 5)).map(({ kind, uid }) => ({ kind, uid }));
  for (let wrong = chance.weighted(howManyWrong); wrong > 0; wrong--) {
    named.splice(chance.below(named.length + 1), 0, drawWrong(chance, known, { nhsNumber, by, named }));
  }
  return { nhsNumber, by, named, reason: chance.chance(0.02) ? ' \t ' : 'Entered by mistake' };
}

/** None in 45 of 100, one in 45, two in 10. */
const howManyWrong = { sums: [45, 90, 100] };

/** One that may not be deleted, as far as there is one of the kind that is drawn. */
function drawWrong(chance: Chance, { entries, gone }: Known, { by, named, nhsNumber }: Omit<Deletion, 'reason'>): Named {
  const unknown = { kind: chance.pick(kinds), uid: Array.from({ length: 16 }, () => chance.below(16).toString(16)).join('') };
  const oneOf = (candidates: readonly Named[]): Named => {
    const { kind, uid } = candidates.length === 0 ? unknown : chance.pick(candidates);
    return { kind, uid };
  };
  switch (chance.below(6)) {
    case 0:
      return oneOf(entries.filter((entry) => entry.by !== by && entry.nhsNumber === nhsNumber));
    case 1:
      return oneOf(entries.filter((entry) => entry.nhsNumber !== nhsNumber));
    case 2:
      return oneOf(gone);
    case 3:
      return oneOf(named);
    case 4:
      return { ...oneOf(named), kind: chance.pick(kinds) };
    default:
      return unknown;
  }
}

function shuffled<T>(chance: Chance, values: readonly T[]): T[] {
  const left = [...values];
  return Array.from({ length: left.length }, () => left.splice(chance.below(left.length), 1)).flat();
}
