// Requests as people are shown them: with the application's key hidden, which opens the API to whoever reads it (B4.1).

/** What stands in place of a key. An empty one stays empty: that is worth seeing. */
const hidden = '****************';

const inElement = /(<(?:[\w.-]+:)?APIKey(?:\s[^<>]*)?>)((?:[^<]|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$))+)/gi;
const inAttribute = /(\bAPIKey\s*=\s*)("[^"<]*"?|'[^'<]*'?)/gi;

/**
 * A request without its key, also where it is cut off or not well-formed.
 * @example withoutKeys('<APIKey>00112233445566aa</APIKey>') // '<APIKey>****************</APIKey>'
 */
export function withoutKeys(request: string): string {
  return request
    .replace(inElement, (_all, tag: string, content: string) => `${tag}${content.trim() === '' ? content : hidden}`)
    .replace(inAttribute, (_all, name: string, value: string) => `${name}${value.slice(0, 1)}${value.length > 2 ? hidden : ''}${value.slice(0, 1)}`);
}
