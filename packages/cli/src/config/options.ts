// Every option of the command, declared once: flags, environment variables, configuration file, `s1kit config` and help come from here.
import { anyOf, choice, day, factor, folders, path, toggle, type ValueKind, whole, word } from './value.js';

export interface OptionDeclaration<T = unknown> {
  /** The long flag; the key in the configuration file is the same, the variable S1KIT_ and the name in capitals. */
  readonly name: string;
  readonly kind: ValueKind<T>;
  readonly doc: string;
  /** What the default is, in words, where it is not simply a value. */
  readonly defaultDoc?: string;
  /** Decides only when data is made; on existing data another value is refused. */
  readonly atCreation?: boolean;
  /** May not stand in the configuration file. */
  readonly notInFile?: boolean;
}

function option<T>(declaration: OptionDeclaration<T>): OptionDeclaration<T> {
  return declaration;
}

/** The options of an environment, and those that all commands share. Keys are the names in TypeScript. */
export const optionDeclarations = {
  port: option({ name: 'port', kind: whole('port', 0, 65535), doc: 'Port of the Client Integration listener; 0 for any free one.' }),
  httpPort: option({
    name: 'http-port',
    kind: whole('port', 0, 65535),
    doc: 'Port of the HTTP API; 0 for any free one. Commands find a running environment by it.',
  }),
  data: option({
    name: 'data',
    kind: path('folder'),
    doc: 'Data folder; ":memory:" for a temporary one, removed at exit.',
    defaultDoc: "the user's data folder",
  }),
  seed: option({ name: 'seed', kind: whole('number', 0, 4294967295), doc: 'Decides the fictitious data.', atCreation: true }),
  date: option({ name: 'date', kind: day, doc: 'The day that the fictitious data is made for.', defaultDoc: 'today', atCreation: true }),
  patients: option({ name: 'patients', kind: whole('number', 1, 10_000_000), doc: 'How many fictitious patients.', atCreation: true }),
  history: option({
    name: 'history',
    kind: choice('how-much', ['full', 'none']),
    doc: 'How much the fictitious patients have on record: full, or none, for hundreds of thousands of them.',
    atCreation: true,
  }),
  workstations: option({ name: 'workstations', kind: whole('count', 1, 50), doc: 'How many workstations: each listens on a port of its own, from --port on.' }),
  workstation: option({
    name: 'workstation',
    kind: word('name'),
    doc: 'Which workstation is meant, by its name or number.',
    defaultDoc: 'the first',
  }),
  approve: option({
    name: 'approve',
    kind: choice('how', ['ask', 'always', 'never']),
    doc: 'What happens to an application that connects for the first time: ask the user, or always or never approve it.',
  }),
  throttle: option({
    name: 'throttle',
    kind: choice('how', ['silent', 'error', 'delay', 'off']),
    doc: 'What happens to requests that come too soon: no reply, an error, the reply when its turn comes; or no throttling.',
  }),
  throttleScale: option({ name: 'throttle-scale', kind: factor, doc: 'Multiplies the throttle windows.' }),
  strict: option({ name: 'strict', kind: toggle, doc: 'Refuse aliases and other orders of elements than the schema has.' }),
  compat: option({
    name: 'compat',
    kind: anyOf('habits', ['diary', 'plain-demographics']),
    doc: 'Spare clients that stumble over diaries with visits only, or over coded demographics.',
  }),
  schemas: option({
    name: 'schemas',
    kind: path('folder'),
    doc: 'Folder of schemas of your own, by which requests and replies are judged as well.',
    defaultDoc: 'none',
  }),
  files: option({ name: 'files', kind: folders, doc: 'Folder that documents may be read from and written to; repeatable.', defaultDoc: 'DATA/files' }),
  config: option({
    name: 'config',
    kind: path('file'),
    doc: 'Configuration file: JSON with the names of options as keys.',
    defaultDoc: 'none',
    notInFile: true,
  }),
  json: option({ name: 'json', kind: toggle, doc: 'Print JSON for programs.' }),
  quiet: option({ name: 'quiet', kind: toggle, doc: 'Print nothing but results and errors.' }),
} as const;

export type OptionKey = keyof typeof optionDeclarations;

type ValueOf<D> = D extends OptionDeclaration<infer T> ? T : never;

/** The value of each option that is in force; `undefined` where there is none and none is needed. */
export type Settings = {
  readonly [K in OptionKey]: ValueOf<(typeof optionDeclarations)[K]> | (K extends 'schemas' | 'config' | 'date' | 'workstation' ? undefined : never);
};

export const optionKeys = Object.keys(optionDeclarations) as readonly OptionKey[];

/** The environment variable of an option, e.g. S1KIT_HTTP_PORT. */
export function variableOf(declaration: Pick<OptionDeclaration, 'name'>): string {
  return `S1KIT_${declaration.name.toUpperCase().replaceAll('-', '_')}`;
}
