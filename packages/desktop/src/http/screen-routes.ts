// What the screens ask before anybody is signed in at them, and signing in and out there.
import { OperationError, type OutputOf } from '@s1kit/link';
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureBody } from './failures.js';
import type { About } from './public-routes.js';
import { actorOf, type ScreenSessions } from './screen-sessions.js';
import type { ScreensOf } from './screens-of.js';
import type { Workstations } from './workstations.js';

type User = NonNullable<OutputOf<'session.status'>['user']>;

const user = Type.Object({ userName: Type.String(), name: Type.String(), role: Type.String(), site: Type.String(), rights: Type.Array(Type.String()) });
const staff = Type.Array(Type.Object({ userName: Type.String(), name: Type.String(), role: Type.String(), password: Type.String() }));

/** What a screen shows before anything else. */
const front = Type.Object({
  kind: Type.Union([Type.Literal('demo'), Type.Literal('live')]),
  version: Type.String(),
  organisation: Type.String(),
  workstation: Type.String(),
  workstations: Type.Array(Type.String(), { description: 'What ?workstation= takes, in their order' }),
  user: Type.Union([Type.Null(), user], { description: 'Who this browser is signed in as; null while it is not' }),
  atDesk: Type.Union([Type.Null(), Type.Object({ userName: Type.String(), name: Type.String() })], { description: 'Who is signed in at the workstation' }),
  staff: Type.Union([Type.Null(), staff], { description: 'In Demo only: whom one can sign in as' }),
});

const credentials = Type.Object({ userName: Type.String({ minLength: 1, maxLength: 100 }), password: Type.String({ maxLength: 1_000 }) });

/** Bytes of a body that anybody may send. */
const credentialsBytes = 16 * 1024;

export interface ScreenRoutes {
  readonly about: About;
  readonly sessions: ScreenSessions;
  readonly workstations: Workstations;
  /** The workstation that a request means: of its query, else of its cookie, else the first. */
  readonly workstationOf: (request: FastifyRequest) => ScreensOf;
}

/** Adds them below the prefix of the API; none needs the token. */
export function addScreenRoutes(app: FastifyInstance, { about, sessions, workstations, workstationOf }: ScreenRoutes): void {
  const tags = ['screens'];
  const response = { 200: front, default: failureBody };

  const frontOf = async (workstation: ScreensOf, signedIn: boolean): Promise<Static<typeof front>> => {
    const operator = { kind: 'operator' } as const;
    const status = await workstation.server.perform('session.status', {}, operator);
    const listed = about.kind === 'demo' ? await workstation.server.perform('staff.list', {}, operator) : undefined;
    return {
      kind: about.kind,
      version: about.version,
      organisation: status.organisation,
      workstation: workstations.nameOf(workstation),
      workstations: [...workstations.names],
      user: signedIn && status.user !== null ? shown(status.user) : null,
      atDesk: status.user && { userName: status.user.userName, name: status.user.name },
      staff:
        listed?.flatMap(({ userName, name, role, demoPassword }) => (demoPassword === null ? [] : [{ userName, name, role, password: demoPassword }])) ?? null,
    };
  };

  const isSignedIn = async (request: FastifyRequest, workstation: ScreensOf): Promise<boolean> => {
    const session = sessions.find(request.raw);
    return session?.workstation === workstation && (await actorOf(session)) !== undefined;
  };

  app.get(
    '/screens',
    { schema: { operationId: 'screens.front', summary: 'What the screens show first. Signed out is no failure.', tags, security: [], response } },
    async (request) => {
      const workstation = workstationOf(request);
      return frontOf(workstation, await isSignedIn(request, workstation));
    },
  );

  app.post<{ Body: typeof credentials.static }>(
    '/screens/sign-in',
    {
      bodyLimit: credentialsBytes,
      schema: {
        operationId: 'screens.signIn',
        summary: 'Signs a user in at the screens: at the workstation too, unless they are signed in there already.',
        tags,
        security: [],
        body: credentials,
        response,
      },
    },
    async (request, reply) => {
      const workstation = workstationOf(request);
      const signedIn = await signIn(workstation, request.body);
      if (signedIn === null) throw new OperationError(409, 'Nobody is signed in at the workstation any more. Try again.');
      const { userName, signedInAt } = signedIn;
      sessions.end(request.raw);
      setCookie(reply, sessions.begin({ userName, signedInAt, workstation }, request.raw.socket.localPort ?? 0));
      return frontOf(workstation, true);
    },
  );

  app.post(
    '/screens/sign-out',
    {
      schema: {
        operationId: 'screens.signOut',
        summary: 'Signs the user of the screens out, at the workstation too. Refused while changes are unsaved.',
        tags,
        security: [],
        response,
      },
    },
    async (request, reply) => {
      const session = sessions.find(request.raw);
      const actor = session && (await actorOf(session));
      if (session !== undefined && actor !== undefined) await session.workstation.server.perform('session.signOut', {}, actor);
      setCookie(reply, sessions.end(request.raw));
      return frontOf(session?.workstation ?? workstationOf(request), false);
    },
  );
}

async function signIn({ server }: ScreensOf, { userName, password }: Static<typeof credentials>): Promise<User | null> {
  const operator = { kind: 'operator' } as const;
  const { user: atDesk } = await server.perform('session.status', {}, operator);
  // Signing in anew would close the record that is open, or be refused for what is unsaved in it.
  const operation = atDesk?.userName === userName ? 'session.unlock' : 'session.signIn';
  return (await server.perform(operation, { userName, password }, operator)).user;
}

function shown({ userName, name, role, site, rights }: User): Static<typeof user> {
  return { userName, name, role, site, rights: [...rights] };
}

function setCookie(reply: FastifyReply, value: string): void {
  void reply.header('set-cookie', value);
}
