import { expect, it } from 'vitest';
import { surroundings, until } from '../support/environment.js';

const around = surroundings({ throttle: 'off' });

it('follows whose record is open, gives each change once, and undefined while nobody is signed in', async () => {
  const client = await around.connect({ pacing: 'off' });
  const { environment, clock } = around;
  const [{ nhsNumber }] = await around.patients();
  const giveUp = new AbortController();
  const seen: (string | undefined)[] = [];
  const watching = (async () => {
    for await (const activity of client.watchActivity({ signal: giveUp.signal })) seen.push(activity === undefined ? 'nobody' : activity.Identity?.NHSNumber);
  })();
  const ended = watching.catch((error: unknown) => error);
  const seenAre = (count: number): Promise<void> =>
    until(() => {
      clock.advance(1_000);
      return seen.length >= count;
    });
  await seenAre(1);
  await environment().perform('session.open', { nhsNumber });
  await seenAre(2);
  for (let looks = 0; looks < 20; looks += 1) await seenAre(2);
  await environment().perform('session.signOut', {});
  await seenAre(3);
  await environment().perform('session.signIn', { userName: environment().user });
  await seenAre(4);
  giveUp.abort(new Error('enough'));
  expect(await ended).toMatchObject({ message: 'enough' });
  expect(seen).toEqual([undefined, nhsNumber, 'nobody', undefined]);
});

it('looks at the selection as well, and ends when the loop is left', async () => {
  const client = await around.connect({ pacing: 'off' });
  for await (const selection of client.watchSelection()) {
    expect(selection).toEqual({});
    break;
  }
});
