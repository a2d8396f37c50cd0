// A client that an integrator might have, for the tests of the test kit: one connection for each request.
import type { TestEnvironment, TestWorkstation } from 's1kit/testing';
import { startTestEnvironment, type TestEnvironmentOptions } from 's1kit/testing';
import { onTestFinished } from 'vitest';
import { type Answer, exchange, request } from '../clients/client.js';

/** An environment that is closed after the test. */
export async function started(options: TestEnvironmentOptions = {}): Promise<TestEnvironment> {
  const s1 = await startTestEnvironment(options);
  onTestFinished(() => s1.close());
  return s1;
}

/** Sends a request to a workstation. */
export function send(
  s1: Pick<TestEnvironment, 'apiKey'>,
  name: string,
  { at, deviceId = '', parameters = '', uid = 'uid' }: { at: Pick<TestWorkstation, 'port'>; deviceId?: string | null; parameters?: string; uid?: string },
): Promise<Answer> {
  return exchange(at.port, request({ apiKey: s1.apiKey, deviceId: deviceId ?? '', function: name, parameters, requestUid: uid }));
}

export const identity = (number: string): string => `<Identity><NHSNumber>${number}</NHSNumber></Identity>`;
