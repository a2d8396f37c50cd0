// What of a message is handed to a supplier's own schemas, aside (B10.1).
import { errorRegistry } from '@s1kit/contract';
import type { Judge } from '../judging/index.js';
import type { Journey, Recorded } from './unit.js';

/** Hands over the request, if it got as far as our own schema. */
export function judgeRequest(journey: Journey, recorded: Recorded): void {
  const ours = ourVerdict(recorded);
  const { text } = journey.message.document;
  if (ours !== undefined && text !== undefined) take(journey, recorded, 'request', ours, text);
}

/** Hands over the reply. */
export function judgeReply(journey: Journey, recorded: Recorded, bytes: Uint8Array): void {
  const text = (): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (journey.services.judge !== undefined) take(journey, recorded, 'reply', 'valid', text());
}

const laterStages: ReadonlySet<string> = new Set(['throttle', 'meaning', 'execution']);

function ourVerdict({ refusal }: Recorded): 'valid' | 'invalid' | undefined {
  if (refusal === undefined || laterStages.has(errorRegistry[refusal.code].stage)) return 'valid';
  return refusal.code === 'SchemaInvalid' ? 'invalid' : undefined;
}

function take(journey: Journey, recorded: Recorded, part: Parameters<Judge['take']>[0]['part'], ours: 'valid' | 'invalid', xml: string): void {
  const { judge } = journey.services;
  const { declaration } = recorded.findings;
  if (judge === undefined || declaration === undefined) return;
  const { workstationId } = journey.workstation.place;
  judge.take({ sequence: recorded.sequence, workstationId, function: declaration.name, part, ours, xml });
}
