import { randomBytes } from 'node:crypto';
import { movableClock } from '@s1kit/link';
import { expect, it } from 'vitest';
import type { OutboxEvent } from '../../src/index.js';
import { deliver } from '../../src/outbox/delivery.js';
import type { Entry } from '../../src/outbox/entries.js';

it('what it was: a disk that took no more ended the delivery, and the process of the application with it', async () => {
  const clock = movableClock();
  const events: OutboxEvent[] = [];
  const kept = { id: 'one', function: 'UpdatePatientRecord', request: {}, options: {}, patient: 'somebody', addedAt: 0, deadline: clock.now() } as const;
  const entries = new Map<string, Entry>([['one', { kept, state: { kind: 'waiting' } }]]);
  let isFull = true;
  const delivery = deliver({
    entries,
    record: async () => {
      if (isFull) throw new Error('ENOSPC');
      entries.delete('one');
    },
    connection: { get: () => Promise.reject(new Error('There is none.')), drop: () => undefined, tell: () => undefined },
    onEvent: (event) => events.push(event),
    clock,
    random: randomBytes,
  });
  await expect.poll(() => events.at(-1)).toEqual({ id: 'one', state: 'waiting', code: 'Unexpected' });
  isFull = false;
  delivery.retry();
  await delivery.settled();
  expect(events.at(-1)).toMatchObject({ id: 'one', state: 'undelivered', code: 'DeadlinePassed' });
});
