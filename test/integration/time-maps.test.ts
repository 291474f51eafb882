import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { PLAIN_PLACEMENT } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import { playedBy, rampOf } from '../../src/draft/ramp.ts';
import { sliceVideo } from '../../src/draft/slice.ts';
import { readAudio } from '../../src/media/audio-reader.ts';
import { toGray, toRgba } from '../../src/media/picture.ts';
import { openVideoReader, picturesOf } from '../../src/media/video-reader.ts';
import type { Layer } from '../../src/protocol/chunk.ts';
import { shapeOf } from '../../src/render/chunk/feeds.ts';
import { Readers } from '../../src/render/chunk/readers.ts';
import { sourceFeed } from '../../src/render/chunk/source-feed.ts';
import { layerAt } from '../../src/render/plan/layer.ts';
import { CLICKS, makeVideo, readFrameNumber, SOUND_RATE } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

const bench = new RenderBench();
const RATE = { num: 30, den: 1 };
const CANVAS = canvasOf(128, 128, 30);
let source: Asset;

before(() => {
  const sound = { seconds: 9, value: CLICKS, offset: 0 };
  makeVideo(bench.file('clicks.mp4'), { rate: RATE, frames: 270, width: 128, height: 128, sound });
  source = bench.add('clicks.mp4');
});
after(() => bench[Symbol.asyncDispose]());

const numbersIn = (file: string): number[] => {
  const numbers: number[] = [];
  for (const { picture } of picturesOf(file, { threads: 1 })) numbers.push(readFrameNumber(picture));
  return numbers;
};

function clicksIn(file: string): number[] {
  const clicks: number[] = [];
  let at = 0;
  const options = { stream: null, from: 0, length: null, sampleRate: SOUND_RATE, channels: 1, tempo: 1 } as const;
  for (const block of readAudio(file, options)) {
    for (const [i, value] of block.entries()) {
      const seconds = (at + i) / SOUND_RATE;
      if (Math.abs(value) > 0.12 && seconds - (clicks.at(-1) ?? -1) > 0.08) clicks.push(seconds);
    }
    at += block.length;
  }
  return clicks;
}

test('a ramp shows the frames and plays the sounds of its parabola, forwards and backwards', async () => {
  const pace = rampOf(1, 3);
  const segment = clipOf(source, 0, 3000, { in: 1000, ...pace });
  const draft = { ...draftOf(CANVAS, { main: [segment] }), master: { targetLufs: null, peakDb: -1 } };
  await bench.render(draft);
  const numbers = numbersIn(bench.file('out.mp4'));
  assert.equal(numbers.length, 90);
  for (const [n, number] of numbers.entries()) {
    const expected = (1000 + playedBy(segment, (n * 1000) / 30)) * 0.03;
    assert.ok(Math.abs(number - expected) <= 1, `frame ${n} shows ${number}, not ${expected}`);
  }
  assert.ok(numbers.every((number, n) => n === 0 || number > (numbers[n - 1] ?? 0)));
  // Clicks sound at each half second of the source: 1.5, 2.5 … 6.5.
  const clicks = clicksIn(bench.file('out.mp4'));
  const places = clicks.map((seconds) => (1000 + playedBy(segment, seconds * 1000)) / 1000);
  for (const place of places) {
    const past = (place + 0.5) % 1;
    const off = Math.min(past, 1 - past);
    assert.ok(off < 0.09, `a click of ${place} s is heard beside its picture`);
  }
  assert.ok(clicks.length >= 5, `${clicks.length} clicks: ${clicks.join(' ')}`);
  await bench.render(draftOf(CANVAS, { main: [{ ...segment, reverse: true }] }));
  const back = numbersIn(bench.file('out.mp4'));
  assert.ok(
    Math.abs((back[0] ?? 0) - 209) <= 3 && Math.abs((back.at(-1) ?? 0) - 30) <= 3,
    `${back[0]} … ${back.at(-1)}`,
  );
  assert.ok((back[0] ?? 0) - (back[10] ?? 0) < 14, 'it begins slowly, as it is told to');
});

