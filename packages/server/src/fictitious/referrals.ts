// Sending people elsewhere.
import type { ClinicalItem, Uid } from '@s1kit/contract';
import { referrals } from './data/referrals.js';
import { codeOf, type Life } from './life.js';

/** To one of what follows from what they have, if that is known. */
export function referral(life: Life, follows: readonly string[] | undefined, problem: Uid | undefined): ClinicalItem {
  const term = life.random.pick(follows !== undefined && follows.length > 0 ? follows : referrals);
  return { kind: 'ClinicalCode', value: { Code: codeOf(life, term), ...(problem === undefined ? {} : { LinkedProblemUID: problem }) } };
}
