// Who may use the HTTP API: pages of our own origin and programs of this machine, by the environment's token. No other site's page (DNS rebinding included).
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '@s1kit/link';
import { HttpRefusal } from './failures.js';

const hosts = ['127.0.0.1', 'localhost', '[::1]'] as const;

/**
 * Refuses a request that a page of another origin may have caused.
 * @throws {HttpRefusal} 403
 */
export function requireOwnOrigin(request: IncomingMessage): void {
  const port = request.socket.localPort ?? 0;
  const own = hosts.flatMap((host) => (port === 80 ? [host, `${host}:80`] : [`${host}:${port}`]));
  const host = request.headers.host?.toLowerCase() ?? '';
  if (!own.includes(host)) throw new HttpRefusal(403, `This address is not that of the environment: use http://127.0.0.1:${port}.`);
  if (isVisit(request)) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign = (origin !== undefined && origin.toLowerCase() !== `http://${host}`) || (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) throw new HttpRefusal(403, "Another site's page may not use this environment.");
}

/** Following a link to a page of the screens, wherever it stands: it changes nothing, and no page of another site can read what comes. */
function isVisit({ headers, method, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && !url.startsWith('/api/');
}

/** Tells who asks, or undefined. */
export type Identify = (request: IncomingMessage) => Actor | undefined;

/** Knows whoever holds the environment's token. Comparing takes the same time, whatever was sent. */
export function byToken(token: string): Identify {
  const expected = digest(token);
  return (request) => {
    const sent = /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(digest(sent), expected) && sent !== '' ? { kind: 'operator' } : undefined;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
