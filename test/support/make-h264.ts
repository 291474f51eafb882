import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVERROR_EAGAIN,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Packet, Rational } from 'node-av/lib';
import type { Rate } from '../../src/base/time.ts';
import { check, isEnd } from '../../src/media/native.ts';
import { convertPicture, frameOf, shareFrame } from '../../src/media/picture.ts';
import { numberedPicture } from './make-media.ts';

/** A stream as other people's encoders make them: every structure that copying must know or refuse. */
export type H264Spec = {
  readonly frames: number;
  readonly rate: Rate;
  /** x264's own words: `keyint=48:open-gop=1`. */
  readonly params: string;
  readonly profile?: 'baseline' | 'main' | 'high';
  readonly isFullRange?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  readonly container?: 'mp4' | 'matroska' | 'mpegts' | 'mov';
  readonly options?: Readonly<Record<string, string>>;
  /** Frames by which all times are later; negative ones make an edit list that hides pictures. */
  readonly shift?: number;
  readonly isInterlaced?: boolean;
};

/** Writes numbered pictures (see `numberedPicture`). */
export function makeH264(out: string, spec: H264Spec): void {
  const { rate, container = 'mp4', options = {}, shift = 0 } = spec;
  const encoder = openEncoder(spec);
  const context = new FormatContext();
  check(context.allocOutputContext2(null, container, `file:${out}`), 'an output');
  for (const [key, value] of Object.entries(options)) check(context.setOption(key, value), key);
  const stream = context.newStream();
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new Rational(1, 90_000);
  stream.avgFrameRate = new Rational(rate.num, rate.den);
  check(context.openOutputSync(), 'opening');
  check(context.writeHeaderSync(), 'the header');
  using packet = new Packet();
  packet.alloc();
  const drain = (): void => {
    for (;;) {
      const code = encoder.receivePacketSync(packet);
      if (code === AVERROR_EAGAIN || isEnd(code)) return;
      check(code, 'a packet');
      packet.pts += BigInt(shift);
      packet.dts += BigInt(shift);
      packet.duration = 1n;
      packet.streamIndex = 0;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      check(context.interleavedWriteFrameSync(packet), 'writing');
    }
  };
  for (let number = 0; number < spec.frames; number++) {
    using drawn = numberedPicture(number, encoder.width, encoder.height);
    using picture = convertPicture(drawn, 'yuv420p');
    const frame = shareFrame(frameOf(picture));
    frame.format = encoder.pixelFormat;
    frame.colorRange = encoder.colorRange;
    frame.pts = BigInt(number);
    check(encoder.sendFrameSync(frame), 'a picture');
    frame.free();
    drain();
  }
  encoder.sendFrameSync(null);
  drain();
  check(context.writeTrailerSync(), 'the trailer');
  context.closeOutputSync();
  context.freeContext();
  encoder.freeContext();
}

function openEncoder({ rate, params, profile = 'high', isFullRange = false, size, isInterlaced, container }: H264Spec) {
  const codec = Codec.findEncoderByName('libx264' as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error('no x264');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = size?.width ?? 96;
  encoder.height = size?.height ?? 64;
  encoder.pixelFormat = isFullRange ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  encoder.colorRange = isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  encoder.timeBase = new Rational(rate.den, rate.num);
  encoder.framerate = new Rational(rate.num, rate.den);
  encoder.threadCount = 1;
  // A stream with start codes repeats its parameter sets; a file keeps them once.
  if (container !== 'mpegts') encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  check(encoder.setOption('preset', 'veryfast'), 'preset');
  check(encoder.setOption('profile', profile), 'profile');
  check(encoder.setOption('crf', '18'), 'crf');
  check(encoder.setOption('x264-params', isInterlaced === true ? `${params}:tff=1` : params), 'params');
  check(encoder.open2Sync(codec), 'opening');
  return encoder;
}
