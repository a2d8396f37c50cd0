// What is said where a supplier's own schemas judge a message otherwise (B10.1).
import type { SchemaDifference } from '@s1kit/server';

/** One line; no value of the message is in it. */
export function differenceText({ sequence, function: name, part, ours, theirs, where }: SchemaDifference): string {
  if (theirs === 'unusable') return `Your schema for the ${part} of ${name} cannot be used${where === null ? '' : `: ${where}`}.`;
  return `Message ${sequence}, ${part} of ${name}: ${ours} here, ${theirs} by your schema${where === null ? '' : `: ${where}`}.`;
}
