// The files of the screens, as they were built. What is not one of them, and no address of the API, is a page: the screens find their way by its address.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** No script but the screens' own, nothing from anywhere else, and in nobody's frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface ScreenFile {
  readonly bytes: Buffer;
  readonly type: string;
}

/**
 * Serves the files of a folder, read once and by their exact names alone: no address leads out of it.
 * @param folder with `index.html`; what lies in its folder `assets` has its hash in its name
 */
export async function addScreenFiles(app: FastifyInstance, folder: string): Promise<void> {
  const files = await readFiles(folder);
  const page = files.get('/index.html');
  if (page === undefined) throw new Error(`The screens have not been built: ${folder} has no index.html. Run npm run build.`);
  for (const [path, file] of files) {
    const kept = path.startsWith('/assets/');
    app.get(path, { schema: { hide: true } }, async (_request, reply) => send(reply, file, kept));
  }
  app.get('/', { schema: { hide: true } }, async (_request, reply) => send(reply, page, false));
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    // Only a browser that goes to a page is given it: a program that mistook an address is told so.
    if (request.url.startsWith('/api/') || !(request.headers.accept ?? '').includes('text/html')) return reply.callNotFound();
    return send(reply, page, false);
  });
}

function send(reply: FastifyReply, { bytes, type }: ScreenFile, kept: boolean): FastifyReply {
  void reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
  return reply.type(type).header('content-security-policy', policy).send(bytes);
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, ScreenFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, ScreenFile]> => {
        const path = join(entry.parentPath, entry.name);
        const type = types[extname(entry.name)] ?? 'application/octet-stream';
        return [`/${relative(folder, path).split(sep).join('/')}`, { bytes: await readFile(path), type }];
      }),
  );
  return new Map(files);
}
