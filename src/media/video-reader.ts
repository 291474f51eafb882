import {
  AV_NOPTS_VALUE,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_RANGE_UNSPECIFIED,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import type { Frame, Stream } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import { FrameSource, type StreamChoice, timestampOf } from './frame-source.ts';
import { FramePicture, shareFrame } from './picture.ts';
import type { Picture, VideoReader } from './types.ts';

/** `stream`: index in the file, the best one if left out. `name`: what people call the file, for failures. */
export type VideoReaderOptions = {
  readonly threads: number;
  readonly stream?: number | null;
  readonly name?: string;
  /** See {@link StreamChoice}. */
  readonly isRough?: boolean;
  readonly keysOnly?: boolean;
};

/** A jump forward by more than this is made by a seek, in seconds: less is decoded through. */
const SEEK_FROM_S = 3;
/** A rough reader decodes all pictures from so long before the wanted one: more than decoders hold back, in seconds. */
const HURRY_S = 1;
/** How far before the wanted time a seek aims, in seconds, until it lands before it. */
const BACK_OFF_S = [0, 1, 4, 16];

/**
 * Opens a file's pictures for reading by time: see {@link VideoReader}. Pictures come as stored, not turned by the
 * rotation of the file. Throws named failures for what cannot be opened or has no picture that decodes.
 */
export function openVideoReader(file: string, options: VideoReaderOptions): SeekingReader {
  const { threads, stream = null, name, isRough = false, keysOnly = false } = options;
  return new SeekingReader({ file, type: AVMEDIA_TYPE_VIDEO, index: stream, threads, name, isRough, keysOnly });
}

/**
 * Every picture of a file in order, with its time in seconds after the first one. A picture is disposed of when the
 * next one is asked for.
 */
export function* picturesOf(
  file: string,
  options: VideoReaderOptions,
): Generator<{ readonly picture: Picture; readonly seconds: number }> {
  const { threads, stream = null, name } = options;
  using source = new FrameSource({ file, type: AVMEDIA_TYPE_VIDEO, index: stream, threads, name });
  const unit = source.stream.timeBase.toDouble();
  const pace = 2 * halfFrame(source.stream);
  let first: number | null = null;
  let last = -pace;
  for (;;) {
    const frame = source.next();
    if (frame === null) return;
    using picture = new FramePicture(frame);
    nameColours(frame);
    const at = timestampOf(frame);
    const said = at === AV_NOPTS_VALUE ? null : Number(at) * unit;
    first ??= said ?? 0;
    const seconds = said === null || said - first <= last ? last + pace : said - first;
    last = seconds;
    yield { picture, seconds };
  }
}

type Shown = { readonly frame: Frame; readonly at: bigint };

/** The reader behind {@link openVideoReader}. */
export class SeekingReader implements VideoReader {
  readonly #choice: StreamChoice;
  #source: FrameSource;
  #current: Shown;
  #next: Shown | null;
  readonly #first: bigint;
  /** Units of the stream's clock in a second. */
  readonly #perSecond: number;
  readonly #tolerance: number;
  /** Every picture came at the time that its packet says. */
  #isPlain = true;

  constructor(choice: StreamChoice) {
    this.#choice = choice;
    this.#source = new FrameSource(choice);
    const { timeBase } = this.#source.stream;
    this.#perSecond = timeBase.den / timeBase.num;
    this.#tolerance = halfFrame(this.#source.stream) * this.#perSecond;
    const first = this.#decode(null);
    if (first === null) {
      const { name } = this.#source.input;
      this.#source[Symbol.dispose]();
      throw fail('media.unreadable', { file: name });
    }
    this.#current = first;
    this.#first = first.at;
    this.#next = this.#decode(first);
  }

  get width(): number {
    return this.#current.frame.width;
  }

  get height(): number {
    return this.#current.frame.height;
  }

  get format(): string {
    return new FramePicture(this.#current.frame).format;
  }

  /** When the first picture is shown, in seconds on the container's clock: the zero of {@link at}. */
  get startSeconds(): number {
    return Number(this.#first) / this.#perSecond;
  }

  /** The time of the picture that {@link at} gave last, in seconds after the first one. */
  get shownSeconds(): number {
    return Number(this.#current.at - this.#first) / this.#perSecond;
  }

  at(seconds: number, within: number = this.#tolerance / this.#perSecond): Picture {
    const target = Number(this.#first) + (seconds + within) * this.#perSecond;
    if (target < Number(this.#current.at) && this.#current.at !== this.#first) this.#seek(target);
    else if (this.#next !== null && target - Number(this.#next.at) > SEEK_FROM_S * this.#perSecond) this.#seek(target);
    if (this.#isPlain) this.#source.aim(BigInt(Math.floor(target)));
    while (this.#next !== null && Number(this.#next.at) <= target) {
      if (this.#choice.isRough === true) this.#source.hurry(target - Number(this.#next.at) > HURRY_S * this.#perSecond);
      this.#step(this.#next);
    }
    return new FramePicture(shareFrame(this.#current.frame));
  }

  #step(next: Shown): void {
    this.#current.frame.free();
    this.#current = next;
    this.#next = this.#decode(next);
  }

  #decode(before: Shown | null): Shown | null {
    const frame = this.#source.next();
    if (frame === null) return null;
    nameColours(frame);
    const at = timestampOf(frame);
    if (before === null) return { frame, at: at === AV_NOPTS_VALUE ? 0n : at };
    // A time that is missing or runs backwards: this picture follows the one before at the source's pace.
    if (at === AV_NOPTS_VALUE || at <= before.at) {
      this.#isPlain = false;
      return { frame, at: before.at + BigInt(Math.max(1, Math.round(this.#tolerance * 2))) };
    }
    return { frame, at };
  }

  /** Puts the picture at or before `target` (units of the stream) or the first one into place. */
  #seek(target: number): void {
    for (const back of BACK_OFF_S) {
      const aim = Math.floor(target - back * this.#perSecond);
      if (aim <= Number(this.#first) || !this.#source.seek(BigInt(aim))) break;
      if (this.#land(target)) return;
    }
    this.#source[Symbol.dispose]();
    this.#source = new FrameSource(this.#choice);
    if (!this.#land(Number.POSITIVE_INFINITY)) throw fail('media.unreadable', { file: this.#source.input.name });
  }

  #land(latest: number): boolean {
    const landed = this.#decode(null);
    if (landed === null) return false;
    if (Number(landed.at) > latest) {
      landed.frame.free();
      return false;
    }
    this.#next?.frame.free();
    this.#next = null;
    this.#step(landed);
    return true;
  }

  [Symbol.dispose](): void {
    this.#current.frame.free();
    this.#next?.frame.free();
    this.#source[Symbol.dispose]();
  }
}

/**
 * Half of the shortest time between two pictures, in seconds. The real rate is the finest grid that all times fit on:
 * with a variable rate it is far above the average one; a millisecond is what a rounded time needs.
 */
function halfFrame(stream: Stream): number {
  const { avgFrameRate, rFrameRate } = stream;
  const average = avgFrameRate.num > 0 && avgFrameRate.den > 0 ? avgFrameRate.toDouble() : 25;
  const real = rFrameRate.num > 0 && rFrameRate.den > 0 ? rFrameRate.toDouble() : average;
  return Math.max(0.001, 0.5 / Math.max(average, real));
}

/** Says what an untagged picture's colours are, by the rule of players: HD is BT.709, smaller is BT.601. */
function nameColours(frame: Frame): void {
  if (frame.colorSpace === AVCOL_SPC_RGB) return;
  if (frame.colorSpace === AVCOL_SPC_UNSPECIFIED) {
    const isHd = Math.min(frame.width, frame.height) >= 720;
    const format = new FramePicture(frame).format;
    frame.colorSpace = /^yuv|^nv|^p01/.test(format) ? (isHd ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M) : AVCOL_SPC_RGB;
  }
  if (frame.colorRange === AVCOL_RANGE_UNSPECIFIED) {
    frame.colorRange = frame.colorSpace === AVCOL_SPC_RGB ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  }
}
