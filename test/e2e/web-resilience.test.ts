import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type BrowserScope, faultsOf, noBrowser, openBrowser, openPage } from '../support/browser.ts';
import { openTestServer, type TestServer } from '../support/http.ts';
import { makeStill, makeVideo, tempFolder } from '../support/make-media.ts';
import { type Answer, modelServer, words } from '../support/model-server.ts';
import { openShakyProxy, type ShakyProxy } from '../support/shaky-proxy.ts';
import { newFolder, removeFolder } from '../support/store.ts';
import { addFiles, buildApp, hasClips, isReady, newProject } from '../support/web-page.ts';

/** What goes wrong between people and servers: nothing is lost, and one sentence says what is going on. */

const skip = noBrowser;
const folder = tempFolder();
const data = newFolder();
const CLIP = folder.file('clip.mp4');
let site: TestServer;
let net: ShakyProxy;
let opened: BrowserScope;
let browser: Browser;

const openSite = (): Promise<TestServer> =>
  openTestServer({ folder: data, env: { TELLCUT_CREDITS: 'off', TELLCUT_PUBLIC_URL: net.url } });

before(async () => {
  if (skip !== false) return;
  buildApp();
  makeVideo(CLIP, { rate: { num: 30, den: 1 }, frames: 60 });
  net = await openShakyProxy();
  site = await openSite();
  net.leadTo(site.server.app.listeningOrigin);
  opened = await openBrowser();
  browser = opened.browser;
});
after(async () => {
  await opened?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
  await net?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
  removeFolder(data);
});

/** The clip as another file of so many bytes more: a box that players leave out. */
function heavier(name: string, bytes: number): string {
  const file = folder.file(name);
  copyFileSync(CLIP, file);
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4);
  box.write(name, 8);
  appendFileSync(file, box);
  return file;
}

test('a network that drops again and again: the upload goes on where it was, until all of it is there', {
  skip,
}, async () => {
  const { page } = await openPage(browser, net.url);
  await isReady(page);
  net.limit(3_000_000);
  let cuts = 0;
  const shaking = setInterval(() => {
    net.cut();
    cuts++;
  }, 600);
  const sizes: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sizes.push(Number(request.headers()['upload-offset'] ?? 0));
  });
  await addFiles(page, heavier('heavy.mp4', 2_500_000));
  await page.waitForFunction(() => document.querySelector('.uploads li') === null, null, { timeout: 30_000 });
  clearInterval(shaking);
  net.limit(null);
  await hasClips(page, 1);
  assert.ok(cuts >= 2, `${cuts} cuts`);
  assert.ok(sizes.length >= 2 && (sizes.at(-1) ?? 0) > 0, `offsets ${sizes.join(', ')}`);
});

test('a reload in the middle of an upload: the file is found again and goes on; typed words are still there', {
  skip,
}, async () => {
  const { page } = await openPage(browser, net.url);
  await newProject(page);
  net.limit(4_000_000);
  await page.getByLabel('Message').fill('half a sentence');
  await addFiles(page, heavier('again.mp4', 20_000_000));
  await page.waitForFunction(
    () => Number(document.querySelector<HTMLProgressElement>('.uploads progress')?.value) > 500_000,
  );
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset'] ?? 0));
  });
  await page.reload();
  await page.getByText('"again.mp4" goes on where it was.').waitFor();
  net.limit(null);
  await hasClips(page, 1);
  assert.ok((offsets[0] ?? 0) > 0, `begun again at ${offsets.join(', ')}`);
  assert.equal(await page.getByLabel('Message').inputValue(), 'half a sentence');
  await page.reload();
  await hasClips(page, 1);
  assert.equal(await page.locator('.uploads li').count(), 0, 'kept no longer');
});

