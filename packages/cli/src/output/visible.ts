// Text that came from elsewhere, made harmless for a terminal: what would move the cursor, colour, hide or turn round text is shown and not done.

/**
 * Control characters (C0, DEL and C1), separators of lines and paragraphs, and what overrides the direction of text (embeddings, overrides, isolates).
 * Marks of direction, which texts in Arabic or Hebrew need, stay.
 */
const harmful = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text of one line.
 * @example visibleLine('a\u001b[2Jb\n') === 'a\\u001b[2Jb\\u000a'
 */
export function visibleLine(text: string): string {
  return text.replace(harmful, codeOf);
}

/**
 * A text of several lines: line breaks and tabs stay. In JSON, where control characters have such codes already, it changes no value.
 * @example visible('a\r\nb\u009b') === 'a\nb\\u009b'
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(harmful, (one) => (one === '\n' || one === '\t' ? one : codeOf(one)));
}

/** As `visibleLine`, with character references. @example withReferences('\u009b') === '&#155;' */
export function withReferences(text: string): string {
  return text.replace(harmful, (one) => (one === '\t' ? one : `&#${one.charCodeAt(0)};`));
}

function codeOf(one: string): string {
  return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
