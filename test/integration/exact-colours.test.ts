import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { PLAIN_PLACEMENT } from '../../src/draft/build.ts';
import { setColor } from '../../src/media/color.ts';
import { openGraph } from '../../src/media/graph.ts';
import { FramePicture, frameOf } from '../../src/media/picture.ts';
import type { PictureColor, PictureShape } from '../../src/media/types.ts';
import type { Layer } from '../../src/protocol/chunk.ts';
import { drawLayer } from '../../src/render/chunk/layer-nodes.ts';
import { graphOf } from '../../src/render/chunk/span-graph.ts';
import { transitionNodes } from '../../src/render/chunk/transition-nodes.ts';
import { Wiring } from '../../src/render/chunk/wiring.ts';
import { randomFrom } from '../support/make-speech.ts';

const [WIDTH, HEIGHT] = [128, 64];
const CANVAS = { width: WIDTH, height: HEIGHT };
const LUMA = WIDTH * HEIGHT;
const RATE = { num: 30, den: 1 };
const BT709: PictureColor = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' };

function pictureOf(bytes: Buffer, color: PictureColor): FramePicture {
  const format = color.range === 'pc' ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  const frame = Frame.fromVideoBuffer(bytes, { ...CANVAS, format });
  setColor(frame, color);
  return new FramePicture(frame);
}

/** Pushes frames of every source through a graph; the samples that come out, frame by frame: Y, then U, then V. */
function through(
  spec: Parameters<typeof openGraph>[0],
  frames: readonly (readonly [Buffer, PictureColor])[][],
): Buffer[] {
  using graph = openGraph(spec);
  const out: Buffer[] = [];
  const drain = (): void => {
    for (let made = graph.pull(); made !== null; made = graph.pull()) {
      using picture = made.picture;
      assert.equal(made.frame, out.length);
      assert.deepEqual([picture.format, picture.color.matrix, picture.color.range], ['yuv420p', 'bt709', 'tv']);
      out.push(frameOf(picture).toBuffer());
    }
  };
  for (const [n, sources] of frames.entries()) {
    for (const [source, [bytes, color]] of sources.entries()) {
      using picture = pictureOf(bytes, color);
      graph.push(source, picture, n);
    }
    drain();
  }
  graph.end();
  drain();
  assert.equal(out.length, frames.length);
  return out;
}

/** Largest difference of two pictures, in steps, over the samples that `counts` lets pass. */
function furthest(a: Buffer, b: Buffer, counts: (at: number) => boolean = () => true): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, at) => (counts(at) ? Math.max(most, Math.abs(value - (b[at] ?? 0))) : most), 0);
}

const random = randomFrom(11);

for (const [name, ease] of [
  ['a name that nobody knows', (t: number) => t],
  ['dissolve', (t: number) => t * t * (3 - 2 * t)],
] as const) {
  test(`a cross-fade (${name}) is the weighted mean of both pictures, sample by sample and frame by frame`, () => {
    const noise = (): Buffer => Buffer.from(Array.from({ length: LUMA * 1.5 }, () => 16 + Math.floor(random() * 220)));
    const [elapsed, length] = [3, 12];
    const pairs = Array.from({ length: 8 }, () => ({ from: noise(), into: noise() }));
    const wiring = new Wiring(RATE);
    const output = transitionNodes(wiring, { from: 's0', into: 's1', name }, { elapsed, length }, CANVAS);
    const shape: PictureShape = { ...CANVAS, format: 'yuv420p', color: BT709 };
    const frames = pairs.map(({ from, into }) => [[from, BT709] as const, [into, BT709] as const]);
    for (const [n, picture] of through(graphOf(wiring, output, [shape, shape], 1), frames).entries()) {
      const share = ease((elapsed + n) / length);
      const { from, into } = pairs[n] ?? { from: picture, into: picture };
      const wanted = Buffer.from(from.map((value, i) => Math.round(value * (1 - share) + (into[i] ?? 0) * share)));
      // xfade cuts fractions off.
      assert.ok(furthest(picture, wanted) <= 1, `frame ${n} is ${furthest(picture, wanted)} steps off`);
    }
  });
}

