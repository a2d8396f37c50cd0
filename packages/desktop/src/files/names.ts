// Which names a file may have, and which paths name a folder or a file of this machine. The same on every system, so that what works on one works on all:
// Windows' rules for names, for it has the most.
import path from 'node:path';
import { Refusal } from '@s1kit/contract';

/** How this system writes paths. */
export type PathRules = 'posix' | 'win32';

export function ownRules(): PathRules {
  return path.sep === '\\' ? 'win32' : 'posix';
}

const longestName = 255;
const loneSurrogate = /\p{Surrogate}/u;
/** Names that Windows takes for devices, whatever extension follows. */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]/;

/**
 * @throws {Refusal} PathRefused if this is not the plain name of a file
 */
export function requireFileName(name: string): void {
  const plain =
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !forbidden.test(name) &&
    !deviceName.test(name) &&
    !/[ .]$/.test(name) &&
    !name.startsWith(' ') &&
    !loneSurrogate.test(name);
  if (!plain || Buffer.byteLength(name) > longestName)
    throw new Refusal('PathRefused', 'A file to be written has a name that files cannot have on every system.');
}

/**
 * @param what it should name, for messages
 * @throws {Refusal} PathRefused if this is not the full path of a folder or a file of this machine, by its form
 */
export function requireLocalPath(given: string, rules: PathRules, what: 'folder' | 'file'): void {
  if (given.includes('\0') || loneSurrogate.test(given)) throw new Refusal('PathRefused', `The ${what} has characters that paths cannot have.`);
  if (/^[\\/]{2}/.test(given)) throw new Refusal('PathRefused', `The ${what} lies on another machine or is a device: name one of this machine.`);
  const full = rules === 'win32' ? /^[A-Za-z]:[\\/]/.test(given) : given.startsWith('/');
  if (!full) throw new Refusal('PathRefused', `The ${what} must be named by its full path.`);
  if (rules === 'posix') return;
  const parts = given.slice(2).split(/[\\/]+/);
  const usable = (part: string): boolean =>
    part === '' || part === '.' || part === '..' || !(forbidden.test(part) || deviceName.test(part) || /[ .]$/.test(part));
  if (!parts.every(usable)) throw new Refusal('PathRefused', `The ${what} has a name in its path that Windows does not use for folders and files.`);
}
