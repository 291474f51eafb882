import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { EFFECTS, effectOf, isLively } from '../../src/draft/effect-names.ts';
import { LOOKS } from '../../src/draft/look-names.ts';
import type { Effect } from '../../src/draft/model.ts';
import { openGraph } from '../../src/media/graph.ts';
import { convertPicture, pictureFromRgba, toRgba } from '../../src/media/picture.ts';
import type { Picture } from '../../src/media/types.ts';
import { Wiring } from '../../src/render/chunk/wiring.ts';
import { chromaOf, key } from '../../src/render/effects/key.ts';
import { effectNodes } from '../../src/render/looks.ts';

const SIZE = { width: 160, height: 90 };
const RATE = { num: 30_000, den: 1001 };
type Rgb = readonly [number, number, number];
type Draw = (x: number, y: number) => Rgb;

/** A picture from a colour for each place. */
function picture(draw: Draw): Picture {
  const { width, height } = SIZE;
  const bytes = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) bytes.set(draw(x, y), (y * width + x) * 4);
  using rgba = pictureFromRgba(bytes, width, height);
  return convertPicture(rgba, 'yuv420p');
}

/** Smooth colours, sharp edges and dark and bright places. */
const SCENE: Draw = (x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? [x + 60, 2 * y + 20, 90] : [40, 70, 220 - y]);

type Shown = { readonly frame: number; readonly rgba: Buffer };

type Showing = { first?: number; count?: number; draw?: Draw; threads?: number };

/** `count` frames of a picture with an effect, the first of which is frame `first` of its clip. */
function shown(effect: Effect, { first = 0, count = 1, draw = SCENE, threads = 2 }: Showing = {}): Shown[] {
  using source = picture(draw);
  const wiring = new Wiring(RATE);
  const input = effectNodes(wiring, 's0', effect, { size: SIZE, tick: first });
  using graph = openGraph({
    rate: RATE,
    sources: [{ ...SIZE, format: 'yuv420p', color: source.color }],
    nodes: wiring.nodes,
    output: { input, format: 'yuv420p' },
    threads,
  });
  const frames: Shown[] = [];
  const drain = (): void => {
    for (let made = graph.pull(); made !== null; made = graph.pull()) {
      using each = made.picture;
      frames.push({ frame: made.frame, rgba: toRgba(each) });
    }
  };
  for (let n = 0; n < count; n++) {
    graph.push(0, source, n);
    drain();
  }
  graph.end();
  drain();
  return frames;
}

const hash = ({ rgba }: Shown): string => createHash('sha256').update(rgba).digest('hex');

function pixel({ rgba }: Shown, x: number, y: number): Rgb {
  const at = (y * SIZE.width + x) * 4;
  return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
}

const only = (effect: Effect, draw?: Draw): Shown => {
  const [made] = shown(effect, draw === undefined ? {} : { draw });
  assert.ok(made !== undefined);
  return made;
};

const light = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Mean difference of two pictures, in steps of 255. */
function difference(a: Shown, b: Shown): number {
  let sum = 0;
  for (let i = 0; i < a.rgba.length; i++) sum += Math.abs((a.rgba[i] ?? 0) - (b.rgba[i] ?? 0));
  return sum / (a.rgba.length * 0.75);
}

const NOTHING: Effect = { kind: 'blur', amount: 0 };
/** Effects that look at several frames: they are done before these graphs. */
const WINDOWED = new Set(['denoise', 'deflicker']);
const DRAWN = EFFECTS.filter(({ name }) => !WINDOWED.has(name));

test('each effect is seen at its usual strength, makes one picture of each, and is gone at none', () => {
  const plain = only(NOTHING);
  for (const { name, usual } of DRAWN) {
    const frames = shown(effectOf(name, usual), { count: 12 });
    assert.deepEqual(
      frames.map(({ frame }) => frame),
      Array.from({ length: 12 }, (_, n) => n),
      name,
    );
    const most = Math.max(...frames.map((frame) => difference(frame, plain)));
    assert.ok(most > 0.8, `${name} changes ${most} of 255`);
  }
});

