import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf, LAPTOP, type Window } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import { makeVideo, SOUND_RATE } from '../support/make-media.ts';
import { addFiles, ask, hasClips, newProject } from '../support/web-page.ts';
import { webSite } from '../support/web-site.ts';

/** Two seconds of a voice, two of nothing, again and again. */
const voice = (n: number): number => (Math.floor(n / SOUND_RATE) % 4 < 2 ? 0.3 * Math.sin(n / 20) : 0);

const web = webSite({
  prepare: (media) =>
    makeVideo(media.file('talk.mp4'), { rate: { num: 30, den: 1 }, frames: 360, sound: { seconds: 12, value: voice } }),
});
const { skip, folder } = web;
const TALK = folder.file('talk.mp4');

/** The preview has a picture. */
const isSeen = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video !== null && video.readyState >= 2 && !video.seeking;
  });
async function addTalk(page: Page): Promise<void> {
  await addFiles(page, TALK);
  await hasClips(page, 1);
}
const seconds = async (page: Page): Promise<number> => {
  const [, minutes = '0', rest = '0'] = /\/ (\d+):([\d.]+)/.exec(await page.locator('.time').innerText()) ?? [];
  return Number(minutes) * 60 + Number(rest);
};
/** The length that the page shows, once it is about this. */
const lasts = (page: Page, wanted: number): Promise<unknown> =>
  page.waitForFunction((about) => {
    const [, minutes, rest] = /\/ (\d+):([\d.]+)/.exec(document.querySelector('.time')?.textContent ?? '') ?? [];
    return Math.abs(Number(minutes) * 60 + Number(rest) - about) < 0.6;
  }, wanted);

test('the whole story: a clip, a request, a preview that plays, a title, undo, a hand, export, download', {
  skip,
}, async () => {
  const { page, complaints } = await web.open();
  await newProject(page);
  assert.equal(await page.getByLabel('Message').count(), 1);
  await addTalk(page);
  await isSeen(page);
  assert.ok(Math.abs((await seconds(page)) - 12) < 0.2);

  const said = await ask(page, 'cut the silences, add transitions');
  assert.match(said, /Removed \d pauses?, 12s →/);
  await lasts(page, 6.5);
  const clips = await page.locator('.video .piece').count();
  assert.ok(clips >= 2, `${clips} clips`);
  await isSeen(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  await ask(page, "title it 'Hello <b>you</b>'");
  await page.waitForSelector('.text .piece');
  assert.equal(await page.locator('.piece b').count(), 0, 'a title is text');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await page.waitForFunction(() => document.querySelector('.text .piece') === null);

  await page.locator('.video .piece').last().click();
  await page.keyboard.press('Delete');
  await page.waitForFunction((count) => document.querySelectorAll('.video .piece').length === count, clips - 1);
  const length = await seconds(page);

  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Quality').selectOption('draft');
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
  const link = page.getByRole('link', { name: 'Download' });
  await link.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const file = folder.file('out.mp4');
  await download.saveAs(file);
  const probed = await runCli(['probe', file, '--json'], { cwd: folder.path });
  const facts = JSON.parse(probed.stdout) as { kind: string; duration: number };
  assert.equal(facts.kind, 'video');
  assert.ok(Math.abs(facts.duration / 1000 - length) < 0.3, `${facts.duration} ms, shown ${length} s`);
  assert.deepEqual(complaints, []);
});

test('a reload keeps the conversation and the place; a lost connection comes back by itself', { skip }, async () => {
  const { page } = await web.open();
  await newProject(page);
  await addTalk(page);
  await ask(page, 'split at 3 seconds');
  await page.waitForFunction(() => document.querySelectorAll('.video .piece').length === 2);
  await page.reload();
  await page.waitForSelector('.answer.done');
  assert.match(await page.locator('.request').innerText(), /split at 3 seconds$/);
  assert.equal(await page.locator('.video .piece').count(), 2);
  await page.context().setOffline(true);
  await page.getByText('Connection lost').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Connection lost').waitFor({ state: 'detached' });
  await ask(page, 'undo');
  await page.waitForFunction(() => document.querySelectorAll('.video .piece').length === 1);
});

test('two tabs show one another what they do, and what a hand does late still counts', { skip }, async () => {
  const { page } = await web.open();
  await newProject(page);
  await addTalk(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForSelector('.piece');
  await ask(page, 'split at 4 seconds');
  await other.waitForFunction(() => document.querySelectorAll('.video .piece').length === 2);
  await other.locator('.request').waitFor();
  // Both at once: the later one is worked out again from the earlier one's draft.
  await page.getByLabel('Position').fill('2');
  await other.getByLabel('Position').fill('6');
  await Promise.all([
    page.getByRole('button', { name: 'Split here' }).click(),
    other.getByRole('button', { name: 'Split here' }).click(),
  ]);
  for (const each of [page, other])
    await each.waitForFunction(() => document.querySelectorAll('.video .piece').length === 4);
});

const WINDOWS: readonly Window[] = [
  LAPTOP,
  { ...LAPTOP, scheme: 'dark' },
  { ...LAPTOP, width: 1024, height: 768 },
  { ...LAPTOP, width: 390, height: 844, locale: 'zh-CN' },
  { ...LAPTOP, width: 390, height: 844, scheme: 'dark' },
];

for (const window of WINDOWS) {
  const { width, height, scheme, locale } = window;
  test(`${width}×${height}, ${scheme}, ${locale}: nothing that axe objects to, nothing cut off`, { skip }, async () => {
    const { page } = await web.open(window);
    await newProject(page, locale === 'zh-CN' ? 'zh' : 'en');
    assert.deepEqual(await faultsOf(page), [], 'empty');
    await addTalk(page);
    const message = page.getByLabel(locale === 'zh-CN' ? '消息' : 'Message');
    await message.fill(locale === 'zh-CN' ? '剪掉停顿' : 'cut the silences');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.answer.done');
    assert.deepEqual(
      await page.evaluate(() =>
        document.documentElement.scrollWidth <= innerWidth
          ? []
          : [...document.querySelectorAll('header *, main > *, .controls > *, .tools > *')]
              .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
              .map(({ className }) => String(className)),
      ),
      [],
      'wider than the window',
    );
    assert.deepEqual(await faultsOf(page), [], 'edited');
    await page.getByRole('button', { name: locale === 'zh-CN' ? '导出' : 'Export' }).click();
    assert.deepEqual(await faultsOf(page), [], 'export');
    const folderOfShots = process.env['TELLCUT_SCREENSHOTS'];
    if (folderOfShots !== undefined) {
      await page.screenshot({ path: `${folderOfShots}/${width}-${scheme}-export.png` });
      await page.keyboard.press('Escape');
      await isSeen(page);
      await page.screenshot({ path: `${folderOfShots}/${width}-${scheme}.png` });
    }
  });
}

test('a first visit loads less than 250 kB, gzipped, before the player', { skip }, () => {
  const page = readFileSync('dist/web/index.html', 'utf8');
  const files = new Set([...page.matchAll(/\/app\/[\w.-]+\.(?:js|css)/g)].map(([name]) => `dist/web${name}.gz`));
  assert.ok(files.size >= 2, page);
  const bytes = [...files].reduce((sum, file) => sum + statSync(file).size, 0);
  assert.ok(bytes < 250_000, `${bytes} bytes`);
});
