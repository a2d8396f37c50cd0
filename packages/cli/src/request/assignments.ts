// From `Surname=Smith Filter.Demographics` to the content of FunctionParameters: names are checked against the function's declaration, values are not.
import { type ElementType, type Field, type FunctionDeclaration, fieldsIn } from '@s1kit/contract';
import { usageError } from '../command-error.js';

/** An element being put together. Several of the same name stand in the order in which they were given. */
interface Draft {
  readonly type: ElementType;
  readonly attributes: Map<string, string>;
  readonly children: Map<string, (Draft | string)[]>;
  text: string;
}

/**
 * Builds the content of FunctionParameters, in the declaration's order.
 * @param assignments `Path=Value`, or `Path` alone for an empty element (a flag). Steps of the path are parted by dots: `Filter.Demographics`. What may
 *   be repeated is repeated by giving it again; an attribute is the last step: `Filter.ClinicalCode.IncludeDescendants=true`
 * @returns XML, ASCII
 * @throws {CommandError} exit code 2, for a name that the function does not have there
 */
export function parametersOf(declaration: FunctionDeclaration, assignments: readonly string[]): string {
  const root = draft(declaration.request);
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    const path = equals < 0 ? assignment : assignment.slice(0, equals);
    assign(declaration.name, root, path.split('.'), path, equals < 0 ? '' : assignment.slice(equals + 1));
  }
  return write('FunctionParameters', root);
}

function assign(functionName: string, at: Draft, steps: readonly string[], path: string, value: string): void {
  const [step = '', ...rest] = steps;
  const found = fieldOf(at.type, step);
  if (found === undefined) throw usageError(unknown(functionName, at.type, step, path));
  if (found.place === 'attribute') {
    if (rest.length > 0) throw usageError(`${functionName} has nothing below ${path.slice(0, -(rest.join('.').length + 1))}.`);
    if (at.attributes.has(step)) throw usageError(`${functionName} has ${path} once, and it was given twice.`);
    at.attributes.set(step, value);
    return;
  }
  const standing = at.children.get(step) ?? [];
  at.children.set(step, standing);
  if (found.shape.kind !== 'element') {
    if (rest.length > 0) throw usageError(`${functionName} has nothing below ${path.slice(0, -(rest.join('.').length + 1))}.`);
    standing.push(value);
    return;
  }
  if (rest.length === 0) {
    const made = draft(found.shape);
    made.text = value;
    standing.push(made);
    return;
  }
  const last = standing.at(-1);
  const into = typeof last === 'object' && !(repeats(found) && isTaken(last, rest)) ? last : draft(found.shape);
  if (into !== last) standing.push(into);
  assign(functionName, into, rest, path, value);
}

/** Whether a value at that path would be a second one where there is one: then it begins the next element. */
function isTaken(at: Draft, steps: readonly string[]): boolean {
  const [step = '', ...rest] = steps;
  if (at.attributes.has(step)) return true;
  const last = at.children.get(step)?.at(-1);
  if (last === undefined) return false;
  const field = fieldOf(at.type, step);
  if (field !== undefined && repeats(field)) return false;
  return typeof last === 'string' || isTaken(last, rest);
}

function fieldOf(type: ElementType, step: string): Field | undefined {
  const fields = fieldsIn(type, 'request').filter(([, field]) => field.place !== 'text');
  return fields.find(([name, field]) => name === step || field.options.aliases?.includes(step) === true)?.[1];
}

function repeats(field: Field): boolean {
  return field.cardinality === 'many' || field.cardinality === 'some';
}

function unknown(functionName: string, type: ElementType, step: string, path: string): string {
  const names = fieldsIn(type, 'request').flatMap(([name, field]) => (field.place === 'text' ? [] : [name]));
  const above = path.includes('.') ? ` below ${path.slice(0, path.lastIndexOf(`.${step}`))}` : '';
  if (names.length === 0) return `${functionName} has no parameter "${step}"${above}: there is none there.`;
  return `${functionName} has no parameter "${step}"${above}; there are ${names.join(', ')}.`;
}

function draft(type: ElementType): Draft {
  return { type, attributes: new Map(), children: new Map(), text: '' };
}

function write(name: string, element: Draft | string): string {
  if (typeof element === 'string') return wrapped(name, '', escapeText(element));
  const attributes = [...element.attributes].map(([key, value]) => ` ${key}="${escapeText(value)}"`).join('');
  const order = fieldsIn(element.type, 'request').map(([key]) => key);
  const rank = (key: string): number => {
    const index = order.findIndex((one) => one === key || element.type.fields[one]?.options.aliases?.includes(key) === true);
    return index < 0 ? order.length : index;
  };
  const children = [...element.children].sort(([a], [b]) => rank(a) - rank(b)).flatMap(([key, all]) => all.map((child) => write(key, child)));
  return wrapped(name, attributes, children.join('') + escapeText(element.text));
}

function wrapped(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes} />` : `<${name}${attributes}>${content}</${name}>`;
}

/** Text as ASCII without a raw line break, so that any reader and any code page gets it right. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]|[^\u0020-\u007e]/gu, (one) => {
    const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[one];
    return named ?? `&#${one.codePointAt(0)};`;
  });
}
