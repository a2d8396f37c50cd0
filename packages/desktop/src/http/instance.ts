// A Fastify instance with the compilers of this API in place of its own, which would load a compiler of JSON Schema that is never used.
import Fastify, { type FastifyInstance } from 'fastify';
import { compileValidator } from './validation.js';

/** Bytes of one request's body: one's own test cases may be large. */
const bodyBytes = 64 * 1024 * 1024;

/** An instance without routes. */
export function createInstance(): FastifyInstance {
  const app: FastifyInstance = Fastify({
    bodyLimit: bodyBytes,
    exposeHeadRoutes: false,
    logger: false,
    schemaController: { compilersFactory: { buildValidator: replaced, buildSerializer: replaced } },
  });
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(() => JSON.stringify);
  return app;
}

function replaced(): never {
  throw new Error('The compilers of this API are set: none is to be built.');
}
