import { expect, it } from 'vitest';
import { escapeXml } from '../../src/shape/escape.js';

it.each([
  ['plain text, with .:;-()[]{}~', 'plain text, with .:;-()[]{}~'],
  [`a < b > c & d " e ' f`, `a &lt; b &gt; c &amp; d &quot; e ' f`],
  ['\t\r\n', '&#9;&#13;&#10;'],
  ['é€😀', '&#233;&#8364;&#128512;'],
  ['\u0000\u0008\u001F\uD800\uFFFE\uFFFF', '&#65533;'.repeat(6)],
  ['\uD7FF\uE000\uFFFD\u{10000}\u{10FFFF}', '&#55295;&#57344;&#65533;&#65536;&#1114111;'],
  ['\u007F\u0085\u2028', '&#127;&#133;&#8232;'],
])('escapes %j', (value, escaped) => {
  expect(escapeXml(value)).toBe(escaped);
});
