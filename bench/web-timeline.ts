import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser, openPage } from '../test/support/browser.ts';
import { openTestServer } from '../test/support/http.ts';
import { makeVideo, SOUND_RATE, tempFolder } from '../test/support/make-media.ts';
import { addFiles, buildApp, hasClips, newProject } from '../test/support/web-page.ts';

/**
 * How smoothly the timeline of the web app scrolls and zooms with many pieces: times between frames in Debian's Chromium,
 * on the real server. `node bench/web-timeline.ts [--pieces 500]`.
 */

const { values } = parseArgs({ options: { pieces: { type: 'string', default: '500' } } });
const pieces = Number(values.pieces);
/** Seconds that are measured of each motion. */
const SECONDS = 4;

type Motion = 'scroll' | 'zoom' | 'drag';

/** Times between frames in ms, while something moves in each of them. */
async function frames(page: Page, motion: Motion): Promise<number[]> {
  return page.evaluate(
    async ({ motion: kind, seconds }) => {
      const scroller = document.querySelector<HTMLElement>('.scroller');
      if (scroller === null) throw new Error('no timeline');
      const taken: number[] = [];
      const begin = performance.now();
      let last = begin;
      for (let n = 0; performance.now() - begin < seconds * 1000; n++) {
        if (kind === 'scroll') scroller.scrollLeft = Math.abs(((n * 37) % (2 * 6000)) - 6000);
        else {
          const deltaY = Math.floor(n / 40) % 2 === 0 ? -25 : 25;
          scroller.dispatchEvent(
            new WheelEvent('wheel', { deltaY, ctrlKey: true, clientX: 900, bubbles: true, cancelable: true }),
          );
        }
        const now = await new Promise<number>((done) => requestAnimationFrame(done));
        taken.push(now - last);
        last = now;
      }
      return taken.slice(2);
    },
    { motion, seconds: SECONDS },
  );
}

function told(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const late = times.filter((time) => time > 25).length;
  process.stdout.write(
    `${name}: ${(1000 / mean).toFixed(0)} frames a second; between frames median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms; ${late} of ${times.length} late\n`,
  );
}

buildApp();
using folder = tempFolder();
const clip = folder.file('long.mp4');
const value = (n: number): number => 0.5 * Math.sin(n / 20) * Math.abs(Math.sin(n / SOUND_RATE));
const seconds = Math.max(20, pieces / 5);
makeVideo(clip, { rate: { num: 25, den: 1 }, frames: seconds * 25, sound: { seconds, value } });
await using site = await openTestServer({ env: { TELLCUT_CREDITS: 'off' } });
await using opened = await openBrowser();
const { page } = await openPage(opened.browser, site.url);
await newProject(page);
await addFiles(page, clip);
await hasClips(page, 1);
await page.evaluate(async (every) => {
  const project = location.pathname.split('/')[2] ?? '';
  const task = (await (await fetch(`/api/tasks/me/${project}`)).json()) as { data: { sessions: string[] } };
  const state = `/api/state/nemo_agent/me/${task.data.sessions[0]}`;
  const { data } = (await (await fetch(`${state}/latest`)).json()) as { data: { version: number } };
  const body = JSON.stringify({ base_version: data.version, operations: [{ op: 'split', every }] });
  await fetch(`${state}/draft`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body });
}, seconds / pieces);
await page.waitForFunction((count) => document.querySelectorAll('.video .piece').length > count / 2, pieces);
await page.waitForTimeout(8000); // film strip, levels and the preview are made
const drawn = await page.locator('.video .piece').count();
process.stdout.write(`${pieces} pieces, ${drawn} of them in sight; load ${loadavg()[0]?.toFixed(1)}\n`);
told('zooming', await frames(page, 'zoom'));
await page.keyboard.press('Escape');
for (let n = 0; n < 6; n++) await page.keyboard.press('+');
told('scrolling', await frames(page, 'scroll'));
