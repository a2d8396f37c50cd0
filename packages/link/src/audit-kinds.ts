// What an entry of the audit can tell of: messages, and what people and the environment did. Whoever shows entries has words for each.

export const auditKinds = [
  'message',
  'sent',
  'signIn',
  'signOut',
  'unlock',
  'openRecord',
  'closeRecord',
  'saveChanges',
  'discardChanges',
  'resolveConflicts',
  'approve',
  'block',
  'unblock',
  'revoke',
  'applicationAdd',
  'applicationRotate',
  'applicationRevoke',
  'auditView',
  'auditExport',
  'retention',
  'deletion',
  'dialog',
  'appointment',
  'visit',
  'staffRole',
  'data',
  'extract',
] as const;

export type AuditKind = (typeof auditKinds)[number];

export const auditOutcomes = ['success', 'error', 'throttled', 'silent', 'cutOff', 'interrupted', 'fault', 'done'] as const;

export type AuditOutcome = (typeof auditOutcomes)[number];
