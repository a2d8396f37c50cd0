import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Layout, layoutOf, rawLayout, visibleLines } from '../../src/screens/audit/xml/layout.js';

const never = new AbortController().signal;
const shown = ({ lines, text }: Layout): string[] => lines.map(({ depth, end, start }) => `${'  '.repeat(depth)}${text.slice(start, end)}`);

describe('a document laid out', () => {
  it('has one element a line, with the text that is in it', async () => {
    const layout = await layoutOf('<?xml version="1.0"?><a x="1"><b>one &lt; two</b>\n  <c/><d><e>3</e>beside</d><f></f></a>', null, never);
    expect(shown(layout)).toEqual([
      '<?xml version="1.0"?>',
      '<a x="1">',
      '  <b>one &lt; two</b>',
      '  <c/>',
      '  <d>',
      '    <e>3</e>',
      '    beside',
      '  </d>',
      '  <f></f>',
      '</a>',
    ]);
    expect(layout.lines.map(({ closes }) => closes)).toEqual([undefined, 9, undefined, undefined, 7, undefined, undefined, undefined, undefined, undefined]);
  });

  it('leaves out what is folded', async () => {
    const layout = await layoutOf('<a><b><c>1</c></b><d>2</d></a>', null, never);
    expect([...visibleLines(layout, new Set())]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...visibleLines(layout, new Set([1]))]).toEqual([0, 1, 4, 5]);
    expect([...visibleLines(layout, new Set([0]))]).toEqual([0]);
  });

  it('marks the element of a path, each of several, and the nearest around one that is not there', async () => {
    const document = '<R><P><I>1</I><I>2</I></P><P2><I/></P2></R>';
    const marked = async (path: string) => [...(await layoutOf(document, path, never)).marked];
    expect(await marked('/R/P/I')).toEqual([2, 3]);
    expect(await marked('/R/P/I/@kind')).toEqual([2, 3]);
    expect(await marked('/R/P/Missing')).toEqual([1]);
    expect(await marked('/Other')).toEqual([]);
    expect((await layoutOf(document, null, never)).marked.size).toBe(0);
  });

  it('goes as far as it can with what is not well-formed, and loses nothing but white space', async () => {
    const pieces = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      'text',
      ' ',
      '\n',
      '<!-- <a> -->',
      '<![CDATA[<x>]]>',
      '<',
      '>',
      '&',
      ']]>',
      '<!--',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        const document = parts.join('');
        const layout = await layoutOf(document, '/a/b', never);
        const drawn = new Uint8Array(document.length);
        for (const { start, end } of layout.lines) drawn.fill(1, start, end);
        const lost = [...document].filter((_one, index) => drawn[index] === 0).join('');
        expect(lost.trim()).toBe('');
      }),
    );
  });

  it('of 6 MB takes turns with what else there is to do, and stops when nobody wants it any more', async () => {
    const document = `<R>${'<Event DateTime="2026-03-02"><Code>XE0Uc</Code><Term>Something</Term></Event>'.repeat(80_000)}</R>`;
    expect(document.length).toBeGreaterThan(6_000_000);
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const layout = await layoutOf(document, null, never);
    clearInterval(others);
    expect(layout.lines).toHaveLength(320_002);
    expect(turns).toBeGreaterThan(3);
    const ending = new AbortController();
    const begun = layoutOf(document, null, ending.signal);
    ending.abort();
    await expect(begun).rejects.toThrow();
  });

  it('that is shown as text only is cut into lines, and is all there', () => {
    const text = `${'x'.repeat(500)}\n${'é'.repeat(10)}`;
    const layout = rawLayout(text);
    expect(layout.lines.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    expect(layout.lines).toHaveLength(5);
    const began = performance.now();
    expect(rawLayout('x'.repeat(20_000_000)).lines).toHaveLength(125_000);
    // It had looked through the rest of the text for each line.
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
