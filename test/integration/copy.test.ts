import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { measureGops } from '../../src/analysis/gops.ts';
import { rateOf } from '../../src/base/time.ts';
import type { Asset, GopFacts } from '../../src/draft/facts.ts';
import type { Canvas, VideoSegment } from '../../src/draft/model.ts';
import { readCodedPackets } from '../support/coded-packets.ts';
import { type H264Spec, makeH264 } from '../support/make-h264.ts';
import { readFrameNumber } from '../support/make-media.ts';
import { canvasOf, clipOf, draftOf, RenderBench } from '../support/render-bench.ts';
import { strictFrameNumbers } from '../support/strict-decoder.ts';

const bench = new RenderBench();
after(() => bench[Symbol.asyncDispose]());

const RATE = rateOf(30);
const SIZE = { width: 96, height: 64 };
const CANVAS = canvasOf(SIZE.width, SIZE.height, 30);

/** A source with its index of groups taken in. */
function source(name: string, spec: Partial<H264Spec> & { readonly params: string }): Asset & { gops: GopFacts } {
  makeH264(bench.file(name), { frames: 240, rate: RATE, ...spec });
  const probed = bench.add(name);
  const asset = { ...probed, gops: measureGops(bench.file(name), probed.probe) };
  bench.assets.set(asset.id, asset);
  return asset;
}

type Cut = { readonly asset: Asset; readonly from: number; readonly to: number };
const ms = (frame: number, canvas: Canvas): number => Math.round((frame * 1000) / canvas.fps);

/** Renders frames `[from, to)` of sources one after the other; returns what each picture shows and what was copied. */
async function cutAndRead(cuts: readonly Cut[], canvas = CANVAS): Promise<{ read: number[]; copied: number }> {
  let at = 0;
  const main: VideoSegment[] = cuts.map(({ asset, from, to }) => {
    const [start, end] = [ms(at, canvas), ms(at + to - from, canvas)];
    at += to - from;
    return clipOf(asset, start, end - start, { in: ms(from, canvas) });
  });
  const report = await bench.render(draftOf(canvas, { main }), { copy: 'always' });
  assert.equal(report.frames, at);
  const out = bench.file('out.mp4');
  playsEverywhere(out);
  return { read: strictFrameNumbers(out, readFrameNumber), copied: report.chunks.copied };
}

const wanted = (cuts: readonly Cut[]): number[] =>
  cuts.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

/** Another FFmpeg than ours reads it without a word, and the packets' times are even. */
function playsEverywhere(file: string): void {
  const { packets, timescale, rate } = readCodedPackets(file);
  const steps = new Set(packets.slice(1).map(({ dts }, i) => dts - (packets[i]?.dts ?? 0)));
  assert.deepEqual([...steps], [(timescale * rate.den) / rate.num], 'decoding times are even');
  assert.ok(packets.every(({ pts, dts }) => pts >= dts));
  assert.equal(Math.min(...packets.map(({ pts }) => pts)), 0);
  if (!hasFfmpeg) return;
  const run = spawnSync('ffmpeg', ['-v', 'warning', '-xerror', '-i', file, '-f', 'null', '-'], { encoding: 'utf8' });
  assert.equal(run.stderr, '');
  assert.equal(run.status, 0);
}

