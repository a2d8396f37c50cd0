// What the HTTP API answers when it does not do what was asked: always `{ "error": { "message": … } }`, a sentence for a person, with the place at fault where it is known.
import { OperationError } from '@s1kit/link';
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { type Log, traitsOf } from '../log.js';

export const failureBody = Type.Object({
  error: Type.Object({
    message: Type.String({ description: 'What was wrong, and what to do' }),
    path: Type.Optional(Type.String({ description: 'Where an entry is refused for one of its parts: the path of that in a message' })),
  }),
});

/** A refusal of the HTTP API itself. */
export class HttpRefusal extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = 'HttpRefusal';
    this.statusCode = statusCode;
  }
}

export function answerFailures(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, _request, reply) => {
    const { status, message, path } = describe(error);
    if (status >= 500) log.error(traitsOf(error), 'A request of the HTTP API failed.');
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    const body: Static<typeof failureBody> = { error: { message, ...(path === undefined ? {} : { path }) } };
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(async () => {
    throw new HttpRefusal(404, 'There is no such address: GET /api lists those that there are.');
  });
}

function describe(error: unknown): { readonly status: number; readonly message: string; readonly path?: string | undefined } {
  if (error instanceof OperationError) return { status: error.status, message: error.message, path: error.path };
  if (error instanceof HttpRefusal) return { status: error.statusCode, message: error.message };
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    return { status: error.statusCode, message: error.message };
  }
  return { status: 500, message: 'Something failed that should not have: the log of the environment says what kind of error it was.' };
}
