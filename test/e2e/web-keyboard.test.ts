import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf } from '../support/browser.ts';
import { makeVideo } from '../support/make-media.ts';
import { modelServer, words } from '../support/model-server.ts';
import { addFiles, ask, hasClips, isReady, newProject, openSettings } from '../support/web-page.ts';
import { webSite } from '../support/web-site.ts';

/** The app by keyboard alone, and what it does with text that wants to be more than text. */

const web = webSite({
  prepare: (media) => makeVideo(media.file('a.mp4'), { rate: { num: 30, den: 1 }, frames: 60 }),
});
const { skip, folder } = web;

/** Goes on by Tab until the focus is on something of this name; everything on the way has a name and can be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement)) return null;
      const { outlineStyle, borderColor } = getComputedStyle(at);
      const label = at.getAttribute('aria-label') ?? at.innerText ?? '';
      return { label: label.trim(), isMarked: outlineStyle !== 'none' || at.id === 'message', borderColor };
    });
    if (found === null || found.label === '') continue;
    assert.ok(found.isMarked, `${found.label} does not show that it has the focus`);
    if (found.label === name) return;
  }
  assert.fail(`no way by Tab to "${name}"`);
}

/** Makes the page believe that somebody looks at it, or elsewhere. */
const look = (page: Page, state: 'visible' | 'hidden'): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('the whole story without a pointer: a file, a request, playing, splitting, undo, export, settings', {
  skip,
}, async () => {
  const { page } = await web.open();
  await isReady(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'message', 'the first link leads to the message');

  await tabTo(page, 'Add files');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(folder.file('a.mp4'));
  await hasClips(page, 1);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Add files');

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('split at 1 second');
  await page.keyboard.press('Enter');
  await hasClips(page, 2);
  await page.locator('.answer.done').waitFor();

  await page.keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Shortcuts', level: 3 }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await hasClips(page, 1);
  await page.locator('.turn').nth(1).locator('.answer.done').waitFor();

  await page.keyboard.press('e');
  await page.getByRole('dialog').getByLabel('Quality').waitFor();
  await page.keyboard.press('Tab');
  await page.getByRole('dialog').getByLabel('Quality').focus();
  await page.keyboard.press('d');
  await tabTo(page, 'Export');
  await page.keyboard.press('Enter');
  // Somebody who looks elsewhere meanwhile finds it in the tab's title.
  await look(page, 'hidden');
  await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: 60_000 });
  assert.match(await page.title(), /^✓ /);
  await look(page, 'visible');
  assert.doesNotMatch(await page.title(), /^✓ /);
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'message');
});

test('names for everything, and live regions for what changes by itself', { skip }, async () => {
  const { page } = await web.open();
  await newProject(page);
  for (const section of ['Look and language', 'Models', 'Storage', 'API tokens', 'Shortcuts']) {
    await openSettings(page, section);
    assert.deepEqual(await faultsOf(page), [], section);
    await page.keyboard.press('Escape');
  }
  await page.locator('.composer').getByRole('button', { name: 'Add files' }).click();
  await page.getByRole('menuitem', { name: 'From a link' }).click();
  await page.getByLabel('Addresses').fill('not an address');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.getByText('That is no address: not').waitFor();
  assert.deepEqual(await faultsOf(page), [], 'a link');
  // The server fetches from nowhere in its own network, and says so.
  await page.getByLabel('Addresses').fill('http://127.0.0.1:9/clip.mp4');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.locator('.uploads [role=alert]').waitFor();
  assert.equal(await page.locator('.uploads').getByRole('button', { name: 'Try again' }).count(), 1);
  assert.deepEqual(await faultsOf(page), [], 'a link that failed');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  assert.equal(await page.getByRole('log').getAttribute('aria-live'), 'polite');
  assert.equal(await page.locator('output.notices').count(), 1);
});

