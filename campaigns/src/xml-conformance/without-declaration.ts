// A document without its document type declaration: what we refuse for that alone (B2.9) can so be read all the same.

const five = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/;

/**
 * The bytes of a document in UTF-8 without its document type declaration.
 * @returns `undefined` where there is none, or where what follows needs it for its entities
 */
export function withoutDeclaration(bytes: Buffer): Buffer | undefined {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD') || text.includes('\0')) return undefined;
  const from = declarationIn(text);
  const to = from === -1 ? -1 : endOfDeclaration(text, from);
  if (to === -1) return undefined;
  const rest = text.slice(0, from) + text.slice(to);
  const outsideOfSections = rest.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  return five.test(outsideOfSections) ? undefined : Buffer.from(rest);
}

/** Where the declaration begins, past comments and processing instructions; -1 for nowhere. */
function declarationIn(text: string): number {
  const before = /^\uFEFF?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(text)?.[0].length ?? 0;
  return text.startsWith('<!DOCTYPE', before) ? before : -1;
}

/** Past its closing `>`: quotation marks, comments, instructions and the internal subset in brackets may hold others. */
function endOfDeclaration(text: string, from: number): number {
  const tokens = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|"[^"]*"|'[^']*'|[[\]<>]/g;
  tokens.lastIndex = from + 1;
  let depth = 1;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === '[' || token[0] === '<') depth += 1;
    else if (token[0] === ']' || token[0] === '>') depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return -1;
}
