import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { makeVideo } from '../support/make-media.ts';
import { addFiles, ask, hasClips, newProject } from '../support/web-page.ts';
import { webSite } from '../support/web-site.ts';

/** Fingers on a phone, by the events that a screen sends: one browser, one project, one gesture after the other. */

const web = webSite({
  prepare: ({ file }) => makeVideo(file('clip.mp4'), { rate: { num: 25, den: 1 }, frames: 150 }),
});
const { skip } = web;

type Point = { readonly x: number; readonly y: number };

/** Fingers that touch, move in steps to other places and leave. */
async function touch(cdp: CDPSession, from: readonly Point[], to: readonly Point[] = from): Promise<void> {
  const at = (share: number) =>
    from.map(({ x, y }, id) => ({
      id,
      x: x + ((to[id]?.x ?? x) - x) * share,
      y: y + ((to[id]?.y ?? y) - y) * share,
    }));
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  if (from !== to)
    for (const share of [0.2, 0.4, 0.6, 0.8, 1])
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function middle(page: Page, selector: string, index = 0): Promise<Point> {
  const box = await page.locator(selector).nth(index).boundingBox();
  assert.ok(box !== null, selector);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
const by = ({ x, y }: Point, more: Partial<Point>): Point => ({ x: x + (more.x ?? 0), y: y + (more.y ?? 0) });
const widths = (page: Page): Promise<number[]> =>
  page.locator('.video .piece-box').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
const rowsWidth = (page: Page): Promise<number> =>
  page.locator('.rows').evaluate((rows) => rows.getBoundingClientRect().width);
const isSettled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('.dragged') === null);

test('fingers choose, trim, move, scrub, zoom and scroll; what they touch is large enough', { skip }, async () => {
  const context = await web.browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(web.site.url);
  await newProject(page);
  // Said while the file is on its way, it is done when the file is there.
  await page.route('**/files/**', async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
  await addFiles(page, web.folder.file('clip.mp4'));
  const answer = await ask(page, 'split at 0:02 and 0:04');
  assert.doesNotMatch(answer, /no clip/i);
  await hasClips(page, 3);
  const cdp = await context.newCDPSession(page);

  await touch(cdp, [await middle(page, '.video .piece', 1)]);
  await page.getByText(/^This clip: 2/).waitFor();

  const [, before = 0] = await widths(page);
  const grip = await middle(page, '.chosen .handle.end');
  // Beside it: a finger is not that exact.
  await touch(cdp, [by(grip, { x: 12 })], [by(grip, { x: 12 - before / 2 })]);
  await isSettled(page);
  await page.waitForFunction(
    () => Math.abs(Number(document.querySelector('.time .dim')?.textContent?.match(/[\d.]+$/)?.[0]) - 5) < 0.3,
  );

  const ids = (): Promise<(string | null)[]> =>
    page.locator('.video .piece').evaluateAll((all) => all.map((each) => each.getAttribute('data-id')));
  const [first, second, third] = await ids();
  await touch(cdp, [await middle(page, '.chosen .piece')], [by(await middle(page, '.video .piece', 2), { x: 100 })]);
  await isSettled(page);
  assert.deepEqual(await ids(), [first, third, second]);

  const ruler = await page.locator('.ruler').boundingBox();
  assert.ok(ruler !== null);
  const mark = { x: ruler.x + 20, y: ruler.y + ruler.height / 2 };
  await touch(cdp, [mark], [by(mark, { x: 150 })]);
  const shown = Number(await page.getByLabel('Position').inputValue());
  assert.ok(shown > 1.5 && shown < 4.5, `scrubbed to ${shown} s`);

  const narrow = await rowsWidth(page);
  const centre = await middle(page, '.scroller');
  const apart = (px: number): Point[] => [by(centre, { x: -px }), by(centre, { x: px })];
  await touch(cdp, apart(30), apart(150));
  await page.waitForFunction((was) => (document.querySelector('.rows')?.clientWidth ?? 0) > was * 2, narrow);
  assert.equal(await page.evaluate(() => window.visualViewport?.scale), 1, 'the page is not zoomed');
  assert.deepEqual(await ids(), [first, third, second], 'nothing was dragged');

  const left = (): Promise<number> => page.locator('.scroller').evaluate(({ scrollLeft }) => scrollLeft);
  await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ left: 300 }));
  const from = await left();
  const held = by(await middle(page, '.ruler'), { y: 60 });
  await touch(cdp, [{ ...held, x: 250 }], [{ ...held, x: 120 }]);
  await page.waitForFunction((was) => (document.querySelector('.scroller')?.scrollLeft ?? 0) > was + 60, from);

  const small = await page
    .locator('button:visible, select:visible, input[type=range]:visible, .ruler:visible')
    .evaluateAll((all) =>
      all.flatMap((each) => {
        const { width, height } = each.getBoundingClientRect();
        const isPiece = each.classList.contains('piece');
        if (height >= 39.5 && (isPiece || width >= 39.5)) return [];
        return [`${each.getAttribute('aria-label') ?? each.textContent} ${Math.round(width)}x${Math.round(height)}`];
      }),
    );
  assert.deepEqual(small, []);
  assert.deepEqual(complaints, []);
});
