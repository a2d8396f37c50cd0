// The OpenAPI document of the HTTP API, made when somebody first asks for it: loading what makes it would cost every start a tenth of its time.
import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3 } from 'openapi-types';
import { createInstance } from './instance.js';

/**
 * The document of the routes that are added.
 * @param version of this program
 * @param addRoutes is given an instance that is never listened on
 */
export async function describedRoutes(version: string, addRoutes: (app: FastifyInstance) => Promise<unknown>): Promise<OpenAPIV3.Document> {
  const { default: fastifySwagger } = await import('@fastify/swagger');
  const app = createInstance();
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 's1kit: the HTTP API of a desktop',
        description:
          'What the screens and the command line use. Each request shows the token: Authorization: Bearer TOKEN. A failure is { "error": { "message": … } }. Where there are several workstations, ?workstation=NAME (or its number, from 1) says which is meant; the first, if left out.',
        version,
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
  });
  await addRoutes(app);
  await app.ready();
  // An OpenAPI 3.0 document was asked for above.
  const document = app.swagger() as OpenAPIV3.Document;
  await app.close();
  return document;
}
