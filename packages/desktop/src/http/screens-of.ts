// A workstation as its screens need it, and what every request to the API is marked with.
import type { Actor, ServerDoor } from '@s1kit/link';
import type { Desk } from '../desk.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any route of the API is reached. */
    actor: Actor;
    /** Which workstation's screens ask; set before any route of the API is reached. */
    workstation: ScreensOf;
  }
}

export interface ScreensOf {
  readonly server: Pick<ServerDoor, 'perform'>;
  readonly desk: Pick<Desk, 'prompts' | 'notices'>;
}
