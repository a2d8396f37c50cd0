// A whole environment and a real browser in front of its screens, for a file of tests.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type MovableClock, movableClock } from '@s1kit/link';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Environment, type EnvironmentOptions, startEnvironment } from 's1kit';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** A Monday morning in March, winter time. */
export const start = Date.UTC(2026, 2, 2, 9);

const browserPath = process.env.S1KIT_TEST_CHROMIUM ?? '/usr/bin/chromium';
/** As root there is no sandbox; what else is switched off would look for servers of the browser's makers. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Role = 'clinician' | 'receptionist' | 'administrator' | 'informationGovernanceLead';

export interface Screens {
  readonly environment: () => Environment;
  readonly clock: MovableClock;
  readonly base: () => string;
  /** A new browser profile at an address, signed out; what goes wrong in it fails the test. */
  visit(path?: string): Promise<Page>;
  /** The same, signed in as the first member of staff of a role; as the sample clinician if left out. */
  visitAs(role?: Role, path?: string): Promise<Page>;
  /** Before something is done that the pages of a test would only be in the way of, as signing somebody else in. */
  closePages(): Promise<void>;
  /** Lets a test expect failing requests, e.g. of a role that may not. */
  expectProblems(): readonly string[];
}

/** Starts them before the tests of a file, and ends them after. */
export function screensForTests(options: Partial<EnvironmentOptions> = {}): Screens {
  const clock = movableClock({ start });
  let environment: Environment | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  const running = (): Environment => {
    if (environment === undefined) throw new Error('The environment has not started.');
    return environment;
  };
  const base = (): string => `http://127.0.0.1:${running().httpPort}`;

  beforeAll(async () => {
    [environment, browser] = await Promise.all([
      startEnvironment({ patients: 30, throttle: 'off', clock, largeRecord: false, ...options }),
      chromium.launch({ executablePath: browserPath, args: flags }),
    ]);
  }, 60_000);
  const closePages = async (): Promise<void> => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  };
  afterEach(async () => {
    await closePages();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await environment?.close(0);
  });

  const visit = async (path = '/'): Promise<Page> => {
    if (browser === undefined) throw new Error('The browser has not started.');
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/London' });
    contexts.push(context);
    const page = await context.newPage();
    // What was waited for in vain is told before the test's own time is over.
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      if (message.type() === 'error' && !isLateRead(message.location().url, message.text().includes('409') ? 409 : 0))
        problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 400 && !isLateRead(response.url(), response.status())) problems.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      // Content of one's own (blob:) and the browser's own viewers leave the machine as little.
      if (/^(?:https?|wss?):$/.test(protocol) && origin !== base()) problems.push(`a request to ${origin}`);
    });
    await page.goto(`${base()}${path}`);
    return page;
  };

  return {
    environment: running,
    clock,
    base,
    visit,
    visitAs: async (role, path = '/') => {
      const page = await visit(path);
      const heading = {
        clinician: 'Clinician',
        receptionist: 'Receptionist',
        administrator: 'Administrator',
        informationGovernanceLead: 'Information governance lead',
      };
      if (role === undefined) await page.getByRole('button', { name: 'Continue as' }).click();
      else await page.getByRole('region', { name: heading[role] }).getByRole('button').first().click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      return page;
    },
    closePages,
    expectProblems: () => problems.splice(0),
  };
}

/** Whether nothing of a page lies outside the window's width: no text is read by scrolling sideways. */
export async function fitsItsWidth(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
}

/** Whether a part of a record was asked for just as the record closed: the server refuses that, rightly, and the screens show nothing of it. */
function isLateRead(url: string, status: number): boolean {
  const parts = /^\/api\/record\/(?:allergies|appointments|documents?|journal|medication|problems|results|series|tasks)(?:\/|$)/;
  return status === 409 && URL.canParse(url) && parts.test(new URL(url).pathname);
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What a page violates of WCAG 2.2 AA, rule and element; nothing, if it is right. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(await readFile(axePath, 'utf8'));
  return await page.evaluate(async () => {
    interface Axe {
      run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
    }
    // axe puts itself into the page under this name.
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

/** How wide a page is, in pixels: wider than its window where something does not fit. */
export function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth');
}

/** The text of what the keyboard is at. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.textContent ?? ""');
}
