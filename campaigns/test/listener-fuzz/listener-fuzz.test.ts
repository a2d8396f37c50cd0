import { describe, expect, it, vi } from 'vitest';
import { faultOf, growthOf, linesIn } from '../../src/listener-fuzz/judged.js';
import { listenerFuzz } from '../../src/listener-fuzz/listener-fuzz.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

const reply = '<ClientIntegrationResponse><Response/></ClientIntegrationResponse>';

describe('listener-fuzz', () => {
  it('B2.2, B2.9, B2.10: whatever is sent, the listener goes on, and every reply is one well-formed line', async () => {
    const { documents = 0, refused = 0, rounds } = await briefly(listenerFuzz, 2_500);
    expect(Math.min(documents, refused)).toBeGreaterThan(100);
    expect(documents).toBeGreaterThan(refused);
    expect(rounds).toBeGreaterThan(0);
  });

  it.each([
    ['no line feed', reply],
    ['a line feed inside', `${reply.replace('<Response/>', '\n<Response/>')}\n`],
    ['a multiple of 4096', `${reply}${' '.repeat(4096 - reply.length - 1)}\n`],
    ['two documents in a line', `${reply}${reply}\n`],
    ['a character that is not ASCII', `${reply.replace('<Response/>', '<Response>é</Response>')}\n`],
    ['both a success and an error', `${reply.replace('<Response/>', '<Response/><Error Code="Throttled"/>')}\n`],
    ['neither', '<ClientIntegrationResponse/>\n'],
    ['a failure that should not be', `${reply.replace('<Response/>', '<Error Code="Unexpected"/>')}\n`],
  ])('a reply with %s is found', (_, received) => {
    expect(linesIn(Buffer.from(`${reply}\n`)).map(faultOf)).toEqual([undefined]);
    expect(linesIn(Buffer.from(received)).some((line) => faultOf(line) !== undefined)).toBe(true);
  });

  it('a heap that grows steadily is told from one that goes up and down', () => {
    expect(growthOf([50, 60, 70, 80, 90, 100])).toBe(40);
    expect(growthOf([50, 90, 50, 51, 90, 50])).toBeLessThan(10);
  });
});
