// The parser alone is the judge: what the reader tells of, and its verdict, are the parser's on the same bytes, in whatever blocks they come.
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { plainTags } from '../../src/transport/plain-tags.js';
import { NotXml, tagReader } from '../../src/transport/tag-reader.js';

type Told = readonly [what: 'open' | 'text' | 'close', name: string, attributes?: readonly (readonly [string, string])[]];

/** Pieces of text that follow each other are one. */
function collector() {
  const told: Told[] = [];
  return {
    told,
    add: (...[what, name, attributes]: Told): void => {
      const last = told.at(-1);
      if (what === 'text' && name === '') return;
      if (what === 'text' && last?.[0] === 'text') told[told.length - 1] = ['text', last[1] + name];
      else told.push(attributes === undefined ? [what, name] : [what, name, attributes]);
    },
  };
}

type Verdict = { readonly told: readonly Told[]; readonly ended: boolean } | string;

function byParser(bytes: Uint8Array): Verdict {
  const { told, add } = collector();
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let begun = false;
  parser.on('error', () => {
    throw new NotXml('notWellFormed');
  });
  parser.on('doctype', () => {
    throw new NotXml('documentType');
  });
  parser.on('opentag', ({ name, attributes }) => {
    begun = true;
    depth += 1;
    add('open', name, Object.entries(attributes));
  });
  parser.on('text', (piece) => add('text', piece));
  parser.on('cdata', (piece) => add('text', piece));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    add('close', name);
  });
  try {
    parser.write(textOf(bytes).replace(/^[ \t\r\n]+/, ''));
    return { told, ended: begun && depth === 0 };
  } catch (error) {
    if (error instanceof NotXml) return error.kind;
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    throw new NotXml('notUtf8');
  }
}

function byReader(bytes: Uint8Array, sizes: readonly number[]): Verdict {
  const { told, add } = collector();
  const reader = tagReader({
    open: (name, { count, names, values }) =>
      add(
        'open',
        name,
        Array.from({ length: count }, (_, index) => [names[index] ?? '', values[index] ?? ''] as const),
      ),
    text: (piece) => add('text', piece),
    close: (name) => add('close', name),
  });
  let ended = false;
  try {
    let at = 0;
    for (let turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      ended = reader.read(bytes.slice(at, at + size));
      at += size;
    }
    return { told, ended };
  } catch (error) {
    if (error instanceof NotXml) return error.kind;
    throw error;
  }
}

/** What is plain, what nearly is, and what is not XML. */
const texts = [
  'plain',
  'a &amp; b',
  '&#10;',
  '&#x41;',
  '&#233;',
  '&#x1F600;',
  '&#0;',
  '&nbsp;',
  'a > b',
  '[D]',
  'a]]',
  ']]>',
  'é',
  '\n\t',
  '\r\n',
  '\u0001',
  '\u007f',
  '€ 🙂',
  ' ',
  '"',
  "'",
];
const names = ['Event', 'Code', 'A', 'a-b.c_d', '_x', 'x:y', 'é', '1', 'A '];
const name = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('Event', 'Code', 'Line') }, fc.constantFrom(...names));
const text = fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 8 }), fc.constant('the same again'));
const attribute = fc
  .tuple(fc.constantFrom(' ', ' ', ' ', '  ', '\n', ''), name, fc.constantFrom('=', '=', '=', ' = '), fc.constantFrom('"', '"', "'"), text)
  .map(([before, each, equals, quote, value]) => `${before}${each}${equals}${quote}${value.replaceAll(quote, '').replaceAll('<', '')}${quote}`);
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, fc.constantFrom('<!-- a > b -->', '<![CDATA[<x>]]>', '<?p i?>', '<!--->', '</Event>', '<!DOCTYPE a>', '<', '&')),
    fc.array(tie('element'), { maxLength: 3 }).map((all) => all.join('')),
  ),
  element: fc
    .tuple(name, fc.array(attribute, { maxLength: 3 }), tie('content'), fc.constantFrom('>', '>', ' >', ' x>'), fc.boolean())
    .map(([each, attributes, content, end, isEmpty]) =>
      isEmpty ? `<${each}${attributes.join('')}/>` : `<${each}${attributes.join('')}>${content}</${each}${end}`,
    ),
}));
const document = fc
  .tuple(
    fc.constantFrom('', '', '<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.1"?>', ' \n'),
    fc.array(element, { minLength: 1, maxLength: 8 }),
    fc.constantFrom('\n', '', ' x', '<b/>'),
  )
  .map(([prolog, elements, behind]) => `${prolog}<Root>${elements.join('')}</Root>${behind}`);

