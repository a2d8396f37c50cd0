import { describe, expect, it } from 'vitest';
import { checkSender, placeholderKey, vouchesFor } from '../../src/exchange/sender.js';
import { openEnvironment, operator, organisationId } from '../support/environment.js';

const sender = { applicationId: 'app', by: 'ada' };

describe('a sender at the screens', () => {
  it('B4.1: stands in for no key, for the placeholder and for a key that is hidden, and for nothing that may be a key', () => {
    for (const key of ['', placeholderKey, '*', '****************']) expect(vouchesFor(sender, key), key).toBe(true);
    for (const key of ['00112233445566aa', '000000000000000', '*0112233445566aa', '0011223344556***', '****************0', ' '])
      expect(vouchesFor(sender, key), key).toBe(false);
  });

  it('B4.1: there is none for what a client sends, whatever its key', () => {
    for (const key of ['', placeholderKey, '****************']) expect(vouchesFor(undefined, key), key).toBe(false);
  });

  it('B4.1: an application that was revoked since, or is not there, sends nothing any more', async () => {
    const { clock, desk, store } = await openEnvironment();
    const { server } = await desk();
    const check = (applicationId: string) => store.read(() => checkSender(organisationId, { ...sender, applicationId }, clock.now()));
    expect(await check('app')).toMatchObject({ id: 'app', name: 'Test application' });
    await expect(check('nobody')).rejects.toMatchObject({ code: 'KeyRefused' });
    await server.perform('applications.revoke', { id: 'app' }, operator);
    await expect(check('app')).rejects.toMatchObject({ code: 'KeyRefused', message: expect.stringMatching(/revoked/) });
    await expect(store.read(() => checkSender('another-practice', { ...sender, applicationId: 'narrow' }, clock.now()))).rejects.toMatchObject({
      code: 'KeyRefused',
    });
  });
});