test('a reload, a lost connection and another tab in the middle of a turn: each hears its end, and it is said once', {
  skip,
}, async () => {
  let release: () => void = () => undefined;
  const slow: Answer = (response, asked) => {
    release = () => words('A fine day it was.')(response, asked);
  };
  await using model = await modelServer(words('ready'), slow);
  await site.desk.models.chooseBrain(
    { provider: 'openai-compatible', model: 'm', baseUrl: model.baseUrl },
    AbortSignal.timeout(60_000),
  );
  try {
    const { page } = await openPage(browser, net.url);
    await newProject(page);
    await page.getByLabel('Message').fill('what a day');
    await page.keyboard.press('Enter');
    await page.locator('.answer.running .working').waitFor();
    await page.waitForFunction(() => document.querySelector('.working')?.textContent !== 'Working on it…');
    await page.reload();
    await page.locator('.answer.running .working').waitFor();
    net.cut();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('.answer.running .working').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Stop' }).count(), 1);
    release();
    for (const each of [page, other]) {
      await each.getByText('A fine day it was.').waitFor();
      assert.equal(await each.locator('.turn').count(), 1);
    }
    assert.equal(model.asked.length, 2);
  } finally {
    await site.desk.models.chooseBrain(null, AbortSignal.timeout(60_000));
  }
});

test('a server that restarts: the page says so, comes back by itself, and does what was asked meanwhile', {
  skip,
}, async () => {
  const { page } = await openPage(browser, net.url);
  await newProject(page);
  await addFiles(page, CLIP);
  await hasClips(page, 1);
  net.leadTo(null);
  await site[Symbol.asyncDispose]();
  await page.getByText('Connection lost').waitFor();
  assert.deepEqual(await faultsOf(page), [], 'offline');
  await page.getByLabel('Message').fill('split at 1 second');
  await page.keyboard.press('Enter');
  await page.getByText('What you asked for is kept').waitFor();
  site = await openSite();
  net.leadTo(site.server.app.listeningOrigin);
  await page.waitForSelector('.answer.done');
  await hasClips(page, 2);
  await page.getByText('Connection lost').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.turn').count(), 1);
});

test('fifty files at once, among them empty, wrong, broken and huge ones: each that cannot be added says why', {
  skip,
}, async () => {
  const { page } = await openPage(browser, net.url);
  await newProject(page);
  const good = Array.from({ length: 12 }, (_, i) => {
    const file = folder.file(`photo ${String(i).padStart(2, '0')}.png`);
    makeStill(file, 'png', i);
    return file;
  });
  const empty = Array.from({ length: 35 }, (_, i) => {
    const file = folder.file(`empty ${i}.mp4`);
    writeFileSync(file, '');
    return file;
  });
  const wrong = folder.file('notes.mp4');
  writeFileSync(wrong, 'these are not pictures '.repeat(200));
  const broken = folder.file('broken.mp4');
  copyFileSync(CLIP, broken);
  truncateSync(broken, 3000);
  const huge = folder.file('huge.mp4');
  writeFileSync(huge, '');
  truncateSync(huge, 600_000_000);
  await addFiles(page, ...empty, ...good.slice(0, 6), wrong, broken, huge, ...good.slice(6));
  await hasClips(page, good.length);
  const problems = page.locator('.uploads [role=alert]');
  await page.waitForFunction(() => document.querySelectorAll('.uploads [role=alert]').length === 38);
  const said = (await problems.allInnerTexts()).join('\n');
  for (const pattern of [/empty 34\.mp4.* is empty/, /notes\.mp4/, /broken\.mp4/, /huge\.mp4.* larger than 500 MB/])
    assert.match(said, pattern);
  assert.deepEqual(await faultsOf(page), [], 'problems');
  await page.getByRole('button', { name: 'Dismiss all' }).click();
  assert.equal(await problems.count(), 0);
  const names = await page.locator('.video .piece').allInnerTexts();
  assert.deepEqual(
    names.map((name) => /photo \d\d/.exec(name)?.[0]),
    good.map((file) => /photo \d\d/.exec(file)?.[0]),
    'in order',
  );
});

test('what the server has not heard can be given up', { skip }, async () => {
  const { page } = await openPage(browser, net.url);
  await newProject(page);
  net.leadTo(null);
  await page.getByLabel('Message').fill('status');
  await page.keyboard.press('Enter');
  await page.getByText('What you asked for is kept').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped before the server had heard it.').waitFor();
  net.leadTo(site.server.app.listeningOrigin);
  await page.reload();
  await isReady(page);
  assert.equal(await page.locator('.turn').count(), 0, 'nor is it said later');
});
