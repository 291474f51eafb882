import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { TellcutError } from '../../src/base/errors.ts';
import { audioSegment, textSegment, track } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { Draft } from '../../src/draft/model.ts';
import { pictureFromRgba } from '../../src/media/picture.ts';
import type { Picture } from '../../src/media/types.ts';
import { type ExportOptions, profileFor } from '../../src/render/profile.ts';
import type { RenderReport } from '../../src/render/render.ts';
import { SOUND_RATE } from '../support/make-media.ts';
import { makeSource } from '../support/make-source.ts';
import { randomFrom } from '../support/make-speech.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

/** Limits in bytes: never exceeded, and used to 95 % where there is something to leave out. */

const CANVAS = canvasOf(192, 112, 25);
const bench = new RenderBench();
let source: Asset;
let silent: Asset;

before(() => {
  const spec = { rate: { num: 25, den: 1 }, frames: 210, size: () => [192, 112] as const, draw: noisy };
  const value = (n: number): number =>
    0.3 * Math.sin((2 * Math.PI * (300 + 200 * Math.sin(n / 40_000)) * n) / SOUND_RATE);
  makeSource(bench.file('a.mp4'), { ...spec, sound: { seconds: 9, channels: 2, value } });
  makeSource(bench.file('silent.mp4'), spec);
  source = bench.add('a.mp4');
  silent = bench.add('silent.mp4');
});
after(() => bench[Symbol.asyncDispose]());

/** A number under noise as cameras make it: no two frames have the same. */
function noisy(frame: number, width: number, height: number): Picture {
  const random = randomFrom(1000 + frame);
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < rgba.length; at += 4) {
    const column = Math.floor((((at / 4) % width) * 8) / width);
    const value = ((frame >> column) & 1 ? 200 : 60) + 11 * (random() + random() - 1);
    rgba.fill(Math.round(value), at, at + 3);
  }
  return pictureFromRgba(rgba, width, height);
}

/** A title that comes and goes, and music. */
function film(seconds: number, asset = source): Draft {
  const duration = seconds * 1000;
  const titles = [textSegment('t', 'Hello 你好', { start: duration / 4, duration: duration / 2 })];
  const draft = draftOf(CANVAS, { main: [clipOf(asset, 0, duration)], titles });
  if (asset === silent) return draft;
  const music = audioSegment('m', { kind: 'music', mood: 'lo-fi', seed: 3 }, { start: 0, duration });
  return { ...draft, tracks: [...draft.tracks, { ...track('music', 'audio', 'music'), segments: [music] }] };
}

function render(draft: Draft, name: string, options: Partial<ExportOptions>): Promise<RenderReport> {
  const profile = profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', ...options });
  return bench.render(draft, { out: bench.file(name), profile });
}

for (const [format, codec] of [
  ['mp4', 'h264'],
  ['mp4', 'hevc'],
  ['mp4', 'av1'],
  ['webm', 'vp9'],
  ['webm', 'av1'],
] as const) {
  test(`${format} with ${codec}: a limit is met within 5 %, from two seconds on, and what cannot be is named`, async () => {
    // Two seconds are the hard case: one group of pictures has to meet it. Eight are several chunks.
    for (const [seconds, shares] of [
      [2, [0.4]],
      [8, [0.85]],
    ] as const) {
      const draft = film(seconds);
      const { bytes: most } = await render(draft, `whole.${format}`, { format, codec });
      for (const share of shares) {
        const maxBytes = Math.round(most * share);
        const { bytes, check, files } = await render(draft, `less.${format}`, { format, codec, maxBytes });
        assert.ok(bytes <= maxBytes && bytes >= 0.95 * maxBytes, `${bytes} of ${maxBytes}: ${seconds} s, ${share}`);
        assert.deepEqual([check?.ok, files], [true, [bench.file(`less.${format}`)]]);
      }
      if (seconds > 2) continue;
      const refused = await render(draft, `tiny.${format}`, { format, codec, maxBytes: 3000 }).catch((e: unknown) => e);
      assert.ok(refused instanceof TellcutError && refused.code === 'render.cannot_fit', String(refused));
      const { least } = refused.params as { least: string };
      // What is named as the least can be had.
      const enough = Math.round(Number.parseFloat(least) * (least.endsWith('MB') ? 1e6 : 1e3) * 1.05);
      const small = await render(draft, `least.${format}`, { format, codec, maxBytes: enough });
      assert.ok(small.bytes <= enough, `${small.bytes} of ${enough}`);
    }
    assert.deepEqual(
      readdirSync(bench.folder).filter((name) => name.includes('tiny') || name.endsWith('.part')),
      [],
    );
    assert.deepEqual(readdirSync(bench.scratch), []);
  });
}

test('without sound, too; a limit that is kept anyway changes nothing; a size that was asked for stays', async () => {
  const draft = film(8, silent);
  for (const format of ['mp4', 'webm'] as const) {
    const whole = await render(draft, `whole.${format}`, { format });
    const roomy = await render(draft, `roomy.${format}`, { format, maxBytes: 2 * whole.bytes });
    assert.equal(roomy.bytes, whole.bytes);
    const maxBytes = Math.round(whole.bytes * 0.75);
    const { bytes } = await render(draft, `less.${format}`, { format, maxBytes });
    assert.ok(bytes <= maxBytes && bytes >= 0.95 * maxBytes, `${bytes} of ${maxBytes}`);
    const little = Math.round(whole.bytes * 0.75);
    const sized = await render(draft, `sized.${format}`, { format, maxBytes: little, resolution: '192x112' });
    assert.deepEqual([sized.width, sized.bytes <= little], [192, true]);
  }
});

test('sound files and animations keep limits, too', async () => {
  const draft = film(8);
  const refused = render(draft, 'tiny.wav', { format: 'wav', maxBytes: 100_000 });
  await assert.rejects(refused, { code: 'render.cannot_fit' });
  await assert.rejects(render(draft, 'tiny.mp3', { format: 'mp3', maxBytes: 20_000 }), { code: 'render.cannot_fit' });
  const mp3 = await render(draft, 'small.mp3', { format: 'mp3', maxBytes: 100_000 });
  assert.ok(mp3.bytes <= 100_000 && mp3.bytes > 80_000, 'a bit rate that MP3 has');
  const m4a = await render(draft, 'small.m4a', { format: 'm4a', maxBytes: 90_000 });
  assert.ok(m4a.bytes <= 90_000 && m4a.bytes >= 85_500, `${m4a.bytes}`);
  const gif = await render(film(2), 'whole.gif', { format: 'gif' });
  const less = await render(film(2), 'small.gif', { format: 'gif', maxBytes: Math.round(gif.bytes / 2) });
  assert.ok(less.bytes <= gif.bytes / 2 && less.width < gif.width);
});
