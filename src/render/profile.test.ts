import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExportOptions, profileFor } from './profile.ts';

const CANVAS = { width: 1280, height: 720, fps: 29.97, background: { kind: 'color', color: '#000000' } } as const;
const sizeOf = (
  resolution: string | null,
  canvas: typeof CANVAS | { width: number; height: number } = CANVAS,
): string => {
  const { video } = profileFor({ ...CANVAS, ...canvas }, { resolution, fps: null, quality: 'standard' });
  return `${video.width}x${video.height}`;
};

test('the size is the canvas, or what was asked for in the shape of the canvas', () => {
  const table: [string, string][] = [
    [sizeOf(null), '1280x720'],
    [sizeOf('1080p'), '1920x1080'],
    [sizeOf('4K'), '3840x2160'],
    [sizeOf('480p'), '854x480'],
    [sizeOf('1080x1920'), '1080x1920'],
    [sizeOf(' 1081 × 607 '), '1082x608'],
    [sizeOf('1080p', { width: 1080, height: 1920 }), '1080x1920'],
    [sizeOf('720p', { width: 1080, height: 1920 }), '720x1280'],
  ];
  for (const [actual, expected] of table) assert.equal(actual, expected);
});

test('rates are exact, GOPs half a second, and each quality is better than the one before', () => {
  const at = (options: Partial<ExportOptions>): ReturnType<typeof profileFor> =>
    profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', ...options });
  assert.deepEqual(at({}).video.rate, { num: 30_000, den: 1001 });
  assert.equal(at({}).video.gop, 15);
  assert.deepEqual(at({ fps: 60 }).video.rate, { num: 60, den: 1 });
  assert.equal(at({ fps: 24 }).video.gop, 12);
  assert.equal(at({ fps: 1 }).video.gop, 1);
  const [draft, standard, high] = (['draft', 'standard', 'high'] as const).map((quality) => at({ quality }).video.crf);
  assert.ok((draft ?? 0) > (standard ?? 0) && (standard ?? 0) > (high ?? 0));
});

test('what is no resolution, or beyond 4K or 120 fps, is refused by name', () => {
  const refuse = (options: Partial<ExportOptions>, code: string): void => {
    assert.throws(() => profileFor(CANVAS, { resolution: null, fps: null, quality: 'standard', ...options }), { code });
  };
  refuse({ resolution: 'huge' }, 'input.invalid');
  refuse({ resolution: '' }, 'input.invalid');
  refuse({ resolution: '9000x9000' }, 'render.too_large');
  refuse({ resolution: '99999x20' }, 'render.too_large');
  refuse({ fps: 121 }, 'render.too_large');
  refuse({ fps: 0 }, 'render.too_large');
  refuse({ fps: Number.NaN }, 'render.too_large');
});
