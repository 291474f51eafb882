import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, or the one that TELLCUT_CHROMIUM names. */
export const CHROMIUM = [process.env['TELLCUT_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (place) => place !== undefined && existsSync(place),
);

/** Why browser tests cannot run here; false: they can. */
export const noBrowser: string | false =
  CHROMIUM === undefined ? 'no Chromium on this machine (apt-get install chromium)' : false;

export type Window = {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly locale: string;
};
export const LAPTOP: Window = { width: 1440, height: 900, scheme: 'light', locale: 'en-GB' };

export type BrowserScope = AsyncDisposable & { readonly browser: Browser };

/** A browser that ends with its scope. Root may not have Chromium's sandbox. */
export async function openBrowser(): Promise<BrowserScope> {
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}

/** What a page said that it should not have: exceptions, errors on its console, refusals by the content policy. */
export type Shown = { readonly page: Page; readonly complaints: string[] };

/** A page of its own, with nothing in its storage. */
export async function openPage(browser: Browser, url: string, window: Window = LAPTOP): Promise<Shown> {
  const { width, height, scheme, locale } = window;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000); // what waits, waits for a thing, not for a quick machine
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** What axe finds wrong with a page as it is now: rule, and the first place. */
export async function faultsOf(page: Page): Promise<string[]> {
  // As the page's own policy would not let a script of ours in, it is evaluated from outside.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}`);
}
