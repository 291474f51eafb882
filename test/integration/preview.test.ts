import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { textSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { AudioTrack, Draft, VideoSegment } from '../../src/draft/model.ts';
import { readAudio } from '../../src/media/audio-reader.ts';
import type { Pool } from '../../src/media/pool.ts';
import { openPartCache } from '../../src/render/cache.ts';
import { openPreview, type Preview } from '../../src/render/preview/preview.ts';
import { renderAhead } from '../../src/render/preview/render-ahead.ts';
import { profileFor } from '../../src/render/profile.ts';
import { boxesOf, findBoxes } from '../support/boxes.ts';
import { makeVideo, SOUND_RATE } from '../support/make-media.ts';
import { makeNumberedVideo, readNumbers } from '../support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
const CANVAS = canvasOf(320, 180, 30);
let a: Asset;
let clicks: Asset;
let tone: Asset;

/** A pulse in the middle of each half second, a third of a millisecond long so that AAC keeps it, over a tone. */
const RHYTHM = (sample: number): number => {
  const away = Math.abs((sample % (SOUND_RATE / 2)) - SOUND_RATE / 4);
  const pulse = away < 8 ? 0.7 * Math.cos((away * Math.PI) / 16) ** 2 : 0;
  return pulse + 0.05 * Math.sin((2 * Math.PI * 300 * sample) / SOUND_RATE);
};

before(() => {
  makeNumberedVideo(bench.file('a.mp4'), { width: 320, height: 180, fps: 30, frames: 900, half: 'upper', gop: 90 });
  a = bench.add('a.mp4');
  const sound = { seconds: 20, value: RHYTHM };
  makeVideo(bench.file('clicks.mp4'), { rate: { num: 30, den: 1 }, frames: 600, sound });
  clicks = bench.add('clicks.mp4');
  const chord = (n: number): number => 0.2 * Math.sin(n / 24) + 0.1 * Math.sin(n / 9.7 + n * n * 1e-9);
  makeVideo(bench.file('tone.mp4'), { rate: { num: 30, den: 1 }, frames: 600, sound: { seconds: 20, value: chord } });
  tone = bench.add('tone.mp4');
});
after(() => bench[Symbol.asyncDispose]());

let caches = 0;
/** A preview with a cache of its own, and with its chunks on the pool by their times. */
function open(draft: Draft, cache = bench.file(`cache-${++caches}`)): { preview: Preview; tasks: string[] } {
  const tasks: string[] = [];
  const pool: Pool = {
    size: bench.pool.size,
    run: (task, options) => {
      if (task['isRough'] === true) tasks.push(options.label);
      return bench.pool.run(task, options);
    },
    close: () => bench.pool.close(),
    [Symbol.asyncDispose]: () => bench.pool.close(),
  };
  const facts = { assets: bench.assets };
  const { files, scratch } = bench;
  return {
    preview: openPreview({ draft, facts, files, pool, cache: openPartCache({ folder: cache }), scratch }),
    tasks,
  };
}

const names = (playlist: string): string[] => playlist.split('\n').filter((line) => line.endsWith('.m4s'));

/** All of a track as one file, its segments asked for in a given order. */
async function whole(
  preview: Preview,
  track: 'picture' | 'sound',
  order?: (names: string[]) => string[],
): Promise<string> {
  const all = names(preview.playlist(`${track}.m3u8`));
  const made = new Map<string, Uint8Array>();
  for (const name of order?.([...all]) ?? all) made.set(name, await preview.segment(name));
  const file = bench.file(`${track}-${++caches}.mp4`);
  writeFileSync(
    file,
    Buffer.concat([await preview.init(track), ...all.map((name) => made.get(name) ?? new Uint8Array())]),
  );
  return file;
}

function samplesOf(file: string): Float32Array {
  const options = { stream: null, from: 0, length: null, sampleRate: SOUND_RATE, channels: 1, tempo: 1 } as const;
  const blocks = [...readAudio(file, options)].map((block) => block.slice());
  const all = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

const cutDraft = (): Draft =>
  draftOf(CANVAS, {
    main: [
      clipOf(a, 0, 7000),
      clipOf(a, 7000, 1500, { in: 20_000 }),
      clipOf(a, 8500, 5000, { in: 10_033, transition: { name: 'dissolve', duration: 400 } }),
    ],
  });

/** Music from the beginning. */
const musicTrack = (segment: { duration: number; seed: number; duckDb: number }): AudioTrack => {
  const { duration, seed, duckDb } = segment;
  const source = { kind: 'music', mood: 'acoustic', seed } as const;
  const fade = { in: 0, out: 500 };
  const music = { id: 'm1', kind: 'audio', start: 0, duration, source, speed: 1, volume: 0.5, fade, duckDb } as const;
  return { id: 'm', name: null, muted: false, volume: 1, type: 'audio', role: 'music', segments: [music] };
};

test('lengths in the playlists sum to the video, the playlists are there before anything is made', async () => {
  const { preview, tasks } = open(cutDraft());
  await using _preview = preview;
  for (const track of ['picture', 'sound'] as const) {
    const lengths = [...preview.playlist(`${track}.m3u8`).matchAll(/#EXTINF:([\d.]+),/g)].map(([, s]) => Number(s));
    assert.ok(lengths.length >= 4);
    assert.ok(
      Math.abs(lengths.reduce((sum, length) => sum + length, 0) - 13.5) < 1e-5,
      `${track}: ${lengths.join(' ')}`,
    );
    const target = Number(/TARGETDURATION:(\d+)/.exec(preview.playlist(`${track}.m3u8`))?.[1]);
    assert.ok(Math.max(...lengths) <= target);
  }
  assert.equal(preview.durationMs, 13_500);
  assert.deepEqual(tasks, []);
});

test('every frame is the right one, in whatever order the segments are asked for; times go on', async () => {
  const { preview } = open(cutDraft());
  await using _preview = preview;
  const file = await whole(preview, 'picture', (all) => all.toSorted());
  const numbers = readNumbers(file).map(({ upper }) => upper);
  assert.equal(numbers.length, 405);
  const wrong = numbers.flatMap((number, frame) => {
    // In the dissolve two numbers lie over one another.
    if (frame >= 255 - 7 && frame < 255 + 7) return [];
    const wanted = frame < 210 ? frame : frame < 255 ? 600 + frame - 210 : 301 + frame - 255;
    return number === wanted ? [] : [`${frame}: ${number} instead of ${wanted}`];
  });
  assert.deepEqual(wrong, []);
  const places = findBoxes(boxesOf(file), 'tfdt').map(({ body }) => Number(body.readBigUInt64BE(4)));
  const counts = findBoxes(boxesOf(file), 'trun').map(({ body }) => body.readUInt32BE(4));
  const perFrame = 334; // 10 020 units in a second at 30 frames
  let at = 0;
  for (const [i, place] of places.entries()) {
    assert.equal(place, at * perFrame);
    at += counts[i] ?? 0;
  }
  assert.equal(at, 405);
});

test('pulses stay in their places in segments made one by one, and places go on', async () => {
  const draft = heardDraft(clicks);
  const { preview } = open(draft);
  await using _preview = preview;
  const file = await whole(preview, 'sound', (all) => all.toReversed());
  const heard = samplesOf(file);
  const lengths = findBoxes(boxesOf(file), 'trun').map(({ body }) => {
    const count = body.readUInt32BE(4);
    return Array.from({ length: count }, (_, i) => body.readUInt32BE(12 + 12 * i)).reduce((sum, one) => sum + one, 0);
  });
  assert.equal(
    lengths.reduce((sum, one) => sum + one, 0),
    15 * SOUND_RATE,
  );
  const starts = findBoxes(boxesOf(file), 'tfdt').map(({ body }) => Number(body.readBigUInt64BE(4)));
  assert.deepEqual(
    starts,
    lengths.map((_, i) => lengths.slice(0, i).reduce((sum, one) => sum + one, 0)),
  );
  for (let click = 0; click < 30; click++) {
    const near = click * 24_000 + 12_000;
    const around = Array.from(heard.subarray(near - 200, near + 200), Math.abs);
    const peak = Math.max(...around);
    assert.ok(
      Math.abs(around.indexOf(peak) - 200) <= 1 && peak > 0.25,
      `click ${click}: ${around.indexOf(peak) - 200}`,
    );
  }
});

/** Two cuts of a sound, 15 s in all. */
const heardDraft = (asset: Asset, over: Partial<VideoSegment> = {}): Draft => ({
  ...draftOf(CANVAS, { main: [clipOf(asset, 0, 6000, over), clipOf(asset, 6000, 9000, { in: 7000, ...over })] }),
  master: { targetLufs: null, peakDb: -1 },
});

/** The largest difference to the export in a stretch of samples. */
function apart(heard: Float32Array, wanted: Float32Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs((heard[i] ?? 0) - (wanted[i] ?? 0)));
  return most;
}

for (const [what, over] of [
  ['as recorded', {}],
  ['backwards', { reverse: true }],
] as const) {
  test(`no seam between segments of sound is heard: ${what}`, async () => {
    const draft = heardDraft(tone, over);
    const { preview } = open(draft);
    await using _preview = preview;
    const heard = samplesOf(await whole(preview, 'sound', (all) => all.toReversed()));
    const profile = profileFor(CANVAS, { resolution: null, fps: null, quality: 'high', audioBitRate: 128_000 });
    await bench.render(draft, { profile });
    const wanted = samplesOf(bench.file('out.mp4'));
    // The first packet has nothing before it in either.
    const elsewhere = apart(heard, wanted, 2048, wanted.length - 2048);
    assert.ok(elsewhere < 0.03, `${elsewhere} from the export's`);
    for (let seam = 192 * 1024; seam < wanted.length - 2048; seam += 192 * 1024) {
      const here = apart(heard, wanted, seam - 2048, seam + 2048);
      assert.ok(here < 0.01, `${here} at ${seam / SOUND_RATE} s`);
    }
  });
}

test('an edit touches only the names of what it changes; old names are still served', async () => {
  const plain = draftOf(CANVAS, { main: [clipOf(a, 0, 30_000)] });
  const { preview, tasks } = open(plain);
  await using _preview = preview;
  const before = names(preview.playlist('picture.m3u8'));
  const id = preview.id;
  const titles = [textSegment('t', 'Hello 你好', { start: 4000, duration: 1000 })];
  preview.update(draftOf(CANVAS, { main: [clipOf(a, 0, 30_000)], titles }));
  const after = names(preview.playlist('picture.m3u8'));
  assert.equal(after.filter((name, i) => name !== before[i]).length, 1);
  assert.notEqual(preview.id, id);
  assert.deepEqual(names(preview.playlist('sound.m3u8')).length, 8);
  assert.ok((await preview.segment(before[1] ?? '')).length > 1000);
  preview.update(plain);
  assert.equal(preview.id, id);
  // A cut moves what follows: other names, and the same parts.
  await whole(preview, 'picture');
  const made = tasks.length;
  preview.update(draftOf(CANVAS, { main: [clipOf(a, 0, 6000), clipOf(a, 6000, 21_000, { in: 9000 })] }));
  await whole(preview, 'picture');
  assert.equal(tasks.length, made);
  await assert.rejects(preview.segment('p-0-0.m4s'), { code: 'render.no_such_part' });
});

test('requests for one segment share the work; who leaves does not stop the others, the last one does', async () => {
  const { preview, tasks } = open(draftOf(CANVAS, { main: [clipOf(a, 0, 9000)] }));
  await using _preview = preview;
  const [first = '', , third = ''] = names(preview.playlist('picture.m3u8'));
  const leaves = new AbortController();
  const left = preview.segment(first, { signal: leaves.signal });
  const stays = [preview.segment(first), preview.segment(first)];
  leaves.abort();
  await assert.rejects(left, { name: 'AbortError' });
  const [one, two] = await Promise.all(stays);
  assert.deepEqual(one, two);
  assert.equal(tasks.filter((label) => label === '0:00–0:03').length, 1);
  const alone = new AbortController();
  const gone = preview.segment(third, { signal: alone.signal });
  alone.abort();
  await assert.rejects(gone, { name: 'AbortError' });
  assert.ok((await preview.segment(third)).length > 1000);
});

test('music plays as in the export once it is composed, stepping back under the same words', async () => {
  const speech = {
    seconds: 12,
    value: (n: number): number => (Math.floor(n / SOUND_RATE) % 4 < 2 ? 0.3 * Math.sin(n / 20) : 0),
  };
  makeVideo(bench.file('talk.mp4'), { rate: { num: 30, den: 1 }, frames: 360, sound: speech });
  const talk = bench.add('talk.mp4');
  const music = musicTrack({ duration: 12_000, seed: 3, duckDb: 12 });
  const base = draftOf(CANVAS, { main: [clipOf(talk, 0, 12_000)] });
  const draft = { ...base, tracks: [...base.tracks, music], master: { targetLufs: -16, peakDb: -1 } };
  const { preview } = open(draft);
  await using _preview = preview;
  const early = preview.id;
  await preview.ready();
  assert.notEqual(preview.id, early);
  const heard = samplesOf(await whole(preview, 'sound'));
  await bench.render(draft);
  const wanted = samplesOf(bench.file('out.mp4'));
  const level = (all: Float32Array, from: number): number =>
    10 * Math.log10(all.subarray(from, from + 24_000).reduce((sum, x) => sum + x * x, 0) / 24_000 + 1e-9);
  for (let from = 24_000; from + 24_000 < heard.length; from += 24_000) {
    const apart = level(heard, from) - level(wanted, from);
    assert.ok(Math.abs(apart) < 1.5, `${apart.toFixed(2)} dB apart at ${from / SOUND_RATE} s`);
  }
});

test('edits one after the other while music is composed: each is balanced, none fails', async () => {
  const music = musicTrack({ duration: 6000, seed: 4, duckDb: 0 });
  const base = draftOf(CANVAS, { main: [clipOf(a, 0, 6000)] });
  const { preview } = open({ ...base, tracks: [...base.tracks, music] });
  await using _preview = preview;
  const waiting = [preview.ready()];
  for (const words of ['one', 'two', 'three']) {
    const titles = [textSegment('t', words, { start: 1000, duration: 1000 })];
    const titled = draftOf(CANVAS, { main: [clipOf(a, 0, 6000)], titles });
    preview.update({ ...titled, tracks: [...titled.tracks, music] });
    waiting.push(preview.ready());
  }
  await Promise.all(waiting);
  const [first = ''] = names(preview.playlist('sound.m3u8'));
  assert.ok((await preview.segment(first)).length > 1000);
});

test('an export finds what was rendered ahead; other work ends that at once', async () => {
  const draft = draftOf(CANVAS, { main: [clipOf(a, 0, 12_000, { in: 3000 })] });
  const profile = profileFor(CANVAS, { resolution: null, fps: null, quality: 'high' });
  const cache = openPartCache({ folder: bench.file('cache') });
  const { files, pool, scratch } = bench;
  const options = { draft, facts: { assets: bench.assets }, files, profile, pool, cache, scratch };
  const signal = new AbortController().signal;
  const some = await renderAhead({ ...options, isIdle: () => true, signal, most: 2 });
  assert.deepEqual(some, { encoded: 2, cached: 0, left: 2 });
  assert.deepEqual(await renderAhead({ ...options, isIdle: () => false, signal }), { encoded: 0, cached: 0, left: 4 });
  const rest = await renderAhead({ ...options, isIdle: () => true, signal });
  assert.deepEqual(rest, { encoded: 2, cached: 2, left: 0 });
  assert.equal((await bench.render(draft)).chunks.encoded, 0);
});

test('closing a preview ends its work and leaves nothing behind', async () => {
  const { preview } = open(draftOf(CANVAS, { main: [clipOf(a, 0, 9000, { in: 1000 })] }));
  const [first = ''] = names(preview.playlist('picture.m3u8'));
  const asked = preview.segment(first);
  const refused = assert.rejects(asked, { name: 'AbortError' });
  await preview[Symbol.asyncDispose]();
  await refused;
  assert.deepEqual(readdirSync(bench.scratch), []);
});
