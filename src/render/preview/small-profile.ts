import { rateOf } from '../../base/time.ts';
import type { Canvas } from '../../draft/model.ts';
import type { Profile } from '../profile.ts';

/** The longer side of a preview, in px: twice what a player in a browser's window shows on most screens' half. */
const LONGER_SIDE = 640;
const MOST_FPS = 30;
/** Looks as the export does, at a tenth of its bytes. */
const CRF = 26;
const AUDIO_BIT_RATE = 128_000;
/** One group of pictures per segment: longer than any. */
const GOP = 100_000;

/**
 * How a preview of a canvas is encoded: its shape, at most 640 px long and 30 frames per second (a higher rate is
 * divided by a whole number). No B-frames: what is decoded first is shown first, and segments join as they are.
 */
export function smallProfile({ width, height, fps }: Canvas): Profile {
  const scale = Math.min(1, LONGER_SIDE / Math.max(width, height));
  const even = (px: number): number => Math.max(16, 2 * Math.round((px * scale) / 2));
  return {
    format: 'mp4',
    video: {
      codec: 'h264',
      width: even(width),
      height: even(height),
      rate: rateOf(fps / Math.ceil(fps / MOST_FPS - 1e-9)),
      crf: CRF,
      preset: 'superfast',
      gop: GOP,
      bFrames: 0,
      maxBitRate: null,
      threads: 1,
    },
    audioBitRate: AUDIO_BIT_RATE,
    isAudioLimited: true,
    stretches: null,
    maxBytes: null,
    mayShrink: false,
  };
}
