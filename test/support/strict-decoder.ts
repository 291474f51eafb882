import { AVERROR_EAGAIN, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet } from 'node-av/lib';
import { check, isEnd, openInput, pickStream } from '../../src/media/native.ts';
import { FramePicture } from '../../src/media/picture.ts';
import type { Picture } from '../../src/media/types.ts';

/** What every picture of a file shows, in order, from a decoder that stops at the smallest error. */
export function strictFrameNumbers(file: string, read: (picture: Picture) => number): number[] {
  using input = openInput(file);
  const stream = pickStream(input, AVMEDIA_TYPE_VIDEO, null);
  const codec = stream === null ? null : Codec.findDecoder(stream.codecpar.codecId);
  if (stream === null || codec === null) throw new Error(`${file} has no pictures`);
  using decoder = new CodecContext();
  decoder.allocContext3(codec);
  check(decoder.parametersToContext(stream.codecpar), 'parameters');
  decoder.threadCount = 1;
  check(decoder.setOption('err_detect', 'crccheck+bitstream+buffer+explode+careful'), 'err_detect');
  check(decoder.open2Sync(codec), 'opening');
  const numbers: number[] = [];
  const drain = (): void => {
    for (;;) {
      const frame = new Frame();
      frame.alloc();
      const code = decoder.receiveFrameSync(frame);
      if (code < 0) frame.free();
      if (code === AVERROR_EAGAIN || isEnd(code)) return;
      check(code, 'decoding');
      if (frame.decodeErrorFlags !== 0) throw new Error(`picture ${numbers.length} is damaged`);
      using picture = new FramePicture(frame);
      numbers.push(read(picture));
    }
  };
  using packet = new Packet();
  packet.alloc();
  while (input.context.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === stream.index) {
      check(decoder.sendPacketSync(packet), 'a packet');
      drain();
    }
    packet.unref();
  }
  check(decoder.sendPacketSync(null), 'the end');
  drain();
  return numbers;
}
