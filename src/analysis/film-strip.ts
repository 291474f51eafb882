import { fail } from '../base/errors.ts';
import type { ProbeFacts } from '../draft/facts.ts';
import { type FilmStrip, filmStripOf } from '../draft/film-strip.ts';
import { pictureFromRgba, toRgba } from '../media/picture.ts';
import { encodeStill } from '../media/still-writer.ts';
import { openVideoReader } from '../media/video-reader.ts';
import { asSeen } from './thumbnail.ts';

/** Quantiser of the sheet: small pictures beside one another hide more than one large picture. */
const QUALITY = 6;
/** Files with keyframes this far apart are decoded whole, unless that takes too long: they are longer than this, in ms. */
const WHOLE_MOST_MS = 120_000;

export type FilmStripOptions = { readonly name: string; readonly progress?: (done: number) => void };

/**
 * The bytes of a JPEG with the tiles of a file's film strip. Keyframes do where there are enough of them: a long file
 * takes seconds. Throws named failures for what cannot be read or has no picture.
 */
export function makeFilmStrip(file: string, probe: ProbeFacts, { name, progress }: FilmStripOptions): Buffer {
  const strip = filmStripOf(probe);
  if (strip === null) throw fail('input.no_picture', { file: name });
  const mayDecodeAll = probe.kind === 'video' && probe.duration <= WHOLE_MOST_MS;
  const drawing = { file, probe, strip, name, progress };
  const quick = draw({ ...drawing, keysOnly: probe.kind === 'video', needed: mayDecodeAll ? strip.count / 2 : 0 });
  const sheet = quick ?? draw({ ...drawing, keysOnly: false, needed: 0 });
  if (sheet === null) throw fail('media.unreadable', { file: name });
  using picture = pictureFromRgba(sheet, strip.width * strip.columns, sheetHeight(strip));
  return encodeStill(picture, 'jpeg', QUALITY);
}

const sheetHeight = ({ count, columns, height }: FilmStrip): number => Math.ceil(count / columns) * height;

type Drawing = {
  readonly file: string;
  readonly probe: ProbeFacts;
  readonly strip: FilmStrip;
  readonly name: string;
  readonly progress: FilmStripOptions['progress'];
  readonly keysOnly: boolean;
  /** So many different pictures at least, or null is the answer. */
  readonly needed: number;
};

function draw({ file, probe, strip, name, progress, keysOnly, needed }: Drawing): Uint8Array | null {
  const { video } = probe;
  if (video === null) return null;
  const { count, columns, width, height, everyMs } = strip;
  const stride = width * columns * 4;
  const sheet = new Uint8Array(stride * sheetHeight(strip));
  using reader = openVideoReader(file, { threads: 1, stream: video.streamIndex, name, isRough: true, keysOnly });
  const seen = new Set<number>();
  for (let tile = 0; tile < count; tile++) {
    // The middle of what the tile stands for.
    using picture = reader.at(((tile + 0.5) * everyMs) / 1000);
    seen.add(reader.shownSeconds);
    // Too few keyframes show before all of them were read.
    if (needed > 0 && tile >= 8 && seen.size < ((tile + 1) * needed) / count - 1) return null;
    using small = asSeen(picture, video, { width, height });
    const rgba = toRgba(small);
    const at = Math.floor(tile / columns) * height * stride + (tile % columns) * width * 4;
    for (let row = 0; row < height; row++)
      sheet.set(rgba.subarray(row * width * 4, (row + 1) * width * 4), at + row * stride);
    progress?.((tile + 1) / count);
  }
  return seen.size < needed ? null : sheet;
}
