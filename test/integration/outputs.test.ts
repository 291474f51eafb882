import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { after, test } from 'node:test';
import type { Draft } from '../../src/draft/model.ts';
import { readAudio } from '../../src/media/audio-reader.ts';
import { probeFile } from '../../src/media/probe.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { type ExportOptions, profileFor } from '../../src/render/profile.ts';
import type { RenderReport } from '../../src/render/render.ts';
import { boxesOf, findBoxes } from '../support/boxes.ts';
import { makeVideo, readFrameNumber, SOUND_RATE } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

/** Every format by its whole way: draft → chunks → file, read back by content. */

const FRAMES = 175;
const SECONDS = FRAMES / 25;
const CANVAS = canvasOf(192, 128, 25);
const TONE = (sample: number): number => 0.3 * Math.sin((2 * Math.PI * 440 * sample) / SOUND_RATE);

async function bench(sound = true): Promise<RenderBench & { draft: Draft }> {
  const made = new RenderBench();
  makeVideo(made.file('a.mp4'), {
    rate: { num: 25, den: 1 },
    frames: FRAMES,
    width: 192,
    height: 128,
    ...(sound ? { sound: { seconds: SECONDS, value: TONE } } : {}),
  });
  const draft = draftOf(CANVAS, { main: [clipOf(made.add('a.mp4'), 0, SECONDS * 1000)] });
  return Object.assign(made, { draft });
}

const from = await bench();
after(() => from[Symbol.asyncDispose]());

const render = (
  from: RenderBench & { draft: Draft },
  out: string,
  options: Partial<ExportOptions> & { readonly format: NonNullable<ExportOptions['format']> },
): Promise<RenderReport> =>
  from.render(from.draft, {
    out: from.file(out),
    profile: profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', ...options }),
  });

function numbersIn(file: string): number[] {
  const numbers: number[] = [];
  for (const { picture } of picturesOf(file, { threads: 1 })) numbers.push(readFrameNumber(picture));
  return numbers;
}

/** Samples at 48 kHz that can be heard in a file. */
function samplesIn(file: string): number {
  let samples = 0;
  const all = { stream: null, from: 0, length: null, sampleRate: SOUND_RATE, channels: 1, tempo: 1 } as const;
  for (const block of readAudio(file, all)) samples += block.length;
  return samples;
}

const COUNTED = Array.from({ length: FRAMES }, (_, i) => i);

for (const [format, codec, sound] of [
  ['mp4', 'h264', 'aac'],
  ['mp4', 'hevc', 'aac'],
  ['mp4', 'av1', 'aac'],
  ['mov', 'h264', 'aac'],
  ['mov', 'hevc', 'aac'],
  ['webm', 'vp9', 'opus'],
  ['webm', 'av1', 'opus'],
] as const) {
  test(`${format} with ${codec}: every frame in its place, over the seams of chunks, and the sound as long`, async () => {
    const out = `out.${format}`;
    const report = await render(from, out, { format, codec, fps: 25 });
    assert.equal(report.format, format);
    assert.ok(report.chunks.total > 1, 'one chunk has no seam');
    assert.deepEqual(report.files, [from.file(out)]);
    assert.equal(report.bytes, statSync(from.file(out)).size);
    const probe = probeFile(from.file(out));
    assert.equal(probe.video?.codec, codec);
    assert.equal(probe.audio[0]?.codec, sound);
    assert.deepEqual(numbersIn(from.file(out)), COUNTED);
    assert.ok(Math.abs(samplesIn(from.file(out)) - SECONDS * SOUND_RATE) <= 48, `${samplesIn(from.file(out))} samples`);
    if (format !== 'webm') {
      const boxes = boxesOf(from.file(out));
      const order = boxes.map(({ type }) => type);
      assert.ok(order.indexOf('moov') < order.indexOf('mdat'));
      assert.deepEqual(findBoxes(boxes, 'elst'), []);
      // Apple's players refuse `hev1`.
      const described = findBoxes(boxes, 'stsd')[0]?.body.toString('latin1') ?? '';
      assert.ok(described.includes({ h264: 'avc1', hevc: 'hvc1', av1: 'av01', vp9: 'vp09' }[codec]));
    }
  });
}

