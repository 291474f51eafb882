import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { pictureFromRgba, toGray, toRgba } from '../../src/media/picture.ts';
import { probeFile } from '../../src/media/probe.ts';
import { openVideoReader, picturesOf } from '../../src/media/video-reader.ts';
import { boxesOf } from '../support/boxes.ts';
import { makeStill, makeVideo, readFrameNumber } from '../support/make-media.ts';
import { makeSource, type SourceSpec } from '../support/make-source.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';

/** Sources as the world makes them, rendered and read back by content: each picture at its time, or a named refusal. */

const bench = new RenderBench();
after(() => bench[Symbol.asyncDispose]());
const RATE = { num: 25, den: 1 };
const VP9 = { encoder: 'libvpx-vp9', container: 'webm' } as const;
const QUICK = { deadline: 'realtime', 'cpu-used': '8' } as const;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const pause = (frame: number): number => frame / 25 + (frame >= 20 ? 3 : 0);

/** The numbers that a render of the whole source at 25 fps shows, and its faults. */
async function shown(name: string): Promise<number[]> {
  const asset = bench.add(name);
  const { duration, video } = asset.probe;
  const canvas = canvasOf(video?.width === 64 ? 64 : 96, 64, 25);
  const report = await bench.render(draftOf(canvas, { main: [clipOf(asset, 0, duration)] }));
  assert.equal(report.check?.ok, true);
  return numbersIn(bench.file('out.mp4'));
}

function numbersIn(file: string): number[] {
  const numbers: number[] = [];
  for (const { picture } of picturesOf(file, { threads: 1 })) numbers.push(readFrameNumber(picture));
  return numbers;
}

type Case = SourceSpec & { readonly name: string; readonly expected: readonly number[] };

const CASES: readonly Case[] = [
  {
    name: 'odd sides, H.264 4:4:4',
    frames: 50,
    rate: RATE,
    size: () => [97, 65],
    pixelFormat: 'yuv444p',
    expected: upTo(50),
  },
  {
    name: 'odd sides, VP9',
    frames: 50,
    rate: RATE,
    ...VP9,
    encoderOptions: QUICK,
    size: () => [97, 65],
    expected: upTo(50),
  },
  {
    name: 'odd sides, MJPEG in AVI',
    frames: 50,
    rate: RATE,
    encoder: 'mjpeg',
    pixelFormat: 'yuvj420p',
    container: 'avi',
    size: () => [97, 65],
    expected: upTo(50),
  },
  { name: 'ten bits, H.264', frames: 50, rate: RATE, pixelFormat: 'yuv420p10le', expected: upTo(50) },
  {
    name: 'ten bits, ProRes 4:2:2',
    frames: 50,
    rate: RATE,
    pixelFormat: 'yuv422p10le',
    encoder: 'prores_ks',
    expected: upTo(50),
  },
  {
    name: 'MPEG-2 of fields in a transport stream',
    frames: 50,
    rate: RATE,
    encoder: 'mpeg2video',
    container: 'mpegts',
    encoderOptions: { flags: '+ildct+ilme', b: '2000000' },
    expected: upTo(50),
  },
  { name: 'H.264 of fields', frames: 50, rate: RATE, encoderOptions: { 'x264-params': 'tff=1' }, expected: upTo(50) },
  {
    name: 'AVI with B-frames, which says no time of showing',
    frames: 50,
    rate: RATE,
    container: 'avi',
    expected: upTo(50),
  },
  {
    name: 'MPEG-4 in AVI with B-frames',
    frames: 50,
    rate: RATE,
    container: 'avi',
    encoder: 'mpeg4',
    encoderOptions: { bf: '2', b: '1000000' },
    expected: upTo(50),
  },
  {
    name: 'a size that changes, in a transport stream',
    frames: 60,
    rate: RATE,
    container: 'mpegts',
    encoderOptions: { 'x264-params': 'keyint=12' },
    size: (n) => (n < 24 ? [96, 64] : n < 48 ? [192, 128] : [64, 96]),
    expected: upTo(60),
  },
  {
    name: 'a size that changes, VP9',
    frames: 60,
    rate: RATE,
    ...VP9,
    encoderOptions: QUICK,
    size: (n) => (n < 24 ? [96, 64] : [192, 128]),
    expected: upTo(60),
  },
  {
    name: 'one keyframe, then none',
    frames: 120,
    rate: RATE,
    encoderOptions: { 'x264-params': 'keyint=infinite' },
    expected: upTo(120),
  },
  {
    name: 'no keyframe but a refresh that rolls',
    frames: 120,
    rate: RATE,
    encoderOptions: { 'x264-params': 'keyint=infinite:intra-refresh=1' },
    expected: upTo(120),
  },
  {
    name: 'a gap in the times, QuickTime',
    frames: 50,
    rate: RATE,
    timeOf: pause,
    expected: [...upTo(20), ...upTo(75).map(() => 19), ...upTo(30).map((i) => 20 + i)],
  },
  {
    name: 'a gap in the times, transport stream',
    frames: 50,
    rate: RATE,
    container: 'mpegts',
    timeOf: pause,
    expected: [...upTo(20), ...upTo(75).map(() => 19), ...upTo(30).map((i) => 20 + i)],
  },
  {
    name: 'times of a day ago',
    frames: 50,
    rate: RATE,
    container: 'mpegts',
    timeOf: (n) => n / 25 + 86_000,
    expected: upTo(50),
  },
  {
    name: 'times that wrap around',
    frames: 100,
    rate: RATE,
    container: 'mpegts',
    timeOf: (n) => n / 25 + 95_441.7177,
    expected: upTo(100),
  },
  {
    name: 'pictures before zero, which an edit list hides',
    frames: 50,
    rate: RATE,
    timeOf: (n) => n / 25 - 0.4,
    muxerOptions: { avoid_negative_ts: 'disabled' },
    expected: upTo(40).map((i) => i + 10),
  },
  {
    name: 'a header that says four times the rate',
    frames: 50,
    rate: RATE,
    container: 'matroska',
    saidRate: { num: 100, den: 1 },
    expected: upTo(50),
  },
  {
    name: 'a header that says a fifth of the rate',
    frames: 50,
    rate: RATE,
    container: 'matroska',
    saidRate: { num: 5, den: 1 },
    expected: upTo(50),
  },
];

