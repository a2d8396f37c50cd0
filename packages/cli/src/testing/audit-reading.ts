// The Message Audit as a test reads it: whole, in the order in which things happened.
import type { InputOf, OutputOf } from '@s1kit/link';
import type { EnvironmentWorkstation } from '../environment.js';

export type AuditEntry = OutputOf<'audit.list'>[number];
export type AuditFilters = Omit<InputOf<'audit.list'>, 'before' | 'limit'>;

const pageSize = 1_000;

/** All entries that the filters ask for, oldest first, without the views that reading them puts on record. */
export async function readAudit({ perform }: Pick<EnvironmentWorkstation, 'perform'>, filters: AuditFilters = {}): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let after = filters.after ?? 0; ; ) {
    const page = await perform('audit.list', { ...filters, after, limit: pageSize });
    const ordered = [...page].reverse();
    entries.push(...ordered.filter(({ kind, userName }) => kind !== 'auditView' || userName !== null));
    after = ordered.at(-1)?.sequence ?? after;
    if (page.length < pageSize) return entries;
  }
}
