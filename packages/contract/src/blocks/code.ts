import { attribute, element, integer, one, optionalAttribute, type TypeOf, text, textLike } from '../shape/index.js';
import { codeScheme, drugScheme } from './identifiers.js';

/** The text of a clinical code of either scheme. */
export const codeText = textLike('CodeText', 'A clinical code: letters, digits and dots.', '[0-9A-Za-z.]{1,18}');

/** A clinical code: an empty element with attributes. */
export const code = element('Code', 'A clinical code.', {
  Scheme: attribute(codeScheme, 'The scheme of the code.'),
  Code: attribute(text, 'The code: five characters in CTV3, digits in SNOMED CT.'),
  Term: optionalAttribute(text, 'The words for the code.'),
});

export type Code = TypeOf<typeof code>;

/** A container that holds a code, as the coded demographics do. */
export const coded = element('Coded', 'Holds a clinical code.', { Code: one(code, 'The code.') });

/** A drug: an empty element with attributes. */
export const drug = element('Drug', 'A drug or other product.', {
  Scheme: attribute(drugScheme, 'The scheme of the product.'),
  ProductID: attribute(text, 'The identifier of the product in the scheme: digits.'),
  PackID: optionalAttribute(integer, 'The pack.'),
  Name: optionalAttribute(text, 'The name of the product. Always in replies; in requests it is kept for products that are not known.'),
});

export type Drug = TypeOf<typeof drug>;
