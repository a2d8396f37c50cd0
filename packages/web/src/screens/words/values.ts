// Values of entries as people read them: dates, codes, drugs, names, addresses. Whatever has another form is told part by part.
import { dateText, dateTimeText } from '../elements/dates.js';
import { fieldName } from './fields.js';

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
  if (name === 'Sex') return sexes[text] ?? text;
  if (name === 'Duration') return `${text} minutes`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return dateTimeText(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateText(text) : text;
}

const sexes: Readonly<Record<string, string>> = { M: 'Male', F: 'Female', U: 'Unknown', I: 'Indeterminate' };
const addressParts = ['HouseName', 'HouseNumber', 'Road', 'Locality', 'Town', 'County', 'Postcode'];

function objectText(value: object, nameOf: NameOf): string {
  const parts = new Map<string, unknown>(Object.entries(value));
  const code = parts.get('Code');
  if (typeof code === 'object' && code !== null) return objectText(code, nameOf);
  if (parts.has('Scheme')) return codeText(parts);
  if ([...parts.keys()].every((name) => addressParts.includes(name))) return addressText(parts);
  return [...parts].flatMap(([name, part]) => `${fieldName(name)}: ${valueText(name, part, nameOf)}`).join('; ');
}

function codeText(parts: ReadonlyMap<string, unknown>): string {
  const words = String(parts.get('Term') ?? parts.get('Name') ?? '');
  const code = String(parts.get('Code') ?? parts.get('ProductID') ?? '');
  return words === '' ? code : words;
}

function addressText(parts: ReadonlyMap<string, unknown>): string {
  const part = (name: string): string => String(parts.get(name) ?? '').trim();
  const road = [part('HouseNumber'), part('Road')].filter((text) => text !== '').join(' ');
  return [part('HouseName'), road, part('Locality'), part('Town'), part('County'), part('Postcode')].filter((text) => text !== '').join(', ');
}
