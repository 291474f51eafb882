import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { MoodName } from '../../src/draft/mood-names.ts';
import { MOODS } from '../../src/draft/mood-names.ts';
import { SFX } from '../../src/draft/sfx-names.ts';
import { composeMusic } from '../../src/music/compose.ts';
import { makeSfx } from '../../src/music/sfx.ts';
import { familiesFor } from '../../src/render/text/fonts.ts';
import { type Sheet, SIZE } from './sheets.ts';

/** Width of a sheet in px, and the room for a name below a picture. */
const WIDTH = 1280;
const NAME = 20;
const GAP = 6;
const INK = { back: '#14161c', text: '#e8eaf0', wave: '#59b3ff' };

/** Pixels of one frame at {@link SIZE}, RGBA. */
export type Frame = Buffer;

/** A sheet: pictures in rows, each with its name below. `frames` by the times of the cells. */
export function drawSheet({ cells, name }: Sheet, frames: ReadonlyMap<number, Frame>): Buffer {
  const times = Math.max(...cells.map((cell) => cell.times.length));
  const small = name === 'stickers';
  const width = small ? 100 : times > 2 ? 140 : times > 1 ? 200 : 240;
  const height = Math.round((width * SIZE.height) / SIZE.width);
  const wide = width * times + GAP;
  const columns = Math.max(1, Math.floor(WIDTH / (wide + GAP)));
  const rows = Math.ceil(cells.length / columns);
  const canvas = createCanvas(columns * (wide + GAP) + GAP, rows * (height + NAME + GAP) + GAP);
  const to = canvas.getContext('2d');
  to.fillStyle = INK.back;
  to.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, cell] of cells.entries()) {
    const x = GAP + (i % columns) * (wide + GAP);
    const y = GAP + Math.floor(i / columns) * (height + NAME + GAP);
    for (const [k, time] of cell.times.entries()) {
      const frame = frames.get(time);
      if (frame !== undefined) to.drawImage(pictureOf(frame), x + k * width, y, width - (times > 1 ? 2 : 0), height);
    }
    to.fillStyle = INK.text;
    to.font = `13px ${familiesFor(cell.name, 'sans')}`;
    to.fillText(cell.name, x, y + height + 15, wide);
  }
  return canvas.toBuffer('image/webp', 72);
}

function pictureOf(frame: Frame): Canvas {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const to = canvas.getContext('2d');
  const image = to.createImageData(SIZE.width, SIZE.height);
  image.data.set(frame);
  to.putImageData(image, 0, 0);
  return canvas;
}

type Wave = { readonly name: string; readonly peaks: readonly number[] };

const COLUMNS = 300;

/** The highest samples of each three-hundredth of a sound. */
function peaksOf(length: number, blocks: Iterable<Float32Array>): number[] {
  const peaks = Array.from({ length: COLUMNS }, () => 0);
  let at = 0;
  for (const block of blocks) {
    for (const sample of block) {
      const column = Math.min(COLUMNS - 1, Math.floor((at++ * COLUMNS) / length));
      peaks[column] = Math.max(peaks[column] ?? 0, Math.abs(sample));
    }
  }
  return peaks;
}

/** Thirty seconds of every mood of music that we compose, as it develops. */
export function moodWaves(): Wave[] {
  return MOODS.map(({ name }: { readonly name: MoodName }) => {
    const music = composeMusic({ mood: name, seed: 1, durationMs: 30_000 });
    return {
      name: `${name}, ${Math.round(music.bpm)} bpm`,
      peaks: peaksOf(music.frames * 2, interleaved(music.blocks())),
    };
  });
}

/** Every sound effect. */
export const sfxWaves = (): Wave[] =>
  SFX.map(({ name }) => {
    const samples = makeSfx(name);
    return { name, peaks: peaksOf(samples.length, [samples]) };
  });

function* interleaved(
  blocks: Iterable<{ readonly left: Float32Array; readonly right: Float32Array } | Float32Array>,
): Generator<Float32Array> {
  for (const block of blocks) {
    if (block instanceof Float32Array) yield block;
    else {
      yield block.left;
      yield block.right;
    }
  }
}

/** A sheet of waveforms. */
export function drawWaves(waves: readonly Wave[]): Buffer {
  const [width, height, columns] = [300, 64, 4];
  const rows = Math.ceil(waves.length / columns);
  const canvas = createCanvas(columns * (width + GAP) + GAP, rows * (height + NAME + GAP) + GAP);
  const to = canvas.getContext('2d');
  to.fillStyle = INK.back;
  to.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, { name, peaks }] of waves.entries()) {
    const x = GAP + (i % columns) * (width + GAP);
    const y = GAP + Math.floor(i / columns) * (height + NAME + GAP);
    to.fillStyle = INK.wave;
    for (const [k, peak] of peaks.entries()) {
      const tall = Math.max(1, peak * height);
      to.fillRect(x + k, y + (height - tall) / 2, 1, tall);
    }
    to.fillStyle = INK.text;
    to.font = `13px ${familiesFor(name, 'sans')}`;
    to.fillText(name, x, y + height + 15, width);
  }
  return canvas.toBuffer('image/webp', 80);
}
