import { AV_CODEC_ID_H264, AVERROR_EAGAIN } from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet } from 'node-av/lib';
import { check, isEnd } from './native.ts';
import { ChunkHeader, PacketSource } from './packet-file.ts';
import { FramePicture } from './picture.ts';
import type { Picture } from './types.ts';

/**
 * The pictures of H.264 chunks in the order in which they are shown: for what is made of pictures and not of packets. A
 * picture is disposed of when the next one is asked for.
 */
export function* picturesOfChunks(paths: Iterable<string>): Generator<Picture> {
  for (const path of paths) yield* picturesOfChunk(path);
}

function* picturesOfChunk(path: string): Generator<Picture> {
  using source = new PacketSource(path, ChunkHeader);
  using decoder = openDecoder(source.header);
  using packet = new Packet();
  packet.alloc();
  for (const { number, data } of source.packets()) {
    packet.data = data;
    packet.pts = BigInt(number);
    check(decoder.sendPacketSync(packet), 'decoding a chunk');
    packet.unref();
    yield* drained(decoder);
  }
  check(decoder.sendPacketSync(null), 'ending a chunk');
  yield* drained(decoder);
}

function openDecoder(header: ChunkHeader): CodecContext {
  const codec = Codec.findDecoder(AV_CODEC_ID_H264);
  if (codec === null || header.codec !== 'h264') throw new Error(`no decoder for chunks of ${header.codec}`);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.extraData = Buffer.from(header.extradata, 'base64');
  decoder.threadCount = 1;
  check(decoder.open2Sync(codec), 'opening the decoder of chunks');
  return decoder;
}

function* drained(decoder: CodecContext): Generator<Picture> {
  for (;;) {
    const frame = new Frame();
    frame.alloc();
    const code = decoder.receiveFrameSync(frame);
    if (code < 0) frame.free();
    if (code === AVERROR_EAGAIN || isEnd(code)) return;
    check(code, 'decoding a chunk');
    using picture = new FramePicture(frame);
    yield picture;
  }
}
