// The kinds of values that options have: how each is read from text (flag, environment) and from JSON (configuration file).
import { delimiter } from 'node:path';

/** How the values of an option are read. A reader gives the value, or a sentence that says what it must be. */
export interface ValueKind<T> {
  /** What stands for the value in help, such as `<port>`; none for a switch. */
  readonly placeholder: string | undefined;
  /** The only values, where there is a list of them: for help and completion. */
  readonly choices?: readonly string[];
  /** Given more than once on the command line, the values add up. */
  readonly repeatable?: boolean;
  /** What completion offers. */
  readonly completes?: 'folder' | 'file';
  /** What a value must be, in words, for error messages. */
  readonly expected: string;
  readonly fromText: (text: string) => T | undefined;
  readonly fromJson: (value: unknown) => T | undefined;
}

/** On or off. */
export const toggle: ValueKind<boolean> = {
  placeholder: undefined,
  expected: 'true or false',
  fromText: (text) => (['true', '1', 'yes'].includes(text.toLowerCase()) ? true : ['false', '0', 'no', ''].includes(text.toLowerCase()) ? false : undefined),
  fromJson: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** A whole number within bounds. */
export function whole(placeholder: string, minimum: number, maximum: number): ValueKind<number> {
  const within = (value: number): number | undefined => (Number.isInteger(value) && value >= minimum && value <= maximum ? value : undefined);
  return {
    placeholder: `<${placeholder}>`,
    expected: `a whole number from ${minimum} to ${maximum}`,
    fromText: (text) => (/^[0-9]{1,15}$/.test(text) ? within(Number(text)) : undefined),
    fromJson: (value) => (typeof value === 'number' ? within(value) : undefined),
  };
}

/** A name without spaces. */
export function word(placeholder: string): ValueKind<string> {
  const find = (value: unknown): string | undefined => (typeof value === 'string' && /^[^\s/?#]{1,200}$/u.test(value) ? value : undefined);
  return { placeholder: `<${placeholder}>`, expected: 'a name without spaces', fromText: find, fromJson: find };
}

/** A factor: a decimal number above zero. */
export const factor: ValueKind<number> = {
  placeholder: '<factor>',
  expected: 'a number above 0 and up to 1000, such as 0.1',
  fromText: (text) => (/^[0-9]*\.?[0-9]+$/.test(text) ? factor.fromJson(Number(text)) : undefined),
  fromJson: (value) => (typeof value === 'number' && value > 0 && value <= 1000 ? value : undefined),
};

/** One word of a list. */
export function choice<const V extends readonly string[]>(placeholder: string, choices: V): ValueKind<V[number]> {
  const find = (value: unknown): V[number] | undefined => choices.find((one) => one === value);
  return { placeholder: `<${placeholder}>`, choices, expected: `one of ${choices.join(', ')}`, fromText: find, fromJson: find };
}

/** Any of a list of words, separated by commas; an array in JSON. */
export function anyOf<const V extends readonly string[]>(placeholder: string, choices: V): ValueKind<readonly V[number][]> {
  const all = (words: readonly unknown[]): readonly V[number][] | undefined => {
    const found = choices.filter((one) => words.includes(one));
    return words.every((word) => choices.some((one) => one === word)) ? found : undefined;
  };
  return {
    placeholder: `<${placeholder}>`,
    choices,
    expected: `${choices.join(' or ')}, or several of them separated by commas`,
    fromText: (text) =>
      all(
        text
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      ),
    fromJson: (value) => (Array.isArray(value) ? all(value) : undefined),
  };
}

/** A day that exists, `yyyy-MM-dd`. */
export const day: ValueKind<string> = {
  placeholder: '<yyyy-MM-dd>',
  expected: 'a day such as 2026-01-31, from 1990 to 2199',
  fromText: (text) => {
    if (!/^(199\d|2[01]\d\d)-\d\d-\d\d$/.test(text)) return undefined;
    const time = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
  },
  fromJson: (value) => (typeof value === 'string' ? day.fromText(value) : undefined),
};

/** The path of a file or folder. */
export function path(completes: 'folder' | 'file'): ValueKind<string> {
  const full = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' && !value.includes('\0') ? value : undefined);
  return { placeholder: completes === 'folder' ? '<dir>' : '<file>', completes, expected: `the path of a ${completes}`, fromText: full, fromJson: full };
}

/** Paths of folders: the option is repeated; in the environment they are separated as in PATH; in JSON an array. */
export const folders: ValueKind<readonly string[]> = {
  placeholder: '<dir>',
  completes: 'folder',
  repeatable: true,
  expected: 'the path of a folder; several in the environment are separated as in PATH, in the file they are an array',
  fromText: (text) => {
    const parts = text.split(delimiter).filter((part) => part !== '');
    return parts.length > 0 ? parts : undefined;
  },
  fromJson: (value) => (Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string' && part !== '') ? value : undefined),
};