/** So much white space that nothing waits for its end any more. */
const rest = ' '.repeat(1_100);

const plain = Buffer.from(
  `<?xml version="1.0" encoding="UTF-8"?><Root><Event DateTime="2020-01-01" DoneBy='A "B" [C]'><Line>It is &lt; 5 &amp; [D] ]x]</Line><Empty/></Event>` +
    `<Event DateTime="2020-01-01" DoneBy="A &quot;B&quot;"><Line>It is &lt; 5</Line><Line>caf\u00e9 a]b</Line><Line>caf\u00e9 a]c]</Line></Event>\n</Root>\n`,
);

describe('tagReader', () => {
  it('tells of what the parser tells of, or refuses what it refuses, in any blocks', () => {
    fc.assert(
      fc.property(document, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), (written, sizes) => {
        const bytes = Buffer.from(written + rest);
        const expected = byParser(bytes);
        expect(byReader(bytes, [bytes.length])).toEqual(expected);
        expect(byReader(bytes, sizes)).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does so with every byte of a plain document made another', () => {
    const others = [...'<>&;]["\'/=! \n\t\rA1-:', '\u0000', '\u007f', '\u00a0', '\u00ff'].map((each) => each.charCodeAt(0));
    for (let at = 0; at < plain.length; at += 1) {
      for (const other of others) {
        const bytes = Buffer.concat([plain, Buffer.from(rest)]);
        bytes[at] = other;
        let expected: Verdict;
        try {
          expected = byParser(bytes);
        } catch {
          // The parser is given text: what comes before a byte that is none may be refused first.
          expect(['notUtf8', 'notWellFormed', 'documentType']).toContain(byReader(bytes, [bytes.length]));
          continue;
        }
        const shown = `byte ${at} made ${JSON.stringify(String.fromCharCode(other))}`;
        expect(byReader(bytes, [bytes.length]), shown).toEqual(expected);
      }
    }
  });

  it('does so with a plain document cut in two at every byte, cut off at every byte, and byte by byte', () => {
    const expected = byParser(plain);
    for (let at = 1; at < plain.length; at += 1) {
      expect(byReader(plain, [at, plain.length])).toEqual(expected);
      // A part of what is well-formed is refused by nobody.
      expect(byReader(plain.subarray(0, at), [plain.length])).toMatchObject({ ended: at >= plain.length - 1 });
    }
    expect(byReader(plain, [1])).toEqual(expected);
  });

  it('takes values longer than what waits for its end, and many attributes', () => {
    const long = 'x'.repeat(5_000);
    const many = Array.from({ length: 40 }, (_, index) => ` a${index}="${index}"`).join('');
    const bytes = Buffer.from(`<Root><Line a="${long}">${long}</Line><B${many}/><C a="1" b="2" a="3"/></Root>`);
    const right = Buffer.from(bytes.toString().replace(' a="3"', ' c="3"'));
    expect(byReader(bytes, [100])).toBe('notWellFormed');
    expect(byReader(right, [100])).toEqual(byParser(right));
    expect(byReader(right, [right.length])).toEqual(byParser(right));
  });

  it('a name of other characters is closed by that name alone', () => {
    // U+0141 would be an A, were only its lower byte looked at.
    const bytes = Buffer.from('<Root><Ł><B/></A></Root>');
    expect(byReader(bytes, [bytes.length])).toBe('notWellFormed');
    expect(byReader(Buffer.from('<Root><Ł><B/></Ł></Root>'), [100])).toMatchObject({ ended: true });
  });

  it('a value is that of its own block, though another stood at the same place of the block before', () => {
    const bytes = Buffer.from('<Root><A b="one"/><CC/> <A b="two"/><CC/> <A b="two"/></Root>');
    expect(byReader(bytes, [18])).toEqual(byParser(bytes));
  });

  it('what XML 1.1 refuses is refused where the document says that it is of that version', () => {
    const written = '<Root><A>\u007f</A></Root>';
    expect(byReader(Buffer.from(written), [100])).toMatchObject({ ended: true });
    expect(byReader(Buffer.from(`<?xml version="1.1"?>${written}`), [100])).toBe('notWellFormed');
  });
});

describe('plainTags', () => {
  it('goes over all of what is plain by itself', () => {
    const written = `<Event A="x &amp; y" B='"'><Line>[D] a &#233; b</Line>\n<Empty/></Event></Root>`;
    const tags = plainTags({ open: () => undefined, text: () => undefined, close: () => undefined });
    expect(tags.run({ bytes: Buffer.from(written), text: written }, 0, ['Root'])).toEqual({ at: written.length, why: 'ended' });
  });
});