test('what moves is the same in each frame however a clip is parted into chunks', () => {
  const lively: Effect[] = [
    ...DRAWN.map(({ name, usual }) => effectOf(name, usual)),
    { kind: 'look', name: 'film-16mm', amount: 1 },
  ];
  for (const effect of lively) {
    const what = JSON.stringify(effect);
    const whole = shown(effect, { count: 14 }).map(hash);
    const parts = [
      ...shown(effect, { count: 5 }),
      ...shown(effect, { first: 5, count: 1 }),
      ...shown(effect, { first: 6, count: 8 }),
    ].map(hash);
    assert.deepEqual(parts, whole, what);
    assert.deepEqual(shown(effect, { count: 14, threads: 4 }).map(hash), whole, `${what} on four threads`);
    assert.equal(new Set(whole).size > 1, isLively(effect), `${what} is told to be lively or not`);
  }
});

test('every look changes the picture, and none of them is another', () => {
  const plain = only(NOTHING);
  const seen = new Map<string, string>();
  for (const { name } of LOOKS) {
    const frame = only({ kind: 'look', name, amount: 1 });
    assert.ok(difference(frame, plain) > 1, name);
    assert.ok(!seen.has(hash(frame)), `${name} is ${seen.get(hash(frame))}`);
    seen.set(hash(frame), name);
    assert.ok(difference(only({ kind: 'look', name, amount: 0 }), plain) < 1.5, `${name} at none`);
  }
});

const PLAIN_COLOR = { kind: 'color', brightness: 0, contrast: 0, saturation: 0, warmth: 0 } as const;

test('each control of colour does what its name says', () => {
  // Left to right from black to white, top half reddish, bottom half bluish.
  const ramp: Draw = (x, y) =>
    y < 45 ? [Math.min(255, x * 1.6 + 20), x * 1.4, x * 1.3] : [x * 1.3, x * 1.4, Math.min(255, x * 1.6 + 20)];
  const plain = only(PLAIN_COLOR, ramp);
  const at = (frame: Shown, share: number): Rgb => pixel(frame, Math.round(share * 159), 20);
  const rise = (over: Partial<typeof PLAIN_COLOR & Record<string, number>>, share: number): number =>
    light(at(only({ ...PLAIN_COLOR, ...over } as Effect, ramp), share)) - light(at(plain, share));
  assert.ok(rise({ exposure: 1 }, 0.4) > 25, 'a stop more light');
  assert.ok(rise({ exposure: -1 }, 0.8) < -35, 'a stop less');
  assert.ok(rise({ shadows: 0.8 }, 0.25) > 12 && Math.abs(rise({ shadows: 0.8 }, 0.95)) < 4, 'shadows alone');
  assert.ok(
    rise({ highlights: -0.8 }, 0.75) < -12 && Math.abs(rise({ highlights: -0.8 }, 0.1)) < 4,
    'highlights alone',
  );
  assert.ok(rise({ lift: 0.6 }, 0.02) > 15 && Math.abs(rise({ lift: 0.6 }, 0.99)) < 8, 'black is lifted');
  assert.ok(rise({ gain: -0.5 }, 0.95) < -25 && Math.abs(rise({ gain: -0.5 }, 0.03)) < 6, 'white is lowered');
  assert.ok(rise({ gamma: 0.5 }, 0.4) > 15, 'the middle is brighter');
  const tinted = at(only({ ...PLAIN_COLOR, tint: 0.8 }, ramp), 0.5);
  assert.ok(tinted[1] < at(plain, 0.5)[1] - 3, `magenta has less green: ${tinted.join(' ')}`);
  const spread = ([r, g, b]: Rgb): number => Math.max(r, g, b) - Math.min(r, g, b);
  const pale: Draw = () => [150, 140, 128];
  const vivid: Draw = () => [230, 30, 30];
  const grown = (draw: Draw): number =>
    spread(pixel(only({ ...PLAIN_COLOR, vibrance: 1 }, draw), 80, 45)) / spread(pixel(only(PLAIN_COLOR, draw), 80, 45));
  assert.ok(grown(pale) > 1.5 && grown(vivid) < 1.1, `pale ${grown(pale)}, vivid ${grown(vivid)}`);
});

test('colour correction that says nothing changes nothing, and old drafts stay as they were', () => {
  const zeros = { exposure: 0, tint: 0, vibrance: 0, highlights: 0, shadows: 0, lift: 0, gamma: 0, gain: 0 };
  assert.equal(hash(only({ ...PLAIN_COLOR, ...zeros })), hash(only(PLAIN_COLOR)));
  const plain = only(NOTHING);
  assert.ok(difference(only(PLAIN_COLOR), plain) < 0.6);
});

