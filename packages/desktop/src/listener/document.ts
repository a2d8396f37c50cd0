// From a frame to the document that the server is asked to answer.
import type { RequestDocument } from '@s1kit/link';
import { readText, readTextInPart } from './encoding.js';
import type { Frame } from './framing.js';

export function toDocument(frame: Frame): RequestDocument {
  const { bytes, evidence, problem } = frame;
  if (problem !== undefined) return { bytes, text: readTextInPart(bytes, evidence), problem };
  const reading = readText(bytes, evidence);
  return 'text' in reading ? { bytes, text: reading.text } : { bytes, text: undefined, problem: reading.problem };
}
