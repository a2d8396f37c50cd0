// What a form holds: the value of an element as in messages, of which only what is filled in is there.
import type { Fault } from './faults.js';

export type Content = Readonly<Record<string, unknown>>;

/** What every field of a form is given. */
export interface FormState {
  readonly content: Content;
  /** `undefined` and the empty text take the part away. */
  readonly set: (name: string, value: unknown) => void;
  readonly fault: Fault | undefined;
}

export function textIn(content: Content, name: string): string {
  const value = content[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The parts of a part that is an element itself, such as Code or Clinic. */
export function partsIn(content: Content, name: string): Content {
  const value = content[name];
  // What is an object has parts by name.
  return typeof value === 'object' && value !== null ? (value as Content) : {};
}

export function withPart(content: Content, name: string, value: unknown): Content {
  const { [name]: _, ...others } = content;
  return value === undefined || value === '' ? others : { ...others, [name]: value };
}

export function messageAt(fault: Fault | undefined, name: string): string | undefined {
  return fault?.field === name ? fault.message : undefined;
}
