import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf, LAPTOP } from '../support/browser.ts';
import { makeVideo, SOUND_RATE } from '../support/make-media.ts';
import { addFiles, ask, hasClips, newProject } from '../support/web-page.ts';
import { webSite } from '../support/web-site.ts';

/** Hands on the timeline: by mouse, by finger and by keyboard; words and files beside it. */

const web = webSite({
  prepare: (media) => {
    const value = (n: number): number => (n < 4 * SOUND_RATE ? 0.5 * Math.sin(n / 20) : 0);
    makeVideo(media.file('clip.mp4'), { rate: { num: 25, den: 1 }, frames: 200, sound: { seconds: 8, value } });
  },
});
const { skip } = web;
const CLIP = web.folder.file('clip.mp4');

type Wire = { t: { tt: number; r?: string; sg: { id: string; s: number; d: number; i?: number; vo?: number }[] }[] };

/** The draft as the server has it. */
const draftOf = (page: Page): Promise<Wire> =>
  page.evaluate(async () => {
    const project = location.pathname.split('/')[2] ?? '';
    const task = (await (await fetch(`/api/tasks/me/${project}`)).json()) as { data: { sessions: string[] } };
    const latest = await fetch(`/api/state/nemo_agent/me/${task.data.sessions[0]}/latest`);
    return ((await latest.json()) as { data: { state: { draft: Wire } } }).data.state.draft;
  });
/** Applies operations as another client would. */
const patch = (page: Page, operations: readonly object[]): Promise<void> =>
  page.evaluate(async (ops) => {
    const project = location.pathname.split('/')[2] ?? '';
    const task = (await (await fetch(`/api/tasks/me/${project}`)).json()) as { data: { sessions: string[] } };
    const state = `/api/state/nemo_agent/me/${task.data.sessions[0]}`;
    const { data } = (await (await fetch(`${state}/latest`)).json()) as { data: { version: number } };
    const made = await fetch(`${state}/draft`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ base_version: data.version, operations: ops }),
    });
    if (!made.ok) throw new Error(await made.text());
  }, operations);
const main = async (page: Page): Promise<Wire['t'][number]['sg']> =>
  (await draftOf(page)).t.find(({ r }) => r === 'main')?.sg ?? [];
/** Waits until the clips of the draft are so long, in ms, and are seen. */
async function clipsLast(page: Page, wanted: readonly number[]): Promise<void> {
  const end = Date.now() + 60_000;
  let lengths: number[] = [];
  const isSo = (): boolean =>
    lengths.length === wanted.length && lengths.every((d, i) => Math.abs(d - (wanted[i] ?? 0)) <= 120);
  while (!isSo() && Date.now() < end) {
    await page.waitForTimeout(50);
    lengths = (await main(page)).map(({ d }) => d);
  }
  assert.ok(isSo(), `${lengths.join()} instead of ${wanted.join()}`);
  await hasClips(page, wanted.length);
  await done(page);
}

/** A project of its own with one clip of eight seconds. */
async function openWithClip(window = LAPTOP): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await web.open(window);
  await newProject(page);
  await addFiles(page, CLIP);
  await hasClips(page, 1);
  return { page, complaints };
}
const done = (page: Page): Promise<unknown> => page.waitForFunction(() => document.querySelector('.dragged') === null);
/** Drags from a place in an element by some px. */
async function drag(page: Page, selector: string, by: { x?: number; y?: number }): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  assert.ok(box !== null, selector);
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + (by.x ?? 0) / 2, from.y + (by.y ?? 0) / 2, { steps: 3 });
  await page.mouse.move(from.x + (by.x ?? 0), from.y + (by.y ?? 0), { steps: 3 });
  await page.waitForSelector('.dragged');
  await page.mouse.up();
  await done(page);
}
const widthOf = async (page: Page, selector: string): Promise<number> =>
  (await page.locator(selector).first().boundingBox())?.width ?? 0;

