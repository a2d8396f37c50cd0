// The first check: can the document be read at all (B2.9, B2.10)?
import { type ErrorCode, parseDocument, Refusal, type XmlNode } from '@s1kit/contract';
import type { DocumentProblem, RequestDocument } from '@s1kit/link';

const codes: Readonly<Record<Exclude<DocumentProblem['kind'], 'cutOff'>, ErrorCode>> = {
  notWellFormed: 'NotWellFormed',
  documentType: 'DocumentTypeRefused',
  encoding: 'EncodingRefused',
  limit: 'LimitExceeded',
  timeout: 'DocumentTimeout',
};

function messageOf(problem: DocumentProblem): string {
  return 'message' in problem ? problem.message : 'The document has a document type declaration. Send it without one.';
}

/**
 * Parses a document, once.
 * @returns its root element
 * @throws {Refusal} NotWellFormed, DocumentTypeRefused, EncodingRefused, LimitExceeded, DocumentTimeout
 */
export function readRoot(document: RequestDocument): XmlNode {
  const { problem, text } = document;
  if (problem !== undefined && problem.kind !== 'cutOff') throw new Refusal(codes[problem.kind], messageOf(problem));
  if (text === undefined) throw new Refusal('EncodingRefused', 'The bytes of the document do not fit its encoding.');
  return parseDocument(text);
}
