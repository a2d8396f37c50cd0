import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ElementType, functionByName, functionMap, functions, versionsOf } from '../../src/index.js';

const kebab = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/gu, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/gu, '$1-$2')
    .toLowerCase();

const files = readdirSync(new URL('../../src/functions', import.meta.url)).filter((name) => name.endsWith('.ts') && !['index.ts', 'declare.ts'].includes(name));

/** The elements below an element, with those that are one of many. */
function elementsBelow(type: ElementType): readonly ElementType[] {
  return [type, ...Object.values(type.fields).flatMap(({ shape }) => (shape.kind === 'element' ? elementsBelow(shape) : []))];
}

describe('the registry of functions', () => {
  it('has each function under its name, and each in a file of that name', () => {
    expect(Object.entries(functionMap).filter(([name, declaration]) => declaration.name !== name)).toEqual([]);
    expect(files.toSorted()).toEqual(
      Object.keys(functionMap)
        .map((name) => `${kebab(name)}.ts`)
        .toSorted(),
    );
  });

  it('finds functions by exact name', () => {
    for (const declaration of functions) expect(functionByName(declaration.name)).toBe(declaration);
    expect(functionByName('patientsearch')).toBeUndefined();
    expect(functionByName('constructor')).toBeUndefined();
    expect(versionsOf('GetDiary').map(({ version }) => version)).toEqual(['1.0']);
  });

  it('has the sixteen functions of the API; those that are not behaved yet are not available', () => {
    expect(functions).toHaveLength(16);
    expect(functions.filter(({ available }) => !available).map(({ name }) => name)).toEqual([]);
  });

  it('B5.1: GetPatientRecord alone has the long window', () => {
    expect(functions.filter(({ throttle }) => throttle === 'record').map(({ name }) => name)).toEqual(['GetPatientRecord']);
  });

  it('B3.2: no reply can have an element named ErrorMessage', () => {
    const named = functions.filter(({ reply }) => elementsBelow(reply).some(({ fields }) => 'ErrorMessage' in fields));
    expect(named).toEqual([]);
  });

  it('what replies send empty may be empty by its type', () => {
    const wrong = functions
      .flatMap(({ reply }) => elementsBelow(reply))
      .flatMap((type) => Object.entries(type.fields).map(([name, field]) => ({ path: `${type.name}/${name}`, ...field })))
      .filter(
        ({ options, shape }) =>
          options.emptyWhenAbsent === true &&
          !(shape.kind === 'simple'
            ? shape.parse('') !== undefined
            : shape.kind === 'element' && Object.values(shape.fields).every(({ cardinality }) => cardinality === 'optional')),
      );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
