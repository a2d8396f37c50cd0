// What the decoder asks of an element's declaration again and again, worked out once.
import { cardinalityIn, type Direction, type ElementType, type Field, fieldsIn } from './element.js';
import type { OrganisationListName, SimpleType } from './simple.js';

export interface SimplePlan {
  readonly name: string;
  readonly type: SimpleType;
  /** Whether white space is collapsed before the value is judged. */
  readonly collapses: boolean;
  readonly list: OrganisationListName | undefined;
  /** What a message says of the type. */
  readonly expected: string;
}

export interface ChildPlan {
  readonly name: string;
  /** Its place in the order of the schema. */
  readonly index: number;
  readonly repeats: boolean;
  readonly required: boolean;
  readonly emptyIsAbsent: boolean;
  /** Neither this nor `element`: a flag. */
  readonly simple: SimplePlan | undefined;
  readonly element: ElementPlan | undefined;
}

export interface ElementPlan {
  readonly type: ElementType;
  readonly attributes: ReadonlyMap<string, SimplePlan>;
  readonly requiredAttributes: readonly string[];
  readonly text: SimplePlan | undefined;
  readonly children: readonly ChildPlan[];
  readonly requiredChildren: readonly string[];
  /** By every spelling. */
  readonly byName: ReadonlyMap<string, ChildPlan>;
  /** From the name of an element that clients misplace here to the child that it belongs in. */
  readonly moves: ReadonlyMap<string, string> | undefined;
}

/** By the path of an element below the root: which elements are misplaced there, and the child that they belong in. */
export type Moves = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Names for a message; not all of a long list. */
export function expectedNames(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
}

function planSimple(name: string, type: SimpleType, direction: Direction): SimplePlan {
  const few = type.values !== undefined && type.values.length <= 12;
  return {
    name,
    type,
    collapses: type.base !== 'xs:string',
    list: direction === 'request' ? type.list : undefined,
    expected: few ? `one of ${type.values.map((value) => (value === '' ? '(empty)' : value)).join(', ')}` : type.doc.replace(/\.$/u, ''),
  };
}

function planChild(name: string, field: Field, index: number, direction: Direction, moves: Moves, path: string): ChildPlan {
  const cardinality = cardinalityIn(field, direction);
  const { shape } = field;
  return {
    name,
    index,
    repeats: cardinality === 'many' || cardinality === 'some',
    required: cardinality === 'one' || cardinality === 'some',
    emptyIsAbsent: field.options.emptyIsAbsent === true,
    simple: shape.kind === 'simple' ? planSimple(name, shape, direction) : undefined,
    element: shape.kind === 'element' ? planElement(shape, direction, moves, path === '' ? name : `${path}/${name}`) : undefined,
  };
}

/** Works out the plan of an element and of all below it. `path` is where it stands below the root. */
export function planElement(type: ElementType, direction: Direction, moves: Moves = new Map(), path = ''): ElementPlan {
  const fields = fieldsIn(type, direction);
  const attributes = new Map<string, SimplePlan>();
  const children: ChildPlan[] = [];
  const byName = new Map<string, ChildPlan>();
  let text: SimplePlan | undefined;
  for (const [name, field] of fields) {
    if (field.place === 'child') {
      const child = planChild(name, field, children.length, direction, moves, path);
      children.push(child);
      for (const spelling of [name, ...(field.options.aliases ?? [])]) byName.set(spelling, child);
    } else if (field.shape.kind === 'simple') {
      if (field.place === 'attribute') attributes.set(name, planSimple(name, field.shape, direction));
      else text = planSimple(name, field.shape, direction);
    }
  }
  const required = fields.filter(([, field]) => ['one', 'some'].includes(cardinalityIn(field, direction) ?? ''));
  return {
    type,
    attributes,
    requiredAttributes: required.filter(([, field]) => field.place === 'attribute').map(([name]) => name),
    text,
    children,
    requiredChildren: required.filter(([, field]) => field.place === 'child').map(([name]) => name),
    byName,
    moves: moves.get(path),
  };
}
