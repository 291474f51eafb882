import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGraph } from '../../src/media/graph.ts';
import { convertPicture, pictureFromRgba, sharePicture, solidPicture, toRgba } from '../../src/media/picture.ts';
import type { FilterName, Graph, GraphNode, GraphSpec, PictureShape } from '../../src/media/types.ts';
import { numberedPicture, readFrameNumber } from '../support/make-media.ts';

const RATE = { num: 30_000, den: 1001 };
const SHAPE: PictureShape = { width: 96, height: 64, format: 'yuv420p' };

function spec(nodes: readonly GraphNode[], sources: readonly PictureShape[] = [SHAPE], format = 'yuv420p'): GraphSpec {
  return { rate: RATE, sources, nodes, output: { input: nodes.at(-1)?.id ?? 's0', format }, threads: 1 };
}

const node = (id: string, filter: FilterName, options: GraphNode['options'], ...inputs: string[]): GraphNode => ({
  id,
  filter,
  options,
  inputs,
});

type Seen = { readonly number: number; readonly frame: number; readonly rgba: Buffer; readonly format: string };

function drain(graph: Graph): Seen[] {
  const seen: Seen[] = [];
  for (let out = graph.pull(); out !== null; out = graph.pull()) {
    using picture = out.picture;
    seen.push({ number: readFrameNumber(picture), frame: out.frame, rgba: toRgba(picture), format: picture.format });
  }
  return seen;
}

function run(graph: Graph, frames: number, ...offsets: number[]): Seen[] {
  const seen: Seen[] = [];
  for (let frame = 0; frame < frames; frame++) {
    for (const [source, offset] of offsets.entries()) {
      using drawn = numberedPicture(offset + frame, 96, 64);
      using picture = convertPicture(drawn, 'yuv420p');
      graph.push(source, picture, frame);
    }
    seen.push(...drain(graph));
  }
  graph.end();
  return [...seen, ...drain(graph)];
}

const pixel = (rgba: Buffer, width: number, x: number, y: number): number[] => [
  ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];
const near = (a: readonly number[], b: readonly number[], by = 4): void => {
  assert.ok(
    a.every((value, i) => Math.abs(value - (b[i] ?? 0)) <= by),
    `${a.join(' ')} is not ${b.join(' ')}`,
  );
};

test('frames come out with the numbers that they went in with', () => {
  using graph = openGraph(spec([node('a', 'hflip', {}, 's0'), node('b', 'hflip', {}, 'a')]));
  const seen = run(graph, 20, 100);
  assert.deepEqual(
    seen.map(({ frame }) => frame),
    Array.from({ length: 20 }, (_, i) => i),
  );
  assert.deepEqual(
    seen.map(({ number }) => number),
    Array.from({ length: 20 }, (_, i) => 100 + i),
  );
});

test('sources run in lockstep: an overlay shows the picture of the same frame', () => {
  using graph = openGraph(spec([node('a', 'overlay', { x: 0, y: 0 }, 's0', 's1')], [SHAPE, SHAPE]));
  const seen = run(graph, 15, 0, 5000);
  assert.deepEqual(
    seen.map(({ number, frame }) => [number, frame]),
    Array.from({ length: 15 }, (_, i) => [5000 + i, i]),
  );
});

test('a transition goes from one source to the other, and takes no more of the first when it is over', () => {
  const seconds = (10 * RATE.den) / RATE.num;
  using graph = openGraph(
    spec([node('x', 'xfade', { transition: 'wipeleft', duration: seconds, offset: 0 }, 's0', 's1')], [SHAPE, SHAPE]),
  );
  const seen = run(graph, 20, 0, 1000);
  assert.equal(seen.at(0)?.number, 0);
  assert.equal(seen.at(-1)?.number, 1019);
});

test('one picture can go two ways', () => {
  const nodes = [
    node('two', 'split', { outputs: 2 }, 's0'),
    node('small', 'scale', { w: 48, h: 32 }, 'two:1'),
    node('out', 'overlay', { x: 0, y: 0 }, 'two', 'small'),
  ];
  using graph = openGraph(spec(nodes));
  assert.equal(run(graph, 4, 3).length, 4);
});

