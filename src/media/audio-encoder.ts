import { closeSync, openSync, readSync } from 'node:fs';
import {
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_QSCALE,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AVERROR_EAGAIN,
} from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib';
import { check, closing, isEnd } from './native.ts';
import { PacketSink, type SoundHeader } from './packet-file.ts';
import type { AudioBlock, SoundFile } from './types.ts';

/**
 * How sound is encoded. Blocks are interleaved stereo. `bitRate` is a limit; with `isVariable` AAC aims at the quality
 * that the rate stands for, and takes what that needs: less for speech, up to a third more for hard music.
 */
export type SoundEncoding = { readonly sampleRate: number; readonly bitRate: number; readonly isVariable?: boolean };

/** Frames per block that {@link soundBlocks} hands out: 85 ms at 48 kHz. */
const BLOCK_FRAMES = 4096;

/** The samples of a raw sound file, block by block. */
export function* soundBlocks(sound: SoundFile): Generator<AudioBlock> {
  const descriptor = openSync(sound.path, 'r');
  using _close = closing(() => closeSync(descriptor));
  const frameBytes = 4 * sound.channels;
  for (let done = 0; done < sound.samples; ) {
    const frames = Math.min(BLOCK_FRAMES, sound.samples - done);
    const bytes = new Uint8Array(frames * frameBytes);
    for (let filled = 0; filled < bytes.length; ) {
      const got = readSync(descriptor, bytes, filled, bytes.length - filled, done * frameBytes + filled);
      if (got === 0) throw new Error(`${sound.path} is shorter than ${sound.samples} samples`);
      filled += got;
    }
    yield new Float32Array(bytes.buffer);
    done += frames;
  }
}

/** What a track of sound is encoded as: AAC for MP4 and MOV, Opus for WebM. */
export type TrackCodec = SoundHeader['kind'];

/**
 * Encodes stereo blocks to a track for `joinMp4`. The first sample heard is the first sample given: of AAC the packet
 * that holds nothing but the encoder's run-in is dropped, so that no edit list is needed; Opus says in its header how
 * much a decoder drops. Returns the number of samples per channel.
 */
export function encodeTrack(
  codec: TrackCodec,
  blocks: Iterable<AudioBlock>,
  out: string,
  encoding: SoundEncoding,
): number {
  using encoder = new StereoEncoder(codec, encoding);
  const { extradata } = encoder;
  using sink = new PacketSink(out, {
    kind: codec,
    sampleRate: encoding.sampleRate,
    frameSize: encoder.frameSize,
    bitRate: encoding.bitRate,
    // RFC 7845: the pre-skip of OpusHead, counted at 48 kHz, which is what Opus runs at here.
    priming: codec === 'opus' ? extradata.readUInt16LE(10) : 0,
    extradata: extradata.toString('base64'),
  });
  // AAC's run-in is one packet: a window of 2048 samples slides by 1024, and FFmpeg's encoder adds nothing else.
  let packets = codec === 'aac' ? -1 : 0;
  const take = (packet: Packet): void => {
    const data = packet.data;
    if (packets >= 0 && data !== null) sink.add({ number: packets, isKey: true, data });
    packets++;
  };
  for (const block of blocks) encoder.push(block, take);
  const samples = encoder.finish(take);
  sink.finish(samples);
  return samples;
}

/** {@link encodeTrack} as AAC. */
export function encodeAac(blocks: Iterable<AudioBlock>, out: string, encoding: SoundEncoding): number {
  return encodeTrack('aac', blocks, out, encoding);
}

/** Encoders that {@link StereoEncoder} feeds: what they are called and which samples they take. */
const ENCODERS = {
  aac: { name: 'aac', format: AV_SAMPLE_FMT_FLTP },
  opus: { name: 'libopus', format: AV_SAMPLE_FMT_FLT },
  mp3: { name: 'libmp3lame', format: AV_SAMPLE_FMT_FLTP },
  wav: { name: 'pcm_s16le', format: AV_SAMPLE_FMT_S16 },
} as const;

/**
 * FFmpeg's AAC encoder repeats a packet until it has the wanted bits, up to some dozen times. At a fixed quality it does
 * so once: 0.57 s instead of 2.07 (256 kbit/s) or 1.22 (192) for two minutes of a talk. 1.5 of its units comes out like
 * the rate: talk 134 kbit/s with 54.7 dB SNR (140 with 57.1 at 256 kbit/s), lo-fi 228, 58.8 (250, 59.7), upbeat
 * 228, 24.5 (254, 24.7).
 */
const VARIABLE_QUALITY = 1.5;
/** FFmpeg's FF_QP2LAMBDA: its qualities count in 118ths. */
const LAMBDA = 118;

/** Samples per packet for encoders that do not care. */
const FREE_FRAME = 4096;

/** Stereo float blocks of any size in, packets out. */
export class StereoEncoder implements Disposable {
  readonly context = new CodecContext();
  readonly #isPlanar: boolean;
  readonly #packet = new Packet();
  /** One frame for all blocks: in a synchronous task what new ones hold piles up, 9 MB for each minute of sound. */
  readonly #frame = new Frame();
  readonly #pending: Float32Array;
  #filled = 0;
  #samples = 0;

