// A document laid out for people, two spaces for each level. What is not well-formed is laid out as far as it goes: a reply may have been cut.

const piece = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(?:[^>"']|"[^"]*"|'[^']*')*>?|[^<]+/g;

/** @example formatXml('<A><B>1</B></A>') // '<A>\n  <B>1</B>\n</A>' */
export function formatXml(text: string): string {
  const lines: string[] = [];
  let depth = 0;
  /** Whether the last line is an opening tag, perhaps with text: its closing tag then goes on the same line. */
  let open = false;
  const put = (line: string): void => void lines.push('  '.repeat(Math.max(0, depth)) + line);
  const join = (more: string): void => void lines.push((lines.pop() ?? '') + more);
  for (const [found] of text.matchAll(piece)) {
    if (found.startsWith('</')) {
      depth -= 1;
      if (open) join(found);
      else put(found);
      open = false;
    } else if (found.startsWith('<?') || found.startsWith('<!--')) {
      put(found);
      open = false;
    } else if (!found.startsWith('<') || found.startsWith('<![')) {
      if (found.trim() === '' && !open) continue;
      if (open) join(found.trim() === '' ? '' : found);
      else put(found.trim());
    } else {
      put(found);
      open = !found.endsWith('/>');
      if (open) depth += 1;
    }
  }
  return lines.join('\n');
}
