import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PLAIN_PLACEMENT, textSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import { valueAt } from '../../src/draft/keyframes.ts';
import type { Draft } from '../../src/draft/model.ts';
import { pictureFromRgba, toGray, toRgb } from '../../src/media/picture.ts';
import { encodeStill } from '../../src/media/still-writer.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
const [WIDTH, HEIGHT, FPS] = [160, 90, 10];
const CANVAS = canvasOf(WIDTH, HEIGHT, FPS);
let bar: Asset;
let red: Asset;

/** A still: a color everywhere, and a white bar `from`–`to` of its width. */
function makeStill(name: string, color: readonly number[], strip: readonly [number, number] | null): Asset {
  const [width, height] = [640, 360];
  const rgba = Buffer.alloc(width * height * 4, Buffer.from([...color, 255]));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (strip !== null && x >= strip[0] * width && x < strip[1] * width)
        rgba.fill(255, (y * width + x) * 4, (y * width + x) * 4 + 4);
    }
  }
  using picture = pictureFromRgba(rgba, width, height);
  writeFileSync(bench.file(name), encodeStill(picture, 'png'));
  return bench.add(name);
}

before(() => {
  bar = makeStill('bar.png', [0, 0, 0], [0.55, 0.65]);
  red = makeStill('red.png', [220, 20, 20], null);
});

after(() => bench[Symbol.asyncDispose]());

type Seen = { readonly gray: Buffer; readonly rgb: Buffer };

async function rendered(draft: Draft): Promise<Seen[]> {
  await bench.render(draft);
  return Array.from(picturesOf(bench.file('out.mp4'), { threads: 1 }), ({ picture }) => ({
    gray: toGray(picture, WIDTH, HEIGHT),
    rgb: toRgb(picture, WIDTH, HEIGHT),
  }));
}

/** The middle of what is bright, in px from the left, weighed by brightness in one row. */
function brightAt({ gray }: Seen, row = HEIGHT / 2): number {
  let [sum, at] = [0, 0];
  for (let x = 0; x < WIDTH; x++) {
    const value = Math.max(0, (gray[row * WIDTH + x] ?? 0) - 24);
    sum += value;
    at += value * (x + 0.5);
  }
  return at / sum;
}

const colorAt = ({ rgb }: Seen, x: number, y: number): number[] => [
  ...rgb.subarray(3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3),
];

const KEYS = {
  scale: [
    { at: 0, value: 1, ease: 'ease-in-out' },
    { at: 4000, value: 1.8, ease: 'linear' },
  ],
  x: [
    { at: 0, value: 0.5, ease: 'linear' },
    { at: 4000, value: 0.42, ease: 'linear' },
  ],
} as const;

test('a camera move is where its keyframes say in every frame, between pixels, across chunks', async () => {
  const seen = await rendered(draftOf(CANVAS, { main: [clipOf(bar, 0, 5000, { keyframes: KEYS })] }));
  assert.equal(seen.length, 50);
  for (const [n, frame] of seen.entries()) {
    const ms = (n * 1000) / FPS;
    const expected = WIDTH * (valueAt(KEYS.x, ms) + (0.6 - 0.5) * valueAt(KEYS.scale, ms));
    assert.ok(Math.abs(brightAt(frame) - expected) < 0.25, `frame ${n}: ${brightAt(frame)} for ${expected}`);
  }
});

test('a small picture with an outline moves, turns and fades as its keyframes say', async () => {
  const placement = {
    ...PLAIN_PLACEMENT,
    x: 0.25,
    scale: 0.4,
    crop: { left: 0.21875, right: 0.21875, top: 0, bottom: 0 },
  };
  const frame = { shape: 'circle', border: { color: '#0000ff', width: 0.06 }, shadow: false } as const;
  const keyframes = {
    x: [
      { at: 0, value: 0.25, ease: 'linear' },
      { at: 1000, value: 0.75, ease: 'linear' },
    ],
    opacity: [
      { at: 1000, value: 1, ease: 'hold' },
      { at: 1500, value: 0.5, ease: 'linear' },
    ],
  } as const;
  const overlay = [clipOf(red, 0, 2000, { placement, frame, keyframes })];
  const seen = await rendered(draftOf(CANVAS, { main: [clipOf(bar, 0, 2000)], overlay }));
  const at = (n: number, x: number, y: number): number[] => colorAt(seen[n] as Seen, Math.round(x), Math.round(y));
  // 36 px across, about its middle; after half a second in the middle of the canvas.
  assert.ok((at(0, 40, 45)[0] ?? 0) > 180 && (at(5, 80, 45)[0] ?? 0) > 180 && (at(10, 120, 45)[0] ?? 0) > 180);
  assert.deepEqual(
    at(5, 80 - 16, 45 - 16).map((v) => v > 60),
    [false, false, false],
    'no corner of it is seen',
  );
  const edge = at(5, 80, 45 - 17);
  assert.ok((edge[2] ?? 0) > 120 && (edge[0] ?? 0) < 110, `a border of its color: ${edge.join()}`);
  const half = at(18, 120, 45);
  assert.ok(Math.abs((half[0] ?? 0) - 110) < 14, `half is there: ${half.join()}`);
  assert.ok((at(0, 120, 20)[0] ?? 0) < 30);
});

test('a picture that does not cover the canvas any more shows what is behind it', async () => {
  const keyframes = {
    scale: [
      { at: 0, value: 1, ease: 'linear' },
      { at: 1000, value: 0.5, ease: 'linear' },
    ],
  } as const;
  for (const background of [{ kind: 'color', color: '#00ff00' }, { kind: 'blur' }] as const) {
    const draft = draftOf({ ...CANVAS, background }, { main: [clipOf(red, 0, 1500, { keyframes })] });
    const seen = await rendered(draft);
    const last = seen.at(-1) as Seen;
    const [r = 0, g = 0] = colorAt(last, 6, 6);
    assert.ok(background.kind === 'blur' ? r > 90 && g < 60 : g > 200 && r < 60, `${background.kind}: ${r} ${g}`);
    assert.ok((colorAt(last, 80, 45)[0] ?? 0) > 190 && (colorAt(seen[0] as Seen, 6, 6)[0] ?? 0) > 190);
  }
});

test('a bar fills with the time, over its whole length; letters and loops draw something of their own', async () => {
  const still = { name: 'none', duration: 0 } as const;
  const progress = {
    ...textSegment('p', '▬', { start: 0, duration: 2000 }),
    role: 'graphic' as const,
    y: 0.5,
    animateIn: still,
    animateOut: still,
    graphic: { kind: 'progress', w: 1, h: 0.2, radius: 0, fill: '#ffffff', back: '#000000' } as const,
  };
  const seen = await rendered(draftOf(CANVAS, { main: [clipOf(red, 0, 2000)], titles: [progress] }));
  for (const [n, { gray }] of seen.entries()) {
    const row = gray.subarray((HEIGHT / 2) * WIDTH, (HEIGHT / 2 + 1) * WIDTH);
    const filled = row.reduce((sum, value) => sum + (value > 128 ? 1 : 0), 0);
    assert.ok(Math.abs(filled - (WIDTH * n) / 20) <= 2, `frame ${n}: ${filled}`);
  }
});
