// Identifiers and other named kinds of text that many messages use.
import { oneOf, textLike } from '../shape/index.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Ten digits, the last one their check digit by modulus 11. */
export type NhsNumber = Branded<'NhsNumber'>;
/** 16 lower-case hexadecimal digits that name an event, a problem, a document, an appointment, a visit or a task. */
export type Uid = Branded<'Uid'>;

/** 16 hexadecimal digits (WIRE-FORMAT §7). */
export const uid = textLike<Uid>('UID', 'An identifier: 16 lower-case hexadecimal digits.', '[0-9a-f]{16}');

/** An identifier for examples: it names nothing. The cast says that it matches the pattern. */
export const exampleUid = '0123456789abcdef' as Uid;

/** Ten digits; whether the last one fits is a question of meaning (B6.1). */
export const nhsNumberText = textLike('NHSNumber', 'An NHS number: 10 digits without spaces.', '[0-9]{10}');

/**
 * Whether ten digits are an NHS number by modulus 11.
 * @example isNhsNumber('9990000018')
 */
export function isNhsNumber(value: string): value is NhsNumber {
  return /^[0-9]{10}$/u.test(value) && checkDigit(value.slice(0, 9)) === Number(value[9]);
}

/** The check digit that completes nine digits, or `undefined` where no NHS number begins with them. */
export function checkDigit(nineDigits: string): number | undefined {
  const sum = [...nineDigits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const digit = 11 - (sum % 11);
  return digit === 10 ? undefined : digit % 11;
}

/** A person's sex as the wire has it. */
export const sex = oneOf('Sex', 'M, F, U (unknown) or I (indeterminate).', ['M', 'F', 'U', 'I']);
export const yesNo = oneOf('YesNo', 'Yes or No.', ['Yes', 'No']);
export const codeScheme = oneOf('CodeScheme', 'The scheme of a clinical code.', ['CTV3', 'Snomed']);
export const drugScheme = oneOf('DrugScheme', 'The scheme of a drug.', ['Multilex', 'Dmd']);