test('a GIF shows the stretch asked for, at its own rate, again and again', async () => {
  const report = await render(from, 'out.gif', { format: 'gif', stretches: [{ start: 1000, end: 2000 }] });
  assert.deepEqual([report.frames, report.fps, report.durationMs], [15, 15, 1000]);
  const bytes = readFileSync(from.file('out.gif'));
  assert.equal(bytes.toString('latin1', 0, 6), 'GIF89a');
  assert.ok(bytes.includes('NETSCAPE2.0'), 'it loops');
  assert.deepEqual(
    numbersIn(from.file('out.gif')),
    Array.from({ length: 15 }, (_, i) => Math.floor(25 + (i * 25) / 15 + 1e-9)),
  );
  assert.ok(Math.abs(probeFile(from.file('out.gif')).duration - 1000) <= 10);
});

test('a GIF of a large video is 480 px wide, and never larger than the video', () => {
  const wide = profileFor(canvasOf(1920, 1080, 30), {
    resolution: null,
    fps: null,
    quality: 'standard',
    format: 'gif',
  });
  assert.deepEqual([wide.video.width, wide.video.height, wide.video.rate.num], [480, 270, 15]);
  const small = profileFor(CANVAS, { resolution: null, fps: 12, quality: 'standard', format: 'gif' });
  assert.deepEqual([small.video.width, small.video.rate.num], [192, 12]);
});

for (const format of ['mp3', 'wav', 'm4a'] as const) {
  test(`${format}: the sound alone, as long as the video, with the title`, async () => {
    const out = from.file(`out.${format}`);
    const report = await from.render(from.draft, {
      out,
      title: 'Ton 你好',
      profile: profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', format }),
    });
    const probe = probeFile(out);
    assert.deepEqual([probe.kind, probe.video, probe.audio.length], ['audio', null, 1]);
    assert.equal(probe.audio[0]?.codec, { mp3: 'mp3', wav: 'pcm_s16le', m4a: 'aac' }[format]);
    assert.ok(Math.abs(samplesIn(out) - SECONDS * SOUND_RATE) <= 1152, `${samplesIn(out)} samples`);
    assert.equal(report.chunks.total, 0, 'no picture is made for it');
    assert.ok((report.loudness.integrated ?? -99) > -20);
    if (format !== 'mp3') assert.ok(readFileSync(out).includes('Ton 你好'));
    const again = await from.render(from.draft, {
      out: from.file(`again.${format}`),
      title: 'Ton 你好',
      profile: profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', format }),
    });
    assert.equal(again.bytes, report.bytes);
  });
}

test('a sound file of a video that has none is refused by name, and nothing is written', async () => {
  await using silent = await bench(false);
  await assert.rejects(render(silent, 'out.mp3', { format: 'mp3' }), { code: 'render.no_sound' });
  assert.ok(!readdirSync(silent.folder).some((name) => name.includes('out')));
});

test('stills show the frames asked for, one file each', async () => {
  const one = await render(from, 'one.png', { format: 'png', stretches: [{ start: 1200, end: 1200 }] });
  assert.deepEqual(one.files, [from.file('one.png')]);
  assert.deepEqual(numbersIn(from.file('one.png')), [30]);
  const at = [0, 1000, 2000, 99_999].map((start) => ({ start, end: start }));
  const many = await render(from, 'many.jpg', { format: 'jpg', stretches: at });
  assert.deepEqual(
    many.files.map((file) => numbersIn(file)[0]),
    [0, 25, 50, FRAMES - 1],
  );
  assert.deepEqual(
    many.files,
    [1, 2, 3, 4].map((n) => from.file(`many-0${n}.jpg`)),
  );
});

test('a codec that the format cannot hold is refused by name', () => {
  for (const [format, codec] of [
    ['webm', 'h264'],
    ['mov', 'av1'],
    ['mp4', 'vp9'],
  ] as const) {
    const ask = (): unknown => profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', format, codec });
    assert.throws(ask, { code: 'input.invalid' });
  }
});

test('a render into a folder that is not there is refused before any work', async () => {
  for (const format of ['webm', 'gif', 'mp3', 'png'] as const) {
    await assert.rejects(render(from, `none/out.${format}`, { format }), { code: 'render.cannot_write' });
  }
});

test('every export says how the file compares with its plan', async () => {
  for (const format of ['mp4', 'mov', 'webm', 'mp3', 'gif'] as const) {
    const { check } = await render(from, `out.${format}`, { format });
    assert.deepEqual(check?.items.filter((item) => !item.ok) ?? null, [], format);
    assert.ok((check?.items.length ?? 0) >= 3);
  }
  const still = await render(from, 'out.png', { format: 'png', stretches: [{ start: 0, end: 0 }] });
  assert.equal(still.check, null);
});
