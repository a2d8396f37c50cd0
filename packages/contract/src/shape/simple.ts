// Simple types: what may stand in an attribute or as the text of an element.

/** The lists that each organisation configures for itself. In requests they are enumerations, in replies plain text (B7.2). */
export const organisationListNames = [
  'userNames',
  'siteNames',
  'clinicTypes',
  'slotTypes',
  'letterTypes',
  'recallTypes',
  'relationshipTypes',
  'taskTypes',
  'groupNames',
] as const;

export type OrganisationListName = (typeof organisationListNames)[number];

/** The values of each list in one organisation, in the order in which schemas show them. */
export type OrganisationLists = Readonly<Record<OrganisationListName, readonly string[]>>;

/** A type whose values are written as text: `T` is what it is in TypeScript. */
export interface SimpleType<T = unknown> {
  readonly kind: 'simple';
  /** The name of the type in `types.xsd`, or an XSD built-in such as `xs:string`. */
  readonly name: string;
  readonly doc: string;
  /** The XSD type that this one restricts. */
  readonly base: 'xs:string' | 'xs:token' | 'xs:date' | 'xs:dateTime' | 'xs:decimal' | 'xs:int' | 'xs:boolean';
  /** A regular expression that the whole value must match: of the part of the syntax that XSD and JavaScript read alike. */
  readonly pattern?: string;
  readonly values?: readonly string[];
  /** The organisation's list that a value must be in, in requests. */
  readonly list?: OrganisationListName;
  readonly maxLength?: number;
  /** From the text (white space already collapsed where `base` asks for it) to the value; `undefined` if it is not in the type. */
  readonly parse: (text: string) => T | undefined;
  readonly format: (value: T) => string;
}

/** An empty element whose presence is its value. */
export interface FlagType {
  readonly kind: 'flag';
}

const asIs = (text: string): string => text;

function matching(pattern: string): (text: string) => string | undefined {
  const whole = new RegExp(`^(?:${pattern})$`, 'u');
  return (value) => (whole.test(value) ? value : undefined);
}

/** Any text, kept exactly. */
export const text: SimpleType<string> = {
  kind: 'simple',
  name: 'xs:string',
  doc: 'Any text.',
  base: 'xs:string',
  parse: asIs,
  format: asIs,
};

/** Text that matches a pattern as a whole. */
export function textLike<T extends string = string>(name: string, doc: string, pattern: string): SimpleType<T> {
  const parse = matching(pattern);
  // The cast gives a matched text its brand: the pattern is the brand's definition.
  return { kind: 'simple', name, doc, base: 'xs:string', pattern, parse: (value) => parse(value) as T | undefined, format: asIs };
}

/** One of the values given, compared exactly: never trimmed, never folded. */
export function oneOf<const V extends readonly string[]>(name: string, doc: string, values: V): SimpleType<V[number]> {
  const known = new Set<string>(values);
  // The cast narrows to the union that the set was made from.
  return { kind: 'simple', name, doc, base: 'xs:string', values, parse: (value) => (known.has(value) ? (value as V[number]) : undefined), format: asIs };
}

/** A value of one of the organisation's lists; any text in replies. */
export function fromList(name: string, doc: string, list: OrganisationListName): SimpleType<string> {
  return { kind: 'simple', name, doc, base: 'xs:string', list, parse: asIs, format: asIs };
}

/** Whether such a day exists, in the years 0001 to 9999. */
function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}

function startsWithDay(value: string): boolean {
  return isDay(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10)));
}

const datePattern = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const dateTimePattern = `${datePattern}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?(Z|[+\\-](0[0-9]|1[0-3]):[0-5][0-9]|[+\\-]14:00)?`;

function dated(pattern: string): (value: string) => string | undefined {
  const parse = matching(pattern);
  return (value) => (parse(value) !== undefined && startsWithDay(value) ? value : undefined);
}

/** A civil day, `yyyy-MM-dd`. */
export const date: SimpleType<string> = {
  kind: 'simple',
  name: 'Date',
  doc: 'A day: yyyy-MM-dd, without a zone.',
  base: 'xs:date',
  pattern: datePattern,
  parse: dated(datePattern),
  format: asIs,
};

/** A civil date and time, `yyyy-MM-ddTHH:mm:ss`, UK wall-clock time unless it carries an offset (B3.9). */
export const dateTime: SimpleType<string> = {
  kind: 'simple',
  name: 'DateTime',
  doc: 'A date and time: yyyy-MM-ddTHH:mm:ss. UK wall-clock time, unless an offset is given.',
  base: 'xs:dateTime',
  pattern: dateTimePattern,
  parse: dated(dateTimePattern),
  format: asIs,
};

const decimalPattern = '[+\\-]?([0-9]{1,15}(\\.[0-9]{1,8})?|\\.[0-9]{1,8})';

/** A decimal number, kept as its text so that no digit is lost. */
export const decimal: SimpleType<string> = {
  kind: 'simple',
  name: 'Decimal',
  doc: 'A decimal number with a point, up to 15 digits before it and 8 behind it.',
  base: 'xs:decimal',
  pattern: decimalPattern,
  parse: matching(decimalPattern),
  format: asIs,
};

const integerPattern = '[0-9]{1,9}';
const matchingInteger = matching(integerPattern);

/** A whole number from 0 to 999,999,999. */
export const integer: SimpleType<number> = {
  kind: 'simple',
  name: 'Integer',
  doc: 'A whole number, up to 9 digits.',
  base: 'xs:int',
  pattern: integerPattern,
  parse: (value) => (matchingInteger(value) === undefined ? undefined : Number(value)),
  format: String,
};

/** `true` or `false`. */
export const boolean: SimpleType<boolean> = {
  kind: 'simple',
  name: 'Boolean',
  doc: 'true or false.',
  base: 'xs:boolean',
  pattern: 'true|false',
  parse: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
  format: String,
};

/** An empty element whose presence is its value; `true` in TypeScript. */
export const flag: FlagType = { kind: 'flag' };
