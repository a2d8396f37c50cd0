// A list of entries as a table.
import type { OutputOf } from '@s1kit/link';

export type AuditEntry = OutputOf<'audit.list'>[number];

/** The columns of a list of entries. */
export const auditColumns = [
  { title: 'NO', text: ({ sequence }: AuditEntry) => sequence, align: 'right' },
  { title: 'AT', text: ({ at }: AuditEntry) => at },
  { title: 'WHAT', text: (entry: AuditEntry) => entry.function ?? entry.kind },
  { title: 'OUTCOME', text: (entry: AuditEntry) => entry.errorCode ?? entry.outcome },
  { title: 'APPLICATION', text: ({ applicationName }: AuditEntry) => applicationName },
  { title: 'USER', text: ({ userName }: AuditEntry) => userName },
  { title: 'PATIENT', text: ({ patient }: AuditEntry) => patient },
  { title: 'REQUEST UID', text: ({ requestUid, repeats }: AuditEntry) => (repeats > 0 ? `${requestUid} (+${repeats})` : requestUid) },
  { title: 'MS', text: ({ durationMs }: AuditEntry) => (durationMs === null ? null : durationMs.toFixed(1)), align: 'right' },
] as const;
