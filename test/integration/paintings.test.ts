import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { PLAIN_PLACEMENT, textSegment, videoSegment } from '../../src/draft/build.ts';
import type { VideoSegment } from '../../src/draft/model.ts';
import { withPaintings } from '../../src/draft/painted-assets.ts';
import { PAINTINGS, type Painting, paintingId } from '../../src/draft/painting.ts';
import { draftIssues } from '../../src/draft/validate.ts';
import { decodeDraft, encodeDraft } from '../../src/draft/wire.ts';
import { toRgba } from '../../src/media/picture.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { widthOf } from '../../src/operations/script/letters.ts';
import { paintingPainter } from '../../src/render/shapes/painting-painter.ts';
import { layOut } from '../../src/render/text/layout.ts';
import { canvasOf, draftOf, RenderBench } from '../support/render-bench.ts';

const SIZE = { width: 160, height: 90 };
const CANVAS = canvasOf(160, 90, 25);
const COLORS = ['#1b1030', '#7a2e6b', '#ff8a5c', '#ffd166'];
const FACTS = { assets: withPaintings([]) };
const bench = new RenderBench(1);
after(() => bench[Symbol.asyncDispose]());

const painting = (design: Painting['design'], seed = 5): Painting => ({ design, colors: COLORS, seed });

function clip(n: number, start: number, duration: number, over: Partial<VideoSegment>): VideoSegment {
  const asset = FACTS.assets.get(paintingId(n));
  assert.ok(asset !== undefined);
  return { ...videoSegment(`seg_${n}`, asset, start), duration, in: 20_000 + start, ...over };
}

/** How far two pictures are apart: the mean difference of their channels. */
function apart(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / (a.length * 0.75);
}

test('every painting covers the picture, is the same twice, and moves unless it stands', () => {
  for (const design of PAINTINGS) {
    const [first, second] = [paintingPainter(painting(design), SIZE), paintingPainter(painting(design), SIZE)];
    const at = Uint8Array.from(first(21));
    assert.deepEqual(at, Uint8Array.from(second(21)), design);
    for (let i = 3; i < at.length; i += 4) assert.equal(at[i], 255, `${design} has a hole`);
    const later = apart(at, Uint8Array.from(first(24)));
    const stands = design === 'plain' || design === 'gradient' || design === 'paper';
    assert.ok(stands ? later === 0 : later > 0.2, `${design} moved by ${later}`);
    assert.deepEqual(Uint8Array.from(first(21)), at, `${design} depends on what was painted before`);
  }
});

test('a film of paintings shows what the painter paints, frame by frame, across a cut that goes on', async () => {
  // The second clip goes on where the first one ends: no seam, whatever the chunks are.
  const segments = [
    clip(1, 0, 400, { painting: painting('confetti') }),
    clip(2, 400, 400, { painting: painting('confetti') }),
    clip(3, 800, 200, { painting: painting('gradient') }),
  ];
  const draft = draftOf(CANVAS, { main: segments });
  assert.deepEqual(draftIssues(draft, FACTS), []);
  await bench.render(draft, { facts: FACTS, files: new Map() });
  const paint = paintingPainter(painting('confetti'), SIZE);
  const still = Uint8Array.from(paintingPainter(painting('gradient'), SIZE)(0));
  let n = 0;
  for (const { picture } of picturesOf(bench.file('out.mp4'), { threads: 1 })) {
    const expected = n < 20 ? Uint8Array.from(paint(20 + n / 25 + 0.002)) : still;
    const far = apart(toRgba(picture), expected);
    assert.ok(far < 4, `frame ${n} is ${far.toFixed(2)} away`);
    n++;
  }
  assert.equal(n, 25);
});

test('what is done to a clip is done to a painting: backwards it shows the same pictures in the other order', async () => {
  const shown = async (over: Partial<VideoSegment>): Promise<Uint8Array[]> => {
    const draft = draftOf(CANVAS, { main: [clip(1, 0, 400, { painting: painting('circles'), in: 20_000, ...over })] });
    await bench.render(draft, { facts: FACTS, files: new Map() });
    return Array.from(picturesOf(bench.file('out.mp4'), { threads: 1 }), ({ picture }) =>
      Uint8Array.from(toRgba(picture)),
    );
  };
  const [forward, backward] = [await shown({}), await shown({ reverse: true })];
  assert.equal(forward.length, 10);
  for (const [i, picture] of backward.entries()) {
    const other = forward[9 - i];
    assert.ok(other !== undefined && apart(picture, other) < 3, `frame ${i}`);
  }
  const turned = await shown({ placement: { ...PLAIN_PLACEMENT, fit: 'fill', flipH: true } });
  assert.ok(apart(turned[0] as Uint8Array, forward[0] as Uint8Array) > 3);
});

test('a painting survives the wire; one without its asset, or an asset without its painting, is a fault with a path', () => {
  const draft = draftOf(CANVAS, { main: [clip(1, 0, 400, { painting: painting('flow') })] });
  assert.deepEqual(decodeDraft(JSON.parse(JSON.stringify(encodeDraft(draft))), FACTS), draft);
  const [track] = draft.tracks;
  assert.ok(track?.type === 'video');
  const [segment] = track.segments;
  const { painting: _, ...unpainted } = segment as VideoSegment;
  const withSegment = (one: unknown): unknown => ({ ...draft, tracks: [{ ...track, segments: [one] }] });
  const pathsOf = (one: unknown): string[] => draftIssues(withSegment(one), FACTS).map(({ path }) => path);
  assert.deepEqual(pathsOf(unpainted), ['tracks.0.segments.0.painting']);
  assert.deepEqual(pathsOf({ ...segment, asset: 'ast_x' })[0], 'tracks.0.segments.0.painting');
  assert.ok(pathsOf({ ...segment, painting: { ...painting('flow'), colors: ['red', 'blue'] } }).length > 0);
});

test('paintings are known to whoever asks for one and are in no list', () => {
  assert.equal([...FACTS.assets].length, 0);
  assert.equal(FACTS.assets.get('painting_1')?.probe.kind, 'video');
  assert.equal(FACTS.assets.get('ast_1'), undefined);
});

test('lines of a film are as wide as they were worked out', () => {
  const context = createCanvas(1, 1).getContext('2d');
  const texts = ['Every laugh and every memory', 'Luna Candles', '20% off', 'João & Zoë', '月のしずく', '全场8折'];
  for (const font of ['sans', 'serif', 'display', 'hand', 'mono'] as const)
    for (const [weight, upper] of [
      ['bold', false],
      ['regular', true],
    ] as const)
      for (const text of texts) {
        const segment = textSegment('t', text, { start: 0, duration: 1000 });
        const style = { ...segment.style, font, weight, upper, size: 0.1, box: null };
        const shown = upper ? text.toUpperCase() : text;
        const { width } = layOut(context, shown, { ...segment, style, maxWidth: 1 }, { width: 3000, height: 1000 });
        const far = Math.abs(width / (widthOf(text, style) * 1000) - 1);
        assert.ok(far < 0.045, `${font} ${weight} "${shown}" is ${(far * 100).toFixed(1)} % away`);
      }
});
