// Where the elements of a document stand in its text, for whoever shows a person the element that a refusal or a deviation names by its path.
import { SaxesParser } from 'saxes';

/** A place in a text, both from 1; columns count UTF-16 units, as editors do. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

interface PlacedElement {
  readonly name: string;
  readonly offset: number;
  readonly children: PlacedElement[];
}

/** The deepest element that a path of a refusal leads to; its steps are as `decodeElement` writes them. */
function follow(root: PlacedElement, path: string): PlacedElement {
  let found = root;
  for (const step of path.split('/').slice(2)) {
    const [, name = '', number = '1'] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const named = found.children.filter((child) => child.name === name);
    const next = named[Number(number) - 1] ?? named.at(-1);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function read(text: string): PlacedElement | undefined {
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const lead = /^\uFEFF?[ \t\r\n]*/u.exec(text)?.[0].length ?? 0;
  const open: PlacedElement[] = [];
  let root: PlacedElement | undefined;
  parser.on('opentagstart', ({ name }) => {
    const element: PlacedElement = { name, offset: text.lastIndexOf(`<${name}`, lead + parser.position), children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  // As far as it can be read: the rest has no places.
  parser.on('error', () => undefined);
  parser.write(text.slice(lead)).close();
  return root;
}

/** Where the lines of a text begin; a line break of two characters counts once. */
function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map((found) => found.index + found[0].length)];
}

function placeAmong(starts: readonly number[], offset: number): TextPlace {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** The place of a character of a text; its beginning for one before that. */
export function placeOfOffset(text: string, offset: number): TextPlace {
  return placeAmong(lineStarts(text), Math.max(0, offset));
}

/**
 * Reads where the elements of a document stand.
 * @returns finds the element of a path, or of those around it the nearest; with `child` the first of its children of that name, if it has one
 * @example placesOf('<A>\n <B/>\n</A>')('/A/B') // { line: 2, column: 2 }
 */
export function placesOf(text: string): (path: string, child?: string) => TextPlace {
  const root = read(text);
  const starts = lineStarts(text);
  return (path, child) => {
    if (root === undefined) return { line: 1, column: 1 };
    const found = follow(root, path);
    return placeAmong(starts, (found.children.find(({ name }) => name === child) ?? found).offset);
  };
}
