// Why something is cancelled: it stands in the comments, as the model has no other place for it.
import { OperationError } from '@s1kit/link';

/**
 * The comments with the reason of a cancellation below them; `undefined` where they stay as they are.
 * @throws {OperationError} 400: cancelling needs a reason, and nothing else has one
 * @example commentsWithReason('Blood test', 'Cancelled', 'Patient is away') // 'Blood test\nCancelled: Patient is away'
 */
export function commentsWithReason(comments: string, status: string, reason = ''): string | undefined {
  const words = reason.trim();
  if (status !== 'Cancelled') {
    if (words === '') return undefined;
    throw new OperationError(400, 'A reason is given for a cancellation alone.');
  }
  if (words === '') throw new OperationError(400, 'Say why it is cancelled.');
  return [comments, `Cancelled: ${words}`].filter((line) => line !== '').join('\n');
}