test('pictures of another size or format than their source are converted, not mangled', () => {
  using graph = openGraph(spec([node('a', 'null', {}, 's0')]));
  for (const [frame, size] of [96, 192, 50].entries()) {
    using picture = numberedPicture(777, size, Math.round((size * 2) / 3));
    graph.push(0, picture, frame);
  }
  graph.end();
  assert.deepEqual(
    drain(graph).map(({ number, format }) => [number, format]),
    [
      [777, 'yuv420p'],
      [777, 'yuv420p'],
      [777, 'yuv420p'],
    ],
  );
});

test('colours survive: full range, RGB and alpha all leave as BT.709 in limited range', () => {
  const orange: [number, number, number, number] = [230, 120, 40, 255];
  using drawn = solidPicture(96, 64, orange);
  for (const format of ['yuv420p', 'yuvj420p', 'rgba', 'yuva420p']) {
    using picture = convertPicture(drawn, format);
    using graph = openGraph(spec([node('a', 'hflip', {}, 's0')], [{ ...SHAPE, format }]));
    graph.push(0, picture, 0);
    graph.end();
    const out = graph.pull();
    assert.ok(out !== null);
    using shown = out.picture;
    assert.deepEqual([shown.color.matrix, shown.color.range], ['bt709', 'tv'], format);
    near(pixel(toRgba(shown), 96, 40, 30), orange);
  }
});

test('black stays black and transparent stays transparent through every conversion', () => {
  using half = pictureFromRgba(Buffer.alloc(32 * 32 * 4, Buffer.from([200, 40, 90, 128])), 32, 32);
  using there = convertPicture(half, 'yuva420p');
  near(pixel(toRgba(there), 32, 16, 16), [200, 40, 90, 128]);
  using black = solidPicture(32, 32, [0, 0, 0, 255]);
  using yuv = convertPicture(black, 'yuv420p');
  assert.deepEqual(pixel(toRgba(yuv), 32, 5, 5), [0, 0, 0, 255]);
});

test('a shared picture outlives the one it was made from', () => {
  const first = solidPicture(16, 16, [10, 20, 30, 255]);
  using second = sharePicture(first);
  first[Symbol.dispose]();
  assert.deepEqual(pixel(toRgba(second), 16, 3, 3), [10, 20, 30, 255]);
});

test('filters that are not on the list do not exist, and mistakes are said', () => {
  for (const filter of ['movie', 'amovie', 'drawtext', 'subtitles', 'haldclut', 'sendcmd', 'metadata', 'toString']) {
    assert.throws(() => openGraph(spec([node('a', filter as FilterName, {}, 's0')])), /not on the list/);
  }
  for (const file of ['/etc/passwd', 'a.cube', '/tmp/users.cube', 'relative/x.0.cube', ''])
    assert.throws(() => openGraph(spec([node('a', 'lut3d', { file }, 's0')])), /none of ours/, file);
  const wrong: readonly (readonly [GraphNode, RegExp])[] = [
    [node('a', 'scale', { nonsense: 1 }, 's0'), /scale nonsense/],
    [node('a', 'scale', { w: Number.NaN }, 's0'), /scale w: NaN/],
    [node('a', 'hflip', {}, 'nobody'), /nothing in the graph is called nobody/],
  ];
  for (const [bad, message] of wrong) {
    using graph = openGraph(spec([bad]));
    using picture = solidPicture(96, 64, [0, 0, 0, 255]);
    assert.throws(() => graph.push(0, picture, 0), message);
  }
});

test('text in an option is text: it opens no file and adds no filter', () => {
  const hostile = "x',movie=/etc/passwd,hflip='";
  using graph = openGraph(spec([node('a', 'scale', { w: hostile }, 's0')]));
  using picture = solidPicture(96, 64, [0, 0, 0, 255]);
  assert.throws(() => graph.push(0, picture, 0));
});
