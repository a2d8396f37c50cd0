// Tells listeners of the client, and whoever listens to the process's diagnostics channels.
import { channel } from 'node:diagnostics_channel';
import type { EventName, Events } from './events.js';

export type Listener<N extends EventName> = (event: Events[N]) => void;

export interface Emitter {
  emit<N extends EventName>(name: N, event: Events[N]): void;
  /** As `emit`, for what has been told to the diagnostics channel by somebody else. */
  tell<N extends EventName>(name: N, event: Events[N]): void;
  /** @returns what ends it */
  on<N extends EventName>(name: N, listener: Listener<N>): () => void;
}

/** The name of an event's diagnostics channel. */
export function channelName(name: EventName): string {
  return `s1kit.sdk.${name}`;
}

/** A listener that throws harms neither the call nor other listeners: a warning tells of it. */
export function createEmitter(): Emitter {
  const listeners = new Map<EventName, Set<(event: never) => void>>();
  const emit: Emitter['emit'] = (name, event) => {
    const diagnostics = channel(channelName(name));
    if (diagnostics.hasSubscribers) diagnostics.publish(event);
    tell(name, event);
  };
  const tell: Emitter['tell'] = (name, event) => {
    for (const listener of listeners.get(name) ?? []) {
      try {
        // Listeners stand under the name of their event.
        (listener as Listener<typeof name>)(event);
      } catch (cause) {
        if (name !== 'warning') emit('warning', { code: 'ListenerFailed', cause });
      }
    }
  };
  return {
    emit,
    tell,
    on: (name, listener) => {
      const standing = listeners.get(name) ?? new Set();
      listeners.set(name, standing.add(listener));
      return () => void standing.delete(listener);
    },
  };
}
