import { rmSync, writeFileSync } from 'node:fs';
import { rateOf } from '../../src/base/time.ts';
import { openChunkWriter } from '../../src/media/chunk-writer.ts';
import { joinMp4 } from '../../src/media/join.ts';
import { pictureFromRgba, toGray } from '../../src/media/picture.ts';
import { encodeStill } from '../../src/media/still-writer.ts';
import type { Picture } from '../../src/media/types.ts';
import { picturesOf } from '../../src/media/video-reader.ts';

/**
 * Sources whose every frame carries its number (plus one, so that no row is all black) as ten black or white blocks in
 * the upper or the lower half: two of them can be read apart in the middle of a cross-fade.
 */
export type Half = 'upper' | 'lower';

const BITS = 10;
/** Gray behind the blocks, dark enough that a block of either kind is told from it in no doubt. */
const BACKGROUND = 40;

export type NumberedVideo = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly half: Half;
  readonly gop?: number;
};

/** Writes frames 0, 1, 2… as an H.264 MP4 with B-frames. */
export function makeNumberedVideo(path: string, video: NumberedVideo): void {
  const { width, height, fps, frames, half, gop = 24 } = video;
  const rate = rateOf(fps);
  const encoding = { width, height, rate, gop, crf: 16, preset: 'veryfast', bFrames: 2, maxBitRate: null } as const;
  const chunk = `${path}.chunk`;
  {
    using writer = openChunkWriter(chunk, { ...encoding, codec: 'h264', threads: 1 });
    const pixels = Buffer.alloc(width * height * 4);
    for (let n = 0; n < frames; n++) {
      using picture = numbered(n, { width, height, half }, pixels);
      writer.write(picture, n);
    }
    writer.finish();
  }
  joinMp4({ chunks: [{ path: chunk, frames }], rate, audio: null, out: path, title: null }, () => undefined);
  rmSync(chunk);
}

/** Writes one numbered picture as a PNG. */
export function makeNumberedStill(path: string, n: number, shape: { width: number; height: number; half: Half }): void {
  using picture = numbered(n, shape, Buffer.alloc(shape.width * shape.height * 4));
  writeFileSync(path, encodeStill(picture, 'png'));
}

/** Draws into `pixels`, which serve for any number of pictures: large videos would otherwise wait for the collector. */
function numbered(
  n: number,
  { width, height, half }: Pick<NumberedVideo, 'width' | 'height' | 'half'>,
  pixels: Buffer,
): Picture {
  pixels.fill(Buffer.from([BACKGROUND, BACKGROUND, BACKGROUND, 255]));
  const top = Math.round(height * (half === 'upper' ? 0.1 : 0.6));
  const row = Buffer.alloc(width * 4, 255);
  for (let x = 0; x < width; x++) {
    const bit = Math.floor(((x + 0.5) / width) * BITS);
    row.fill(((n + 1) >> bit) & 1 ? 255 : 0, x * 4, x * 4 + 3);
  }
  for (let y = top; y < top + Math.round(height * 0.3); y++) pixels.set(row, y * width * 4);
  return pictureFromRgba(pixels, width, height);
}

/** A part of a picture, as fractions of it. */
export type Part = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
const ALL: Part = { left: 0, top: 0, right: 1, bottom: 1 };

/** What stands in each half: its number, or null where nothing (or too little of it) can be read. */
export type Read = { readonly upper: number | null; readonly lower: number | null };

/** Reads every frame of a file. `part`: where the numbered picture lies in it. */
export function readNumbers(path: string, part: Part = ALL): Read[] {
  const read: Read[] = [];
  for (const { picture } of picturesOf(path, { threads: 1 })) {
    read.push(readNumber(picture, part));
  }
  return read;
}

/** Reads one picture. A block counts as white from halfway to the brightest one on. */
export function readNumber(picture: Picture, part: Part = ALL): Read {
  const { width, height } = picture;
  const gray = toGray(picture, width, height);
  const level = (x: number, y: number): number => {
    const px = Math.floor((part.left + (part.right - part.left) * x) * width);
    const py = Math.floor((part.top + (part.bottom - part.top) * y) * height);
    return gray[py * width + px] ?? 0;
  };
  const row = (y: number): number | null => {
    const levels = Array.from({ length: BITS }, (_, bit) => level((bit + 0.5) / BITS, y));
    const [low, high] = [Math.min(...levels), Math.max(...levels)];
    if (high - low < 24) return null;
    return levels.reduce((sum, value, bit) => sum + (value > (low + high) / 2 ? 1 << bit : 0), 0) - 1;
  };
  return { upper: row(0.25), lower: row(0.75) };
}