test('pictures and levels are drawn; edges, clips and the volume follow the mouse; each is one step to undo', {
  skip,
}, async () => {
  const { page, complaints } = await openWithClip();
  // A point in the middle of the film, and one in the levels below it.
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.track.video .lane');
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return false;
    const at = (x: number, y: number): number => context.getImageData(x, y, 1, 1).data[3] ?? 0;
    const loud = context.getImageData(60, Math.round(canvas.height * 0.93), 1, 1).data;
    return at(200, Math.round(canvas.height / 2)) > 0 && (loud[0] ?? 0) > 150;
  });
  const px = (await widthOf(page, '.video .piece-box')) / 8;
  await page.locator('.video .piece').first().click();
  await drag(page, '.chosen .handle.end', { x: -2 * px });
  await clipsLast(page, [6000]);
  await page.keyboard.press('0');
  await page.getByLabel('Position').fill('2');
  await page.locator('.scroller').focus();
  await page.keyboard.press('s');
  await clipsLast(page, [2000, 4000]);
  const [first, second] = (await main(page)).map(({ id }) => id);
  await drag(page, `[data-id="${first}"]`, { x: 3.5 * ((await widthOf(page, '.rows')) / 6) });
  assert.deepEqual(
    (await main(page)).map(({ id }) => id),
    [second, first],
  );
  await page.locator(`[data-id="${second}"]`).click();
  await drag(page, '.chosen .level', { y: 16 });
  const volume = (await main(page))[0]?.vo ?? 1;
  assert.ok(volume > 0.2 && volume < 0.8, `volume ${volume}`);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await page.waitForSelector('.answer.done');
  assert.equal((await main(page))[0]?.vo ?? 1, 1);
  assert.deepEqual(complaints, []);
});

test('by keyboard: from piece to piece, louder, trimmed at the playhead, moved, deleted; and what was before', {
  skip,
}, async () => {
  const { page } = await openWithClip();
  await patch(page, [{ op: 'split', at: '0:02,0:05' }]);
  await clipsLast(page, [2000, 3000, 3000]);
  await page.locator('.video .piece').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-pressed') === 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await page.waitForFunction(() => document.querySelector('.level b')?.textContent === '90%');
  await page.getByLabel('Position').fill('3');
  await page.locator('.scroller').focus();
  await page.keyboard.press('[');
  await clipsLast(page, [2000, 2000, 3000]);
  await page.keyboard.press('}');
  await page.waitForFunction(
    () => document.querySelectorAll('.video .piece')[2]?.getAttribute('aria-pressed') === 'true',
  );
  await clipsLast(page, [2000, 3000, 2000]);
  await page.keyboard.press('Delete');
  await clipsLast(page, [2000, 3000]);
  await page.keyboard.press('b');
  await page.waitForSelector('.picture .before');
  await page.waitForFunction(() => Math.abs((document.querySelector('video')?.duration ?? 0) - 7) < 0.2);
  await page.keyboard.press('b');
  await page.waitForFunction(() => Math.abs((document.querySelector('video')?.duration ?? 0) - 5) < 0.2);
});

test('a hand and an agent at once: both survive; "this clip" is the one that is chosen', { skip }, async () => {
  const { page } = await openWithClip();
  await patch(page, [{ op: 'split', at: 4 }]);
  await clipsLast(page, [4000, 4000]);
  // Somebody else puts something before the clip while its edge is in the hand.
  await page.locator('.video .piece').nth(1).click();
  const px = (await widthOf(page, '.video .piece-box')) / 4;
  const grip = await page.locator('.chosen .handle.end').boundingBox();
  assert.ok(grip !== null);
  await page.mouse.move(grip.x + 4, grip.y + 20);
  await page.mouse.down();
  await page.mouse.move(grip.x + 4 - px, grip.y + 20, { steps: 4 });
  await patch(page, [{ op: 'cut_range', from: 0, to: 1 }]);
  await page.mouse.up();
  await done(page);
  await clipsLast(page, [3000, 3000]);
  await page.getByText(/^This clip: 2/).waitFor();
  await ask(page, 'mute this clip');
  assert.deepEqual(
    (await main(page)).map(({ vo = 1 }) => vo),
    [1, 0],
  );
  // While a request is at work, the hand's edit waits for it.
  await page.getByLabel('Message').fill('split at 1 second');
  await page.keyboard.press('Enter');
  await page.locator('.video .piece').last().focus();
  await page.keyboard.press('Delete');
  await clipsLast(page, [1000, 2000]);
});

