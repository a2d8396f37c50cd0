// The prompts that wait at this workstation, and their answers. They are the desktop's own: the server only asks.
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { failureBody, HttpRefusal } from './failures.js';

const prompt = Type.Object({
  promptId: Type.String(),
  applicationId: Type.String(),
  applicationName: Type.String(),
  deviceVersion: Type.Union([Type.Null(), Type.String()]),
  functions: Type.Array(Type.String(), { description: 'The functions that the application may call' }),
  askedAt: Type.String({ description: 'ISO 8601, UTC' }),
});

const params = Type.Object({ id: Type.String() });
const body = Type.Object({
  answer: Type.Union([Type.Literal('approve'), Type.Literal('block'), Type.Literal('later')], { description: 'approve, block or later' }),
});

export function addPromptRoutes(api: FastifyInstance): void {
  const tags = ['prompts'];
  api.get(
    '/prompts',
    {
      schema: {
        operationId: 'prompts.list',
        summary: 'The prompts that wait for an answer, oldest first.',
        tags,
        response: { 200: Type.Array(prompt), default: failureBody },
      },
    },
    async ({ workstation: { desk } }) =>
      desk.prompts.list().map((one) => ({ ...one, deviceVersion: one.deviceVersion ?? null, askedAt: new Date(one.askedAt).toISOString() })),
  );
  api.post<{ Params: typeof params.static; Body: typeof body.static }>(
    '/prompts/:id/answer',
    {
      schema: {
        operationId: 'prompts.answer',
        summary: 'Answers a prompt. Needs the right devices.manage.',
        tags,
        params,
        body,
        response: { 200: Type.Object({}), default: failureBody },
      },
    },
    async (request) => {
      await requireDevices(request);
      const by = request.actor.kind === 'user' ? request.actor.userName : 'operator';
      if (!request.workstation.desk.prompts.answer(request.params.id, request.body.answer, by))
        throw new HttpRefusal(404, 'This prompt does not wait any more.');
      return {};
    },
  );
}

/** The prompts are the desktop's, but who may decide about devices is the server's to say (B4.7). @throws {HttpRefusal} 403 */
async function requireDevices({ actor, workstation }: FastifyRequest): Promise<void> {
  if (actor.kind === 'operator') return;
  const { user } = await workstation.server.perform('session.status', {}, actor);
  if (user?.userName === actor.userName && user.rights.includes('devices.manage')) return;
  throw new HttpRefusal(403, 'Your role does not have the right devices.manage, which this needs. A colleague who has it can answer.');
}
