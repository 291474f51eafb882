import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_SAMPLE_FMT_FLT,
  type AVSampleFormat,
} from 'node-av/constants';
import {
  avChannelLayoutDefault,
  avGetBytesPerSample,
  avSampleFmtIsPlanar,
  type Frame,
  SoftwareResampleContext,
} from 'node-av/lib';
import { check } from './native.ts';

/** What the samples of a frame are; a change of any of these needs another resampler. */
export type SoundShape = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly mask: bigint;
  readonly format: AVSampleFormat;
};

export function shapeOf(frame: Frame): SoundShape {
  const { nbChannels, mask } = frame.channelLayout;
  return { sampleRate: frame.sampleRate, channels: nbChannels, mask, format: frame.format as AVSampleFormat };
}

export const isSameShape = (a: SoundShape, b: SoundShape): boolean =>
  a.sampleRate === b.sampleRate && a.channels === b.channels && a.mask === b.mask && a.format === b.format;

/**
 * Samples of one shape in, interleaved floats of our rate and channels out. Mono goes to both sides at full level, as
 * players play it; more than two channels are mixed down by FFmpeg's matrix without clipping.
 */
export class Resampler implements Disposable {
  readonly shape: SoundShape;
  readonly #context = new SoftwareResampleContext();
  readonly #channels: number;
  readonly #rate: number;
  readonly #isMono: boolean;
  readonly #planes: number;
  readonly #stride: number;

  constructor(shape: SoundShape, rate: number, channels: 1 | 2) {
    this.shape = shape;
    this.#rate = rate;
    this.#channels = channels;
    this.#isMono = shape.channels === 1 || channels === 1;
    const isPlanar = avSampleFmtIsPlanar(shape.format);
    this.#planes = isPlanar ? shape.channels : 1;
    this.#stride = avGetBytesPerSample(shape.format) * (isPlanar ? 1 : shape.channels);
    const layout = avChannelLayoutDefault(shape.channels);
    // A mask without as many bits as channels is a fault of the file: the usual layout for the count stands in.
    const source = bits(shape.mask) === shape.channels ? { ...layout, mask: shape.mask } : layout;
    const target = this.#isMono ? AV_CHANNEL_LAYOUT_MONO : AV_CHANNEL_LAYOUT_STEREO;
    const format = AV_SAMPLE_FMT_FLT;
    check(this.#context.allocSetOpts2(target, format, rate, source, shape.format, shape.sampleRate), 'a resampler');
    // Without this a mix into floats may exceed full scale: FFmpeg scales it down for integers only.
    check(this.#context.setOption('rematrix_maxval', '1'), 'a resampler');
    check(this.#context.init(), 'a resampler');
  }

  /** Converts samples `from` to `to` of a frame. */
  convert(frame: Frame, from: number, to: number): Float32Array {
    const planes = (frame.extendedData ?? frame.data ?? []).slice(0, this.#planes);
    return this.#run(
      planes.map((plane) => plane.subarray(from * this.#stride, to * this.#stride)),
      to - from,
    );
  }

  /** Converts that many samples of silence. */
  silence(count: number): Float32Array {
    const bytes = Buffer.alloc(count * this.#stride, this.#silentByte());
    return this.#run(
      Array.from({ length: this.#planes }, () => bytes),
      count,
    );
  }

  /** What is still inside. */
  flush(): Float32Array {
    return this.#run(null, 0);
  }

  #run(input: Buffer[] | null, count: number): Float32Array {
    const room =
      Math.ceil((count * this.#rate) / this.shape.sampleRate) + Number(this.#context.getDelay(BigInt(this.#rate))) + 64;
    const inner = this.#isMono ? 1 : 2;
    const out = Buffer.from(new ArrayBuffer(room * inner * 4));
    const got = check(this.#context.convertSync([out], room, input, count), 'resampling');
    const samples = new Float32Array(out.buffer, out.byteOffset, got * inner);
    return inner === this.#channels ? samples : twice(samples);
  }

  /** Unsigned bytes rest at 128. */
  #silentByte(): number {
    return avGetBytesPerSample(this.shape.format) === 1 ? 0x80 : 0;
  }

  [Symbol.dispose](): void {
    this.#context.free();
  }
}

function twice(mono: Float32Array): Float32Array {
  const both = new Float32Array(mono.length * 2);
  for (let i = 0; i < mono.length; i++) both[2 * i] = both[2 * i + 1] = mono[i] ?? 0;
  return both;
}

function bits(mask: bigint): number {
  return mask.toString(2).replaceAll('0', '').length;
}
