import { describe, expect, it } from 'vitest';
import { apiKey, openEnvironment, requestOf } from '../support/environment.js';

describe('the way of a request', () => {
  it('B3.2: a success repeats what was sent and has a Response', async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    const answer = await desk.ask('GetFunctions');
    expect(answer?.error).toBeUndefined();
    expect(answer?.response?.children.length).toBeGreaterThan(5);
    expect(answer?.xml).toContain('<RequestUID>r1</RequestUID>');
  });
});
