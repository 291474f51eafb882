import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { textSegment } from '../../src/draft/build.ts';
import type { TextSegment } from '../../src/draft/model.ts';
import { PARTICLE_NAMES, type ParticleName } from '../../src/draft/particle-names.ts';
import { toRgba } from '../../src/media/picture.ts';
import { picturesOf } from '../../src/media/video-reader.ts';
import { profileFor } from '../../src/render/profile.ts';
import { type TextPicture, textPainter } from '../../src/render/text/text-painter.ts';
import { makeNumberedVideo } from '../support/numbered.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const CANVAS = { width: 160, height: 90 };
const STILL = { name: 'none', duration: 0 } as const;

const particles = (
  design: ParticleName,
  over: { amount?: number; color?: string | null; seed?: number } = {},
): TextSegment => ({
  ...textSegment('p', '✨', { start: 0, duration: 6000 }),
  role: 'graphic',
  x: 0.5,
  y: 0.5,
  animateIn: STILL,
  animateOut: STILL,
  graphic: { kind: 'particles', design, amount: 0.5, color: null, seed: 1, ...over },
});

const at = (segment: TextSegment, ms: number, canvas = CANVAS): TextPicture => {
  const picture = textPainter(segment, canvas).at(ms);
  assert.ok(picture !== null);
  return picture;
};

const printOf = ({ data }: TextPicture): string => createHash('sha256').update(data).digest('hex');

/** How much is covered, 0–1, and the mean colour of what is. */
function coverOf({ data, width, height }: TextPicture): { cover: number; red: number; blue: number } {
  let [alpha, red, blue] = [0, 0, 0];
  for (let p = 0; p < data.length; p += 4) {
    const a = data[p + 3] ?? 0;
    alpha += a;
    red += (data[p] ?? 0) * a;
    blue += (data[p + 2] ?? 0) * a;
  }
  return { cover: alpha / (255 * width * height), red: red / alpha, blue: blue / alpha };
}

test('the picture of a moment is the same whatever was drawn before it', () => {
  for (const design of PARTICLE_NAMES) {
    const painter = textPainter(particles(design), CANVAS);
    for (const ms of [0, 40, 900]) painter.at(ms);
    const late = painter.at(2500);
    assert.ok(late !== null && late.width === CANVAS.width && late.height === CANVAS.height);
    const print = printOf(late);
    assert.equal(printOf(at(particles(design), 2500)), print, design);
    assert.notEqual(printOf(at(particles(design), 2540)), print, `${design} stands still`);
    assert.notEqual(printOf(at(particles(design, { seed: 2 }), 2500)), print, `${design} has one seed`);
  }
});

test('every kind covers some of the picture and leaves most of it to be seen; no two are alike', () => {
  const prints = new Map<string, string>();
  for (const design of PARTICLE_NAMES) {
    for (const canvas of [CANVAS, { width: 90, height: 160 }]) {
      const { cover } = coverOf(at(particles(design), 3000, canvas));
      assert.ok(cover > 0.0015 && cover < 0.45, `${design} covers ${cover} of ${canvas.width}x${canvas.height}`);
    }
    const print = printOf(at(particles(design), 3000));
    assert.equal(prints.get(print), undefined, `${design} and ${prints.get(print)}`);
    prints.set(print, design);
  }
});

test('amount and colour are seen', () => {
  for (const design of PARTICLE_NAMES) {
    // Over a second: of a few flares there may be none at a moment.
    const covered = (amount: number): number => {
      const painter = textPainter(particles(design, { amount }), CANVAS);
      const all = [2000, 2300, 2600, 2900].map((ms) => painter.at(ms)).filter((picture) => picture !== null);
      return all.reduce((sum, picture) => sum + coverOf(picture).cover, 0);
    };
    const [few, usual, lots] = [covered(0.15), covered(0.5), covered(1)];
    assert.ok(few < usual && usual < lots, `${design}: ${few} ${usual} ${lots}`);
    const blue = coverOf(at(particles(design, { color: '#2040ff', amount: 1 }), 3000));
    assert.ok(blue.blue > blue.red * 1.15, `${design} is not blue: ${JSON.stringify(blue)}`);
    assert.equal(textPainter(particles(design, { amount: 0 }), CANVAS).at(1000), null);
  }
});

test('they come and go softly and follow the opacity of keyframes', () => {
  const soft: TextSegment = { ...particles('bokeh'), animateIn: { name: 'fade', duration: 400 } };
  assert.ok(coverOf(at(soft, 100)).cover < coverOf(at(soft, 500)).cover * 0.5);
  const keyed: TextSegment = {
    ...particles('bokeh'),
    keyframes: {
      opacity: [
        { at: 0, value: 0, ease: 'linear' },
        { at: 4000, value: 1, ease: 'linear' },
      ],
    },
  };
  assert.equal(textPainter(keyed, CANVAS).at(0), null);
  const [half, whole] = [coverOf(at(keyed, 2000)).cover, coverOf(at(particles('bokeh'), 2000)).cover];
  assert.ok(Math.abs(half / whole - 0.5) < 0.03, `${half / whole}`);
});

test('an export shows them over the clip, and a stretch of it has the very frames of the whole', async () => {
  await using bench = new RenderBench(1);
  makeNumberedVideo(bench.file('clip.mp4'), { width: 160, height: 90, fps: 10, frames: 20, half: 'upper', gop: 10 });
  const clip = bench.add('clip.mp4');
  const canvas = canvasOf(160, 90, 10);
  const plain = draftOf(canvas, { main: [clipOf(clip, 0, 2000)] });
  const snowy = draftOf(canvas, {
    main: [clipOf(clip, 0, 2000)],
    titles: [{ ...particles('snow', { amount: 1 }), duration: 2000 }],
  });
  const framesOf = async (draft: typeof plain, stretches?: { start: number; end: number }[]): Promise<Buffer[]> => {
    const profile = profileFor(canvas, { resolution: null, fps: null, quality: 'high' });
    await bench.render(draft, { profile: stretches === undefined ? profile : { ...profile, stretches } });
    return Array.from(picturesOf(bench.file('out.mp4'), { threads: 1 }), ({ picture }) => toRgba(picture));
  };
  const difference = (one: Buffer, other: Buffer): number => {
    let sum = 0;
    for (let i = 0; i < one.length; i++) sum += Math.abs((one[i] ?? 0) - (other[i] ?? 0));
    return sum / one.length;
  };
  const [without, whole, part] = [
    await framesOf(plain),
    await framesOf(snowy),
    await framesOf(snowy, [{ start: 1000, end: 1500 }]),
  ];
  assert.deepEqual([without.length, whole.length, part.length], [20, 20, 5]);
  for (const [i, frame] of whole.entries())
    assert.ok(difference(frame, without[i] as Buffer) > 1.2, `frame ${i} has no snow`);
  for (const [i, frame] of part.entries()) {
    const [same, next] = [difference(frame, whole[10 + i] as Buffer), difference(frame, whole[9 + i] as Buffer)];
    assert.ok(
      same < 1.5 && same < next / 2,
      `frame ${10 + i} of the whole differs by ${same}, its neighbour by ${next}`,
    );
  }
});
