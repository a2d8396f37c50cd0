// What a document is called: names that a file can have on every system, so that what came from one can be written on another.

const longest = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unusable = /[\u0000-\u001f\u007f<>:"/\\|?*\ufffe\uffff]|\p{Surrogate}/gu;
/** Names that Windows takes for devices, whatever extension follows. */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/iu;

/**
 * The name that a file is kept under: its own, but for what files cannot have on every system.
 * @example plainName('a:b?.pdf') // 'a_b_.pdf'
 */
export function plainName(name: string): string {
  const usable = name
    .replace(unusable, '_')
    .replace(/^ +/u, '')
    .replace(/[ .]+$/u, '');
  const [stem, extension] = split(deviceName.test(usable) ? `_${usable}` : usable);
  const kept = cut(stem, longest - Buffer.byteLength(extension)).replace(/[ .]+$/u, '');
  return `${kept === '' ? 'document' : kept}${extension}`;
}

/**
 * The names of a document's files: its own, or one for each page.
 * @example pageNames('scan.png', 2) // ['scan-1.png', 'scan-2.png']
 */
export function pageNames(fileName: string, pages: number): readonly string[] {
  const name = plainName(fileName);
  if (pages === 1) return [name];
  const [stem, extension] = split(name);
  return Array.from({ length: pages }, (_, index) => `${stem}-${index + 1}${extension}`);
}

/** The size of a file, number and unit as one text (WIRE-FORMAT §6). @example fileSizeText(12_595) // '12.3 KB' */
export function fileSizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.bmp': 'image/bmp',
  '.csv': 'text/csv',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.gif': 'image/gif',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.rtf': 'application/rtf',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
};

/** What a file of that name holds, as far as its ending tells. */
export function mediaTypeOf(fileName: string): string {
  return mediaTypes[split(fileName)[1].toLowerCase()] ?? 'application/octet-stream';
}

/** A name without its ending, and the ending with its dot. */
function split(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  const isEnding = dot > 0 && name.length - dot <= 16;
  return isEnding ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/** The beginning of a text, so many bytes of UTF-8 at most. */
function cut(text: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}
