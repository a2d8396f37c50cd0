// From a message on record to what the desktop is to do about it, and what is put on record when that is done (B8.2, B9.2).
import type { Cut, ExchangeOutcome, Reply, Sending } from '@s1kit/link';
import { preparePayload, record } from '../audit/index.js';
import type { Fault } from '../faults/faults.js';
import { type EncodedReply, readied, whole } from './encoded-reply.js';
import { judgeReply } from './judged.js';
import type { Journey, Recorded } from './unit.js';

const cuts: Readonly<Partial<Record<Fault['kind'], Cut>>> = { 'cut-before': 'before', 'cut-in': 'in', 'cut-after': 'after' };

/** What the desktop is to do. */
export async function replyOf(journey: Journey, recorded: Recorded): Promise<Reply> {
  const outcome = exchangeOutcome(journey, recorded);
  const { close, findings, reply } = recorded;
  const fault = findings.fault?.kind;
  if (reply === undefined || fault === 'silence') return { kind: 'silence', outcome };
  const sent = (sending: Sending): Promise<void> => recordSent(journey, recorded, reply, sending);
  if (reply.kind === 'whole') judgeReply(journey, recorded, reply.bytes);
  const { pieces, length } = reply.kind === 'whole' ? whole(reply) : await readied(reply);
  return { kind: 'reply', outcome, pieces, length, close, cut: fault && cuts[fault], sent };
}

function exchangeOutcome({ services, message }: Journey, recorded: Recorded): ExchangeOutcome {
  const { outcome, refusal } = recorded;
  const asked = message.reading.echo.function;
  const known = services.declared.some((declaration) => declaration.name === asked);
  return { function: known ? asked : undefined, outcome, errorCode: refusal?.code };
}

/** The second entry: for every long reply, and for one whose sending broke. */
async function recordSent(journey: Journey, recorded: Recorded, reply: EncodedReply, sending: Sending): Promise<void> {
  if (reply.kind === 'whole' && sending.complete) return;
  const { message, services, workstation } = journey;
  const bytes = reply.kind === 'whole' ? reply.bytes.subarray(0, sending.bytes) : reply.taken(sending.bytes);
  const { application, user, deviceId, declaration } = recorded.findings;
  // A whole one was judged when it was made.
  if (sending.complete) judgeReply(journey, recorded, bytes);
  try {
    const payload = await preparePayload(bytes, services.compress);
    const sequence = await services.store.write(() =>
      record(workstation.place, {
        kind: 'sent',
        at: services.clock.now(),
        outcome: sending.complete ? 'success' : 'interrupted',
        userName: user?.userName,
        applicationId: application?.id,
        applicationName: application?.name,
        deviceId,
        function: declaration?.name,
        responseUid: message.responseUid,
        duration: Math.max(0, Math.round((services.clock.monotonic() - message.began) * 1_000)),
        replyBytes: sending.bytes,
        reply: payload,
        linked: recorded.sequence,
      }),
    );
    services.recorded(workstation, sequence);
  } catch (failure) {
    services.log.error({ failure: failure instanceof Error ? failure.name : 'unknown' }, 'The end of a reply could not be put on record.');
  }
}
