// A route for each operation that the link declares: nothing is listed here.
import { type InputOf, type OperationDeclaration, type OperationFile, type OperationName, operations } from '@s1kit/link';
import type { FastifyInstance } from 'fastify';
import { failureBody } from './failures.js';
import { sendFile } from './sent-file.js';
import { partsOf } from './validation.js';

export function addOperationRoutes(api: FastifyInstance): void {
  const declared: Readonly<Record<string, OperationDeclaration>> = operations;
  for (const [name, { method, path, summary, input, output, demoOnly, file }] of Object.entries(declared)) {
    api.route({
      method,
      url: path,
      schema: {
        operationId: name,
        summary,
        ...(demoOnly === true ? { description: 'In Demo only.' } : {}),
        tags: [name.slice(0, name.indexOf('.'))],
        ...partsOf(method, path, input),
        ...(file === true ? { produces: ['application/octet-stream'] } : {}),
        response: { 200: output, default: failureBody },
      },
      handler: async (request, reply) => {
        const given = { ...objectOf(request.query), ...objectOf(request.body), ...objectOf(request.params) };
        // The route has been validated with this operation's own schema, and its name comes from the registry.
        const done = await request.workstation.server.perform(name as OperationName, given as InputOf<OperationName>, request.actor);
        // Its declaration says that it gives one.
        return file === true ? sendFile(reply, done as OperationFile) : done;
      },
    });
  }
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
