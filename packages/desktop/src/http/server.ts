// The HTTP API of the screens and the command line, on loopback only.
import { createServer } from 'node:http';
import type { Clock } from '@s1kit/link';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../log.js';
import { openOnLoopback } from '../loopback.js';
import type { Metrics } from '../metrics.js';
import { byToken, requireOwnOrigin } from './access.js';
import { describedRoutes } from './described.js';
import { addEventRoutes, type EventRoutes } from './event-routes.js';
import { answerFailures, HttpRefusal } from './failures.js';
import { createInstance } from './instance.js';
import { addOperationRoutes } from './operation-routes.js';
import { addPromptRoutes } from './prompt-routes.js';
import { type About, addPublicRoutes } from './public-routes.js';
import { addScreenFiles } from './screen-files.js';
import { addScreenRoutes } from './screen-routes.js';
import { actorOf, createScreenSessions } from './screen-sessions.js';
import type { ScreensOf } from './screens-of.js';
import { workstationsOf } from './workstations.js';

export interface HttpOptions extends ScreensOf {
  /** The workstations that this API serves, by what `?workstation=` calls them; where it is left out, the one above is meant. */
  readonly named?: ReadonlyMap<string, ScreensOf>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
  /** 0 picks a free one. */
  readonly port: number;
  /** What the bearer of the environment's rights shows: `Authorization: Bearer TOKEN`. */
  readonly token: string;
  readonly about: About;
  /** The folder of the screens' files; none are served if left out. */
  readonly screens?: string;
}

export interface HttpServer {
  readonly port: number;
  /** Takes no more requests, lets those that are being answered end, and closes all; after `withinMs` whatever is going on. */
  close(withinMs: number): Promise<void>;
}

const connectionsAtATime = 1024;

/**
 * Opens the HTTP API.
 * @throws {ListenError} if the port is in use, having opened nothing
 */
export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { clock } = options;
  const app = createInstance();
  answerFailures(app, options.log);
  takeJsonOnly(app);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
    requireOwnOrigin(request.raw);
  });
  const streams = await addRoutes(app, options);
  await app.ready();

  const create = () => {
    const server = createServer(app.routing);
    server.maxConnections = connectionsAtATime;
    return server;
  };
  const servers: ReturnType<typeof create>[] = [];
  const { port } = await openOnLoopback(() => {
    const server = create();
    servers.push(server);
    return server;
  }, options.port);

  return {
    port,
    close: async (withinMs) => {
      streams.close();
      const closing = Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
      for (const server of servers) server.closeIdleConnections();
      const giveUp = clock.timer(withinMs, () => {
        for (const server of servers) server.closeAllConnections();
      });
      await closing;
      giveUp();
      await app.close();
    },
  };
}

/** Adds all routes; what is given ends their streams. */
async function addRoutes(app: FastifyInstance, options: HttpOptions): Promise<EventRoutes> {
  const { about, clock, metrics, screens, token } = options;
  let description: ReturnType<typeof describedRoutes> | undefined;
  const document = (): ReturnType<typeof describedRoutes> => {
    description ??= describedRoutes(about.version, (instance) => addRoutes(instance, options));
    return description;
  };
  const sessions = createScreenSessions();
  const workstations = workstationsOf(options, options.named);
  const workstationOf = (request: FastifyRequest): ScreensOf => workstations.named(request) ?? sessions.find(request.raw)?.workstation ?? workstations.first;
  let streams: EventRoutes = { close: () => undefined };
  await app.register(async (instance) => addPublicRoutes(instance, about, metrics, document));
  await app.register(async (instance) => addScreenRoutes(instance, { about, sessions, workstations, workstationOf }), { prefix: '/api' });
  if (screens !== undefined) await app.register(async (instance) => addScreenFiles(instance, screens));
  await app.register(
    async (api) => {
      const isOperator = byToken(token);
      api.addHook('onRequest', async (request) => {
        request.workstation = workstationOf(request);
        const session = sessions.find(request.raw);
        const user = session?.workstation === request.workstation ? await actorOf(session) : undefined;
        const actor = isOperator(request.raw) ?? user;
        if (actor === undefined) throw new HttpRefusal(401, 'Sign in at the screens, or show the token of this environment: Authorization: Bearer TOKEN.');
        request.actor = actor;
      });
      addOperationRoutes(api);
      addPromptRoutes(api);
      streams = addEventRoutes(api, clock);
    },
    { prefix: '/api' },
  );
  return { close: () => streams.close() };
}

/** Takes JSON bodies only, which no form of another site can send; none at all stands for `{}`. */
function takeJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {});
    else parse(request, body, done);
  });
}
