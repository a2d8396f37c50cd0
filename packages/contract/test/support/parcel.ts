// A declaration of nothing real, with one of everything that a declaration can have: what is worked out from it can be held against what was written by hand.
import {
  attribute,
  content,
  decimal,
  element,
  flag,
  fromList,
  many,
  one,
  oneOf,
  optional,
  optionalAttribute,
  type SimpleType,
  some,
  text,
} from '../../src/index.js';

export const colour = oneOf('Colour', 'A colour.', ['red', '', 'blue']);
const many12 = oneOf('Dozen', 'One of a dozen.', 'abcdefghijkl'.split(''));
const many13 = oneOf('BakersDozen', 'One of a dozen. And one more.', 'abcdefghijklm'.split(''));
export const short: SimpleType<string> = { ...text, name: 'Short', doc: 'At most three letters.', base: 'xs:token', pattern: '[a-z]*', maxLength: 3 };

/** Written otherwise than it is. */
const loud: SimpleType<string> = { ...text, format: (value) => value.toUpperCase() };

export const line = element('Line', 'A line.', { Width: optionalAttribute(colour, 'How wide.'), Value: content(loud, 'What it says.') });
export const nothing = element('Nothing', 'Nothing.', {});
export const inner = element('Inner', 'What is inside.', { Line: many(line, 'Lines.'), Empty: optional(nothing, 'Nothing.') });
export const plain = element('PlainReply', 'Two values.', { A: one(text, 'First.'), B: optional(text, 'Second.', { inReply: 'one' }) });

export const parcel = element(
  'Parcel',
  'A parcel & what is in it.',
  {
    Number: attribute(loud, 'Its number.'),
    Kind: optionalAttribute(many12, 'Its kind.', { only: 'request' }),
    To: one(fromList('Place', 'A place.', 'clinicTypes'), 'Where to.'),
    Note: optional(short, 'A note.', { aliases: ['Remark'], emptyIsAbsent: true }),
    Weight: some(decimal, 'Weights.', { inReply: 'many' }),
    Size: optional(many13, 'Its size.', { emptyWhenAbsent: true }),
    Inner: one(inner, 'What is inside.'),
    Sealed: optional(flag, 'Whether it is sealed.'),
    Plain: optional(plain, 'Two values.'),
    Sent: one(text, 'When it was sent.', { only: 'reply', emptyWhenAbsent: true }),
  },
  { replyOrder: ['Sent'] },
);
