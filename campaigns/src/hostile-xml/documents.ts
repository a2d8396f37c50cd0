// Documents that are meant to do harm, made while they are sent: none of them is ever whole in memory here.
import type { ErrorCode } from '@s1kit/contract';
import type { Chance } from '@s1kit/server';
import type { Traps } from './traps.js';

export interface HostileDocument {
  readonly name: string;
  readonly pieces: () => Iterable<string>;
  /** What it is refused with. */
  readonly refusals: readonly ErrorCode[];
}

export interface Sizes {
  /** How often what is repeated without end is repeated: a million, or fewer in a short run. */
  readonly many: number;
  /** How many bytes a document has that goes on and on. */
  readonly endless: number;
}

const mebibyte = 1024 * 1024;
/** Just below the largest document that is read. */
const nearLimit = 8 * mebibyte - 4096;
const block = 64 * 1024;

/** A part again and again, in blocks. */
function* repeated(part: string, times: number): Generator<string> {
  const inBlock = Math.max(1, Math.floor(block / part.length));
  const whole = part.repeat(inBlock);
  for (let left = times; left > 0; left -= inBlock) yield left >= inBlock ? whole : part.repeat(left);
}

/** Parts that are all different. */
function* numbered(part: (index: number) => string, times: number): Generator<string> {
  for (let from = 0; from < times; from += 1_000) yield Array.from({ length: Math.min(1_000, times - from) }, (_, index) => part(from + index)).join('');
}

function* around(before: string, inner: Iterable<string>, after = ''): Generator<string> {
  yield before;
  yield* inner;
  yield after;
}

/** A document of about the size that is just allowed, made of one part. */
const filled = (before: string, part: string, after: string): Iterable<string> =>
  around(before, repeated(part, Math.floor((nearLimit - before.length - after.length) / part.length)), after);

