import {
  AV_NOPTS_VALUE,
  AVDISCARD_ALL,
  AVERROR_EAGAIN,
  AVMEDIA_TYPE_VIDEO,
  type AVMediaType,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants';
import { CodecContext, Frame, Packet, type Stream } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import { Bypass } from './bypass.ts';
import { Deinterlacer } from './deinterlace.ts';
import { check, closing, decoderOf, type Input, isEnd, LIMITS, openInput, pickStream } from './native.ts';

/** Which stream of which file, and with how many threads it is decoded. `name` is what people call the file. */
export type StreamChoice = {
  readonly file: string;
  readonly type: AVMediaType;
  readonly index: number | null;
  readonly threads: number;
  readonly name?: string | undefined;
  /** Pictures that no other builds on are not deblocked: a tenth of the work, and nothing that is seen when small. */
  readonly isRough?: boolean | undefined;
  /** Only keyframes are decoded: for looking through a long file quickly. */
  readonly keysOnly?: boolean | undefined;
};

/** Reading errors in a row after which the rest of a damaged file is given up. */
const MOST_ERRORS = 200;
/** Demuxers without an index, or whose pictures build on all before them: going back means beginning again. */
const UNSEEKABLE = new Set(['gif', 'webp_anim', 'png_pipe', 'jpeg_pipe', 'webp_pipe']);

/** Demuxers of bare streams, which guess the time after a seek from the bit rate. */
const ESTIMATES = new Set(['mp3', 'aac', 'amr']);

/**
 * The decoded frames of one stream, in order. Damaged packets are skipped, as players do. Frames belong to whoever
 * took them. Throws named failures on opening: no such stream, codec not on our list, unreadable.
 */
export class FrameSource implements Disposable {
  readonly stream: Stream;
  readonly input: Input;
  readonly #decoder: CodecContext;
  readonly #packet = new Packet();
  #isDraining = false;
  #isHurrying = false;
  #errors = 0;
  /** After a seek: packets before a keyframe are dropped, and pictures that precede that keyframe in time. */
  #needsKey = false;
  #floor: bigint | null = null;
  #skipBefore: bigint | null = null;
  /** From the first interlaced picture on; pictures that it has finished. */
  #deinterlacer: Deinterlacer | null = null;
  readonly #whole: Frame[] = [];
  readonly #bypass: Bypass | null;

  constructor(choice: StreamChoice) {
    const input = openInput(choice.file, choice.name);
    try {
      const stream = pickStream(input, choice.type, choice.index);
      if (stream === null) throw fail('media.unreadable', { file: input.name });
      this.input = input;
      this.stream = stream;
      for (const other of input.context.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
      this.#decoder = openDecoder(input, stream, choice);
      this.#bypass = Bypass.of(stream);
      this.#packet.alloc();
    } catch (error) {
      input[Symbol.dispose]();
      throw error;
    }
  }

  /** The next frame, or null after the last one. */
  next(): Frame | null {
    for (;;) {
      const whole = this.#whole.shift();
      if (whole !== undefined) return whole;
      const frame = this.#decoded();
      if (frame !== null && this.#deinterlacer === null && !Deinterlacer.isNeededFor(frame)) return frame;
      if (frame === null && this.#deinterlacer === null) return null;
      this.#deinterlacer ??= new Deinterlacer(this.stream.timeBase);
      if (frame === null) {
        this.#whole.push(...this.#deinterlacer.end());
        if (this.#whole.length === 0) return null;
        continue;
      }
      using _taken = closing(() => frame.free());
      this.#whole.push(...this.#deinterlacer.push(frame));
    }
  }

  /** The next frame as the decoder gives it, or null after the last one. */
  #decoded(): Frame | null {
    const frame = new Frame();
    frame.alloc();
    for (;;) {
      const code = this.#decoder.receiveFrameSync(frame);
      if (code >= 0) {
        if (this.#floor === null || timestampOf(frame) >= this.#floor) return frame;
        frame.unref();
      } else if (code === AVERROR_EAGAIN) this.#feed();
      else if (isEnd(code)) {
        frame.free();
        return null;
      } else if (++this.#errors > MOST_ERRORS) this.#drain();
    }
  }

  /** Goes to the keyframe before a time of the stream. False when the container cannot: begin again then. */
  seek(timestamp: bigint): boolean {
    if (UNSEEKABLE.has(this.input.container.format)) return false;
    if (this.input.context.seekFrameSync(this.stream.index, timestamp, AVSEEK_FLAG_BACKWARD) < 0) return false;
    this.#decoder.flushBuffers();
    this.#deinterlacer?.reset();
    this.#bypass?.reset();
    for (const frame of this.#whole.splice(0)) frame.free();
    this.#isDraining = false;
    this.#errors = 0;
    this.#needsKey = this.stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO;
    this.#floor = null;
    return true;
  }

  /**
   * Leaves out pictures that no other builds on, for as long as it is on: for the way from a keyframe to the place that
   * is wanted. Those that the decoder holds already still come.
   */
  hurry(isOn: boolean): void {
    if (isOn === this.#isHurrying) return;
    this.#isHurrying = isOn;
    check(this.#decoder.setOption('skip_frame', isOn ? 'noref' : 'default'), 'skip_frame');
  }

  /** Pictures before the one that is shown at this time of the stream are wanted no more: some need no decoding then. */
  aim(timestamp: bigint): void {
    this.#bypass?.aim(timestamp);
  }

  /**
   * Makes `next` begin at or shortly before a time of the stream, by a seek or, where timestamps after a seek are
   * only estimates, by leaving packets out.
   */
  skipTo(timestamp: bigint): void {
    const start = this.stream.startTime === AV_NOPTS_VALUE ? 0n : this.stream.startTime;
    if (timestamp <= start) return;
    if (!ESTIMATES.has(this.input.container.format) && this.seek(timestamp)) return;
    this.#skipBefore = timestamp;
  }

  #feed(): void {
    while (!this.#isDraining) {
      const code = this.input.context.readFrameSync(this.#packet);
      if (code < 0) {
        if (isEnd(code) || ++this.#errors > MOST_ERRORS) this.#drain();
        continue;
      }
      const isWanted = this.#packet.streamIndex === this.stream.index && this.#isDecodable();
      if (isWanted) this.#decoder.sendPacketSync(this.#packet);
      this.#packet.unref();
      if (isWanted) return;
    }
  }

  #isDecodable(): boolean {
    const { pts, duration } = this.#packet;
    if (this.#skipBefore !== null && pts !== AV_NOPTS_VALUE && pts + duration < this.#skipBefore) return false;
    if (!this.#needsKey) return this.#bypass?.skips(this.#packet) !== true;
    if (!this.#packet.isKeyframe) return false;
    this.#needsKey = false;
    this.#floor = this.#packet.pts === AV_NOPTS_VALUE ? null : this.#packet.pts;
    return true;
  }

  #drain(): void {
    this.#isDraining = true;
    this.#decoder.sendPacketSync(null);
  }

  [Symbol.dispose](): void {
    for (const frame of this.#whole.splice(0)) frame.free();
    this.#deinterlacer?.[Symbol.dispose]();
    this.#packet.free();
    this.#decoder.freeContext();
    this.input[Symbol.dispose]();
  }
}

/** FFmpeg's best guess of when a frame is shown, in the stream's units; the least value when nothing is known. */
export const timestampOf = (frame: Frame): bigint => frame.bestEffortTimestamp;

function openDecoder(
  input: Input,
  stream: Stream,
  { threads, isRough = false, keysOnly = false }: StreamChoice,
): CodecContext {
  const codec = decoderOf(stream, input.name);
  const context = new CodecContext();
  context.allocContext3(codec);
  try {
    check(context.parametersToContext(stream.codecpar), 'stream parameters');
    context.pktTimebase = stream.timeBase;
    context.threadCount = threads;
    const most = input.container.kind === 'image' ? LIMITS.stillPixels : LIMITS.videoPixels;
    check(context.setOption('max_pixels', String(most)), 'max_pixels');
    if (isRough) check(context.setOption('skip_loop_filter', 'noref'), 'skip_loop_filter');
    if (keysOnly) check(context.setOption('skip_frame', 'nokey'), 'skip_frame');
    if (context.open2Sync(codec) < 0) throw fail('media.unreadable', { file: input.name });
    return context;
  } catch (error) {
    context.freeContext();
    throw error;
  }
}
