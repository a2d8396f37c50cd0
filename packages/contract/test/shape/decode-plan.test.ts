import { describe, expect, it } from 'vitest';
import { type ChildPlan, type ElementPlan, expectedNames, planElement } from '../../src/shape/decode-plan.js';
import { parcel } from '../support/parcel.js';

const childrenOf = ({ children }: ElementPlan): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    children.map(({ name, index, repeats, required, emptyIsAbsent, simple, element }) => {
      const marks = { repeats, required, emptyIsAbsent };
      const set = Object.entries(marks).flatMap(([mark, is]) => (is ? [mark] : []));
      return [name, [index, simple === undefined ? (element === undefined ? 'flag' : 'element') : 'simple', ...set].join(' ')];
    }),
  );

function child(plan: ElementPlan | undefined, name: string): ChildPlan {
  const found = plan?.byName.get(name);
  if (found === undefined) throw new Error(`There is no plan of ${name}.`);
  return found;
}

describe('the plan of an element', () => {
  it('B3.4: has what must, may and may not repeat, by direction', () => {
    const request = planElement(parcel, 'request');
    expect(childrenOf(request)).toEqual({
      To: '0 simple required',
      Note: '1 simple emptyIsAbsent',
      Weight: '2 simple repeats required',
      Size: '3 simple',
      Inner: '4 element required',
      Sealed: '5 flag',
      Plain: '6 element',
    });
    expect([request.requiredChildren, request.requiredAttributes, [...request.attributes.keys()], request.text]).toEqual([
      ['To', 'Weight', 'Inner'],
      ['Number'],
      ['Number', 'Kind'],
      undefined,
    ]);
    const reply = planElement(parcel, 'reply');
    expect(childrenOf(reply)).toMatchObject({ Sent: '0 simple required', To: '1 simple required', Weight: '3 simple repeats' });
    expect([reply.requiredChildren, [...reply.attributes.keys()]]).toEqual([['Sent', 'To', 'Inner'], ['Number']]);
    expect(childrenOf(child(request, 'Plain').element ?? request)).toEqual({ A: '0 simple required', B: '1 simple' });
    expect(childrenOf(child(reply, 'Plain').element ?? reply)).toEqual({ A: '0 simple required', B: '1 simple required' });
  });

  it('B3.5: finds children by every spelling, and those that are misplaced by the path of where they stand', () => {
    const moves = new Map(Object.entries({ '': new Map([['Line', 'Inner']]), Inner: new Map([['Kg', 'Weight']]), 'Inner/Line': new Map([['Deep', 'Line']]) }));
    const plan = planElement(parcel, 'request', moves);
    expect(plan.byName.get('Remark')).toBe(plan.byName.get('Note'));
    expect([...plan.byName.keys()]).toEqual(['To', 'Note', 'Remark', 'Weight', 'Size', 'Inner', 'Sealed', 'Plain']);
    expect([plan.moves, child(plan, 'Inner').element?.moves, child(child(plan, 'Inner').element, 'Line').element?.moves]).toEqual([
      moves.get(''),
      moves.get('Inner'),
      moves.get('Inner/Line'),
    ]);
    expect(child(plan, 'Plain').element?.moves).toBeUndefined();
  });

  it('has the text of an element, with its attributes beside it', () => {
    const line = child(child(planElement(parcel, 'request'), 'Inner').element, 'Line').element;
    expect([line?.text?.name, [...(line?.attributes.keys() ?? [])], line?.children, line?.requiredChildren, line?.requiredAttributes]).toEqual([
      'Value',
      ['Width'],
      [],
      [],
      [],
    ]);
  });

  it('has what is asked of a text, and what a message says of it', () => {
    const simpleOf = (name: string, direction: 'request' | 'reply' = 'request') => child(planElement(parcel, direction), name).simple;
    expect(simpleOf('To')).toMatchObject({ name: 'To', collapses: false, list: 'clinicTypes', expected: 'A place' });
    expect(simpleOf('To', 'reply')?.list).toBeUndefined();
    expect(simpleOf('Note')).toMatchObject({ collapses: true, list: undefined, expected: 'At most three letters' });
    // A dozen values are named, more are not; of a type's words only the last full stop is left out.
    expect(planElement(parcel, 'request').attributes.get('Kind')?.expected).toBe('one of a, b, c, d, e, f, g, h, i, j, k, l');
    expect(simpleOf('Size')?.expected).toBe('One of a dozen. And one more');
    expect(child(child(planElement(parcel, 'request'), 'Inner').element, 'Line').element?.attributes.get('Width')?.expected).toBe('one of red, (empty), blue');
  });
});

it('names for a message are twelve at most', () => {
  const names = 'abcdefghijklm'.split('');
  expect(expectedNames([])).toBe('none');
  expect(expectedNames(names.slice(0, 12))).toBe('a, b, c, d, e, f, g, h, i, j, k, l');
  expect(expectedNames(names)).toBe('a, b, c, d, e, f, g, h, i, j, k, l, …');
});