test('a region is hidden and nothing beside it', () => {
  const text: Draw = (x) => (x % 4 < 2 ? [240, 240, 240] : [10, 10, 10]);
  const plain = only(NOTHING, text);
  for (const how of ['blur', 'pixelate'] as const) {
    const frame = only({ kind: 'region', how, amount: 0.5, x: 0.5, y: 0.5, width: 0.5, height: 0.5 }, text);
    const inside = [90, 91, 92, 93, 94, 95, 96, 97].map((x) => light(pixel(frame, x, 60)));
    assert.ok(Math.max(...inside) - Math.min(...inside) < 60, `${how}: stripes are gone: ${inside.join(' ')}`);
    for (const [x, y] of [
      [20, 20],
      [20, 70],
      [120, 20],
      [77, 60],
    ] as const)
      assert.deepEqual(pixel(frame, x, y), pixel(plain, x, y), `${how} at ${x},${y}`);
  }
});

test('squares, mirrors and negatives are exact', () => {
  const squares = only(effectOf('pixelate', 0.8));
  assert.deepEqual(pixel(squares, 0, 0), pixel(squares, 5, 5));
  const mirrored = only(effectOf('mirror', 1));
  for (const x of [0, 10, 70]) assert.deepEqual(pixel(mirrored, 159 - x, 30), pixel(mirrored, x, 30));
  const four = only(effectOf('kaleidoscope', 1));
  assert.deepEqual(pixel(four, 150, 89 - 10), pixel(four, 9, 10));
  const negative = pixel(
    only(effectOf('invert', 1), () => [200, 60, 40]),
    80,
    40,
  );
  for (const [i, value] of [55, 195, 215].entries())
    assert.ok(Math.abs((negative[i] ?? 0) - value) < 6, negative.join(' '));
});

test('corners get darker evenly, the middle stays', () => {
  const gray: Draw = () => [180, 180, 180];
  const frame = only({ kind: 'vignette', amount: 1 }, gray);
  const [middle, corner, other] = [pixel(frame, 80, 45), pixel(frame, 1, 1), pixel(frame, 158, 88)].map(light) as [
    number,
    number,
    number,
  ];
  assert.ok(middle > 176 && corner < 115 && Math.abs(corner - other) < 4, `${middle} ${corner} ${other}`);
});

type Keyed = (x: number, y: number) => readonly [number, number, number, number];

function keyed(effect: Extract<Effect, { kind: 'key' }>, draw: Draw): Keyed {
  using source = picture(draw);
  const wiring = new Wiring(RATE);
  const input = key(wiring, 's0', effect, SIZE);
  using graph = openGraph({
    rate: RATE,
    sources: [{ ...SIZE, format: 'yuv420p', color: source.color }],
    nodes: wiring.nodes,
    output: { input, format: 'yuva420p' },
    threads: 1,
  });
  graph.push(0, source, 0);
  graph.end();
  const made = graph.pull();
  assert.ok(made !== null);
  using result = made.picture;
  const rgba = toRgba(result);
  return (x, y) => {
    const at = (y * SIZE.width + x) * 4;
    return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0];
  };
}

test('the key’s colour becomes transparent, in light and shade; everything else stays, without its reflection', () => {
  const skin: Rgb = [205, 150, 125];
  const draw: Draw = (x, y) => {
    if (x < 60) return y < 45 ? [0, 200, 70] : [0, 150, 50];
    return x < 110 ? skin : [150, 175, 140];
  };
  const effect = { kind: 'key', color: '#00b140', similarity: 0.25, softness: 0.08, spill: 0.8 } as const;
  const at = keyed(effect, draw);
  assert.ok(at(20, 20)[3] < 10 && at(20, 70)[3] < 10, `${at(20, 20).join(' ')} | ${at(20, 70).join(' ')}`);
  const [r, g, b, a] = at(85, 45);
  assert.ok(
    a > 245 && Math.abs(r - skin[0]) < 12 && Math.abs(g - skin[1]) < 12 && Math.abs(b - skin[2]) < 14,
    [r, g, b, a].join(' '),
  );
  const [red, green] = at(140, 45);
  assert.ok(green - red < 8, `green light on the edge is taken out: ${at(140, 45).join(' ')}`);
});

test('the plane of colour differences is that of BT.709', () => {
  const { u, v } = chromaOf('#00ff00');
  assert.ok(Math.abs(u - 41.6) < 1 && Math.abs(v - 26.3) < 1, `${u} ${v}`);
});
