// Codes and drugs as sent: any that is well-formed is accepted, listed here or not (B7.11).
import { type Code, type Drug, Refusal } from '@s1kit/contract';
import type { CodeLists } from '../../directory/code-lists/index.js';
import { verhoeffFits } from './verhoeff.js';

/**
 * The code as it is kept: with the term that was sent; the list's if none was; empty for a code that the list has not either.
 * @throws {Refusal} ValueInvalid
 */
export function keptCode(code: Code, lists: CodeLists, path: string): Code {
  const { Scheme: scheme, Code: text, Term: sent = '' } = code;
  if (scheme === 'CTV3' && !isCtv3(text)) {
    throw new Refusal('ValueInvalid', 'A CTV3 code has five characters: letters, digits, and dots behind them where it is shorter.', `${path}/@Code`);
  }
  if (scheme === 'Snomed' && !isSnomed(text)) {
    throw new Refusal('ValueInvalid', 'A SNOMED CT code has 6 to 18 digits, the last one their check digit: compare it with its source.', `${path}/@Code`);
  }
  const listed = lists.findCode(scheme, text);
  const ours = (scheme === 'CTV3' ? listed?.ctv3 : listed?.snomed)?.term ?? '';
  return { Scheme: scheme, Code: text, Term: sent === '' ? ours : sent };
}

/**
 * The drug as it is kept: with the list's name; the one sent for a product that the list has not; empty if none was.
 * @throws {Refusal} ValueInvalid
 */
export function keptDrug(drug: Drug, lists: CodeLists, path: string): Drug {
  const { Scheme: scheme, ProductID: product, PackID: pack, Name: sent = '' } = drug;
  const form = scheme === 'Multilex' ? /^[0-9]{1,18}$/u : /^[1-9][0-9]{5,17}$/u;
  if (!form.test(product)) {
    const expected = scheme === 'Multilex' ? '1 to 18 digits' : '6 to 18 digits, the first of them no zero';
    throw new Refusal('ValueInvalid', `The identifier of a product in ${scheme} is ${expected}.`, `${path}/@ProductID`);
  }
  const name = lists.findDrug(scheme, product)?.name ?? sent;
  return { Scheme: scheme, ProductID: product, ...(pack === undefined ? {} : { PackID: pack }), Name: name };
}

function isCtv3(text: string): boolean {
  return /^[0-9A-Za-z.]{5}$/u.test(text) && /^[0-9A-Za-z]+\.*$/u.test(text);
}

function isSnomed(text: string): boolean {
  return /^[1-9][0-9]{5,17}$/u.test(text) && verhoeffFits(text);
}
