// What needs no token, because it tells nothing of anyone: health, metrics, and the reference of this API.
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3 } from 'openapi-types';
import type { Metrics } from '../metrics.js';
import { referencePage } from './page.js';

/** What this environment is (B9.1). */
export interface About {
  readonly kind: 'demo' | 'live';
  readonly version: string;
}

const health = Type.Object({
  status: Type.Literal('ok'),
  kind: Type.Union([Type.Literal('demo'), Type.Literal('live')]),
  version: Type.String(),
});

/** @param document gives the OpenAPI document of this API */
export function addPublicRoutes(app: FastifyInstance, about: About, metrics: Metrics, document: () => Promise<OpenAPIV3.Document>): void {
  const tags = ['running'];
  app.get('/health', { schema: { summary: 'Whether it runs, and whether it is Demo or Live.', tags, security: [], response: { 200: health } } }, async () => ({
    status: 'ok',
    kind: about.kind,
    version: about.version,
  }));
  app.get('/metrics', { schema: { summary: 'Figures in the format of Prometheus.', tags, security: [] } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => document());
  app.get('/api', { schema: { hide: true } }, async (request, reply) => {
    if (!(request.headers.accept ?? '').includes('text/html')) return document();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
      .send(referencePage(await document()));
  });
}