  constructor(codec: keyof typeof ENCODERS, encoding: SoundEncoding) {
    const { name, format } = ENCODERS[codec];
    const found = Codec.findEncoderByName(name as Parameters<typeof Codec.findEncoderByName>[0]);
    if (found === null) throw new Error(`this FFmpeg has no encoder ${name}`);
    this.context.allocContext3(found);
    this.context.sampleFormat = format;
    this.context.sampleRate = encoding.sampleRate;
    this.context.channelLayout = AV_CHANNEL_LAYOUT_STEREO;
    this.context.timeBase = new Rational(1, encoding.sampleRate);
    this.context.bitRate = BigInt(encoding.bitRate);
    this.context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    // Half the CPU of the default coder at 192 kbit/s: SNR 58 against 41 dB on a talk, 46/43 on lo-fi, 22/24 on upbeat music.
    if (codec === 'aac') check(this.context.setOption('aac_coder', 'fast'), 'aac_coder');
    if (codec === 'aac' && encoding.isVariable === true) {
      this.context.setFlags(AV_CODEC_FLAG_QSCALE);
      this.context.globalQuality = Math.round(VARIABLE_QUALITY * LAMBDA);
    }
    check(this.context.open2Sync(found), `opening ${name}`);
    this.#isPlanar = format === AV_SAMPLE_FMT_FLTP;
    this.#pending = new Float32Array(2 * this.frameSize);
    this.#packet.alloc();
    this.#frame.alloc();
    this.#frame.nbSamples = this.frameSize;
    this.#frame.format = this.context.sampleFormat;
    this.#frame.sampleRate = this.context.sampleRate;
    this.#frame.channelLayout = AV_CHANNEL_LAYOUT_STEREO;
    check(this.#frame.getBuffer(), 'a block of sound');
  }

  get frameSize(): number {
    return this.context.frameSize > 0 ? this.context.frameSize : FREE_FRAME;
  }

  get extradata(): Buffer {
    return this.context.extraData ?? Buffer.alloc(0);
  }

  /** Takes a block; `take` sees each packet only during its call. */
  push(block: AudioBlock, take: (packet: Packet) => void): void {
    for (let read = 0; read < block.length; ) {
      const count = Math.min(block.length - read, this.#pending.length - this.#filled);
      this.#pending.set(block.subarray(read, read + count), this.#filled);
      this.#filled += count;
      read += count;
      if (this.#filled === this.#pending.length) this.#encode(take);
    }
  }

  /** Encodes what is left and flushes; the number of samples per channel that were given in all. */
  finish(take: (packet: Packet) => void): number {
    if (this.#filled > 0) this.#encode(take);
    check(this.context.sendFrameSync(null), 'ending the sound');
    this.#drain(take);
    return this.#samples;
  }

  #encode(take: (packet: Packet) => void): void {
    const frames = this.#filled / 2;
    const frame = this.#frame;
    // The encoder may still hold the block before: then this gives the frame memory of its own.
    check(frame.makeWritable(), 'a block of sound');
    frame.nbSamples = frames;
    frame.pts = BigInt(this.#samples);
    const planes = frame.data ?? [];
    if (this.#isPlanar) this.#fillPlanes(planes, frames);
    else if (this.context.sampleFormat === AV_SAMPLE_FMT_FLT) this.#fillFloats(planes[0], frames);
    else this.#fillShorts(planes[0], frames);
    check(this.context.sendFrameSync(frame), 'encoding sound');
    this.#samples += frames;
    this.#filled = 0;
    this.#drain(take);
  }

  #fillPlanes(planes: readonly Buffer[], frames: number): void {
    for (const [channel, plane] of planes.slice(0, 2).entries()) {
      const target = new Float32Array(plane.buffer, plane.byteOffset, frames);
      for (let i = 0; i < frames; i++) target[i] = this.#pending[2 * i + channel] ?? 0;
    }
  }

  #fillFloats(plane: Buffer | undefined, frames: number): void {
    if (plane === undefined) throw new Error('a block of sound without memory');
    new Float32Array(plane.buffer, plane.byteOffset, frames * 2).set(this.#pending.subarray(0, frames * 2));
  }

  #fillShorts(plane: Buffer | undefined, frames: number): void {
    if (plane === undefined) throw new Error('a block of sound without memory');
    const target = new Int16Array(plane.buffer, plane.byteOffset, frames * 2);
    for (let i = 0; i < frames * 2; i++) {
      target[i] = Math.max(-32_768, Math.min(32_767, Math.round((this.#pending[i] ?? 0) * 32_767)));
    }
  }

  #drain(take: (packet: Packet) => void): void {
    for (;;) {
      const code = this.context.receivePacketSync(this.#packet);
      if (code === AVERROR_EAGAIN || isEnd(code)) return;
      check(code, 'taking a packet of sound');
      take(this.#packet);
      this.#packet.unref();
    }
  }

  [Symbol.dispose](): void {
    this.#packet.free();
    this.#frame.free();
    this.context.freeContext();
  }
}
