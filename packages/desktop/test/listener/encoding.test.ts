import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText, readTextInPart } from '../../src/listener/encoding.js';

const xml = (encoding: string, content = ''): string => `<?xml version="1.0" encoding="${encoding}"?><a>${content}</a>`;
const problem = { problem: { kind: 'encoding', message: expect.any(String) } };
const withByte = (encoding: string, ...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(xml(encoding).replace('</a>', '')), Buffer.from(bytes), Buffer.from('</a>')]);

describe('encodings', () => {
  it('B2.7: a byte-order mark wins over what is declared', () => {
    const text = xml('iso-8859-1', 'é名');
    expect(readText(Buffer.from(`\ufeff${text}`), 'utf-8-mark')).toEqual({ text });
    expect(readText(Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le-mark')).toEqual({ text });
    expect(readText(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be-mark')).toEqual({ text });
  });

  it('B2.7: utf-16 declared over single-byte text is read as UTF-8', () => {
    for (const name of ['utf-16', 'UTF-16']) expect(readText(Buffer.from(xml(name, 'é')), 'single')).toEqual({ text: xml(name, 'é') });
  });

  it('B2.7: utf-8 if nothing is declared, and as declared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('utf-8', 'UTF-8', 'Utf-8'), (content, name) => {
        expect(readText(Buffer.from(xml(name, content)), 'single')).toEqual({ text: xml(name, content) });
        expect(readText(Buffer.from(`<a>${content}</a>`), 'single')).toEqual({ text: `<a>${content}</a>` });
      }),
    );
  });

  it('B2.7: iso-8859-1 as declared, with the controls from 0x80 on', () => {
    expect(readText(withByte('ISO-8859-1', 0xe9, 0x80), 'single')).toEqual({ text: xml('ISO-8859-1', '\u00e9\u0080') });
  });

  it('B2.7: windows-1252 as declared, without the five bytes that it does not have', () => {
    expect(readText(withByte('windows-1252', 0xe9, 0x80, 0x92), 'single')).toEqual({ text: xml('windows-1252', 'é€’') });
    for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) expect(readText(withByte('windows-1252', byte), 'single')).toEqual(problem);
  });

  it('B2.7: us-ascii as declared, without any byte past 0x7f', () => {
    expect(readText(Buffer.from(xml('us-ascii', 'e')), 'single')).toEqual({ text: xml('us-ascii', 'e') });
    expect(readText(withByte('us-ascii', 0xe9), 'single')).toEqual(problem);
  });

  it('B2.7: anything else, or bytes that do not fit, is an error', () => {
    for (const name of ['utf-7', 'ebcdic-cp-us', 'iso-8859-15', 'utf-32', 'x', '']) expect(readText(Buffer.from(xml(name)), 'single'), name).toEqual(problem);
    for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80]]) expect(readText(withByte('utf-8', ...bytes), 'single')).toEqual(problem);
    expect(readText(Buffer.from([0x3c, 0x00, 0x00, 0xd8, 0x3e, 0x00]), 'utf-16le')).toEqual(problem);
  });

  it('B2.7: white space after a mark is not part of the text', () => {
    expect(readText(Buffer.from(`\ufeff\r\n${xml('utf-8')}`), 'utf-8-mark')).toEqual({ text: xml('utf-8') });
  });

  it('B8.1: a document cut inside a character gives the text before it', () => {
    expect(readTextInPart(Buffer.from('<a>é').subarray(0, 4), 'single')).toBe('<a>');
    expect(readTextInPart(Buffer.from([0x3c, 0x00, 0x61]), 'utf-16le')).toBe('<');
    expect(readTextInPart(Buffer.from([0x3c, 0xff, 0x61]), 'single')).toBeUndefined();
  });
});
