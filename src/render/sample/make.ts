import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import { encodeAac } from '../../media/audio-encoder.ts';
import { openChunkWriter } from '../../media/chunk-writer.ts';
import { joinMp4 } from '../../media/join.ts';
import { pictureFromRgba } from '../../media/picture.ts';
import type { VideoEncoding } from '../../media/types.ts';
import { CITY_SCENES, cityPainter } from './city.ts';
import { type Phrase, speakLike } from './voice.ts';

/** How long one sample clip is, in seconds. */
export const SAMPLE_SECONDS = 7;

/** When somebody speaks in each clip, in seconds; the pauses between are what the demo cuts. */
const PHRASES: readonly (readonly Phrase[])[] = [
  [
    { from: 0.9, to: 2.7 },
    { from: 4.2, to: 6.2 },
  ],
  [
    { from: 0.5, to: 2.1 },
    { from: 3.4, to: 4.6 },
    { from: 5.7, to: 6.6 },
  ],
  [
    { from: 1.2, to: 3.3 },
    { from: 4.9, to: 6.4 },
  ],
];

const SAMPLE_RATE = 48_000;
const ENCODING: VideoEncoding = {
  codec: 'h264',
  width: 1280,
  height: 720,
  rate: { num: 30, den: 1 },
  crf: 20,
  preset: 'superfast',
  gop: 60,
  bFrames: 2,
  maxBitRate: null,
  threads: 1,
};

/**
 * Writes sample clip `index` (0–2) to `out`: a drawn city with speech-like sound and pauses, 720p at 30 fps. The file
 * appears whole. Runs in a worker.
 */
export async function makeSample(index: number, out: string, onProgress: (done: number) => void): Promise<void> {
  const scene = CITY_SCENES[index];
  const phrases = PHRASES[index];
  if (scene === undefined || phrases === undefined) throw new RangeError(`there is no sample clip ${index}`);
  const parts = { pictures: `${out}.pictures`, sound: `${out}.sound` };
  try {
    const frames = await paintClip(scene, parts.pictures, onProgress);
    encodeAac(stereo(speakLike(phrases, SAMPLE_SECONDS, { sampleRate: SAMPLE_RATE, seed: scene.seed })), parts.sound, {
      sampleRate: SAMPLE_RATE,
      bitRate: 128_000,
    });
    const chunks = [{ path: parts.pictures, frames }];
    joinMp4({ chunks, rate: ENCODING.rate, audio: parts.sound, out, title: scene.name }, () => undefined);
  } finally {
    for (const part of Object.values(parts)) rmSync(part, { force: true });
  }
}

async function paintClip(
  scene: (typeof CITY_SCENES)[number],
  path: string,
  onProgress: (done: number) => void,
): Promise<number> {
  const { width, height, rate } = ENCODING;
  const frames = SAMPLE_SECONDS * rate.num;
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const paint = cityPainter(scene, { width, height });
  using writer = openChunkWriter(path, ENCODING);
  for (let frame = 0; frame < frames; frame++) {
    paint(pen, frame / frames);
    // The city covers the canvas, so its premultiplied pixels are straight ones too.
    using picture = pictureFromRgba(canvas.data(), width, height);
    writer.write(picture, frame);
    if (frame % 15 !== 0) continue;
    onProgress(frame / frames);
    // Pixels that Skia handed out are freed between tasks of the event loop only: without a pause they pile up.
    await setImmediate();
  }
  return writer.finish();
}

/** One voice in the middle. */
function* stereo(mono: Float32Array): Generator<Float32Array> {
  const step = 4096;
  for (let at = 0; at < mono.length; at += step) {
    const part = mono.subarray(at, at + step);
    const block = new Float32Array(part.length * 2);
    part.forEach((sample, i) => {
      block[2 * i] = sample;
      block[2 * i + 1] = sample;
    });
    yield block;
  }
}
