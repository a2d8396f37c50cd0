import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { toDocument } from '../../src/listener/document.js';
import { createFramer, type Frame } from '../../src/listener/framing.js';
import { defaultLimits, type ListenerLimits } from '../../src/listener/limits.js';

/** Everything that comes out of bytes handed over in these chunks, and whether a document is open at the end. */
function framesOf(chunks: readonly Uint8Array[], limits: Partial<ListenerLimits> = {}): { frames: Frame[]; inDocument: boolean } {
  const framer = createFramer({ ...defaultLimits, ...limits });
  const frames: Frame[] = [];
  for (const chunk of chunks) {
    let rest: Uint8Array = chunk;
    while (rest.length > 0) {
      const read = framer.read(rest);
      if (read.frame !== undefined) frames.push(read.frame);
      if (read.frame?.problem !== undefined) return { frames, inDocument: false };
      rest = read.rest;
    }
  }
  return { frames, inDocument: framer.inDocument };
}

const between = /^(?:[ \t\r\n\0]|<EOF>)*/;
const bytes = (text: string): Buffer => Buffer.from(text);
const textsOf = (frames: readonly Frame[]): (string | undefined)[] => frames.map((frame) => toDocument(frame).text);
const problemOf = (text: string, limits: Partial<ListenerLimits> = {}) => framesOf([bytes(text)], limits).frames[0]?.problem;

/** Cuts bytes at the given places. */
function cut(all: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (all.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => all.subarray(from, at[index] ?? all.length));
}

const name = fc.constantFrom('a', 'Request', 'x:y', 'é', 'E', 'EOF', 'EO', '名', 'A-1.b_');
const plain = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/[<&>\p{Cc}\p{Cs}￾￿]/gu, ' '));
const space = fc.constantFrom('', ' ', '\n', '\r\n', '\t ');
const attribute = fc
  .tuple(fc.constantFrom('p', 'q', 'xmlns:xsi'), plain, space)
  .map(([key, value, gap]) => ` ${key}${gap}=${gap}"${value.replaceAll('"', '>')}"`);
