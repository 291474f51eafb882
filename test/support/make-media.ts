import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_H264,
  AV_PIX_FMT_YUV420P,
  AV_PKT_DATA_DISPLAYMATRIX,
  AV_PKT_FLAG_KEY,
  AV_SAMPLE_FMT_FLTP,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVPacketFlag,
} from 'node-av/constants';
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  Dictionary,
  FormatContext,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import { type Rate, secondsOfFrame } from '../../src/base/time.ts';
import { encodeAac } from '../../src/media/audio-encoder.ts';
import { openChunkWriter } from '../../src/media/chunk-writer.ts';
import { check } from '../../src/media/native.ts';
import { ChunkHeader, type NumberedPacket, PacketSource, SoundHeader } from '../../src/media/packet-file.ts';
import { convertPicture, frameOf, pictureFromRgba, pixelFormat, toGray } from '../../src/media/picture.ts';
import { encodeStill } from '../../src/media/still-writer.ts';
import type { Picture, VideoEncoding } from '../../src/media/types.ts';
import { SOUND_RATE } from './make-speech.ts';

/** Small media with known content, made by our own encoders: every picture carries its number, every sound is a function. */

export { SOUND_RATE };

/** Bits of a number that a picture shows: four rows of four blocks. */
const COLUMNS = 4;
const ROWS = 4;