function laughs(levels: number): string {
  const entities = Array.from({ length: levels }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('');
  return `<!DOCTYPE a [<!ENTITY l0 "lol">${entities}]><a>&l${levels};</a>`;
}

/** Those that declare a document type, and what it could lead to. */
function declaring({ file, port }: Traps): readonly HostileDocument[] {
  const address = `http://127.0.0.1:${port}/x`;
  const declared: Readonly<Record<string, string>> = {
    'a billion laughs': laughs(9),
    'an entity of a file': `<!DOCTYPE a [<!ENTITY x SYSTEM "file://${file}">]><a>&x;</a>`,
    'an entity of an address': `<!DOCTYPE a [<!ENTITY x SYSTEM "${address}">]><a>&x;</a>`,
    'a parameter entity of a file': `<!DOCTYPE a [<!ENTITY % x SYSTEM "file://${file}"> %x;]><a/>`,
    'a parameter entity of an address': `<!DOCTYPE a [<!ENTITY % x SYSTEM "${address}"> %x;]><a/>`,
    'a document type of a file': `<?xml version="1.0" standalone="no"?>\n<!DOCTYPE a SYSTEM "${file}"><a/>`,
    'a document type of an address': `<!DOCTYPE a PUBLIC "-//X//Y" "${address}"><a/>`,
    'a notation and an unparsed entity': `<!DOCTYPE a [<!NOTATION n SYSTEM "${file}"><!ENTITY x SYSTEM "${address}" NDATA n>]><a b="x"/>`,
    'a declaration in another case': `<!-- --><!DOCTYPE  a[<!ENTITY x SYSTEM "${file}">]><a>&x;</a>`,
  };
  return Object.entries(declared).map(([name, document]) => ({ name, pieces: () => [document], refusals: ['DocumentTypeRefused', 'NotWellFormed'] }));
}

/** Those that lead elsewhere by other means. */
function leading({ file, port }: Traps): readonly HostileDocument[] {
  const address = `http://127.0.0.1:${port}/x`;
  const schema = 'http://www.w3.org/2001/XMLSchema-instance';
  const leads: Readonly<Record<string, string>> = {
    'a style sheet': `<?xml-stylesheet href="${address}" type="text/xsl"?><?xml-stylesheet href="${file}"?><a/>`,
    'the place of a schema': `<a xmlns:xsi="${schema}" xsi:noNamespaceSchemaLocation="${file}" xsi:schemaLocation="x ${address}"/>`,
    'an inclusion': `<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${file}" parse="text"/><xi:include href="${address}"/></a>`,
    'a base': `<a xml:base="${address}"><b href="${file}"/></a>`,
  };
  return Object.entries(leads).map(([name, document]) => ({ name, pieces: () => [document], refusals: ['EnvelopeInvalid'] }));
}

/** Those that are too much of something. */
function large({ endless, many }: Sizes, chance: Chance): readonly HostileDocument[] {
  const letter = chance.pick(['a', 'x', 'É', '€']);
  const limit: readonly ErrorCode[] = ['LimitExceeded'];
  const taken: readonly ErrorCode[] = ['EnvelopeInvalid', 'LimitExceeded'];
  return [
    { name: 'great depth', pieces: () => repeated('<a>', many), refusals: limit },
    { name: 'great depth with names that differ', pieces: () => numbered((index) => `<a${index}>`, many), refusals: limit },
    {
      name: 'many attributes',
      pieces: () =>
        around(
          '<a',
          numbered((index) => ` a${index}=""`, many),
          '/>',
        ),
      refusals: limit,
    },
    { name: 'many attributes of one name', pieces: () => around('<a', repeated(' a=""', many), '/>'), refusals: ['LimitExceeded', 'NotWellFormed'] },
    { name: 'a line without end', pieces: () => around('<a>', repeated(letter, endless), '</a>'), refusals: limit },
    { name: 'a name without end', pieces: () => around('<', repeated('a', endless), '/>'), refusals: limit },
    { name: 'a value without end', pieces: () => around('<a b="', repeated(letter, endless), '"/>'), refusals: limit },
    { name: 'a comment without end', pieces: () => around('<!--', repeated('x ', endless / 2), '--><a/>'), refusals: limit },
    { name: 'an instruction without end', pieces: () => around('<?p ', repeated('x', endless), '?><a/>'), refusals: limit },
    { name: 'a section without end', pieces: () => around('<a><![CDATA[', repeated(']]', endless / 2), ']]></a>'), refusals: limit },
    { name: 'elements without end', pieces: () => around('<a>', repeated('<b/>', endless / 4), '</a>'), refusals: limit },
    { name: 'a large name', pieces: () => filled('<', 'a', '/>'), refusals: taken },
    { name: 'a large value', pieces: () => filled('<a b="', 'x', '"/>'), refusals: taken },
    { name: 'a large text', pieces: () => filled('<a>', 'x', '</a>'), refusals: taken },
    { name: 'a large comment', pieces: () => filled('<!--', 'x', '--><a/>'), refusals: taken },
    { name: 'a large instruction', pieces: () => filled('<?p ', 'x', '?><a/>'), refusals: taken },
    { name: 'a large section', pieces: () => filled('<a><![CDATA[', 'x', ']]></a>'), refusals: taken },
    { name: 'many references', pieces: () => filled('<a>', '&#65;', '</a>'), refusals: taken },
    { name: 'many small elements', pieces: () => filled('<a>', '<b/>', '</a>'), refusals: taken },
    {
      name: 'many small attributes',
      pieces: () => filled('<a>', `<b${Array.from({ length: 999 }, (_, index) => ` a${index}=""`).join('')}/>`, '</a>'),
      refusals: taken,
    },
    { name: 'many small texts', pieces: () => filled('<a>', '<!---->x', '</a>'), refusals: taken },
    { name: 'many entities that are not declared', pieces: () => filled('<a>', '&lol;', '</a>'), refusals: ['LimitExceeded', 'NotWellFormed'] },
    { name: 'an entity name without end', pieces: () => filled('<a>&', 'l', ';</a>'), refusals: ['NotWellFormed'] },
    { name: 'entity names that are those of objects', pieces: () => ['<a>&constructor;&__proto__;&toString;</a>'], refusals: ['NotWellFormed'] },
  ];
}

/** Every hostile document. */
export function hostileDocuments(traps: Traps, sizes: Sizes, chance: Chance): readonly HostileDocument[] {
  return [...declaring(traps), ...leading(traps), ...large(sizes, chance)];
}