for (const [i, { name, expected, ...spec }] of CASES.entries()) {
  test(`${name}: every picture at its time`, async () => {
    const file = `case-${i}.${spec.container ?? 'mov'}`;
    makeSource(bench.file(file), spec);
    assert.deepEqual(await shown(file), expected);
  });
}

test('a rate that the header lies about is what the pictures say', () => {
  for (const said of [5, 100]) {
    const file = bench.file(`said-${said}.mkv`);
    makeSource(file, { frames: 50, rate: RATE, container: 'matroska', saidRate: { num: said, den: 1 } });
    const { video } = probeFile(file);
    assert.ok(Math.abs((video?.fps ?? 0) - 25) < 0.01, `${video?.fps}`);
    assert.equal(video?.variableRate, false);
  }
});

test('times that are missing at the beginning: pictures in order, no failure', async () => {
  // Matroska has no room for times before zero: they are left out.
  const times = { timeOf: (n: number) => n / 25 - 0.4, muxerOptions: { avoid_negative_ts: 'disabled' } };
  makeSource(bench.file('missing.mkv'), { frames: 50, rate: RATE, container: 'matroska', ...times });
  const numbers = await shown('missing.mkv');
  assert.deepEqual(numbers, upTo(numbers.length));
  assert.ok(numbers.length >= 40);
});

/** Writes a number over the duration of the first box of a type, version 0: https://developer.apple.com/documentation/quicktime-file-format */
function lie(file: string, box: 'mvhd' | 'mdhd' | 'tkhd', factor: number): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(box) + 4 + { mvhd: 16, mdhd: 16, tkhd: 20 }[box];
  bytes.writeUInt32BE(Math.round(bytes.readUInt32BE(at) * factor), at);
  writeFileSync(file, bytes);
}

