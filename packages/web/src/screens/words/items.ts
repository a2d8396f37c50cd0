// An item of an event in words: what it is, what it says first, and the rest of it part by part.
import { kindName } from './kinds.js';
import { type NameOf, valueText } from './values.js';

export interface ItemInWords {
  readonly kind: string;
  /** What it says first: the term, the drug, the text. */
  readonly lead: string;
  readonly rest: readonly (readonly [name: string, value: unknown])[];
}

/** The parts that say the most, the likeliest first. */
const leading = ['Code', 'Drug', 'Line', 'Name', 'CarePlanName', 'PatientPlan', 'Performed', 'FileName', 'BatteryHeaders', 'FreeText', 'Description', 'Type'];

/** @param kind its name in messages */
export function itemInWords(kind: string, value: unknown, nameOf: NameOf): ItemInWords {
  const parts = Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(([name]) => name !== 'ProblemUID' && name !== 'DocumentUID');
  const lead = leading.find((name) => parts.some(([given]) => given === name)) ?? parts[0]?.[0];
  const part = (name: string): unknown => parts.find(([given]) => given === name)?.[1];
  const isNumeric = part('Value') !== undefined;
  const isProblem = part('ProblemSeverity') !== undefined;
  const words = lead === undefined ? '' : leadText(lead, part(lead), nameOf);
  const number = isNumeric ? [part('Value'), part('Units')].filter((each) => each !== undefined).join(' ') : undefined;
  const shown = new Set([lead, ...(isNumeric ? ['Value', 'Units'] : [])]);
  return {
    kind: kind === 'ClinicalCode' && isProblem ? 'Problem' : kind === 'ClinicalCode' && isNumeric ? 'Measurement' : kindName(kind),
    lead: number === undefined ? words : `${words} ${number}`,
    rest: parts.filter(([name]) => !shown.has(name)),
  };
}

function leadText(name: string, value: unknown, nameOf: NameOf): string {
  return name === 'Line' && Array.isArray(value) ? value.join('\n') : valueText(name, value, nameOf);
}
