import { describe, expect, it } from 'vitest';
import { createOutput } from '../../src/output/output.js';
import { visible, visibleLine, withReferences } from '../../src/output/visible.js';
import { formatXml } from '../../src/output/xml.js';
import { hostOf, temporaryFolder, testTerminal } from '../support.js';

const everyCharacter = String.fromCharCode(...Array.from({ length: 0x3000 }, (_, code) => code));
/** What no terminal is to be given, tabs and line breaks apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not come
const acting = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

describe('text from elsewhere', () => {
  it('keeps nothing that a terminal acts on, and everything else as it is', () => {
    for (const shown of [visible(everyCharacter), visibleLine(everyCharacter), withReferences(everyCharacter)]) expect(shown).not.toMatch(acting);
    for (const text of ['Zoë 中 \u200f\u0627 \ud83d\ude00 a\u0301', '\\u001b']) {
      expect([visible(text), visibleLine(text), withReferences(text)]).toEqual([text, text, text]);
    }
  });

  it('shows by its code what it keeps out', () => {
    expect(visibleLine('a\u001b[2Jb\u009b\u202e\n\t')).toBe('a\\u001b[2Jb\\u009b\\u202e\\u000a\\u0009');
    expect(visible('a\u001b]0;x\u0007\r\nb\tc\rd')).toBe('a\\u001b]0;x\\u0007\nb\tc\\u000dd');
    expect(withReferences('a\u009b\u2066\n\tb')).toBe('a&#155;&#8294;&#10;\tb');
  });

  it('in JSON keeps its values', () => {
    const value = { text: everyCharacter };
    expect(JSON.parse(visible(JSON.stringify(value)))).toEqual(value);
  });

  it('in a document that is laid out stands as references', () => {
    expect(formatXml('<a b="\u0085"><c>x\u202ey</c></a>')).toBe('<a b="&#133;">\n  <c>x&#8238;y</c>\n</a>');
  });
});

describe('what a command prints', () => {
  it('acts on no terminal, whichever way it is said', () => {
    const terminal = testTerminal(hostOf(temporaryFolder()));
    const nasty = 'a\u001b[2J\u009b\u202e';
    const onTerminal = { ...terminal, stdout: Object.assign(terminal.stdout, { isTTY: true }) };
    for (const json of [false, true]) {
      const output = createOutput(onTerminal, { json, quiet: false });
      output.line(nasty);
      output.note(nasty);
      output.value({ nasty });
      output.raw(nasty);
      output.result({ nasty }, () => nasty);
      output.table([nasty], [{ title: 'x', text: (row: string) => row }], 'none');
    }
    // Of its own it has only the weight of the heading.
    expect(`${terminal.written()}${terminal.told()}`.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '')).not.toMatch(acting);
  });

  it('is raw where it was asked to be and nobody reads it', () => {
    const terminal = testTerminal(hostOf(temporaryFolder()));
    createOutput(terminal, { json: false, quiet: false }).raw('a\u001b[2J');
    expect(terminal.written()).toBe('a\u001b[2J\n');
  });
});
