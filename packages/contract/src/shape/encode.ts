// From a typed value to XML: one line of ASCII, fields in the direction's order.
import { cardinalityIn, type Direction, type ElementType, type Field, fieldsIn } from './element.js';
import { EncodedXml } from './encoded-xml.js';
import { escapeXml } from './escape.js';

/** Writes what stands for a value: an element, all elements of a kind, an attribute. */
export type Writer = (value: unknown) => string;

type Values = Readonly<Record<string, unknown>>;

function missing(type: ElementType, name: string): never {
  throw new TypeError(`${type.name} cannot be encoded: ${name} is missing. Give it a value.`);
}

function valueWriter(name: string, field: Field, direction: Direction): Writer {
  const { shape } = field;
  const empty = `<${name}/>`;
  if (shape.kind === 'flag') return (value) => (value === true ? empty : '');
  if (shape.kind === 'element') return elementWriter(name, shape, direction);
  const [open, close] = [`<${name}>`, `</${name}>`];
  const { format } = shape;
  return (value) => {
    if (value instanceof EncodedXml) return value.text;
    const text = escapeXml(format(value));
    return text === '' ? empty : open + text + close;
  };
}

function repeated(write: Writer): Writer {
  return (value) => {
    if (value instanceof EncodedXml) return value.text;
    let all = '';
    // The type of the message says that what repeats is iterable.
    for (const each of value as Iterable<unknown>) all += write(each);
    return all;
  };
}

function childWriter(type: ElementType, name: string, field: Field, direction: Direction): Writer {
  const cardinality = cardinalityIn(field, direction);
  const write = valueWriter(name, field, direction);
  const written = cardinality === 'many' || cardinality === 'some' ? repeated(write) : write;
  const emptyWhenAbsent = direction === 'reply' && field.options.emptyWhenAbsent === true;
  const required = cardinality === 'one' || cardinality === 'some';
  return (value) => {
    if (value === undefined) {
      if (emptyWhenAbsent) return `<${name}/>`;
      return required ? missing(type, name) : '';
    }
    const text = written(value);
    return text === '' && required ? missing(type, name) : text;
  };
}

function attributeWriter(type: ElementType, name: string, field: Field, direction: Direction): Writer {
  const required = cardinalityIn(field, direction) === 'one';
  const before = ` ${name}="`;
  // Attributes are of simple types alone: the functions that declare them take no other.
  const format = field.shape.kind === 'simple' ? field.shape.format : String;
  return (value) => {
    if (value === undefined) return required ? missing(type, name) : '';
    return `${before}${escapeXml(format(value))}"`;
  };
}

/** The parts of an element's encoding, each written by itself. */
export interface ElementParts {
  readonly attributes: (value: Values) => string;
  readonly children: readonly { readonly name: string; readonly field: Field; readonly write: Writer }[];
  /** The text of an element that has text. */
  readonly text: ((value: Values) => string) | undefined;
}

export function elementParts(type: ElementType, direction: Direction): ElementParts {
  const fields = fieldsIn(type, direction);
  const attributes = fields
    .filter(([, field]) => field.place === 'attribute')
    .map(([name, field]) => ({ name, write: attributeWriter(type, name, field, direction) }));
  const [textField] = fields.filter(([, field]) => field.place === 'text');
  return {
    attributes: (value) => {
      let text = '';
      for (const { name, write } of attributes) text += write(value[name]);
      return text;
    },
    children: fields.filter(([, field]) => field.place === 'child').map(([name, field]) => ({ name, field, write: childWriter(type, name, field, direction) })),
    text: textField === undefined ? undefined : textWriter(type, ...textField),
  };
}

function textWriter(type: ElementType, name: string, { shape }: Field): (value: Values) => string {
  const format = shape.kind === 'simple' ? shape.format : String;
  return (value) => escapeXml(value[name] === undefined ? missing(type, name) : format(value[name]));
}

/**
 * Makes the writer of an element: work done once, for values without number.
 * @throws {TypeError} from the writer, where a value lacks what its message must have
 * @example elementWriter('Event', event, 'reply')({ DateTime: …, Narrative: [{ Line: ['…'] }] })
 */
export function elementWriter(name: string, type: ElementType, direction: Direction): Writer {
  const { attributes, children, text } = elementParts(type, direction);
  const [start, close] = [`<${name}`, `</${name}>`];
  return (value) => {
    if (value instanceof EncodedXml) return value.text;
    // The caller's types say that the value is that of the element.
    const values = value as Values;
    let content = text === undefined ? '' : text(values);
    for (const child of children) content += child.write(values[child.name]);
    const opened = start + attributes(values);
    return content === '' ? `${opened}/>` : `${opened}>${content}${close}`;
  };
}
