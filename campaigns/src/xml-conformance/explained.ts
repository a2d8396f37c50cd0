// Where our reading differs from the suite, and why that is meant.
import type { Reading } from './reading.js';
import type { ConformanceCase } from './suite.js';

export interface Explanation {
  readonly why: string;
  holds(one: ConformanceCase, reading: Reading): boolean;
}

/** Documents that are not well-formed for what stands before or behind them alone, and that are several, or one, on a connection. */
const betweenDocuments: ReadonlySet<string> = new Set([
  'not-wf-sa-040',
  'not-wf-sa-041',
  'not-wf-sa-044',
  'not-wf-sa-147',
  'not-wf-sa-151',
  'o-p01fail1',
  'o-p01fail3',
  'o-p03fail1',
  'o-p22fail1',
]);

/** Documents that are not well-formed for declaring another encoding than the one that they are in. */
const declaredOtherwise: ReadonlySet<string> = new Set(['hst-lhs-007', 'hst-lhs-008', 'rmt-e2e-61']);

const isWellFormed = ({ type }: ConformanceCase): boolean => type === 'valid' || type === 'invalid';

export const explanations: readonly Explanation[] = [
  { why: 'B2.9: a document type declaration is refused, whatever is in it', holds: (one, reading) => isWellFormed(one) && reading === 'documentType' },
  { why: 'B2.7: the encoding is not one of those that are read', holds: (one, reading) => isWellFormed(one) && reading === 'encoding' },
  {
    why: 'B2.7: a byte-order mark wins over the declaration, and single bytes that are declared as utf-16 are read as utf-8',
    holds: ({ id }, reading) => declaredOtherwise.has(id) && reading === 'wellFormed',
  },
  {
    why: 'B2.5: white space and NUL before a document are skipped, and what follows its root element, but for comments and instructions, begins another one',
    holds: ({ id }, reading) => betweenDocuments.has(id) && reading === 'wellFormed',
  },
  {
    why: 'Namespaces are not looked at: a prefix is a part of a name',
    holds: (one, reading) => one.recommendation.startsWith('NS') && reading === 'wellFormed',
  },
];

/** Whether a case is for what we read: XML 1.0 in its fifth edition. */
export function isOurs({ editions, recommendation, type }: ConformanceCase): boolean {
  return type !== 'error' && !recommendation.endsWith('1.1') && (editions.length === 0 || editions.includes('5'));
}

/** Whether our reading is the suite's. A document that is refused for its declaration or encoding is refused all the same. */
export function agrees(one: ConformanceCase, reading: Reading): boolean {
  return isWellFormed(one) === (reading === 'wellFormed');
}
