import { AV_PICTURE_TYPE_NONE, AVCOL_RANGE_JPEG, AVCOL_RANGE_MPEG, AVERROR_EAGAIN } from 'node-av/constants';
import { type CodecContext, Packet } from 'node-av/lib';
import { check, isEnd } from './native.ts';
import { PacketSink } from './packet-file.ts';
import { convertPicture, frameOf, shareFrame } from './picture.ts';
import type { ChunkWriter, Picture, VideoEncoding } from './types.ts';
import { forEncoder } from './upload.ts';
import { inputFormatOf, openVideoEncoder, pixelFormatOf, reorderDelay } from './video-encoder.ts';

/**
 * Opens a chunk for writing: closed GOPs, BT.709 limited range. All chunks of one encoding carry the same
 * parameter sets, so that they join by packets. Pictures of another size or format are converted. Throws what the file
 * system throws (no space, no folder).
 */
export function openChunkWriter(path: string, encoding: VideoEncoding): ChunkWriter {
  return new EncodingWriter(path, encoding);
}

class EncodingWriter implements ChunkWriter {
  readonly #encoding: VideoEncoding;
  readonly #encoder: CodecContext;
  readonly #sink: PacketSink;
  readonly #packet = new Packet();
  #written = 0;

  constructor(path: string, encoding: VideoEncoding) {
    this.#encoding = encoding;
    this.#encoder = openVideoEncoder(encoding);
    this.#packet.alloc();
    try {
      this.#sink = new PacketSink(path, {
        kind: 'video',
        codec: encoding.codec,
        width: encoding.width,
        height: encoding.height,
        rate: encoding.rate,
        delay: reorderDelay(this.#encoder, encoding),
        extradata: (this.#encoder.extraData ?? Buffer.alloc(0)).toString('base64'),
        ...(encoding.match === undefined ? {} : { color: encoding.match.color }),
      });
    } catch (error) {
      this.#packet.free();
      this.#encoder.freeContext();
      throw error;
    }
  }

  write(picture: Picture, frame: number): void {
    using fitted = forEncoder(this.#encoder, this.#fit(picture));
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
    const { width, height, match } = this.#encoding;
    if (match?.isRaw === true) return asStored(picture, this.#encoding);
    const { matrix, range } = picture.color;
    const isBt709 = (matrix === null || matrix === 'bt709') && range !== 'pc';
    const format = inputFormatOf(this.#encoding);
    const isFitting = picture.width === width && picture.height === height && picture.format === format;
    if (isFitting && isBt709) return shareFrame(frameOf(picture));
    return frameOf(convertPicture(picture, format, { width, height }));
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

/** A picture of the stream itself: its numbers stay, whatever they mean. */
function asStored(picture: Picture, { width, height, match }: VideoEncoding) {
  const isStream = picture.width === width && picture.height === height && /^yuvj?420p$/.test(picture.format);
  if (!isStream || match === undefined) throw new Error('a picture of another stream between copied ones');
  const frame = shareFrame(frameOf(picture));
  // FFmpeg has a second name for the same layout in full range, and holds encoders to it.
  frame.format = pixelFormatOf(match);
  frame.colorRange = match.color.isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  return frame;
}