/** Structures that are copied. */
const STRUCTURES: Readonly<Record<string, Partial<H264Spec> & { readonly params: string }>> = {
  'two-second groups, B-frames that refer to each other': { params: 'keyint=60:min-keyint=60:scenecut=0:bframes=3' },
  'one level of B-frames, main profile': {
    params: 'keyint=48:min-keyint=48:scenecut=0:bframes=2:b-pyramid=none',
    profile: 'main',
  },
  'no B-frames, baseline profile': { params: 'keyint=30:min-keyint=30:scenecut=0', profile: 'baseline' },
  'groups of all lengths': { params: 'keyint=50:min-keyint=2:scenecut=80:bframes=3:rc-lookahead=20' },
  'four references': { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3:ref=4:slices=3' },
  'full range': { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3', isFullRange: true },
  'another id of its sets': { params: 'keyint=40:min-keyint=40:scenecut=0:sps-id=3' },
  'MPEG-TS, sets before each group': {
    params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3:aud=1:repeat-headers=1',
    container: 'mpegts',
  },
  'Matroska, times in whole milliseconds': {
    params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3',
    container: 'matroska',
  },
  'an MP4 that begins late': { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3', shift: 15 },
};

for (const [name, spec] of Object.entries(STRUCTURES)) {
  test(`${name}: every picture is the right one, over every seam`, async () => {
    const asset = source(`${createHash('sha1').update(name).digest('hex').slice(0, 8)}.x`, spec);
    assert.equal(asset.gops.refusal, null);
    const group = asset.gops.gops.find(({ refusal, first }) => refusal === null && first > 20);
    assert.ok(group !== undefined);
    // Cuts one after the other, beginning and ending at each offset around an edge of a group.
    const cuts: Cut[] = [];
    for (let offset = -5; offset <= 5; offset++) {
      cuts.push({ asset, from: group.first + offset, to: group.first + offset + 70 });
      cuts.push({ asset, from: group.first - 20 + offset, to: group.first + group.frames + offset });
    }
    const { read, copied } = await cutAndRead(cuts);
    assert.deepEqual(read, wanted(cuts));
    assert.ok(copied >= 5, `${copied} copies`);
  });
}

test('copied packets are those of the source, byte by byte, and all the others are encoded', async () => {
  const asset = source('bytes.mp4', { params: 'keyint=30:min-keyint=30:scenecut=0:bframes=3' });
  const cuts = [{ asset, from: 10, to: 130 }];
  const { read } = await cutAndRead(cuts);
  assert.deepEqual(read, wanted(cuts));
  const before = readCodedPackets(bench.file('bytes.mp4')).packets;
  const after_ = readCodedPackets(bench.file('out.mp4')).packets;
  const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
  const known = new Set(before.map(({ slices }) => digest(slices)));
  const same = after_.filter(({ slices }) => known.has(digest(slices)));
  // Groups from 30 to 120, and of the last one as many as stand complete when ten of it are shown.
  const tail = asset.gops.gops[4]?.ends.findLast((end) => end <= 10) ?? 0;
  assert.equal(same.length, 90 + tail);
});

test('nothing is copied of streams that are not plain, and the pictures are right all the same', async () => {
  const odd: Record<string, Partial<H264Spec> & { readonly params: string }> = {
    'open.mp4': { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3:open-gop=1' },
    'interlaced.mp4': { params: 'keyint=40:min-keyint=40', isInterlaced: true },
    'intra.mp4': { params: 'keyint=1' },
  };
  for (const [name, spec] of Object.entries(odd)) {
    const asset = source(name, spec);
    const cuts = [{ asset, from: 55, to: 135 }];
    const { read, copied } = await cutAndRead(cuts);
    assert.deepEqual(read, wanted(cuts), name);
    assert.equal(copied, 0, name);
  }
});

test('packets that are not where they were measured are encoded, and the file is right', async () => {
  const asset = source('moved.mp4', { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3' });
  const gops = { ...asset.gops, gops: asset.gops.gops.map((gop) => ({ ...gop, pts: gop.pts + 1 })) };
  bench.assets.set(asset.id, { ...asset, gops });
  const cuts = [{ asset, from: 35, to: 125 }];
  const { read, copied } = await cutAndRead(cuts);
  assert.deepEqual(read, wanted(cuts));
  assert.equal(copied, 0);
});

test('pictures that an edit list hides refuse the whole stream', async () => {
  const asset = source('hidden.mp4', { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3', shift: -7 });
  assert.equal(asset.gops.refusal, 'edit_list');
});

test('key frames that are no IDR pictures begin no group', () => {
  const { gops } = source('nonidr.mp4', { params: 'keyint=80:min-keyint=79:scenecut=90:bframes=0' });
  const { packets } = readCodedPackets(bench.file('nonidr.mp4'));
  assert.equal(gops.gops.length, packets.filter(({ isIdr }) => isIdr).length);
});

test('sources of other sets stand beside a copied one as encoded pictures', async () => {
  const a = source('a.mp4', { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=3:colormatrix=bt709', frames: 120 });
  const b = source('b.mp4', { params: 'keyint=40:min-keyint=40:scenecut=0:bframes=0', frames: 120 });
  const cuts = [
    { asset: a, from: 3, to: 100 },
    { asset: b, from: 10, to: 60 },
    { asset: a, from: 20, to: 119 },
  ];
  const { read, copied } = await cutAndRead(cuts);
  assert.deepEqual(read, wanted(cuts));
  assert.equal(copied, 2);
});
