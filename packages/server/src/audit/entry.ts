// An entry as the link's operations give it.
import type { OutputOf } from '@s1kit/link';
import type { FoundEntry } from './search.js';

export type AuditEntry = OutputOf<'audit.list'>[number];

/** From the row to what screens and the command line are given. */
export function entryOf({ row, outcome }: FoundEntry): AuditEntry {
  return {
    sequence: row.sequence,
    kind: row.kind,
    at: isoTime(row.at),
    workstation: row.workstation_id,
    userName: row.user_name,
    applicationId: row.application_id,
    applicationName: row.application_name,
    deviceId: row.device_id,
    function: row.function_name,
    functionVersion: row.function_version,
    requestUid: row.request_uid,
    responseUid: row.response_uid,
    patient: row.patient,
    outcome,
    errorCode: row.error_code,
    rule: row.rule,
    deviations: deviationsOf(row.deviations),
    allowedAt: row.allowed_at === null ? null : isoTime(row.allowed_at),
    durationMs: row.duration_us === null ? null : row.duration_us / 1_000,
    requestBytes: row.request_bytes,
    replyBytes: row.reply_bytes,
    repeats: row.repeats,
    linked: row.linked,
    detail: row.detail,
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function deviationsOf(text: string): string[] {
  const found: unknown = JSON.parse(text);
  return Array.isArray(found) ? found.map(String) : [];
}