test('a ramp that is cut anywhere goes on as before', () => {
  const segment = clipOf(source, 0, 3000, { in: 500, ...rampOf(0.5, 2) });
  for (const reverse of [false, true]) {
    const whole = { ...segment, reverse };
    for (const cut of [700, 1500, 2900]) {
      const [a, b] = [sliceVideo(whole, 0, cut, false), sliceVideo(whole, cut, 3000, false)];
      assert.ok(Math.abs(a.duration * a.speed + b.duration * b.speed - 3000 * segment.speed) < 2);
      const at = (n: number): number => {
        const first = Math.round(cut * 0.03);
        const part = n < first ? a : { ...b, start: cut };
        return layerAt(part, source, n, RATE).at;
      };
      for (const n of [0, 10, 30, 60, 88]) {
        const expected = layerAt(whole, source, n, RATE).at;
        assert.ok(Math.abs(at(n) - expected) < 0.04, `${reverse} ${cut} ${n}: ${at(n)} for ${expected}`);
      }
    }
  }
});

test('pictures between those of the source are their mixture, and chunks do not change them', () => {
  const segment = clipOf(source, 0, 4000, { in: 1000, speed: 0.5, between: 'blend' });
  const whole = shownFrom(layerAt(segment, source, 0, RATE), 12);
  const parted = [
    ...shownFrom(layerAt(segment, source, 0, RATE), 5),
    ...shownFrom(layerAt(segment, source, 5, RATE), 7),
  ];
  assert.deepEqual(
    parted.map(({ hash }) => hash),
    whole.map(({ hash }) => hash),
  );
  const gray = (n: number): Buffer => whole[n]?.gray ?? Buffer.alloc(0);
  for (const n of [1, 3, 5]) {
    const [before, middle, next] = [gray(n - 1), gray(n), gray(n + 1)];
    let [far, moved] = [0, 0];
    for (let i = 0; i < middle.length; i++) {
      far += Math.abs((middle[i] ?? 0) - ((before[i] ?? 0) + (next[i] ?? 0)) / 2);
      moved += Math.abs((before[i] ?? 0) - (next[i] ?? 0));
    }
    assert.ok(moved / middle.length > 1, 'the source moves');
    assert.ok(far / middle.length < 1.5, `frame ${n} is ${far / middle.length} from the mean`);
  }
});

test('noise reduction and flicker removal see the same neighbours in every chunk', () => {
  for (const name of ['denoise', 'deflicker']) {
    const segment = clipOf(source, 0, 4000, { in: 1000, effects: [{ kind: 'effect', name, amount: 0.5 }] });
    const whole = shownFrom(layerAt(segment, source, 0, RATE), 14);
    const parted = [
      ...shownFrom(layerAt(segment, source, 0, RATE), 6),
      ...shownFrom(layerAt(segment, source, 6, RATE), 1),
      ...shownFrom(layerAt(segment, source, 7, RATE), 7),
    ];
    assert.deepEqual(
      parted.map(({ hash }) => hash),
      whole.map(({ hash }) => hash),
      name,
    );
    assert.deepEqual(
      whole.map(({ number }) => number),
      Array.from({ length: 14 }, (_, n) => 30 + n),
      name,
    );
  }
});

test('motion is followed between frames: what is computed lies where it must', () => {
  const segment = clipOf(source, 0, 2000, { in: 1000, speed: 0.5, between: 'flow' });
  const frames = shownFrom(layerAt(segment, source, 0, RATE), 7);
  assert.equal(frames.length, 7);
  for (const n of [0, 2, 4, 6]) assert.equal(frames[n]?.number, 30 + n / 2);
});

/** Frames of a layer as they come out of its source. */
function shownFrom(layer: Layer, frames: number): { hash: string; gray: Buffer; number: number }[] {
  using readers = new Readers(() => openVideoReader(bench.file('clicks.mp4'), { threads: 1, name: 'clicks.mp4' }));
  using reader = readers.lend(layer.asset, layer.at);
  using owned = new DisposableStack();
  using sample = reader.at(layer.at);
  const lend = (): typeof reader => owned.use(readers.lend(layer.asset, layer.at));
  using feed = sourceFeed(
    { ...layer, placement: PLAIN_PLACEMENT },
    { reader, lend, shape: shapeOf(sample), rate: RATE, frames },
  );
  return Array.from({ length: frames }, (_, n) => {
    using picture = feed.next(n);
    const rgba = toRgba(picture);
    return {
      hash: createHash('sha256').update(rgba).digest('hex'),
      gray: toGray(picture, picture.width, picture.height),
      number: readFrameNumber(picture),
    };
  });
}
