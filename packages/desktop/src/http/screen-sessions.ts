// Who sits at the screens: a browser that signed in holds a cookie, which stands for one user at one workstation for as long as that user is signed in there.
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '@s1kit/link';
import type { ScreensOf } from './screens-of.js';

/** The user of a workstation as a session remembers them: signing in anew ends what went before. */
export interface SignedIn {
  readonly userName: string;
  readonly signedInAt: string;
}

export interface ScreenSession extends SignedIn {
  readonly workstation: ScreensOf;
}

export interface ScreenSessions {
  /** @returns what goes into the header Set-Cookie */
  begin(session: ScreenSession, port: number): string;
  /** The session that a request's cookie names; it may have ended at the workstation meanwhile. */
  find(request: IncomingMessage): ScreenSession | undefined;
  /** @returns what goes into the header Set-Cookie */
  end(request: IncomingMessage): string;
}

/** How many browsers are remembered at most; the oldest are forgotten first. */
const rememberedSessions = 1_000;

export function createScreenSessions(): ScreenSessions {
  const sessions = new Map<string, ScreenSession>();
  const keyOf = (request: IncomingMessage): string | undefined => {
    const value = cookieOf(request);
    return value === undefined ? undefined : digest(value);
  };
  return {
    begin: (session, port) => {
      const value = randomBytes(32).toString('hex');
      sessions.set(digest(value), session);
      const oldest = sessions.keys().next().value;
      if (sessions.size > rememberedSessions && oldest !== undefined) sessions.delete(oldest);
      return `${cookieName(port)}=${value}; ${attributes}`;
    },
    find: (request) => sessions.get(keyOf(request) ?? ''),
    end: (request) => {
      sessions.delete(keyOf(request) ?? '');
      return `${cookieName(request.socket.localPort ?? 0)}=; Max-Age=0; ${attributes}`;
    },
  };
}

/** @returns the actor of a session, or undefined where its user is not signed in at its workstation any more */
export async function actorOf({ signedInAt, userName, workstation }: ScreenSession): Promise<Actor | undefined> {
  const { user } = await workstation.server.perform('session.status', {}, { kind: 'operator' });
  return user?.userName === userName && user.signedInAt === signedInAt ? { kind: 'user', userName } : undefined;
}

/** No script reads it, and no other site's page sends it. Loopback has no TLS, so it is not marked Secure. */
const attributes = 'Path=/; HttpOnly; SameSite=Strict';

/** Cookies do not tell ports apart: each environment of a machine has a name of its own. */
function cookieName(port: number): string {
  return `s1kit-${port}`;
}

function cookieOf(request: IncomingMessage): string | undefined {
  const name = cookieName(request.socket.localPort ?? 0);
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([found]) => found === name)?.[1];
}

/** Kept and compared as a digest, so that the time a look-up takes tells nothing of a cookie. */
function digest(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
