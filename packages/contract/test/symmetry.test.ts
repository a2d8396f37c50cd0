import { describe, expect, it } from 'vitest';
import { demographics, type ElementType, event, fieldsIn, nonClinical, structuralDifferences, valueDifferences } from '../src/index.js';

/** Each element type of a record once, by its name. */
function typesBelow(type: ElementType, found = new Map<string, ElementType>()): ReadonlyMap<string, ElementType> {
  found.set(type.name, type);
  for (const { shape } of Object.values(type.fields)) if (shape.kind === 'element') typesBelow(shape, found);
  return found;
}

const types = new Map([demographics, event, nonClinical].flatMap((type) => [...typesBelow(type)]));
const listed = structuralDifferences.flatMap(({ type, fields }) => fields.map((field) => `${type}/${field}`));

describe('the table of differences', () => {
  it('B7.10: has every element that stands in one direction only, and no other', () => {
    const oneWay = [...types.values()].flatMap((type) => {
      const written = new Set(fieldsIn(type, 'request').map(([name]) => name));
      const read = new Set(fieldsIn(type, 'reply').map(([name]) => name));
      return Object.keys(type.fields)
        .filter((name) => !(written.has(name) && read.has(name)))
        .map((name) => `${type.name}/${name}`);
    });
    expect([...listed].sort()).toEqual([...oneWay].sort());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('names only what there is', () => {
    const unknown = valueDifferences.flatMap(({ type, fields }) =>
      fields.filter((field) => types.get(type)?.fields[field] === undefined).map((field) => `${type}/${field}`),
    );
    expect(unknown).toEqual([]);
  });
});
