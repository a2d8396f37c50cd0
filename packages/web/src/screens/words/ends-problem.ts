// An entry that ends a problem says so differently from one that merely belongs to it.

/**
 * Whether an item gives the problem that it is linked to its last day: it has the day, and makes no problem of its own.
 * @param kind its name in messages
 */
export function endsProblem(kind: string, value: unknown): boolean {
  if (kind !== 'ClinicalCode' || typeof value !== 'object' || value === null) return false;
  const has = (name: string): boolean => name in value;
  return has('LinkedProblemUID') && has('ProblemEndDate') && !has('ProblemSeverity');
}