const extra = fc.oneof(
  plain,
  plain.map((value) => `<!--${value.replaceAll('-', '>')}<a>-->`),
  plain.map((value) => `<![CDATA[</a>${value.replaceAll(']', '] ]>').replaceAll(']]>', '')}]]>`),
  plain.map((value) => `<?pi </a>${value.replaceAll('?', '>')}?>`),
);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(name, fc.option(attribute, { nil: '' }), space, fc.array(fc.oneof({ depthSize: 'small' }, extra, tie('element')), { maxLength: 4 }), fc.boolean())
    .map(([tag, attributes, gap, content, empty]) =>
      empty ? `<${tag}${attributes}${gap}/>` : `<${tag}${attributes}${gap}>${content.join('')}</${tag}${gap}>`,
    ),
}));
const prolog = fc.constantFrom('', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-8"?>\r\n', '<!-- <a> -->', '<?x?>\n');
// The literal <EOF> stands between documents: a root element of that name cannot be told from it.
const xml = fc
  .tuple(prolog, element)
  .map((parts) => parts.join(''))
  .filter((document) => !document.startsWith('<EOF>'));
/** What belongs to the document of a text that stands behind another: comments and instructions before its root element do not, unless it begins with a mark or declaration. */
const behind = (document: string): string => document.replace(/^(?:<!-- <a> -->|<\?x\?>\n)/, '');
const terminator = fc.constantFrom('', '\n', '\r\n', '\0', ' \n\0', '<EOF>', '\r\n<EOF>\n', '<EOF><EOF>');

describe('framing', () => {
  it('B2.5: documents come out the same, wherever the bytes are cut, whatever stands between them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(xml, terminator), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { maxLength: 40 }), (documents, places) => {
        const all = bytes(documents.map((parts) => parts.join('')).join(''));
        const { frames, inDocument } = framesOf(cut(all, places));
        expect(frames.map((frame) => frame.bytes.toString())).toEqual(documents.map(([document], index) => (index === 0 ? document : behind(document))));
        expect(frames.every((frame) => frame.problem === undefined)).toBe(true);
        expect(inDocument).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('B2.5: one byte at a time, and with terminators cut in the middle', () => {
    const all = bytes('<a>1</a><EOF>\r\n<b/>\0<c d="/>"></c \n><EOF>');
    expect(textsOf(framesOf(cut(all, [...all.keys()])).frames)).toEqual(['<a>1</a>', '<b/>', '<c d="/>"></c \n>']);
  });

  it('B2.5: a comment or an instruction behind the root element was taken for the start of the next document', () => {
    const asides = '<!-- <b> -->\n<?p </a>?> \0<!----><EOF>\r\n';
    const all = bytes(`<a/>${asides}${asides}<?xml version="1.0"?><!-- its own --><b/>${asides}<c/>${asides}`);
    for (const chunks of [[all], cut(all, [...all.keys()])]) {
      const { frames, inDocument } = framesOf(chunks);
      expect(textsOf(frames)).toEqual(['<a/>', '<?xml version="1.0"?><!-- its own --><b/>', '<c/>']);
      expect(frames.every((frame) => frame.problem === undefined)).toBe(true);
      expect(inDocument).toBe(false);
    }
    const many = (count: number) => framesOf([bytes(`<a/>${'<?p?>'.repeat(count)}<b/>`)]).frames.map(({ problem }) => problem);
    expect(many(1_000)).toEqual([undefined, undefined]);
    expect(many(1_001)).toEqual([undefined, expect.objectContaining({ kind: 'limit', limit: 'asides' })]);
    expect(framesOf([bytes('<a/><!-- ')]).inDocument).toBe(true);
    expect(framesOf([bytes('<a/><!-- -- -->')]).frames[1]?.problem).toMatchObject({ kind: 'notWellFormed' });
    expect(framesOf([bytes('<a/><!-- --><!DOCTYPE b>')]).frames[1]?.problem).toEqual({ kind: 'documentType' });
    // Before the first document nothing has ended yet.
    expect(framesOf([bytes('<!-- -->')]).inDocument).toBe(true);
  });

  it.each(['utf-16le', 'utf-16be'] as const)('B2.7: %s frames the same with and without a mark, wherever it is cut', (encoding) => {
    const encode = (value: string): Buffer => (encoding === 'utf-16le' ? Buffer.from(value, 'utf16le') : Buffer.from(value, 'utf16le').swap16());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(xml, terminator), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 40 }),
        (documents, marked, places) => {
          // Without a mark, only a first character of ASCII shows the width.
          const mark = marked || documents.some(([document]) => ![document, behind(document)].every((start) => /^<[ -~]/.test(start)));
          const all = Buffer.concat(documents.map(([document, end]) => encode(`${mark ? '\ufeff' : ''}${document}${end}`)));
          const { frames, inDocument } = framesOf(cut(all, places));
          expect(textsOf(frames)).toEqual(documents.map(([document], index) => (index === 0 || mark ? document : behind(document))));
          expect(inDocument).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('B2.9: what it refuses, a parser refuses; where a parser finds an end, it finds the same', () => {
    const noise = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '!',
        '?',
        '-',
        '--',
        '[CDATA[',
        ']]>',
        '"',
        "'",
        '=',
        ' ',
        'a',
        'b',
        '<a',
        '</a>',
        '<a>',
        '&',
        '<!--',
        '-->',
        '<?p',
        '?>',
        '<?xml ',
        '\n',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(xml, noise, fc.nat(), fc.nat({ max: 6 }), (document, inserted, place, removed) => {
        const at = place % (document.length + 1);
        const mutated = bytes(document.slice(0, at) + inserted.join('') + document.slice(at + removed)).toString();
        const { frames } = framesOf([bytes(mutated)]);
        const first = frames[0];
        if (first === undefined || first.problem?.kind === 'documentType') return;
        if (first.problem !== undefined) expect(wellFormedPrefix(mutated.replace(between, ''))).toBeUndefined();
        else if (wellFormed(first.bytes.toString())) expect(wellFormedPrefix(mutated.replace(between, ''))).toBe(first.bytes.toString().length);
      }),
      { numRuns: 3000 },
    );
  });

  it('B2.9: what cannot become well-formed is refused at once, without its end', () => {
    for (const start of [
      'text',
      'Hello\n',
      '</a>',
      '<a></b',
      '<a><b></a',
      '<a b=c',
      '<a b="<',
      '<a <',
      '<a b c',
      '<1',
      '<>',
      '<a b="1"c',
      '<!-- -- ',
      '<a><?xml ',
      '<a/ ',
      '<a></a b',
      '<!ELEMENT',
      '<a>\0',
      '<![CDATA[',
    ]) {
      expect(problemOf(start), start).toMatchObject({ kind: 'notWellFormed' });
    }
    for (const start of ['<a', '<a b', '<a b=', '<a b="', '<a>', '<a></a', '<!-', '<?xm', '<a><![CDA', '<a>]]>'])
      expect(problemOf(start), start).toBeUndefined();
  });

  it('B2.9: a document type declaration is refused as soon as its name is there', () => {
    expect(problemOf('<?xml version="1.0"?><!DOCTYPE')).toEqual({ kind: 'documentType' });
    expect(problemOf('<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>')).toBeUndefined();
  });

  it('B2.10: levels, attributes and bytes up to their limits, and not past them', () => {
    const nested = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
    const attributes = (count: number): string => `<a ${Array.from({ length: count }, (_, index) => `a${index}="1"`).join(' ')}/>`;
    const long = (length: number): string => `<a>${'x'.repeat(length - 7)}</a>`;
    expect(problemOf(nested(64))).toBeUndefined();
    expect(problemOf('<a>'.repeat(65))).toMatchObject({ kind: 'limit', limit: 'levels' });
    expect(problemOf(attributes(1000))).toBeUndefined();
    expect(problemOf(attributes(1001))).toMatchObject({ kind: 'limit', limit: 'attributes' });
    expect(problemOf(long(100), { documentBytes: 100 })).toBeUndefined();
    expect(problemOf(long(101), { documentBytes: 100 })).toMatchObject({ kind: 'limit', limit: 'documentBytes' });
    expect(problemOf(`${long(100)}\n\n`, { documentBytes: 100 })).toBeUndefined();
  });

  it.each([
    ['elements', '<b/>', 1],
    ['elements with text', '<b>x</b>', 2],
    ['attributes', '<b c="" d=""/>', 3],
    ['references', '&#65;', 1],
    ['references in values', '<b c="&lt;&gt;"/>', 4],
    ['comments', '<!---->x', 1],
    ['sections', '<![CDATA[x]]>', 1],
    ['instructions', '<?p?>', 1],
  ])('B2.10: a request of 8 MiB of small %s took 480 MiB of memory: their number is limited', (_, part, counts) => {
    const document = (times: number): string => `<a>${part.repeat(times)}</a>`;
    // The root's own tags are two.
    const limits = { parts: 100 * counts + 2 };
    expect(problemOf(document(100), limits)).toBeUndefined();
    expect(problemOf(document(101), limits)).toMatchObject({ kind: 'limit', limit: 'parts' });
    const chunks = [...document(101)].map(bytes);
    expect(framesOf(chunks, limits).frames[0]?.problem).toMatchObject({ limit: 'parts' });
    // What follows in the same chunk is another document's.
    expect(framesOf([bytes(`${document(100)}${document(100)}`)], limits).frames.map(({ problem }) => problem)).toEqual([undefined, undefined]);
    expect(problemOf(document(200_000))).toMatchObject({ kind: 'limit', limit: 'parts' });
  });

  it('B2.10: a document of many small pieces takes no more memory than its bytes, near enough', () => {
    const framer = createFramer(defaultLimits);
    framer.read(bytes('<a>'));
    const before = process.memoryUsage();
    const one = bytes('x');
    for (let count = 0; count < 2_000_000; count += 1) framer.read(one);
    const after = process.memoryUsage();
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
    expect(framer.abandon({ kind: 'cutOff' }).bytes).toHaveLength(2_000_003);
  });

  it('B2.4: what stands between documents is none', () => {
    for (const between of ['', '\n', '\r\n\0\0', ' <EOF>\n', '\0']) expect(framesOf([bytes(between)])).toEqual({ frames: [], inDocument: false });
    expect(framesOf([bytes('<EO')]).inDocument).toBe(true);
  });
});

/** Whether a parser takes a text for a whole document. */
function wellFormed(text: string): boolean {
  return wellFormedPrefix(text) === text.length;
}

/** The length of the document that a text begins with, or undefined if a parser finds an error before its end. */
function wellFormedPrefix(text: string): number | undefined {
  const parser = new SaxesParser();
  let depth = 0;
  let end: number | undefined;
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', () => {
    depth += 1;
  });
  parser.on('closetag', () => {
    depth -= 1;
    if (depth === 0 && end === undefined) end = parser.position;
  });
  for (const character of text) {
    parser.write(character);
    if (failed) return undefined;
    if (end !== undefined) return end;
  }
  return undefined;
}
