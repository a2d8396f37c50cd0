// What each role finds of the screens: its places and no other, and at the address of one that it may not use a page that says so.
import type { Right } from '@s1kit/contract';
import { type OperationDeclaration, operations } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { places } from '../../src/screens/frame/places.js';
import { type Role, screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests();

/** The address of an operation that reads and needs the right and nothing else. */
function readingOperation(right: Right): string {
  const declared: readonly OperationDeclaration[] = Object.values(operations);
  const found = declared.find((each) => each.right === right && each.method === 'GET' && !each.path.includes(':') && (each.input.required ?? []).length === 0);
  if (found === undefined) throw new Error(`No operation reads with the right ${right}.`);
  return `/api${found.path}`;
}

describe.each<Role>(['clinician', 'receptionist', 'administrator', 'informationGovernanceLead'])('B4.7: a %s', { timeout: 60_000 }, (role) => {
  it('is shown the places that it may use, and is refused the others: by the screens and by the server', async () => {
    const page = await screens.visitAs(role);
    const status = await screens.environment().perform('session.status', {});
    const may = ({ right }: { readonly right: Right }): boolean => status.user?.rights.includes(right) === true;
    const links = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allTextContents();
    expect(links).toEqual(places.filter(may).map(({ name }) => name));
    expect(await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()).toEqual(links);

    for (const place of places) {
      await page.goto(`${screens.base()}${place.to}`);
      const refusal = page.getByRole('heading', { level: 1, name: 'Your role may not use this screen' });
      const heading = page.getByRole('heading', { level: 1 });
      await heading.waitFor();
      expect([place.name, await refusal.isVisible()]).toEqual([place.name, !may(place)]);
      const answer = await page.evaluate(async (address) => (await fetch(address)).status, readingOperation(place.right));
      expect([place.name, answer === 403]).toEqual([place.name, !may(place)]);
      if (may(place)) continue;
      expect(await violationsOf(page)).toEqual([]);
    }
    // What the server refused, and the browser's words for it.
    expect(screens.expectProblems().filter((problem) => !problem.includes('403'))).toEqual([]);
  });
});
