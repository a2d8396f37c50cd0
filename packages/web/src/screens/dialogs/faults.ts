// Why an entry was refused, and beside which field that is shown.
import type { OutputOf } from '@s1kit/link';
import { ApiError } from '../api/request.js';
import { fieldName } from '../words/fields.js';

export type DialogElement = OutputOf<'dialogs.list'>[number]['element'];

export interface Fault {
  /** The part of the element, as in messages; `undefined` where none is at fault, or all are. */
  readonly field: string | undefined;
  readonly message: string;
  /** Whether it is not known if anything was done, as where no answer came. */
  readonly isUnknown: boolean;
}

/** @param element the element that the form makes, or Demographics */
export function faultOf(failure: unknown, element: string): Fault {
  if (!(failure instanceof ApiError))
    return { field: undefined, message: failure instanceof Error ? failure.message : 'Something failed that should not have.', isUnknown: false };
  const { message, path, status } = failure;
  const isUnknown = status === 0 || status >= 500;
  const field = path === undefined ? undefined : fieldOf(path, element);
  const plain = plainly(message, path);
  return { field, message: field === undefined ? plain : plain.replaceAll(new RegExp(`\\b${field}\\b`, 'g'), `“${fieldName(field)}”`), isUnknown };
}

/** @example fieldOf('/ClientIntegrationRequest/FunctionParameters/Clinical/Event/Medication/Drug/@ProductID', 'Medication') // 'Drug' */
export function fieldOf(path: string, element: string): string | undefined {
  const parts = path
    .split('/')
    .map((part) => part.replace(/^@|\[\d+\]$/g, ''))
    .filter((part) => part !== '');
  const at = parts.lastIndexOf(element);
  return at >= 0 ? parts[at + 1] : parts.length === 0 || parts.includes('FunctionParameters') ? undefined : parts[0];
}

/** Without the path, which a message of the API begins with, and without what only a program could call. */
function plainly(message: string, path: string | undefined): string {
  const said = path !== undefined && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  const plain = said.replaceAll(/ Get[A-Z]\w+ [^.]*\./g, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