/** A folder that goes when the scope is left. */
export function tempFolder(): Disposable & { readonly path: string; readonly file: (name: string) => string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tellcut-test-'));
  return {
    path: folder,
    file: (name) => path.join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A picture that shows `number` (0-65535) as sixteen black or white blocks. */
export function numberedPicture(number: number, width: number, height: number): Picture {
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * ROWS) / height);
    for (let x = 0; x < width; x++) {
      const bit = row * COLUMNS + Math.floor((x * COLUMNS) / width);
      const value = (number >> bit) & 1 ? 235 : 20;
      rgba.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return pictureFromRgba(rgba, width, height);
}

/** The number that a picture shows, whatever its size and format. Turn it upright first. */
export function readFrameNumber(picture: Picture): number {
  const scale = 5;
  const gray = toGray(picture, COLUMNS * scale, ROWS * scale);
  let number = 0;
  for (let bit = 0; bit < COLUMNS * ROWS; bit++) {
    const x = (bit % COLUMNS) * scale + 2;
    const y = Math.floor(bit / COLUMNS) * scale + 2;
    if ((gray[y * COLUMNS * scale + x] ?? 0) > 127) number |= 1 << bit;
  }
  return number;
}

export type SoundSpec = {
  readonly seconds: number;
  /** The value at a sample, -1 to 1. */
  readonly value: (sample: number) => number;
  /** When the track begins, in seconds. */
  readonly offset?: number;
};

export type VideoSpec = {
  readonly frames: number;
  readonly rate: Rate;
  readonly width?: number;
  readonly height?: number;
  readonly gop?: number;
  readonly bFrames?: number;
  readonly container?: 'mp4' | 'mov' | 'matroska' | 'mpegts' | 'avi';
  /** Muxer options, such as movflags. */
  readonly options?: Readonly<Record<string, string>>;
  /** When a frame is shown, in seconds; by the rate if left out. */
  readonly timeOf?: (frame: number) => number;
  /** Clockwise degrees in the display matrix. */
  readonly rotation?: 90 | 180 | 270;
  readonly pixelAspect?: number;
  readonly sound?: SoundSpec;
  readonly language?: string;
};

/** The encoding of test chunks: small, with everything that makes order difficult. */
export function testEncoding(spec: Partial<VideoEncoding> & { readonly rate: Rate }): VideoEncoding {
  return {
    codec: 'h264',
    width: 96,
    height: 64,
    crf: 20,
    preset: 'veryfast',
    gop: 12,
    bFrames: 3,
    maxBitRate: null,
    threads: 1,
    ...spec,
  };
}

/** Writes a chunk whose pictures show `first`, `first + 1`, … */
export function makeChunk(out: string, encoding: VideoEncoding, frames: number, first = 0): void {
  using writer = openChunkWriter(out, encoding);
  for (let frame = 0; frame < frames; frame++) {
    using picture = numberedPicture(first + frame, encoding.width, encoding.height);
    writer.write(picture, frame);
  }
  writer.finish();
}

/** Stereo blocks of a function of the sample. */
export function* blocksOf(sound: SoundSpec, blockFrames = 4000): Generator<Float32Array> {
  const total = Math.round(sound.seconds * SOUND_RATE);
  for (let at = 0; at < total; at += blockFrames) {
    const block = new Float32Array(2 * Math.min(blockFrames, total - at));
    for (let i = 0; i < block.length / 2; i++) block[2 * i] = block[2 * i + 1] = sound.value(at + i);
    yield block;
  }
}

/** Sound with a click in each second, at its middle, over a faint tone. */
export const CLICKS = (sample: number): number =>
  sample % SOUND_RATE === SOUND_RATE / 2 ? 0.9 : 0.01 * Math.sin((2 * Math.PI * 440 * sample) / SOUND_RATE);

/** A file with numbered pictures and, if wanted, sound, muxed as others mux: with edit lists, offsets and variable times. */
export function makeVideo(out: string, spec: VideoSpec): void {
  const { rate, width = 96, height = 64, gop = 12, bFrames = 3 } = spec;
  const chunk = `${out}.chunk`;
  makeChunk(chunk, testEncoding({ rate, width, height, gop, bFrames }), spec.frames);
  using video = new PacketSource(chunk, ChunkHeader);
  const track = `${out}.aac`;
  if (spec.sound !== undefined) encodeAac(blocksOf(spec.sound), track, { sampleRate: SOUND_RATE, bitRate: 192_000 });
  using sound = spec.sound === undefined ? null : new PacketSource(track, SoundHeader);
  const muxer = new TestMuxer(out, spec.container ?? 'mp4', spec.options ?? {});
  const stream = muxer.addStream();
  describeVideo(stream, video.header, spec);
  const heard = sound === null ? null : muxer.addStream();
  if (heard !== null && sound !== null) describeSound(heard, sound.header, spec.language);
  muxer.begin();
  const packets = [...videoPackets(video, spec)];
  if (heard !== null && sound !== null) {
    for (const { number, data } of sound.packets()) {
      const at = (spec.sound?.offset ?? 0) + (number * sound.header.frameSize) / SOUND_RATE;
      packets.push({ stream: 1, at, dts: at, duration: sound.header.frameSize / SOUND_RATE, isKey: true, data });
    }
  }
  for (const packet of packets.toSorted((a, b) => a.dts - b.dts)) muxer.write(packet);
  muxer.end();
  rmSync(chunk);
  rmSync(track, { force: true });
}

type Timed = { stream: number; at: number; dts: number; duration: number; isKey: boolean; data: Buffer };

function* videoPackets(source: PacketSource<ChunkHeader>, spec: VideoSpec): Generator<Timed> {
  const timeOf = spec.timeOf ?? ((frame: number) => secondsOfFrame(frame, spec.rate));
  const step = secondsOfFrame(1, spec.rate);
  const all: NumberedPacket[] = [...source.packets()];
  for (const [index, { number, isKey, data }] of all.entries()) {
    const dts = timeOf(Math.max(0, index - source.header.delay)) + step * Math.min(0, index - source.header.delay);
    const next = number + 1 < all.length ? timeOf(number + 1) : timeOf(number) + step;
    yield { stream: 0, at: timeOf(number), dts, duration: next - timeOf(number), isKey, data };
  }
}

class TestMuxer {
  readonly #context = new FormatContext();
  readonly #streams: Stream[] = [];

  constructor(out: string, format: string, options: Readonly<Record<string, string>>) {
    check(this.#context.allocOutputContext2(null, format, `file:${out}`), 'an output');
    for (const [key, value] of Object.entries(options)) check(this.#context.setOption(key, value), key);
  }

  addStream(): Stream {
    const stream = this.#context.newStream();
    this.#streams.push(stream);
    return stream;
  }

  begin(): void {
    check(this.#context.openOutputSync(), 'opening');
    check(this.#context.writeHeaderSync(), 'the header');
  }

  write(timed: Timed): void {
    const stream = this.#streams[timed.stream];
    if (stream === undefined) return;
    const units = (seconds: number): bigint => BigInt(Math.round(seconds / stream.timeBase.toDouble()));
    using packet = new Packet();
    packet.alloc();
    packet.data = timed.data;
    packet.streamIndex = timed.stream;
    packet.pts = units(timed.at);
    packet.dts = units(timed.dts);
    packet.duration = units(timed.duration);
    packet.flags = timed.isKey ? AV_PKT_FLAG_KEY : (0 as AVPacketFlag);
    check(this.#context.interleavedWriteFrameSync(packet), 'a packet');
  }

  end(): void {
    check(this.#context.writeTrailerSync(), 'the trailer');
    this.#context.closeOutputSync();
    this.#context.freeContext();
  }
}

function describeVideo(stream: Stream, header: ChunkHeader, spec: VideoSpec): void {
  stream.codecpar.codecType = AVMEDIA_TYPE_VIDEO;
  stream.codecpar.codecId = AV_CODEC_ID_H264;
  stream.codecpar.width = header.width;
  stream.codecpar.height = header.height;
  stream.codecpar.format = AV_PIX_FMT_YUV420P;
  stream.codecpar.videoDelay = header.delay;
  stream.codecpar.extradata = Buffer.from(header.extradata, 'base64');
  stream.timeBase = new Rational(1, 90_000);
  stream.avgFrameRate = new Rational(spec.rate.num, spec.rate.den);
  if (spec.pixelAspect !== undefined) {
    const aspect = new Rational(Math.round(spec.pixelAspect * 1000), 1000);
    stream.sampleAspectRatio = aspect;
    stream.codecpar.sampleAspectRatio = aspect;
  }
  if (spec.rotation !== undefined) {
    stream.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, displayMatrix(spec.rotation));
  }
}

/** FFmpeg's nine fixed-point numbers for a clockwise turn. */
function displayMatrix(degrees: number): Buffer {
  const turn = (degrees * Math.PI) / 180;
  const one = 1 << 16;
  const matrix = [Math.cos(turn) * one, Math.sin(turn) * one, 0, -Math.sin(turn) * one, Math.cos(turn) * one, 0, 0, 0];
  const bytes = Buffer.alloc(36);
  for (const [index, value] of [...matrix, 1 << 30].entries()) bytes.writeInt32LE(Math.round(value), index * 4);
  return bytes;
}

function describeSound(stream: Stream, header: SoundHeader, language: string | undefined): void {
  stream.codecpar.codecType = AVMEDIA_TYPE_AUDIO;
  stream.codecpar.codecId = AV_CODEC_ID_AAC;
  stream.codecpar.format = AV_SAMPLE_FMT_FLTP;
  stream.codecpar.sampleRate = header.sampleRate;
  stream.codecpar.channelLayout = avChannelLayoutDefault(2);
  stream.codecpar.frameSize = header.frameSize;
  stream.codecpar.extradata = Buffer.from(header.extradata, 'base64');
  stream.timeBase = new Rational(1, header.sampleRate);
  if (language !== undefined) stream.metadata = Dictionary.fromObject({ language });
}

/** An animated GIF or WebP whose pictures show 0, 1, 2, … `seconds` long each. */
export function makeAnimation(out: string, type: 'gif' | 'webp', frames: number, seconds: number): void {
  const [name, format] = type === 'gif' ? ['gif', 'rgb8'] : ['libwebp_anim', 'bgra'];
  const codec = Codec.findEncoderByName(name as never); // the name is FFmpeg's own
  if (codec === null) throw new Error(`no encoder ${name}`);
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = 96;
  encoder.height = 64;
  encoder.pixelFormat = pixelFormat(format);
  encoder.timeBase = new Rational(Math.round(seconds * 100), 100);
  encoder.framerate = new Rational(100, Math.round(seconds * 100));
  check(encoder.open2Sync(codec), name);
  const context = new FormatContext();
  check(context.allocOutputContext2(null, type, `file:${out}`), 'an output');
  const stream = context.newStream();
  stream.codecpar.fromContext(encoder);
  stream.timeBase = encoder.timeBase;
  check(context.openOutputSync(), 'opening');
  check(context.writeHeaderSync(), 'the header');
  using packet = new Packet();
  packet.alloc();
  const drain = (): void => {
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = 0;
      packet.duration = 1n;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      check(context.writeFrameSync(packet), 'a packet');
      packet.unref();
    }
  };
  for (let number = 0; number < frames; number++) {
    using drawn = numberedPicture(number, 96, 64);
    using picture = convertPicture(drawn, format);
    frameOf(picture).pts = BigInt(number);
    frameOf(picture).duration = 1n;
    check(encoder.sendFrameSync(frameOf(picture)), 'a picture');
    drain();
  }
  encoder.sendFrameSync(null);
  drain();
  check(context.writeTrailerSync(), 'the trailer');
  context.closeOutputSync();
  context.freeContext();
}

/** A photo that shows a number. */
export function makeStill(out: string, type: 'jpeg' | 'png', number: number, size = { width: 96, height: 64 }): void {
  using picture = numberedPicture(number, size.width, size.height);
  writeFileSync(out, encodeStill(picture, type));
}
