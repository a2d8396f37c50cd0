// Which value of each option is in force: flag before environment variable before configuration file before default.
import { readFileSync } from 'node:fs';
import { usageError } from '../command-error.js';
import { defaultDataFolder, type Host, pathsOf } from './folders.js';
import { type OptionDeclaration, type OptionKey, optionDeclarations, optionKeys, type Settings, variableOf } from './options.js';

export type Source = 'flag' | 'environment' | 'file' | 'default';

/** The texts given on the command line: `true` or `false` for a switch, several for a repeatable option. */
export type Flags = Readonly<Partial<Record<OptionKey, string | boolean | readonly string[]>>>;

export interface Configuration {
  readonly settings: Settings;
  readonly sources: Readonly<Record<OptionKey, Source>>;
}

interface Found {
  readonly value: unknown;
  readonly source: Source;
}

/**
 * Finds what is in force, and where each value came from. Relative paths hold from the working folder; those in the configuration file from its folder.
 * @throws {CommandError} exit code 2, naming the flag, variable or key that is wrong
 */
export function resolveConfiguration(flags: Flags, host: Host): Configuration {
  const configFile = fromFlag('config', flags) ?? fromEnvironment('config', host);
  const file = configFile === undefined ? undefined : readConfigFile(pathsOf(host).resolve(host.workingFolder, String(configFile.value)));
  const defaults = defaultValues(host);
  const found = optionKeys.map((key): [OptionKey, Found] => [
    key,
    absolute(key, fromFlag(key, flags) ?? fromEnvironment(key, host), host, host.workingFolder) ??
      absolute(key, file === undefined ? undefined : fromFile(key, file), host, file?.folder ?? '') ?? { value: defaults[key], source: 'default' },
  ]);
  const files = found.find(([key]) => key === 'files')?.[1];
  const data = found.find(([key]) => key === 'data')?.[1].value;
  // The default of `files` hangs on the data folder; of a temporary one it is known only when that is made.
  const settled = found.map(([key, one]): [OptionKey, Found] =>
    key === 'files' && files?.source === 'default'
      ? [key, { value: data === memory ? [] : [pathsOf(host).join(String(data), 'files')], source: 'default' }]
      : [key, one],
  );
  // Each value has been read by its own declaration's kind, or is its default.
  return {
    settings: Object.fromEntries(settled.map(([key, { value }]) => [key, value])) as unknown as Settings,
    sources: Object.fromEntries(settled.map(([key, { source }]) => [key, source])) as unknown as Configuration['sources'],
  };
}

/** What `--data` says for a temporary folder. */
export const memory = ':memory:';

function defaultValues(host: Host): Readonly<Record<OptionKey, unknown>> {
  return {
    port: 40700,
    httpPort: 4070,
    data: defaultDataFolder(host),
    seed: 1,
    date: undefined,
    patients: 1000,
    history: 'full',
    workstations: 1,
    workstation: undefined,
    approve: 'ask',
    throttle: 'silent',
    throttleScale: 1,
    strict: false,
    compat: [],
    schemas: undefined,
    files: [],
    config: undefined,
    json: false,
    quiet: false,
  };
}

/** The declaration without the type of its value. */
function declarationOf(key: OptionKey): OptionDeclaration {
  return optionDeclarations[key] as OptionDeclaration;
}

function fromFlag(key: OptionKey, flags: Flags): Found | undefined {
  const given = flags[key];
  if (given === undefined) return undefined;
  if (typeof given === 'boolean') return { value: given, source: 'flag' };
  const { name, kind } = declarationOf(key);
  // Repeated on the command line, each value is one path as it stands: only the environment variable is split.
  const value = typeof given === 'string' ? kind.fromText(given) : kind.fromJson(given);
  if (value === undefined) throw usageError(`--${name} must be ${kind.expected}; it was given ${quote(given)}.`);
  return { value, source: 'flag' };
}

function fromEnvironment(key: OptionKey, host: Host): Found | undefined {
  const { kind } = declarationOf(key);
  const variable = variableOf(declarationOf(key));
  const text = host.env[variable];
  if (text === undefined || (text === '' && kind.placeholder !== undefined)) return undefined;
  const value = kind.fromText(text);
  if (value === undefined) throw usageError(`The environment variable ${variable} must be ${kind.expected}; it is ${quote(text)}.`);
  return { value, source: 'environment' };
}

interface ConfigFile {
  readonly path: string;
  readonly folder: string;
  readonly content: Readonly<Record<string, unknown>>;
}

function fromFile(key: OptionKey, file: ConfigFile): Found | undefined {
  const { name, kind } = declarationOf(key);
  const given = file.content[name];
  if (given === undefined) return undefined;
  const value = kind.fromJson(given);
  if (value === undefined) throw usageError(`In ${file.path}, "${name}" must be ${kind.expected}; it is ${JSON.stringify(given)}.`);
  return { value, source: 'file' };
}

function readConfigFile(path: string): ConfigFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw usageError(`The configuration file ${path} cannot be read (${reason(cause)}).`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw usageError(`The configuration file ${path} is not JSON: ${cause instanceof Error ? cause.message : 'unknown reason'}.`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw usageError(`The configuration file ${path} must hold one JSON object.`);
  const known = optionKeys.map(declarationOf).filter((declaration) => declaration.notInFile !== true);
  for (const key of Object.keys(content)) {
    if (!known.some(({ name }) => name === key)) {
      throw usageError(`In ${path}, "${key}" is not an option; there are ${known.map(({ name }) => name).join(', ')}.`);
    }
  }
  return { path, folder: path.replace(/[^/\\]*$/, ''), content: { ...content } };
}

function absolute(key: OptionKey, found: Found | undefined, host: Host, folder: string): Found | undefined {
  if (found === undefined || declarationOf(key).kind.completes === undefined) return found;
  const resolve = (one: unknown): unknown => (one === memory ? one : pathsOf(host).resolve(folder, String(one)));
  return { ...found, value: Array.isArray(found.value) ? found.value.map(resolve) : resolve(found.value) };
}

function quote(given: string | readonly string[]): string {
  return JSON.stringify(typeof given === 'string' ? given : given.join(' '));
}

function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
}
