import { AV_CODEC_FLAG_QSCALE, type AVPixelFormat } from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational } from 'node-av/lib';
import { check } from './native.ts';
import { convertPicture, frameOf, pixelFormat } from './picture.ts';
import type { Picture } from './types.ts';

/** FFmpeg's quantiser for JPEG, 2 (best) to 31: 3 cannot be told from the original. */
const JPEG_QUALITY = 3;
/** FFmpeg's lambda scale of quantisers. */
const LAMBDA = 118;

/**
 * The bytes of a JPEG (opaque) or PNG (with alpha where the picture has it) file. `quality`: of a JPEG, 2 (best) to 31.
 */
export function encodeStill(picture: Picture, type: 'jpeg' | 'png', quality: number = JPEG_QUALITY): Buffer {
  const hasAlpha = /^(yuva|rgba|bgra|argb|abgr|ya|gbrap|pal8)/.test(picture.format);
  // yuvj: JPEG is full range, and says so by nothing else.
  const format = type === 'jpeg' ? 'yuvj420p' : hasAlpha ? 'rgba' : 'rgb24';
  using converted = convertPicture(picture, format);
  const codec = Codec.findEncoderByName((type === 'jpeg' ? 'mjpeg' : 'png') as never); // the names are FFmpeg's own
  if (codec === null) throw new Error(`this FFmpeg has no encoder for ${type}`);
  using encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = converted.width;
  encoder.height = converted.height;
  encoder.pixelFormat = pixelFormat(format) satisfies AVPixelFormat;
  encoder.timeBase = new Rational(1, 25);
  const frame = frameOf(converted);
  if (type === 'jpeg') {
    encoder.setFlags(AV_CODEC_FLAG_QSCALE);
    encoder.globalQuality = quality * LAMBDA;
    encoder.colorRange = frame.colorRange;
    frame.quality = quality * LAMBDA;
  }
  check(encoder.open2Sync(codec), `opening the encoder for ${type}`);
  frame.pts = 0n;
  check(encoder.sendFrameSync(frame), 'encoding a still');
  check(encoder.sendFrameSync(null), 'ending a still');
  using packet = new Packet();
  packet.alloc();
  check(encoder.receivePacketSync(packet), 'taking a still');
  return Buffer.from(packet.data ?? Buffer.alloc(0));
}
