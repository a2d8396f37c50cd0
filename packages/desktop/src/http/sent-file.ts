// A file that goes out over HTTP. What is in it came from anywhere: a browser shows text, images and PDF, and runs nothing.
import { Readable } from 'node:stream';
import type { OperationFile } from '@s1kit/link';
import type { FastifyReply } from 'fastify';

/** What browsers show without running anything, by what a file says that it is; HTML, SVG, XML and everything else is only downloaded. */
const shown: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'application/pdf'],
  ['image/bmp', 'image/bmp'],
  ['image/gif', 'image/gif'],
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  ['text/csv', 'text/plain'],
  ['text/plain', 'text/plain'],
]);

/** Sends a file; `nosniff` is set for every reply already. */
export function sendFile(reply: FastifyReply, { fileName, mediaType, pieces }: OperationFile): FastifyReply {
  const type = shown.get(mediaType);
  void reply.headers({
    'content-type': type ?? 'application/octet-stream',
    'content-disposition': `${type === undefined ? 'attachment' : 'inline'}; filename*=UTF-8''${encoded(fileName)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  });
  return reply.send(Readable.from(pieces));
}

/** As RFC 8187 has it. The name has been made fit for files: it has no half of a surrogate pair. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