/** Kr and Kb of ITU-R BT.601 and BT.709. */
const WEIGHTS = { smpte170m: [0.299, 0.114], bt709: [0.2126, 0.0722] } as const;

/** Red, green and blue (0–1) as samples, by the formulas of the two recommendations. */
function samplesOf([r, g, b]: readonly number[], matrix: keyof typeof WEIGHTS, range: 'tv' | 'pc'): number[] {
  const [kr, kb] = WEIGHTS[matrix];
  const y = kr * (r as number) + (1 - kr - kb) * (g as number) + kb * (b as number);
  const [u, v] = [((b as number) - y) / (2 * (1 - kb)), ((r as number) - y) / (2 * (1 - kr))];
  return range === 'pc' ? [255 * y, 255 * u + 128, 255 * v + 128] : [16 + 219 * y, 224 * u + 128, 224 * v + 128];
}

const TILE = 32;
const TILES = (WIDTH / TILE) * (HEIGHT / TILE);

/** A picture of tiles, each of one colour. */
function tiled(colours: readonly (readonly number[])[], matrix: keyof typeof WEIGHTS, range: 'tv' | 'pc'): Buffer {
  const samples = colours.map((colour) => samplesOf(colour, matrix, range).map(Math.round));
  const bytes = Buffer.alloc(LUMA * 1.5);
  for (const [plane, scale] of [1, 2, 2].entries()) {
    const start = plane === 0 ? 0 : LUMA + ((plane - 1) * LUMA) / 4;
    for (let y = 0; y < HEIGHT / scale; y++) {
      for (let x = 0; x < WIDTH / scale; x++) {
        const tile = Math.floor((y * scale) / TILE) * (WIDTH / TILE) + Math.floor((x * scale) / TILE);
        bytes[start + (y * WIDTH) / scale + x] = samples[tile]?.[plane] ?? 0;
      }
    }
  }
  return bytes;
}

/** Whether a sample lies well within its tile: at edges the resampling of colours mixes neighbours. */
function isInner(at: number): boolean {
  const scale = at < LUMA ? 1 : 2;
  const within = at < LUMA ? at : (at - LUMA) % (LUMA / 4);
  const [x, y] = [(within % (WIDTH / scale)) * scale, Math.floor(within / (WIDTH / scale)) * scale];
  return [x, y].every((place) => place % TILE >= 8 && place % TILE < TILE - 8);
}

const LAYER: Layer = {
  asset: 'ast_a',
  still: false,
  at: 0,
  step: 1 / 30,
  rotation: 0,
  pixelAspect: 1,
  placement: PLAIN_PLACEMENT,
  effects: [],
  motion: null,
  fade: null,
};

for (const [matrix, range] of [
  ['smpte170m', 'tv'],
  ['smpte170m', 'pc'],
  ['bt709', 'pc'],
] as const) {
  test(`pictures in ${matrix}, range ${range}, come out as BT.709 in limited range, colour by colour`, () => {
    const color: PictureColor = { ...BT709, matrix, range };
    const shape: PictureShape = { ...CANVAS, format: range === 'pc' ? 'yuvj420p' : 'yuv420p', color };
    const wiring = new Wiring(RATE);
    const drawing = drawLayer(LAYER, shape, CANVAS);
    assert.ok(drawing !== null);
    const output = drawing.finish(wiring, drawing.prepare(wiring, 's0'));
    assert.ok(
      wiring.nodes.some(({ filter }) => filter === 'zscale'),
      'the quick way',
    );
    const colours = Array.from({ length: 6 }, () =>
      Array.from({ length: TILES }, () => [random(), random(), random()]),
    );
    const frames = colours.map((tiles) => [[tiled(tiles, matrix, range), color] as const]);
    for (const [n, picture] of through(graphOf(wiring, output, [shape], 1), frames).entries()) {
      const wanted = tiled(colours[n] ?? [], 'bt709', 'tv');
      // Each side rounds three samples to whole steps: two of them together.
      const off = furthest(picture, wanted, isInner);
      assert.ok(off <= 2, `frame ${n} is ${off} steps off`);
    }
  });
}
