import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PLAIN_PLACEMENT, textSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { Canvas } from '../../src/draft/model.ts';
import { openGraph } from '../../src/media/graph.ts';
import { convertPicture, pictureFromRgba, solidPicture, toRgba } from '../../src/media/picture.ts';
import { encodeStill } from '../../src/media/still-writer.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { drawLayer } from '../../src/render/chunk/layer-nodes.ts';
import { Wiring } from '../../src/render/chunk/wiring.ts';
import { makeAnimation, makeVideo, readFrameNumber } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench, type Tracks } from '../support/render-bench.ts';

const bench = new RenderBench();
const CANVAS = canvasOf(320, 180, 30);
type Rgb = readonly [number, number, number];
const RUST: Rgb = [200, 60, 40];
const TEAL: Rgb = [20, 150, 140];

/** Each frame as a function from a place (fractions) to its colour. */
type Shown = (x: number, y: number) => Rgb;

async function rendered(tracks: Tracks, canvas: Canvas = CANVAS): Promise<Shown[]> {
  await bench.render(draftOf(canvas, tracks));
  return shownIn(bench.file('out.mp4'));
}

function shownIn(file: string): Shown[] {
  const frames: Shown[] = [];
  for (const { picture } of picturesOf(file, { threads: 1 })) {
    const { width, height } = picture;
    const pixels = toRgba(picture);
    frames.push((x, y) => {
      const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
      return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    });
  }
  return frames;
}

