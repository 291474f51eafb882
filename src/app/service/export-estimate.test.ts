import assert from 'node:assert/strict';
import { test } from 'node:test';
import { platformByWords } from '../../draft/platforms.ts';
import { type ExportOptions, profileFor } from '../../render/profile.ts';
import { estimatedBytes, notesFor, speedOf } from './export-estimate.ts';
import type { RenderView } from './renders.ts';

const CANVAS = { width: 1920, height: 1080, fps: 30, background: { kind: 'color', color: '#000000' } } as const;
const profile = (options: Partial<ExportOptions> = {}): ReturnType<typeof profileFor> =>
  profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', ...options });
const footage = { durationMs: 10_000, usual: null };

test('bytes grow with length, size and quality, keep to limits, and follow what the source is like', () => {
  const plain = estimatedBytes(profile(), 'standard', footage) ?? 0;
  assert.ok(plain > 3_000_000 && plain < 15_000_000, `${plain}`);
  assert.equal(estimatedBytes(profile(), 'standard', { ...footage, durationMs: 20_000 }), plain * 2);
  assert.ok((estimatedBytes(profile({ resolution: '720p' }), 'standard', footage) ?? 0) < plain / 1.8);
  assert.ok((estimatedBytes(profile({ quality: 'high' }), 'high', footage) ?? 0) > plain);
  assert.equal(estimatedBytes(profile({ maxBytes: 1_000_000 }), 'standard', footage), 1_000_000);
  assert.ok(
    (estimatedBytes(profile(), 'standard', { ...footage, usual: 0.005 }) ?? 0) < plain / 5,
    'a screen recording',
  );
});

test('sounds have their bit rate, a WAV its samples, stills nobody knows', () => {
  assert.equal(estimatedBytes(profile({ format: 'wav' }), 'standard', footage), 10 * 48_000 * 4);
  assert.equal(estimatedBytes(profile({ format: 'mp3' }), 'standard', footage), (10 * 192_000) / 8);
  assert.equal(estimatedBytes(profile({ format: 'png' }), 'standard', footage), null);
});

/** An export of so many frames in Full HD that took so long. */
const made = (frames: number, seconds: number, chunks: { encoded: number; total: number }): RenderView =>
  ({
    startedAt: new Date(0),
    completedAt: new Date(seconds * 1000),
    report: { frames, width: 1920, height: 1080, chunks },
  }) as unknown as RenderView;

test('the speed is the middle one of exports that were really made; what lay ready says nothing', () => {
  assert.equal(speedOf([]), null);
  assert.equal(speedOf([made(300, 1, { encoded: 0, total: 10 }), made(300, 1, { encoded: 4, total: 10 })]), null);
  const whole = { encoded: 10, total: 10 };
  const speeds = [
    made(300, 10, whole),
    made(300, 20, whole),
    made(300, 5, whole),
    made(300, 0.1, { encoded: 1, total: 9 }),
  ];
  assert.equal(speedOf(speeds), (300 * 1920 * 1080) / 10);
});

test('a platform says what it refuses, what it shows bars around, and when all is well', () => {
  const platform = platformByWords('tiktok');
  assert.ok(platform !== null);
  const fine = notesFor(platform, { durationMs: 20_000, canvas: { ...CANVAS, width: 1080, height: 1920 }, bytes: 1e6 });
  assert.deepEqual(
    fine.map(({ isFault }) => isFault),
    [false],
  );
  assert.match(fine[0]?.said.en ?? '', /suit TikTok/);
  const long = notesFor(platform, {
    durationMs: 700_000,
    canvas: { ...CANVAS, width: 1000, height: 1000 },
    bytes: null,
  });
  assert.deepEqual(
    long.map(({ isFault }) => isFault),
    [true, false],
  );
  assert.match(long[0]?.said.en ?? '', /600 s at most; this is 700 s/);
  assert.match(long[1]?.said.zh ?? '', /黑边/);
});
