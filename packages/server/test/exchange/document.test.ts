import { Refusal } from '@s1kit/contract';
import type { DocumentProblem } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { readRoot } from '../../src/exchange/document.js';
import { openEnvironment } from '../support/environment.js';

const documentWith = (problem: DocumentProblem) => ({ bytes: Buffer.from('<a/>'), text: '<a/>', problem });

function refusalOf(document: Parameters<typeof readRoot>[0]): Pick<Refusal, 'code' | 'message'> | undefined {
  try {
    readRoot(document);
    return undefined;
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return { code: failure.code, message: failure.message };
  }
}

describe('what a document cannot be read for', () => {
  it('B2.9, B2.10: each problem that the desktop saw has its code, and is told in the words of the desktop', () => {
    expect(refusalOf(documentWith({ kind: 'notWellFormed', message: 'There is text before the root.' }))).toEqual({
      code: 'NotWellFormed',
      message: 'There is text before the root.',
    });
    expect(refusalOf(documentWith({ kind: 'encoding', message: 'Not that one.' }))).toEqual({ code: 'EncodingRefused', message: 'Not that one.' });
    expect(refusalOf(documentWith({ kind: 'limit', limit: 'documentBytes', message: 'Too long.' }))).toEqual({ code: 'LimitExceeded', message: 'Too long.' });
    expect(refusalOf(documentWith({ kind: 'timeout', message: 'Not complete in time.' }))).toEqual({
      code: 'DocumentTimeout',
      message: 'Not complete in time.',
    });
  });

  it('B2.9: a document type declaration, which the desktop has no words for, is told with what to do', () => {
    expect(refusalOf(documentWith({ kind: 'documentType' }))).toEqual({
      code: 'DocumentTypeRefused',
      message: expect.stringMatching(/^[A-Z].*document type declaration.*without one\.$/),
    });
  });

  it('B2.10: bytes that gave no text are told as such, also where nobody said why', () => {
    expect(refusalOf({ bytes: Buffer.from([0xff]), text: undefined })).toEqual({
      code: 'EncodingRefused',
      message: expect.stringMatching(/^[A-Z].*bytes.*\.$/),
    });
  });

  it('a document without a problem is parsed', () => {
    expect(readRoot({ bytes: Buffer.from('<a/>'), text: '<a/>' }).name).toBe('a');
  });

  it('B2.9: a document that was cut off is no failure of the environment: the log has none', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.exchange({ bytes: Buffer.from('<a'), text: '<a', problem: { kind: 'cutOff' } });
    expect((await environment.messages()).at(-1)).toMatchObject({ outcome: 'cutOff' });
    expect(environment.logged()).not.toContain('A request failed');
  });

  it('B3.3: reaches the client and the audit as it is', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const answer = await desk.send(documentWith({ kind: 'timeout', message: 'Not complete in time.' }));
    expect([answer?.error, answer?.message]).toEqual(['DocumentTimeout', 'Not complete in time.']);
    expect((await environment.messages()).at(-1)).toMatchObject({ error_code: 'DocumentTimeout', rule: 'Not complete in time.' });
  });
});
