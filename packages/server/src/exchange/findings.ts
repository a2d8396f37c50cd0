// What became known of a message while it was checked and carried out: the audit tells of it, whatever the end.
import type { FunctionDeclaration, Refusal } from '@s1kit/contract';
import type { AuditDraft, AuditOutcome } from '../audit/draft.js';
import type { Application } from '../authority/applications.js';
import type { StaffMember } from '../directory/index.js';
import type { Fault } from '../faults/faults.js';
import type { Message } from './message.js';

/** Filled in by one run of a unit of work; a run that is repeated begins with new ones. */
export interface Findings {
  application?: Application;
  user?: StaffMember;
  /** The DeviceID that holds: as sent and known, or issued. */
  deviceId?: string;
  declaration?: FunctionDeclaration;
  deviations?: readonly string[];
  patient?: { readonly number: string; readonly confidential: boolean };
  /** For a throttled request, milliseconds since 1970 UTC (B5.5). */
  allowedAt?: number;
  fault?: Fault;
  /** What the workstation's screens are to hear of, once it has succeeded. */
  tells?: readonly ('record' | 'session' | 'dialog')[];
  /** Whether the screens of every workstation are to hear that records or the schedule changed, once it has succeeded. */
  tellsAll?: boolean;
}

/** How a message ended. */
export interface Ending {
  readonly outcome: AuditOutcome;
  readonly refusal?: Refusal | undefined;
  /** The bytes of the reply, where there is one and it is whole. */
  readonly reply?: Uint8Array | undefined;
  /** A long reply will have an entry of its own when it has been sent (B8.2). */
  readonly replyFollows?: boolean;
  /** On the clock that never goes back. */
  readonly now: number;
}

/** Identifiers are the sender's own, of any length: the audit's columns keep their beginning, its payload keeps all. */
const columnLimit = 200;

function column(text: string): string | undefined {
  return text === '' ? undefined : text.slice(0, columnLimit);
}

/** What is put on record of a message (B8.1). */
export function draftOf(message: Message, findings: Findings, ending: Ending): AuditDraft {
  const { echo } = message.reading;
  const { application, user, patient, fault } = findings;
  const { refusal, reply } = ending;
  const marks = [fault === undefined ? '' : `Fault: ${fault.kind}.`, patient?.confidential ? 'A confidential patient.' : ''].filter((mark) => mark !== '');
  return {
    kind: 'message',
    at: message.at,
    outcome: ending.outcome,
    userName: user?.userName,
    applicationId: application?.id,
    applicationName: application?.name,
    deviceId: findings.deviceId ?? column(echo.deviceId),
    function: column(echo.function),
    functionVersion: column(echo.functionVersion),
    requestUid: column(echo.requestUid),
    responseUid: message.responseUid,
    patient: patient?.number,
    errorCode: refusal?.code,
    rule: refusal?.message,
    element: refusal?.path,
    deviations: findings.deviations ?? [],
    allowedAt: findings.allowedAt,
    duration: Math.max(0, Math.round((ending.now - message.began) * 1_000)),
    requestBytes: message.document.bytes.length,
    replyBytes: reply?.length,
    request: message.payload,
    reply,
    replyFollows: ending.replyFollows ?? false,
    detail: marks.length === 0 ? undefined : marks.join(' '),
  };
}