for (const factor of [0.2, 7]) {
  test(`a header that says ${factor} times the length is not believed`, async () => {
    for (const box of ['mvhd', 'mdhd', 'tkhd'] as const) {
      const file = `lie-${box}-${factor}.mov`;
      makeSource(bench.file(file), { frames: 100, rate: RATE });
      assert.ok(boxesOf(bench.file(file)).length > 0);
      lie(bench.file(file), box, factor);
      assert.deepEqual(await shown(file), upTo(100), box);
    }
  });
}

test('fields of two moments are made one picture: no combs', () => {
  // A bar that moves by four pixels between the fields of a frame.
  const draw = (frame: number, width: number, height: number) => {
    const pixels = Buffer.alloc(width * height * 4, 255);
    for (let y = 0; y < height; y++) {
      const left = 20 + 8 * frame + (y % 2) * 4;
      for (let x = 0; x < width; x++)
        pixels.fill(x >= left && x < left + 12 ? 235 : 16, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
    return pictureFromRgba(pixels, width, height);
  };
  const combs = (file: string): number => {
    let worst = 0;
    for (const { picture } of picturesOf(file, { threads: 1 })) {
      const gray = toGray(picture, picture.width, picture.height);
      let sum = 0;
      for (let y = 1; y + 1 < picture.height; y++)
        for (let x = 0; x < picture.width; x++) {
          const at = (dy: number): number => gray[(y + dy) * picture.width + x] ?? 0;
          sum += Math.max(0, Math.abs(2 * at(0) - at(-1) - at(1)) - 2 * Math.abs(at(-1) - at(1)));
        }
      worst = Math.max(worst, sum / (picture.width * picture.height));
    }
    return worst;
  };
  const spec = { frames: 12, rate: RATE, size: () => [160, 96] as const, draw };
  makeSource(bench.file('fields.mov'), { ...spec, encoderOptions: { 'x264-params': 'tff=1', crf: '8' } });
  makeSource(bench.file('woven.mov'), { ...spec, encoderOptions: { crf: '8' } });
  const [whole, woven] = [combs(bench.file('fields.mov')), combs(bench.file('woven.mov'))];
  assert.ok(woven > 10 && whole < woven / 8, `${whole} beside ${woven} of the same pictures called progressive`);
  // And in any order.
  using reader = openVideoReader(bench.file('fields.mov'), { threads: 1 });
  for (const frame of [11, 0, 6, 2]) {
    using picture = reader.at(frame / 25);
    const row = toGray(picture, 160, 96).subarray(48 * 160, 49 * 160);
    const left = row.findIndex((level) => level > 120);
    assert.ok(Math.abs(left - (22 + 8 * frame)) <= 4, `${left} in frame ${frame}`);
  }
});

for (const [name, spec] of [
  ['ProRes 4444', { encoder: 'prores_ks', pixelFormat: 'yuva444p10le' }],
  ['PNG in QuickTime', { encoder: 'png', pixelFormat: 'rgba' }],
  ['VP9', { ...VP9, pixelFormat: 'yuva420p', encoderOptions: { ...QUICK, 'auto-alt-ref': '0' } }],
  [
    'VP8',
    {
      encoder: 'libvpx',
      container: 'webm',
      pixelFormat: 'yuva420p',
      encoderOptions: { ...QUICK, 'auto-alt-ref': '0' },
    },
  ],
] as const) {
  test(`what is transparent in ${name} shows what is below`, async () => {
    const file = `alpha-${name.replaceAll(' ', '-')}.${'container' in spec ? spec.container : 'mov'}`;
    const draw = (_: number, width: number, height: number) => {
      const pixels = Buffer.alloc(width * height * 4);
      for (let i = 0; i < width * height; i++) pixels.set([230, 20, 20, i % width < width / 2 ? 255 : 0], i * 4);
      return pictureFromRgba(pixels, width, height);
    };
    makeSource(bench.file(file), { frames: 25, rate: RATE, draw, ...spec });
    const asset = bench.add(file);
    assert.equal(asset.probe.video?.alpha, true);
    const canvas = { ...canvasOf(96, 64, 25), background: { kind: 'color', color: '#1020e0' } } as const;
    await bench.render(draftOf(canvas, { main: [clipOf(asset, 0, 1000)] }));
    using reader = openVideoReader(bench.file('out.mp4'), { threads: 1 });
    using picture = reader.at(0.5);
    const first = toRgba(picture);
    const colour = (x: number): number[] => [...first.subarray((32 * 96 + x) * 4, (32 * 96 + x) * 4 + 3)];
    const isNear = (a: number[], b: number[]): boolean => a.every((v, i) => Math.abs(v - (b[i] ?? 0)) < 24);
    assert.ok(isNear(colour(16), [230, 20, 20]), colour(16).join(' '));
    assert.ok(isNear(colour(80), [16, 32, 224]), colour(80).join(' '));
  });
}

for (const fps of [120, 240]) {
  test(`${fps} pictures a second: each frame shows the nearest one`, async () => {
    makeSource(bench.file(`fast-${fps}.mov`), { frames: 240, rate: { num: fps, den: 1 } });
    const numbers = await shown(`fast-${fps}.mov`);
    assert.equal(numbers.length, (240 * 25) / fps);
    for (const [i, number] of numbers.entries()) {
      assert.ok(Math.abs(number - (i * fps) / 25) <= 0.75, `${number} for ${(i * fps) / 25}`);
    }
  });
}

test('a variable rate that begins late: each picture for as long as it lasts', async () => {
  const timeOf = (n: number): number => 0.3 + n / 30 + (n % 3) * 0.008;
  makeVideo(bench.file('phone.mp4'), { frames: 60, rate: { num: 30, den: 1 }, timeOf });
  const asset = bench.add('phone.mp4');
  assert.equal(asset.probe.video?.variableRate, true);
  await bench.render(draftOf(canvasOf(96, 64, 50), { main: [clipOf(asset, 0, 1900)] }));
  const numbers = numbersIn(bench.file('out.mp4'));
  assert.equal(numbers.length, 95);
  for (const [frame, number] of numbers.entries()) {
    const at = frame / 50 + 0.3;
    assert.ok(timeOf(number) <= at + 0.011 && timeOf(number + 1) > at - 0.011, `${number} at ${at}`);
  }
});

test('a photo of 24 megapixels is shown right; one beyond the limit is refused with what to do', async () => {
  makeStill(bench.file('large.jpg'), 'jpeg', 4711, { width: 6000, height: 4000 });
  const asset = bench.add('large.jpg');
  await bench.render(draftOf(canvasOf(96, 64, 25), { main: [clipOf(asset, 0, 400)] }));
  assert.deepEqual(
    numbersIn(bench.file('out.mp4')),
    upTo(10).map(() => 4711),
  );
  makeStill(bench.file('huge.png'), 'png', 1, { width: 8064, height: 6048 });
  const refused = { code: 'media.over_limit', message: /huge\.png.*8064 × 6048.*35\.4 megapixels.*smaller/ };
  assert.throws(() => probeFile(bench.file('huge.png')), refused);
});

test('photos of phones that we cannot read say how to get one that we can', () => {
  for (const [brand, more, type] of [
    ['heic', 'mif1heic', 'HEIC'],
    ['mif1', 'mif1heic', 'HEIC'],
    ['avif', 'avifmif1miaf', 'AVIF'],
    ['mif1', 'mif1avifmiaf', 'AVIF'],
    ['crx ', 'crx isom', 'RAW'],
  ] as const) {
    const head = Buffer.alloc(16 + more.length);
    head.writeUInt32BE(head.length, 0);
    head.write(`ftyp${brand}`, 4, 'latin1');
    head.write(more, 16, 'latin1');
    writeFileSync(bench.file('IMG_1.HEIC'), Buffer.concat([head, Buffer.alloc(2000)]));
    const refused = { code: 'media.photo_type', message: new RegExp(`IMG_1\\.HEIC.*${type}.*JPEG`) };
    assert.throws(() => probeFile(bench.file('IMG_1.HEIC')), refused);
    assert.throws(() => openVideoReader(bench.file('IMG_1.HEIC'), { threads: 1 }), refused);
  }
});

test('a codec that we do not decode is refused by name', () => {
  makeSource(bench.file('old.mov'), { frames: 5, rate: RATE, encoder: 'qtrle', pixelFormat: 'argb' });
  assert.throws(() => probeFile(bench.file('old.mov')), { code: 'media.unsupported_type' });
});
