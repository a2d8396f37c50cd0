// A document laid out over lines for reading: one element a line, as slices of the document itself, so that six megabytes cost little.

export interface Line {
  readonly depth: number;
  /** Where its text stands in the document. */
  readonly start: number;
  readonly end: number;
  /** For an element that has others in it: the line on which it closes. */
  closes: number | undefined;
}

export interface Layout {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The lines of the element that was looked for; of the nearest one around it, where it is not there. */
  readonly marked: ReadonlySet<number>;
  /** How many characters the longest line has, as far as lines are shown. */
  readonly width: number;
}

interface Open {
  readonly line: number;
  hasChildren: boolean;
}

/** Longer documents are shown as they came, in pieces. */
export const layoutAtMost = 24 * 1024 * 1024;
/** Tags between two looks at the clock. */
const tagsAtATime = 2_000;
const turnMs = 12;
/** Of a line no more is shown. */
export const shownOfLine = 400;

/**
 * Lays a document out, a few milliseconds at a time. What is not well-formed is laid out as far as it goes.
 * @param element the path of an element to mark, as `/ClientIntegrationRequest/FunctionParameters`
 * @throws what the signal was aborted with
 */
export async function layoutOf(text: string, element: string | null, signal: AbortSignal): Promise<Layout> {
  const lines: Line[] = [];
  const open: Open[] = [];
  const mark = marker(element);
  let width = 0;
  const add = (depth: number, start: number, end: number): number => {
    width = Math.max(width, depth * 2 + Math.min(end - start, shownOfLine + 24));
    return lines.push({ depth, start, end, closes: undefined }) - 1;
  };
  /** Text that stands beside elements has a line of its own, unless it is blank. */
  const addText = (start: number, end: number): void => {
    const [from, to] = trimmed(text, start, end);
    if (from < to) add(open.length, from, to);
  };

  let at = 0;
  /** Where what has no line yet begins. */
  let pending = 0;
  let turn = performance.now();
  for (let tags = 0; at < text.length; tags++) {
    if (tags % tagsAtATime === 0 && performance.now() - turn > turnMs) {
      await nextTurn();
      signal.throwIfAborted();
      turn = performance.now();
    }
    const tag = text.indexOf('<', at);
    if (tag < 0) break;
    const end = endOfTag(text, tag);
    at = end;
    const second = text[tag + 1];
    // Part of the text that it stands in.
    if (second === '!' && text.startsWith('<![CDATA[', tag)) continue;
    if (second === '/') {
      const element = open.at(-1);
      const line = element && lines[element.line];
      if (element !== undefined && !element.hasChildren && line !== undefined) {
        lines[element.line] = { ...line, end };
        width = Math.max(width, line.depth * 2 + Math.min(end - line.start, shownOfLine + 24));
        open.pop();
      } else {
        addText(pending, tag);
        open.pop();
        const closing = add(open.length, tag, end);
        if (line !== undefined) line.closes = closing;
      }
      mark.close(open.length);
    } else {
      const around = open.at(-1);
      if (around !== undefined) around.hasChildren = true;
      addText(pending, tag);
      const line = add(open.length, tag, end);
      if (second !== '!' && second !== '?') {
        mark.open(open.length, nameAt(text, tag + 1), line);
        if (text[end - 2] === '/') mark.close(open.length);
        else open.push({ line, hasChildren: false });
      }
    }
    pending = end;
  }
  addText(pending, text.length);
  return { text, lines, marked: mark.found(), width };
}

/** A document that is not laid out: cut into lines of the same length. */
export function rawLayout(text: string, characters = 160): Layout {
  const lines: Line[] = [];
  let breaks = -1;
  for (let start = 0; start < text.length; ) {
    // Looked for once for each line break, not for each line: a reply has none.
    if (breaks < start) breaks = text.indexOf('\n', start);
    if (breaks < 0) breaks = text.length;
    const end = Math.min(breaks + 1, start + characters, text.length);
    lines.push({ depth: 0, start, end, closes: undefined });
    start = end;
  }
  return { text, lines, marked: new Set(), width: characters };
}

/** The indexes of the lines that are not folded away. */
export function visibleLines({ lines }: Layout, folded: ReadonlySet<number>): Uint32Array {
  const visible = new Uint32Array(lines.length);
  let count = 0;
  for (let index = 0; index < lines.length; ) {
    visible[count++] = index;
    const closes = folded.has(index) ? lines[index]?.closes : undefined;
    index = (closes ?? index) + 1;
  }
  return visible.subarray(0, count);
}

/** Marks the elements of a path, and remembers the nearest around it. */
function marker(path: string | null): {
  readonly open: (depth: number, name: string, line: number) => void;
  readonly close: (depth: number) => void;
  readonly found: () => ReadonlySet<number>;
} {
  const names = (path ?? '').split('/').filter((name) => name !== '' && !name.startsWith('@'));
  const marked = new Set<number>();
  let matched = 0;
  let nearest: { readonly depth: number; readonly line: number } | undefined;
  return {
    open: (depth, name, line) => {
      if (depth !== matched || names[depth] !== name) return;
      matched = depth + 1;
      if (matched === names.length) marked.add(line);
      if (nearest === undefined || matched > nearest.depth) nearest = { depth: matched, line };
    },
    close: (depth) => {
      matched = Math.min(matched, depth);
    },
    found: () => (marked.size > 0 || nearest === undefined ? marked : new Set([nearest.line])),
  };
}

function nameAt(text: string, start: number): string {
  let end = start;
  while (end < text.length && !/[\s/>]/.test(text[end] ?? '')) end++;
  return text.slice(start, end);
}

/** Behind the end of a tag, a comment or the like; the end of the text where it has none. */
function endOfTag(text: string, start: number): number {
  const [closing, from] = text.startsWith('<!--', start)
    ? ['-->', start + 4]
    : text.startsWith('<![CDATA[', start)
      ? [']]>', start + 9]
      : text.startsWith('<?', start)
        ? ['?>', start + 2]
        : ['>', start + 1];
  const end = text.indexOf(closing, from);
  return end < 0 ? text.length : end + closing.length;
}

function trimmed(text: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return [from, to];
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
