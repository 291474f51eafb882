import { AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { Packet } from 'node-av/lib';
import type { Rate } from '../../src/base/time.ts';
import { isSlice, lengthPrefixed, parseConfiguration, typeOf, UNIT, unitsOf } from '../../src/media/h264.ts';
import { check, isEnd, openInput, pickStream } from '../../src/media/native.ts';

/** A packet of H.264: its times, and its slices alone as MP4 keeps them. */
export type CodedPacket = {
  readonly pts: number;
  readonly dts: number;
  readonly isIdr: boolean;
  readonly slices: Buffer;
};

/** All packets of a file's pictures in the order in which they are stored. */
export function readCodedPackets(file: string): { packets: CodedPacket[]; timescale: number; rate: Rate } {
  using input = openInput(file);
  const stream = pickStream(input, AVMEDIA_TYPE_VIDEO, null);
  const sets = stream?.codecpar.extradata == null ? null : parseConfiguration(stream.codecpar.extradata);
  if (stream === null || sets === null) throw new Error(`${file} has no H.264`);
  const packets: CodedPacket[] = [];
  using packet = new Packet();
  packet.alloc();
  for (;;) {
    const code = input.context.readFrameSync(packet);
    if (isEnd(code)) break;
    check(code, 'reading');
    if (packet.streamIndex === stream.index && packet.data !== null) {
      const slices = (unitsOf(packet.data, sets.framing) ?? []).filter(isSlice);
      const isIdr = slices.every((slice) => typeOf(slice) === UNIT.idr);
      packets.push({ pts: Number(packet.pts), dts: Number(packet.dts), isIdr, slices: lengthPrefixed(slices) });
    }
    packet.unref();
  }
  const { num, den } = stream.avgFrameRate;
  return { packets, timescale: stream.timeBase.den, rate: { num, den } };
}
