// What a function's behaviour is given, and what it gives: nothing here knows of XML, sockets or SQL dialects.
import type { ElementType, FunctionDeclaration, OrganisationLists, ReplyValue, RequestOf } from '@s1kit/contract';
import type { Clock, DesktopDoor } from '@s1kit/link';
import type { StaffMember } from './directory/index.js';
import type { Store, Work } from './store/index.js';

/** Habits of known clients that the environment can be told to spare (`--compat`). */
export interface Compatibility {
  /** GetDiary leaves out patients who have only visits, unless Visits asks (B7.20). */
  readonly diary: boolean;
  /** Coded demographics are sent empty (B7.7). */
  readonly plainDemographics: boolean;
}

export interface FunctionContext {
  readonly organisationId: string;
  readonly workstationId: string;
  /** The user signed in at the workstation. */
  readonly user: StaffMember;
  readonly application: { readonly id: string; readonly name: string; readonly functions: readonly string[] | null };
  /** The caller's own identifier of the request. */
  readonly requestUid?: string;
  /** The identifier of its reply, which no other request has. */
  readonly responseUid: string;
  /** The functions on offer, in every version; those of the contract if left out. */
  readonly offered?: readonly FunctionDeclaration[];
  readonly clock: Clock;
  /** The organisation's lists, as they are for the whole of this request (B7.2). */
  readonly lists: OrganisationLists;
  readonly outputScheme: { readonly codes: 'CTV3' | 'Snomed'; readonly drugs: 'Multilex' | 'Dmd' };
  readonly compat: Compatibility;
  /** The workstation that the request came from. */
  readonly desktop: DesktopDoor;
  /** For long replies that are read while they are sent, and for what is read or kept outside the unit of work. */
  readonly store: Pick<Store, 'read' | 'readPortions' | 'write'>;
  /** Tells the audit which patient the request is about, and what else is to be marked (B6.4). */
  readonly concerns: (patient: { readonly number: string; readonly confidential: boolean }) => void;
  /** Tells the workstation's screens that something changed, once the request has succeeded. */
  readonly tells?: (event: 'record' | 'session' | 'dialog') => void;
  /** Tells the screens of every workstation that records or the schedule changed, once the request has succeeded. */
  readonly tellsAll?: () => void;
}

/** What was done outside the unit of work, and how it is undone if the unit fails. */
export interface Outside<T> {
  readonly value: T;
  readonly undo: () => Promise<void>;
}

/** How a function behaves. `D` is its declaration in the contract. Refusals are thrown (`Refusal`). */
export interface Behaviour<D extends FunctionDeclaration<ElementType, ElementType>, T = undefined> {
  /** Whether this request has something to do outside; always, if left out. One that has not is checked and carried out in one unit of work. */
  readonly goesOutside?: (parameters: RequestOf<D>) => boolean;
  /** What cannot be part of a unit of work: files read or written. After all checks, before `work`. */
  readonly outside?: (parameters: RequestOf<D>, context: FunctionContext) => Promise<Outside<T>>;
  /** Reads and changes data and gives the content of `Response`. */
  readonly work: (parameters: RequestOf<D>, context: FunctionContext, outside: T) => Work<ReplyValue<D>>;
}

/** Gives a behaviour its types. */
export function behaviour<D extends FunctionDeclaration<ElementType, ElementType>, T = undefined>(_declaration: D, how: Behaviour<D, T>): Behaviour<D, T> {
  return how;
}
