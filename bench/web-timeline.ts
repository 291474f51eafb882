import { writeFileSync } from 'node:fs';
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

const { values } = parseArgs({ options: { pieces: { type: 'string', default: '500' }, trace: { type: 'string' } } });
const pieces = Number(values.pieces);
/** Seconds that are measured of each motion. */
const SECONDS = 4;

type Motion = 'scroll' | 'zoom';

/** Kinds of work of the page's own thread, by the names of Chromium's trace. None of them depends on a graphics card. */
const WORK = {
  script: [
    'FunctionCall',
    'EventDispatch',
    'FireAnimationFrame',
    'RunMicrotasks',
    'V8.GC_SCAVENGER',
    'MinorGC',
    'MajorGC',
  ],
  style: ['UpdateLayoutTree'],
  layout: ['Layout'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'UpdateLayer', 'Commit'],
} as const;

type Traced = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  tid: number;
  pid: number;
  args?: { name?: string };
};

/**
 * ms of the processor for each kind of work of the page's own thread, from a trace; what lies within other work counts
 * there only. Time in which the thread waits, for other programs too, is not in it.
 */
function workIn(trace: Buffer): Readonly<Record<string, number>> {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly Traced[] };
  const kindOf = new Map<string, string>(
    Object.entries(WORK).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
  );
  const spans = traceEvents.filter(({ ph, dur, name }) => ph === 'X' && dur !== undefined && kindOf.has(name));
  const busiest = Map.groupBy(spans, ({ pid, tid }) => `${pid} ${tid}`);
  const main = [...busiest.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  const sums: Record<string, number> = {};
  const open: { end: number; kind: string }[] = [];
  for (const { name, ts, dur = 0, tdur = dur } of main.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= ts) open.pop();
    const kind = kindOf.get(name) ?? '';
    const around = open.at(-1);
    // A layout that a script forces is layout, not script.
    if (around !== undefined) sums[around.kind] = (sums[around.kind] ?? 0) - tdur / 1000;
    sums[kind] = (sums[kind] ?? 0) + tdur / 1000;
    open.push({ end: ts + dur, kind });
  }
  return sums;
}

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

/** Seconds that the browser's processes have worked so far, by what they are for. */
async function workedSoFar(): Promise<Map<string, number>> {
  const session = await opened.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sums = new Map<string, number>();
  for (const { type, cpuTime } of processInfo) sums.set(type, (sums.get(type) ?? 0) + cpuTime);
  return sums;
}

async function told(name: string, motion: Motion): Promise<void> {
  const before = await workedSoFar();
  const times = await frames(page, motion);
  const after = await workedSoFar();
  const processes = ['renderer', 'GPU', 'browser'].map((type) => {
    const seconds = (after.get(type) ?? 0) - (before.get(type) ?? 0);
    return `${type} ${((1000 * seconds) / times.length).toFixed(1)}`;
  });
  await opened.browser.startTracing(page, { categories: ['devtools.timeline', 'blink', 'cc'] });
  const traced = await frames(page, motion);
  const trace = await opened.browser.stopTracing();
  if (values.trace !== undefined) writeFileSync(`${values.trace}-${motion}.json`, trace);
  const work = Object.entries(workIn(trace)).map(([kind, ms]) => `${kind} ${(ms / traced.length).toFixed(2)}`);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const late = times.filter((time) => time > 25).length;
  process.stdout.write(
    `${name}: ${(1000 / mean).toFixed(0)} frames a second; between frames median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms; ${late} of ${times.length} late\n`,
  );
  process.stdout.write(`  of each frame, in ms of a processor by process: ${processes.join(', ')}\n`);
  process.stdout.write(`  of each frame, in ms of a processor on the page's thread: ${work.join(', ')}\n`);
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
await page.waitForSelector(`.track.video[aria-label="Video, ${pieces} pieces"]`);
await page.waitForTimeout(8000); // film strip, levels and the preview are made
process.stdout.write(`${pieces} pieces, all in sight at first; load ${loadavg()[0]?.toFixed(1)}\n`);
await told('zooming', 'zoom');
await page.keyboard.press('Escape');
for (let n = 0; n < 6; n++) await page.keyboard.press('+');
await told('scrolling', 'scroll');
