import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AudioScan, FileScan, VideoScan } from '../draft/file-scan.ts';
import { PLATFORMS, platformByWords } from '../draft/platforms.ts';
import { checkFile } from './check-file.ts';

const VIDEO: VideoScan = {
  codec: 'h264',
  profile: 'High',
  pixelFormat: 'yuv420p',
  width: 1080,
  height: 1920,
  interlaced: false,
  frames: 900,
  start: 0,
  end: 30,
  fps: 30,
  constantRate: true,
  longestGop: 15,
  closedGops: true,
  bitRate: 8e6,
  black: [],
  frozen: [],
};
const AUDIO: AudioScan = {
  codec: 'aac',
  profile: 'LC',
  sampleRate: 48_000,
  channels: 2,
  start: 0,
  end: 30,
  bitRate: 128e3,
};
const GOOD: FileScan = { container: 'mp4', bytes: 30e6, moovFirst: true, editLists: false, video: VIDEO, audio: AUDIO };
const LOUD = { integrated: -14, range: 4, truePeak: -1.5 };

const REELS = platformByWords('reels');
const broken = (scan: FileScan, loudness: typeof LOUD | null = LOUD): string[] => {
  assert.ok(REELS !== null);
  return checkFile(scan, loudness, REELS)
    .filter((rule) => !rule.ok)
    .map(({ rule }) => rule);
};
const video = (over: Partial<VideoScan>): FileScan => ({ ...GOOD, video: { ...VIDEO, ...over } });
const audio = (over: Partial<AudioScan>): FileScan => ({ ...GOOD, audio: { ...AUDIO, ...over } });

test('an upright file of ours meets the rules of every place that shows upright videos', () => {
  for (const platform of PLATFORMS) {
    if (platform.shapes?.some((shape) => Math.abs(shape - 9 / 16) < 0.01) === false) continue;
    const failing = checkFile(GOOD, LOUD, platform).filter((rule) => !rule.ok);
    assert.deepEqual(failing, [], platform.id);
  }
});

test('each rule is broken by what breaks it, and by nothing else', () => {
  const table: [string[], FileScan][] = [
    [['container'], { ...GOOD, container: 'webm', moovFirst: null, editLists: null }],
    [['index_first'], { ...GOOD, moovFirst: false }],
    [['edit_list'], { ...GOOD, editLists: true }],
    [['bytes'], { ...GOOD, bytes: 301e6 }],
    [['picture'], { ...GOOD, video: null }],
    [['codec'], video({ codec: 'mpeg4' })],
    [['profile'], video({ profile: 'Baseline' })],
    [['pixel_format'], video({ pixelFormat: 'yuv420p10le' })],
    [['progressive'], video({ interlaced: true })],
    [['size'], video({ width: 270, height: 480 })],
    [['shape'], video({ width: 1920, height: 1080 })],
    [['fps'], video({ fps: 15 })],
    [['constant_rate'], video({ constantRate: false })],
    [['closed_gop'], video({ closedGops: false })],
    [['gop_length'], video({ longestGop: 300 })],
    [['length'], video({ end: 2 })],
    [['length'], video({ end: 901 })],
    [['bit_rate'], video({ bitRate: 26e6 })],
    [['sound'], { ...GOOD, audio: null }],
    [['sound_codec'], audio({ codec: 'ac3', profile: null })],
    [['sound_codec'], audio({ profile: 'HE' })],
    [['sample_rate'], audio({ sampleRate: 96_000 })],
    [['channels'], audio({ channels: 6 })],
  ];
  for (const [rules, scan] of table) assert.deepEqual(broken(scan), rules);
  assert.deepEqual(broken(GOOD, { ...LOUD, integrated: -20 }), ['loudness']);
  assert.deepEqual(broken(GOOD, { ...LOUD, truePeak: 0.4 }), ['true_peak']);
  assert.deepEqual(broken(GOOD, null), [], 'what was not measured is not judged');
});

test('rates like 29.97 and 59.94 are within the limits that name whole numbers', () => {
  assert.deepEqual(broken(video({ fps: 59.94, longestGop: 30 })), []);
  assert.deepEqual(broken(video({ fps: 60_000 / 1001, longestGop: 30 })), []);
  assert.deepEqual(broken(video({ fps: 23.976, longestGop: 12 })), []);
});