test('words: found, gone to, chosen and cut; files: seen, put in again, taken off', { skip }, async () => {
  const { page } = await openWithClip();
  const file = '1\n00:00:01,000 --> 00:00:03,000\none two three four\n\n2\n00:00:04,000 --> 00:00:06,000\nfive six\n';
  await patch(page, [{ op: 'captions', file }]);
  await page.getByRole('button', { name: 'Words', exact: true }).click();
  await page.waitForSelector('[data-word="5"]');
  await page.getByLabel('Find words').fill('five');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.time')?.textContent?.startsWith('0:04.0'));
  await page.evaluate(() => {
    const [from, to] = [document.querySelector('[data-word="0"]'), document.querySelector('[data-word="3"]')];
    if (from !== null && to !== null) getSelection()?.setBaseAndExtent(from, 0, to, 1);
  });
  await page.getByRole('button', { name: 'Cut the chosen words' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-word]').length === 2);
  await clipsLast(page, [1000, 4800]);
  assert.deepEqual(await faultsOf(page), [], 'words');
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  await page.getByText('0:08.0 · ').waitFor();
  await page.getByRole('button', { name: 'Put clip.mp4 at the end' }).click();
  await clipsLast(page, [1000, 4800, 8000]);
  assert.deepEqual(await faultsOf(page), [], 'files');
  await page.getByLabel('Position').fill('0.5');
  await page.getByRole('button', { name: 'Put clip.mp4 in where the playhead stands' }).click();
  await clipsLast(page, [500, 8000, 500, 4800, 8000]);
});

/** Waits until the picture of the player carries a number (test/support/make-media.ts: four rows of four blocks). */
const showsNumber = (page: Page, wanted: number): Promise<unknown> =>
  page.waitForFunction((number) => {
    const video = document.querySelector('video');
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 64;
    const context = canvas.getContext('2d');
    if (video === null || context === null) return false;
    context.drawImage(video, 0, 0, 64, 64);
    let seen = 0;
    for (let bit = 0; bit < 16; bit++) {
      const [x, y] = [(bit % 4) * 16 + 8, Math.floor(bit / 4) * 16 + 8];
      if ((context.getImageData(x, y, 1, 1).data[0] ?? 0) > 127) seen |= 1 << bit;
    }
    return seen === number;
  }, wanted);
/** Waits until the player stands still at a time, in seconds. */
const standsAt = (page: Page, seconds: number): Promise<unknown> =>
  page.waitForFunction((at) => {
    const video = document.querySelector('video');
    return video !== null && !video.seeking && video.readyState >= 2 && Math.abs(video.currentTime - at) < 0.02;
  }, seconds);

test('step by step each frame is the one that it should be, over a cut too; J, K and L', { skip }, async () => {
  const { page } = await openWithClip();
  await patch(page, [{ op: 'cut_range', from: 1, to: 4 }]);
  await clipsLast(page, [1000, 4000]);
  await page.waitForFunction(() => Math.abs((document.querySelector('video')?.duration ?? 0) - 5) < 0.1);
  await page.getByLabel('Position').fill('0.88');
  await standsAt(page, 0.88);
  await page.locator('.scroller').focus();
  // Frame 25 of the timeline is the 100th of the file.
  const key = async (name: string, frame: number): Promise<void> => {
    await page.keyboard.press(name);
    await standsAt(page, frame / 25);
    await showsNumber(page, frame < 25 ? frame : frame + 75);
  };
  for (const frame of [23, 24, 25, 26]) await key('.', frame);
  for (const frame of [25, 24, 23]) await key(',', frame);
  const rate = (): Promise<number> => page.locator('video').evaluate((video: HTMLVideoElement) => video.playbackRate);
  const isPaused = (wanted: boolean): Promise<unknown> =>
    page.waitForFunction((paused) => document.querySelector('video')?.paused === paused, wanted);
  await page.keyboard.press('l');
  await isPaused(false);
  await page.keyboard.press('l');
  assert.equal(await rate(), 2, 'twice as fast');
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1.6);
  await page.keyboard.press('k');
  await isPaused(true);
  const stood = await page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await page.keyboard.press('j');
  await page.waitForFunction((was) => (document.querySelector('video')?.currentTime ?? 9) < was - 0.4, stood);
  await page.keyboard.press('k');
  assert.equal(await rate(), 1);
});

test('a crowd of narrow pieces: painted, and each of them found by mouse and by keyboard', { skip }, async () => {
  const { page, complaints } = await openWithClip();
  await patch(page, [{ op: 'split', every: 0.1 }]);
  await page.getByRole('group', { name: 'Video, 80 pieces' }).waitFor();
  const pieces = await main(page);
  const ids = pieces.map(({ id }) => id);
  assert.equal(await page.locator('.video .piece').count(), 1, 'one is an element: where Tab stops');
  const box = await page.locator('.track.video').boundingBox();
  const { s: start = 0, d = 0 } = pieces[40] ?? {};
  const scale = await page.locator('.rows').evaluate((rows) => Number(rows.style.getPropertyValue('--scale')));
  assert.ok(box !== null);
  await page.mouse.click(box.x + ((start + d / 2) / 1000) * scale, box.y + 30);
  const chosen = (id: string | undefined): Promise<unknown> =>
    page.waitForFunction((wanted) => {
      const { dataset, ariaPressed } = (document.activeElement ?? document.body) as HTMLElement;
      return dataset['id'] === wanted && ariaPressed === 'true';
    }, id);
  await chosen(ids[40]);
  await page.keyboard.press('ArrowRight');
  await chosen(ids[41]);
  await page.keyboard.press('Delete');
  await page.getByRole('group', { name: 'Video, 79 pieces' }).waitFor();
  assert.ok(!(await main(page)).some(({ id }) => id === ids[41]));
  assert.deepEqual(await faultsOf(page), []);
  assert.deepEqual(complaints, []);
});
