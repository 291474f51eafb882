import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_NOPTS_VALUE,
  AV_PICTURE_TYPE_NONE,
  AV_PKT_FLAG_KEY,
  AV_SAMPLE_FMT_S16,
  AVERROR_EAGAIN,
  type AVPacketFlag,
} from 'node-av/constants';
import {
  avChannelLayoutDefault,
  Codec,
  CodecContext,
  FormatContext,
  Frame,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import { type Rate, secondsOfFrame } from '../../src/base/time.ts';
import { check, isEnd } from '../../src/media/native.ts';
import { convertPicture, frameOf, pixelFormat } from '../../src/media/picture.ts';
import type { Picture } from '../../src/media/types.ts';
import { numberedPicture } from './make-media.ts';

/** Sources as cameras, recorders and other people's programs make them: any codec, any layout, times that are not ours. */
export type SourceSpec = {
  readonly frames: number;
  readonly rate: Rate;
  /** FFmpeg's names of the encoder, its pixel format and the container. */
  readonly encoder?: string;
  readonly pixelFormat?: string;
  readonly container?: string;
  readonly encoderOptions?: Readonly<Record<string, string>>;
  readonly muxerOptions?: Readonly<Record<string, string>>;
  /** In px; of each frame, where it changes. */
  readonly size?: (frame: number) => readonly [number, number];
  /** What a frame shows; its number if left out. */
  readonly draw?: (frame: number, width: number, height: number) => Picture;
  /** When a frame is shown, in seconds; by the rate if left out. Null: the file does not say. */
  readonly timeOf?: (frame: number) => number | null;
  /** What the header says of the rate, where that is a lie. */
  readonly saidRate?: Rate;
  readonly sound?: {
    readonly seconds: number;
    readonly channels: number;
    readonly value: (sample: number, channel: number) => number;
    /** When it begins, in seconds. */
    readonly offset?: number;
  };
};

const SOUND_RATE = 48_000;

type Timed = {
  readonly stream: number;
  readonly at: number | null;
  readonly dts: number | null;
  readonly duration: number;
  readonly isKey: boolean;
  readonly packet: Packet;
};

/** Writes such a source. Sound is 16-bit PCM, or FLAC beyond two channels. */
export function makeSource(out: string, spec: SourceSpec): void {
  const context = new FormatContext();
  check(context.allocOutputContext2(null, spec.container ?? 'mov', `file:${out}`), 'an output');
  for (const [key, value] of Object.entries(spec.muxerOptions ?? {})) check(context.setOption(key, value), key);
  const streams: Stream[] = [];
  const packets: Timed[] = [];
  const hasHeader = spec.container !== 'mpegts' && spec.container !== 'avi';
  encodePictures(
    spec,
    hasHeader,
    (encoder) => {
      const stream = context.newStream();
      stream.codecpar.fromContext(encoder);
      stream.timeBase = new Rational(1, 90_000);
      const said = spec.saidRate ?? spec.rate;
      stream.avgFrameRate = new Rational(said.num, said.den);
      stream.rFrameRate = stream.avgFrameRate;
      if (spec.container === 'avi') stream.timeBase = new Rational(spec.rate.den, spec.rate.num);
      streams.push(stream);
    },
    packets,
  );
  if (spec.sound !== undefined) {
    encodeSound(
      spec.sound,
      (encoder) => {
        const stream = context.newStream();
        stream.codecpar.fromContext(encoder);
        stream.timeBase = new Rational(1, SOUND_RATE);
        streams.push(stream);
      },
      packets,
    );
  }
  check(context.openOutputSync(), 'opening');
  check(context.writeHeaderSync(), 'the header');
  for (const timed of packets.toSorted((a, b) => (a.dts ?? a.at ?? 0) - (b.dts ?? b.at ?? 0)))
    write(context, streams, timed);
  check(context.writeTrailerSync(), 'the trailer');
  context.closeOutputSync();
  context.freeContext();
}

function write(context: FormatContext, streams: readonly Stream[], timed: Timed): void {
  const stream = streams[timed.stream];
  if (stream === undefined) throw new Error('no such stream');
  const units = (seconds: number | null): bigint =>
    seconds === null ? AV_NOPTS_VALUE : BigInt(Math.round(seconds / stream.timeBase.toDouble()));
  using packet = timed.packet;
  packet.streamIndex = timed.stream;
  packet.pts = units(timed.at);
  packet.dts = units(timed.dts);
  packet.duration = units(timed.duration);
  packet.flags = timed.isKey ? AV_PKT_FLAG_KEY : (0 as AVPacketFlag);
  check(context.writeFrameSync(packet), 'a packet');
}

/** One encoder after another, each as long as the size stays. */
function encodePictures(
  spec: SourceSpec,
  hasHeader: boolean,
  describe: (encoder: CodecContext) => void,
  packets: Timed[],
): void {
  const sizeOf = spec.size ?? (() => [96, 64] as const);
  const timeOf = spec.timeOf ?? ((frame: number) => secondsOfFrame(frame, spec.rate));
  const step = secondsOfFrame(1, spec.rate);
  let last = Number.NEGATIVE_INFINITY;
  for (let first = 0; first < spec.frames; ) {
    const [width, height] = sizeOf(first);
    let end = first;
    while (end < spec.frames && sizeOf(end)[0] === width && sizeOf(end)[1] === height) end++;
    const encoder = openEncoder(spec, width, height, hasHeader);
    if (first === 0) describe(encoder);
    let delay: number | null = null;
    let index = first;
    const drain = (): void => {
      for (const { pts, dts, isKey, packet } of received(encoder)) {
        delay ??= Number(pts - dts);
        const number = first + Number(pts);
        const at = timeOf(number);
        // Decoding times are those of the frames in order, as much earlier as the encoder holds pictures back.
        const back = index - delay;
        const dtsAt = at === null ? null : back < 0 ? (timeOf(0) ?? 0) + back * step : timeOf(back);
        last = dtsAt === null ? last : Math.max(last + step / 100, dtsAt);
        packets.push({ stream: 0, at, dts: dtsAt === null ? null : last, duration: step, isKey, packet });
        index++;
      }
    };
    for (let number = first; number < end; number++) {
      using drawn = spec.draw?.(number, width, height) ?? numberedPicture(number, width, height);
      using picture = convertPicture(drawn, spec.pixelFormat ?? 'yuv420p');
      const frame = frameOf(picture);
      frame.pts = BigInt(number - first);
      frame.pictType = AV_PICTURE_TYPE_NONE;
      check(encoder.sendFrameSync(frame), 'a picture');
      drain();
    }
    encoder.sendFrameSync(null);
    drain();
    encoder.freeContext();
    first = end;
  }
}

function openEncoder(spec: SourceSpec, width: number, height: number, hasHeader: boolean): CodecContext {
  const name = spec.encoder ?? 'libx264';
  const codec = Codec.findEncoderByName(name as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error(`no ${name}`);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = pixelFormat(spec.pixelFormat ?? 'yuv420p');
  encoder.timeBase = new Rational(spec.rate.den, spec.rate.num);
  encoder.framerate = new Rational(spec.rate.num, spec.rate.den);
  encoder.gopSize = 12;
  encoder.threadCount = 1;
  if (hasHeader) encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  for (const [key, value] of Object.entries(spec.encoderOptions ?? {})) check(encoder.setOption(key, value), key);
  check(encoder.open2Sync(codec), `opening ${name}`);
  return encoder;
}

function* received(encoder: CodecContext): Generator<{ pts: bigint; dts: bigint; isKey: boolean; packet: Packet }> {
  using packet = new Packet();
  packet.alloc();
  for (;;) {
    const code = encoder.receivePacketSync(packet);
    if (code === AVERROR_EAGAIN || isEnd(code)) return;
    check(code, 'a packet');
    const copy = packet.clone();
    if (copy === null) throw new Error('no memory');
    yield {
      pts: packet.pts,
      dts: packet.dts,
      isKey: packet.isKeyframe,
      packet: copy,
    };
    packet.unref();
  }
}

function encodeSound(
  sound: NonNullable<SourceSpec['sound']>,
  describe: (encoder: CodecContext) => void,
  packets: Timed[],
): void {
  const { channels, seconds, value, offset = 0 } = sound;
  const name = channels > 2 ? 'flac' : 'pcm_s16le';
  const codec = Codec.findEncoderByName(name as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error(`no ${name}`);
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = SOUND_RATE;
  encoder.sampleFormat = AV_SAMPLE_FMT_S16;
  encoder.channelLayout = avChannelLayoutDefault(channels);
  encoder.timeBase = new Rational(1, SOUND_RATE);
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  check(encoder.open2Sync(codec), name);
  describe(encoder);
  const block = encoder.frameSize > 0 ? encoder.frameSize : 1024;
  const total = Math.round(seconds * SOUND_RATE);
  const take = (): void => {
    for (const { pts, packet } of received(encoder)) {
      const at = offset + Number(pts) / SOUND_RATE;
      packets.push({ stream: 1, at, dts: at, duration: block / SOUND_RATE, isKey: true, packet });
    }
  };
  for (let from = 0; from < total; from += block) {
    const count = Math.min(block, total - from);
    const bytes = Buffer.alloc(count * channels * 2);
    for (let i = 0; i < count * channels; i++)
      bytes.writeInt16LE(Math.round(32_000 * value(from + Math.floor(i / channels), i % channels)), i * 2);
    using frame = Frame.fromAudioBuffer(bytes, {
      nbSamples: count,
      format: AV_SAMPLE_FMT_S16,
      sampleRate: SOUND_RATE,
      channelLayout: avChannelLayoutDefault(channels),
    });
    frame.pts = BigInt(from);
    check(encoder.sendFrameSync(frame), 'sound');
    take();
  }
  encoder.sendFrameSync(null);
  take();
}
