// Why a message was refused or not answered, and what to do.
import { type ErrorCode, errorRegistry } from '@s1kit/contract';
import type { OutputOf } from '@s1kit/link';
import type { AuditOutcome } from './draft.js';
import { adviceOnErrors, meaningOfOutcomes } from './explanations.js';
import type { FoundEntry } from './search.js';

export type Explanation = OutputOf<'audit.explain'>;

/** Explains an entry from what is on record: the rule with its element, when it would have been allowed, what to do next. */
export function explanationOf({ row, outcome }: FoundEntry): Explanation {
  const code = isErrorCode(row.error_code) ? row.error_code : undefined;
  const meaning = isOutcome(outcome) ? meaningOfOutcomes[outcome] : meaningOfOutcomes.error;
  const ended = outcome === 'interrupted' || outcome === 'cutOff' || outcome === 'fault';
  const reasons = [
    ...(ended || outcome === 'throttled' ? [meaning.why] : []),
    ...(code === undefined ? [] : [row.rule ?? errorRegistry[code].when]),
    ...(row.detail !== null && outcome === 'fault' ? [row.detail] : []),
  ];
  return {
    sequence: row.sequence,
    outcome,
    why: reasons.length === 0 ? meaning.why : reasons.join(' '),
    element: row.element,
    allowedAt: row.allowed_at === null ? null : new Date(row.allowed_at).toISOString(),
    advice: ended || outcome === 'throttled' || code === undefined ? meaning.advice : adviceOnErrors[code],
  };
}

function isErrorCode(code: string | null): code is ErrorCode {
  return code !== null && Object.hasOwn(errorRegistry, code);
}

function isOutcome(outcome: string): outcome is AuditOutcome {
  return Object.hasOwn(meaningOfOutcomes, outcome);
}