/** Two conversions and a lossy encoder stand between the colour that goes in and the one that comes out. */
function assertColor(actual: Rgb | undefined, expected: Rgb, what: string, most = 5): void {
  const far = (actual ?? [-1, -1, -1]).some((value, i) => Math.abs(value - (expected[i] ?? 0)) > most);
  assert.ok(!far, `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

const mixed = (a: Rgb, b: Rgb, share: number): Rgb => a.map((v, i) => v * (1 - share) + (b[i] ?? 0) * share) as never;

function solid(name: string, color: Rgb, size = { width: 320, height: 180 }): Asset {
  using picture = solidPicture(size.width, size.height, [...color, 255]);
  writeFileSync(bench.file(name), encodeStill(picture, name.endsWith('.png') ? 'png' : 'jpeg'));
  return bench.add(name);
}

let rust: Asset;
let teal: Asset;
before(() => {
  rust = solid('rust.png', RUST);
  teal = solid('teal.jpg', TEAL);
});
after(() => bench[Symbol.asyncDispose]());

test('a colour comes out as it went in, on every way through the graph', async () => {
  const ways: Record<string, Tracks> = {
    'PNG as it is': { main: [clipOf(rust, 0, 500)] },
    scaled: { main: [clipOf(rust, 0, 500, { placement: { ...PLAIN_PLACEMENT, scale: 1.7 } })] },
    moving: {
      main: [
        clipOf(rust, 0, 500, {
          effects: [
            { kind: 'motion', from: { zoom: 1, x: 0.5, y: 0.5 }, to: { zoom: 1.4, x: 0.4, y: 0.6 }, ease: 'smooth' },
          ],
        }),
      ],
    },
    'with an effect that changes nothing': {
      main: [clipOf(rust, 0, 500, { effects: [{ kind: 'look', name: 'cinematic', amount: 0 }] })],
    },
    'as an overlay': {
      main: [clipOf(teal, 0, 500)],
      overlay: [clipOf(rust, 0, 500, { placement: { ...PLAIN_PLACEMENT, scale: 0.5 } })],
    },
    tilted: { main: [clipOf(rust, 0, 500, { placement: { ...PLAIN_PLACEMENT, rotate: 20 } })] },
  };
  for (const [way, tracks] of Object.entries(ways)) {
    const frames = await rendered(tracks);
    assertColor(frames[7]?.(0.5, 0.5), RUST, way);
  }
  assertColor(
    (await rendered({ main: [clipOf(teal, 0, 500)] }))[7]?.(0.5, 0.5),
    TEAL,
    'a JPEG, which is full range BT.601',
  );
  await bench.render(draftOf(CANVAS, { main: [clipOf(rust, 0, 500)] }), { out: bench.file('again.mp4') });
  const again = bench.add('again.mp4');
  assertColor((await rendered({ main: [clipOf(again, 0, 500)] }))[7]?.(0.5, 0.5), RUST, 'a video of ours');
});

test('the middle of a dissolve is the mean of both pictures', async () => {
  const transition = { name: 'fade', duration: 1000 };
  const frames = await rendered({ main: [clipOf(rust, 0, 2000), clipOf(teal, 2000, 2000, { transition })] });
  for (const n of [45, 52, 60, 67, 74]) {
    assertColor(frames[n]?.(0.3, 0.7), mixed(RUST, TEAL, (n - 45) / 30), `frame ${n}`, 8);
  }
});

test('the background shows in gaps and beside pictures, in its own colour', async () => {
  const canvas: Canvas = { ...CANVAS, background: { kind: 'color', color: '#336699' } };
  const square = solid('square.png', RUST, { width: 90, height: 90 });
  const frames = await rendered({ main: [clipOf(square, 1000, 1000)] }, canvas);
  assertColor(frames[10]?.(0.5, 0.5), [0x33, 0x66, 0x99], 'a gap');
  assertColor(frames[45]?.(0.05, 0.5), [0x33, 0x66, 0x99], 'beside');
  assertColor(frames[45]?.(0.5, 0.5), RUST, 'the picture');
  const black = await rendered({ main: [clipOf(square, 0, 500)] });
  assertColor(black[5]?.(0.05, 0.5), [0, 0, 0], 'black beside');
});

test('a blurred background fills the canvas with the picture itself and leaves the picture sharp', async () => {
  const canvas: Canvas = { ...canvasOf(180, 320, 30), background: { kind: 'blur' } };
  const halves = Buffer.alloc(320 * 180 * 4);
  for (let i = 0; i < 320 * 180; i++) halves.set([...(i % 320 < 160 ? RUST : TEAL), 255], i * 4);
  using picture = pictureFromRgba(halves, 320, 180);
  writeFileSync(bench.file('halves.png'), encodeStill(picture, 'png'));
  const frames = await rendered({ main: [clipOf(bench.add('halves.png'), 0, 500)] }, canvas);
  const at = frames[7];
  assertColor(at?.(0.47, 0.5), RUST, 'sharp left of the edge', 12);
  assertColor(at?.(0.53, 0.5), TEAL, 'sharp right of the edge', 12);
  const [left, middle, right] = [at?.(0.1, 0.1), at?.(0.5, 0.1), at?.(0.9, 0.1)];
  assert.ok(left !== undefined && middle !== undefined && right !== undefined);
  assert.ok(left[0] > middle[0] && middle[0] > right[0] && right[0] < 60, JSON.stringify([left, middle, right]));
  assert.ok(left[0] > 100 && left[0] < RUST[0], `darkened, not black: ${JSON.stringify(left)}`);
});

test('what is transparent stays so, through scaling, effects, opacity and tilting', async () => {
  const ring = Buffer.alloc(100 * 100 * 4);
  for (let i = 0; i < 100 * 100; i++) {
    const [x, y] = [i % 100, Math.floor(i / 100)];
    if (Math.hypot(x - 50, y - 50) > 30) ring.set([...RUST, 255], i * 4);
  }
  using picture = pictureFromRgba(ring, 100, 100);
  writeFileSync(bench.file('ring.png'), encodeStill(picture, 'png'));
  const asset = bench.add('ring.png');
  const main = [clipOf(teal, 0, 500)];
  const over = (over: Parameters<typeof clipOf>[3]): Tracks => ({ main, overlay: [clipOf(asset, 0, 500, over)] });
  const edge = [0.5, 0.06] as const;
  const plain = await rendered(over({}));
  assertColor(plain[7]?.(0.5, 0.5), TEAL, 'the hole');
  assertColor(plain[7]?.(...edge), RUST, 'the ring');
  assertColor(plain[7]?.(0.05, 0.5), TEAL, 'outside');
  const gray = await rendered(over({ effects: [{ kind: 'look', name: 'black-white', amount: 1 }] }));
  assertColor(gray[7]?.(0.5, 0.5), TEAL, 'the hole with an effect');
  const [r = 0, g = 0, b = 0] = gray[7]?.(...edge) ?? [];
  assert.ok(Math.max(r, g, b) - Math.min(r, g, b) < 8 && r > 50 && r < 140, `gray ring: ${r} ${g} ${b}`);
  const faint = await rendered(over({ placement: { ...PLAIN_PLACEMENT, opacity: 0.5 } }));
  assertColor(faint[7]?.(...edge), mixed(TEAL, RUST, 0.5), 'half transparent', 8);
  const tilted = await rendered(over({ placement: { ...PLAIN_PLACEMENT, rotate: 45, scale: 0.6 } }));
  assertColor(tilted[7]?.(0.5, 0.5), TEAL, 'the hole, tilted');
  assertColor(tilted[7]?.(0.5, 0.5 - 0.35), RUST, 'a corner points up');
  assertColor(tilted[7]?.(0.5 + 0.17, 0.5 - 0.3), TEAL, 'where the corner was');
});

test('a picture fades evenly from and to black, across chunk seams', async () => {
  const frames = await rendered({ main: [clipOf(rust, 0, 10_000, { pictureFade: { in: 4000, out: 1000 } })] });
  assertColor(frames[0]?.(0.5, 0.5), [0, 0, 0], 'the first frame');
  assertColor(frames[299]?.(0.5, 0.5), [0, 0, 0], 'the last frame');
  for (const n of [30, 60, 89, 90, 91, 119])
    assertColor(frames[n]?.(0.5, 0.5), mixed([0, 0, 0], RUST, n / 120), `in, frame ${n}`, 8);
  for (const n of [120, 200, 269]) assertColor(frames[n]?.(0.5, 0.5), RUST, `full, frame ${n}`);
  for (const n of [270, 285])
    assertColor(frames[n]?.(0.5, 0.5), mixed(RUST, [0, 0, 0], (n - 269) / 30), `out, frame ${n}`, 8);
});

test('an overlay fades in and out over what is below it', async () => {
  const overlay = [clipOf(rust, 500, 2000, { pictureFade: { in: 500, out: 500 } })];
  const frames = await rendered({ main: [clipOf(teal, 0, 3000)], overlay });
  assertColor(frames[15]?.(0.5, 0.5), TEAL, 'before');
  assertColor(frames[22]?.(0.5, 0.5), mixed(TEAL, RUST, 7 / 15), 'coming', 9);
  assertColor(frames[45]?.(0.5, 0.5), RUST, 'there');
  assertColor(frames[74]?.(0.5, 0.5), TEAL, 'gone');
});

test('a title is drawn where it belongs, for its time, also over a cut and a transition', async () => {
  const white = { ...textSegment('t', '█████', { start: 500, duration: 2000 }), x: 0.5, y: 0.25 };
  const title = {
    ...white,
    style: { ...white.style, shadow: false },
    animateIn: { name: 'none', duration: 0 },
  } as const;
  const transition = { name: 'wipe-left', duration: 600 };
  const main = [clipOf(rust, 0, 1500), clipOf(teal, 1500, 1500, { transition })];
  const frames = await rendered({ main, titles: [{ ...title, animateOut: { name: 'none', duration: 0 } }] });
  assert.equal(frames.length, 90);
  for (const n of [15, 30, 40, 45, 50, 60, 74]) assertColor(frames[n]?.(0.5, 0.25), [255, 255, 255], `frame ${n}`, 12);
  assertColor(frames[14]?.(0.5, 0.25), RUST, 'before');
  assertColor(frames[75]?.(0.5, 0.25), TEAL, 'after');
  assertColor(frames[30]?.(0.5, 0.75), RUST, 'below');
});

test('animated GIF and WebP play at their own pace', async () => {
  for (const type of ['gif', 'webp'] as const) {
    makeAnimation(bench.file(`anim.${type}`), type, 8, 0.2);
    await bench.render(draftOf(CANVAS, { main: [clipOf(bench.add(`anim.${type}`), 0, 1600)] }));
    const numbers: number[] = [];
    for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) numbers.push(readFrameNumber(picture));
    assert.deepEqual(
      numbers,
      Array.from({ length: 48 }, (_, n) => Math.floor(n / 6)),
      type,
    );
  }
});

test('HDR comes down to SDR: middle tones as they were, white below white, so that lights have room', () => {
  const hdr = { matrix: 'bt2020nc', primaries: 'bt2020', transfer: 'smpte2084', range: 'tv' } as const;
  const layer = {
    asset: 'a',
    still: true,
    at: 0,
    step: 0,
    rotation: 0,
    pixelAspect: 1,
    motion: null,
    fade: null,
  } as const;
  // PQ (SMPTE ST 2084) of 50 and of 203 cd/m² as 8-bit gray, and the gray that a BT.1886 screen shows as 0.246 and 0.765.
  for (const [signal, expected] of [
    [112, 142],
    [148, 228],
  ] as const) {
    using gray = solidPicture(64, 64, [signal, signal, signal, 255]);
    using deep = convertPicture(gray, 'yuv420p10le');
    const shape = { width: 64, height: 64, format: 'yuv420p10le', color: hdr };
    const drawing = drawLayer({ ...layer, placement: { ...PLAIN_PLACEMENT }, effects: [] } as never, shape, shape);
    assert.ok(drawing !== null);
    const wiring = new Wiring({ num: 30, den: 1 });
    const input = drawing.finish(wiring, drawing.prepare(wiring, 's0'));
    const output = { input, format: 'yuv420p' };
    using graph = openGraph({ rate: wiring.rate, sources: [shape], nodes: wiring.nodes, output, threads: 1 });
    graph.push(0, deep, 0);
    graph.end();
    const made = graph.pull();
    assert.ok(made !== null);
    using picture = made.picture;
    const [r = 0, g = 0, b = 0] = toRgba(picture);
    assertColor([r, g, b], [expected, expected, expected], `signal ${signal}`, 5);
  }
});

test('rotation and pixel aspect of a file are applied as a player does', async () => {
  const base = { rate: { num: 30, den: 1 }, frames: 30, width: 144, height: 96 };
  makeVideo(bench.file('phone.mp4'), { ...base, rotation: 90 });
  makeVideo(bench.file('wide.mp4'), { ...base, pixelAspect: 2 });
  const [phone, wide] = [bench.add('phone.mp4'), bench.add('wide.mp4')];
  const placement = { ...PLAIN_PLACEMENT, rotate: -90 };
  for (const [asset, canvas, over] of [
    [phone, canvasOf(144, 96, 30), { placement }],
    [wide, canvasOf(288, 96, 30), {}],
  ] as const) {
    await bench.render(draftOf(canvas, { main: [clipOf(asset, 0, 1000, over)] }));
    const numbers: number[] = [];
    for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) numbers.push(readFrameNumber(picture));
    assert.deepEqual(
      numbers,
      Array.from({ length: 30 }, (_, n) => n),
      asset.filename,
    );
  }
});
