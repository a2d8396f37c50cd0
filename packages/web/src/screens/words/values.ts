// Values of entries as people read them: dates, codes, drugs, names, addresses. Whatever has another form is told part by part.
import { dateText, dateTimeText } from '../elements/dates.js';
import { addressLines } from './addresses.js';
import { fieldName } from './fields.js';
import { genderText } from './genders.js';
import { nameOfCode, nameOfDrug, nameOfPerson } from './names.js';

/** What a member of staff is called, by user name. */
export type NameOf = (userName: string) => string;

/**
 * The value of a part as one text; empty for nothing.
 * @param name the part's name in messages
 */
export function valueText(name: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined || value === '') return '';
  if (value === true) return 'Yes';
  if (Array.isArray(value)) return value.map((each) => valueText(name, each, nameOf)).join(', ');
  if (typeof value === 'object') return objectText(value, nameOf);
  const text = String(value);
  if (name.endsWith('UID')) return 'an entry of the record';
  if (name.includes('UserName')) return nameOf(text);
  if (name === 'Sex') return genderText(text);
  if (name === 'Duration') return `${text} minutes`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return dateTimeText(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateText(text) : text;
}

const personParts = ['Title', 'FirstName', 'MiddleNames', 'Surname'];
const addressParts = ['HouseName', 'HouseNumber', 'Road', 'Locality', 'Town', 'County', 'Postcode'];

function objectText(value: object, nameOf: NameOf): string {
  const parts = new Map<string, unknown>(Object.entries(value));
  const code = parts.get('Code');
  if (typeof code === 'object' && code !== null) return objectText(code, nameOf);
  const part = (name: string): string => String(parts.get(name) ?? '').trim();
  const consistsOf = (names: readonly string[]): boolean => [...parts.keys()].every((name) => names.includes(name));
  if (parts.has('ProductID')) return nameOfDrug({ ProductID: part('ProductID'), Name: part('Name') });
  if (parts.has('Scheme')) return nameOfCode({ Code: part('Code'), Term: part('Term') });
  if (consistsOf(addressParts)) return addressLines(Object.fromEntries(addressParts.map((name) => [name, part(name)]))).join(', ');
  if (consistsOf(personParts))
    return nameOfPerson({ Title: part('Title'), FirstName: part('FirstName'), MiddleNames: part('MiddleNames'), Surname: part('Surname') });
  return [...parts].flatMap(([name, part]) => `${fieldName(name)}: ${valueText(name, part, nameOf)}`).join('; ');
}
