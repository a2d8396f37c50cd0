// The form in which a function of the API is declared. One file for each function stands beside this one.
import type { Uid } from '../blocks/index.js';
import type { ElementType, TypeOf } from '../shape/index.js';

/** What a person must be allowed to do for a function or a screen (B4.7). */
export const rights = [
  'patients.search',
  'demographics.read',
  'demographics.write',
  'schedule.read',
  'schedule.write',
  'documents.names',
  'clinical.read',
  'clinical.write',
  'selection.read',
  'launch',
  'devices.manage',
  'applications.manage',
  'staff.manage',
  'audit.own',
  'audit.all',
  'extract',
  'retention',
  'environment.use',
] as const;

export type Right = (typeof rights)[number];

/** `standard`: one a second. `record`: one in 30 seconds, unless the request is light (B5.1). */
export type ThrottleClass = 'standard' | 'record';

/** An element that clients also place elsewhere; moved into its place before the schema is applied, with a deviation noted (B3.5). */
export interface Misplacement {
  /** The names of the elements that may be misplaced. */
  readonly names: readonly string[];
  /** Where clients put them: the path of the parent below the root, e.g. `FunctionParameters`. */
  readonly found: string;
  /** Where they belong: the path of the parent below the root. The last step is made if it is missing. */
  readonly belongs: string;
}

/** What a template is filled with: an existing patient and values of the organisation. */
export interface TemplateValues {
  readonly nhsNumber: string;
  readonly firstName: string;
  readonly surname: string;
  readonly dateOfBirth: string;
  readonly userName: string;
  readonly siteName: string;
  readonly clinicType: string;
  readonly slotType: string;
  /** Today in the environment, `yyyy-MM-dd`. */
  readonly today: string;
  /** A folder that documents may be written to. */
  readonly folder: string;
  /** A document, and whose it is. */
  readonly document: { readonly nhsNumber: string; readonly uid: Uid };
}

export interface FunctionDeclaration<Q extends ElementType = ElementType, R extends ElementType = ElementType> {
  readonly name: string;
  /** As on the wire: `1.0`. */
  readonly version: string;
  /** False for a function that is declared, but not behaved yet: it answers so, and GetFunctions leaves it out. */
  readonly available: boolean;
  readonly summary: string;
  readonly throttle: ThrottleClass;
  /** What the signed-in user needs for every request; rights that depend on the content are checked by the function (B4.7). */
  readonly right: Right;
  /** Whether it can change something. */
  readonly writes: boolean;
  /** The content of `FunctionParameters`. */
  readonly request: Q;
  /** The content of `Response`. */
  readonly reply: R;
  readonly misplaced?: readonly Misplacement[];
  /** An example of FunctionParameters that works with the values given. */
  readonly template: (values: TemplateValues) => TypeOf<Q>;
}

/**
 * Declares a function; only gives the declaration its type.
 * @example export const getFunctions = declareFunction({ name: 'GetFunctions', version: '1.0', … });
 */
export function declareFunction<const Q extends ElementType, const R extends ElementType>(declaration: FunctionDeclaration<Q, R>): FunctionDeclaration<Q, R> {
  return declaration;
}

/** The parameters of a function, typed, in the wire's spelling. */
export type RequestOf<D> = D extends { readonly request: infer Q } ? TypeOf<Q> : never;
/** The content of a function's successful reply. */
export type ReplyOf<D> = D extends { readonly reply: infer R } ? TypeOf<R> : never;
