import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';

/** What tests of the web app do again and again, by the names that people see. English. */

/** Builds the app where it is missing or old. */
export function buildApp(): void {
  execFileSync(process.execPath, ['scripts/build-web.ts', '--if-stale']);
}

/** The editor is there and shows its project. */
export const isReady = (page: Page): Promise<unknown> => page.waitForSelector('.editor[aria-busy=false]');

/** A project of its own: the page opens the last one. */
export async function newProject(page: Page, lang: 'en' | 'zh' = 'en'): Promise<void> {
  await isReady(page);
  const before = page.url();
  await page.locator('.project').click();
  const name = lang === 'zh' ? '新项目' : 'New project';
  await page.getByRole('button', { name, exact: true }).last().click();
  await page.waitForURL((url) => url.href !== before);
  await isReady(page);
}

/** Adds files as the button does. */
export const addFiles = (page: Page, ...files: readonly string[]): Promise<void> =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files]);

/** So many clips lie on the timeline. */
export const hasClips = (page: Page, count: number): Promise<unknown> =>
  page.waitForFunction((wanted) => document.querySelectorAll('.video .piece').length === wanted, count);

/** Says something and waits for the end of its answer, which it returns. */
export async function ask(page: Page, text: string): Promise<string> {
  const before = await page.locator('.turn').count();
  await page.getByLabel('Message').fill(text);
  await page.keyboard.press('Enter');
  const answer = page.locator('.turn').nth(before).locator('.answer:not(.running)');
  await answer.waitFor();
  return answer.innerText();
}

/** Opens a part of the settings. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section }).click();
  await page.getByRole('heading', { name: section, level: 3 }).waitFor();
}