test('files are taken by drop and by paste, anywhere on the page; litter of folders is left out', {
  skip,
}, async () => {
  const { page } = await web.open();
  await newProject(page);
  const bytes = [...readFileSync(folder.file('a.mp4'))];
  for (const [type, names, count] of [
    ['drop', ['.DS_Store', 'dropped.mp4'], 1],
    ['paste', ['pasted.mp4'], 2],
  ] as const) {
    await page.evaluate(
      ({ type, names, bytes, count }) => {
        const transfer = new DataTransfer();
        // Another number at its end makes it another file.
        for (const name of names) transfer.items.add(new File([new Uint8Array([...bytes, count])], name));
        const more = type === 'drop' ? { dataTransfer: transfer } : { clipboardData: transfer };
        const Kind = type === 'drop' ? DragEvent : ClipboardEvent;
        document.body.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, ...more }));
      },
      { type, names, bytes, count },
    );
    await hasClips(page, count);
  }
  assert.equal(await page.locator('.uploads li').count(), 0);
});

test('a theme and a language are kept; a model that does not answer says why, and its key is nowhere', {
  skip,
}, async () => {
  const { page } = await web.open();
  await newProject(page);
  await openSettings(page, 'Look and language');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
  await page.getByRole('heading', { name: '外观与语言', level: 3 }).waitFor();
  assert.equal(await ground(), dark);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Models' }).click();
  await page.getByLabel('Provider').first().selectOption('openai-compatible');
  await page.getByLabel('Model', { exact: true }).first().fill('m');
  await page.getByLabel('Address').first().fill('http://127.0.0.1:9/v1');
  await page.getByLabel('Key').first().fill('sk-a-secret-that-nobody-sees');
  await page.getByRole('button', { name: 'Try and save' }).click();
  await page.getByText('cannot be reached').waitFor();
  assert.doesNotMatch(await page.content(), /sk-a-secret/);
});

const EVIL = '<img src=x onerror="window.__xss=1"><script>window.__xss=1</script>';

test('markup in names, titles, captions, requests and failures stays text; the content policy has nothing to refuse', {
  skip,
}, async () => {
  const { page, complaints } = await web.open();
  await newProject(page);
  const clip = folder.file('<img src=x onerror=window.__xss=1>.mp4');
  makeVideo(clip, { rate: { num: 30, den: 1 }, frames: 45 });
  const bad = folder.file('"><svg onload=window.__xss=1>.mp4');
  writeFileSync(bad, 'no pictures '.repeat(100));
  const captions = folder.file('evil.srt');
  writeFileSync(captions, `1\n00:00:00,000 --> 00:00:01,000\n${EVIL}\n`);
  await addFiles(page, clip, bad, captions);
  await hasClips(page, 1);
  await page.locator('.uploads [role=alert]').first().waitFor();
  await ask(page, `add the title '${EVIL.slice(0, 60)}'`);
  await ask(page, 'add these captions');
  await ask(page, `${EVIL} [x](javascript:window.__xss=1) javascript:window.__xss=1`);
  await using model = await modelServer(words('ready'), words(`${EVIL} ![x](https://evil.example/x.png)`));
  const choice = { provider: 'openai-compatible', model: 'm', baseUrl: model.baseUrl };
  await web.site.desk.models.chooseBrain(choice, AbortSignal.timeout(60_000));
  assert.match(await ask(page, 'what a day'), /<script>/);
  await web.site.desk.models.chooseBrain(null, AbortSignal.timeout(60_000));
  await page.locator('.project').click();
  const name = page.locator('li[aria-current] input');
  await name.fill(EVIL.slice(0, 100));
  await name.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Versions' }).click();
  await page.locator('.versions li').first().waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.locator('.turn').nth(3).waitFor();
  assert.equal(await page.evaluate(() => (window as { __xss?: number }).__xss), undefined);
  assert.equal(
    await page.locator('#app img[src=x], #app script, #app svg[onload], #app a[href^="javascript"]').count(),
    0,
  );
  assert.match(await page.locator('.project').innerText(), /^<img src=x/);
  // The file that is none is refused, as it should be.
  assert.deepEqual(
    complaints.filter((text) => !/status of 415/.test(text)),
    [],
  );
});
