import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  AVERROR_EAGAIN,
} from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational } from 'node-av/lib';
import { check, isEnd } from './native.ts';
import { PacketSink } from './packet-file.ts';
import { convertPicture, frameOf, shareFrame } from './picture.ts';
import type { ChunkWriter, Picture, VideoEncoding } from './types.ts';

/**
 * Opens a chunk for writing: x264 High, closed GOPs, BT.709 limited range. All chunks of one encoding carry the same
 * parameter sets, so that they join by packets. Pictures of another size or format are converted. Throws what the file
 * system throws (no space, no folder).
 */
export function openChunkWriter(path: string, encoding: VideoEncoding): ChunkWriter {
  return new X264Writer(path, encoding);
}

class X264Writer implements ChunkWriter {
  readonly #encoding: VideoEncoding;
  readonly #encoder: CodecContext;
  readonly #sink: PacketSink;
  readonly #packet = new Packet();
  #written = 0;

  constructor(path: string, encoding: VideoEncoding) {
    this.#encoding = encoding;
    this.#encoder = openX264(encoding);
    this.#packet.alloc();
    try {
      this.#sink = new PacketSink(path, {
        kind: 'video',
        width: encoding.width,
        height: encoding.height,
        rate: encoding.rate,
        delay: this.#encoder.hasBFrames,
        extradata: (this.#encoder.extraData ?? Buffer.alloc(0)).toString('base64'),
      });
    } catch (error) {
      this.#packet.free();
      this.#encoder.freeContext();
      throw error;
    }
  }

  write(picture: Picture, frame: number): void {
    using fitted = this.#fit(picture);
    fitted.pts = BigInt(frame);
    // A decoded frame remembers which type it was, and the encoder would take that for an order.
    fitted.pictType = AV_PICTURE_TYPE_NONE;
    check(this.#encoder.sendFrameSync(fitted), 'encoding a picture');
    this.#written++;
    this.#drain();
  }

  finish(): number {
    check(this.#encoder.sendFrameSync(null), 'ending a chunk');
    this.#drain();
    this.#sink.finish(this.#written);
    return this.#written;
  }

  #fit(picture: Picture) {
    const { width, height } = this.#encoding;
    const { matrix, range } = picture.color;
    const isBt709 = (matrix === null || matrix === 'bt709') && range !== 'pc';
    const isFitting = picture.width === width && picture.height === height && picture.format === 'yuv420p';
    if (isFitting && isBt709) return shareFrame(frameOf(picture));
    return frameOf(convertPicture(picture, 'yuv420p', { width, height }));
  }

  #drain(): void {
    for (;;) {
      const code = this.#encoder.receivePacketSync(this.#packet);
      if (code === AVERROR_EAGAIN || isEnd(code)) return;
      check(code, 'taking a packet');
      const { pts, isKeyframe, data } = this.#packet;
      if (data !== null) this.#sink.add({ number: Number(pts), isKey: isKeyframe, data });
      this.#packet.unref();
    }
  }

  [Symbol.dispose](): void {
    this.#packet.free();
    this.#encoder.freeContext();
    this.#sink[Symbol.dispose]();
  }
}

function openX264(encoding: VideoEncoding): CodecContext {
  const codec = Codec.findEncoderByName('libx264' as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error('this FFmpeg has no x264');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  const { width, height, rate, gop, bFrames, maxBitRate } = encoding;
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(rate.den, rate.num);
  encoder.framerate = new Rational(rate.num, rate.den);
  encoder.sampleAspectRatio = new Rational(1, 1);
  encoder.gopSize = gop;
  encoder.maxBFrames = bFrames;
  encoder.threadCount = encoding.threads;
  encoder.colorSpace = AVCOL_SPC_BT709;
  encoder.colorPrimaries = AVCOL_PRI_BT709;
  encoder.colorTrc = AVCOL_TRC_BT709;
  encoder.colorRange = AVCOL_RANGE_MPEG;
  encoder.chromaLocation = AVCHROMA_LOC_LEFT;
  if (maxBitRate !== null) {
    encoder.rcMaxRate = BigInt(maxBitRate);
    encoder.rcBufferSize = maxBitRate * 2;
  }
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP);
  const options = {
    preset: encoding.preset,
    profile: 'high',
    crf: encoding.crf,
    // Captions of the source would be carried into pictures that they do not belong to.
    a53cc: 0,
    // Makes the picture parameter set independent of the first picture's quantiser.
    'x264-params': 'stitchable=1',
  };
  // One by one: through a dictionary that is passed to open they crashed after a garbage collection.
  for (const [key, value] of Object.entries(options)) check(encoder.setOption(key, String(value)), `x264 ${key}`);
  check(encoder.open2Sync(codec), 'opening x264');
  return encoder;
}
