import { AV_PICTURE_TYPE_NONE } from 'node-av/constants';
import { Codec, Packet } from 'node-av/lib';
import { convertPicture, frameOf, solidPicture } from './picture.ts';
import type { HardwareEncoder, VideoEncoding } from './types.ts';
import { forEncoder } from './upload.ts';
import { inputFormatOf, openVideoEncoder } from './video-encoder.ts';

/** Pictures of the probe: enough for an encoder that looks ahead to give something back. */
const FRAMES = 12;
/** NVENC refuses pictures below 145×49, QSV wants sides in sixteens. */
const SIZE = { width: 320, height: 192 } as const;

/**
 * Whether a hardware encoder works here: it really encodes a few pictures. False where the machine has no such device or
 * driver. Drivers crash: only in a child.
 */
export function tryHardware(hardware: HardwareEncoder): boolean {
  if (Codec.findEncoderByName(hardware as Parameters<typeof Codec.findEncoderByName>[0]) === null) return false;
  const codec = hardware.startsWith('hevc') ? 'hevc' : hardware.startsWith('av1') ? 'av1' : 'h264';
  const encoding: VideoEncoding = {
    ...SIZE,
    codec,
    hardware,
    rate: { num: 25, den: 1 },
    crf: 25,
    preset: 'veryfast',
    gop: 12,
    bFrames: 0,
    maxBitRate: null,
    threads: 1,
  };
  try {
    using encoder = openVideoEncoder(encoding);
    using packet = new Packet();
    packet.alloc();
    let packets = 0;
    const drain = (): void => {
      while (encoder.receivePacketSync(packet) >= 0) {
        packets++;
        packet.unref();
      }
    };
    for (let number = 0; number < FRAMES; number++) {
      using drawn = solidPicture(SIZE.width, SIZE.height, [number * 20, 128, 64, 255]);
      using frame = forEncoder(encoder, frameOf(convertPicture(drawn, inputFormatOf(encoding))));
      frame.pts = BigInt(number);
      frame.pictType = AV_PICTURE_TYPE_NONE;
      if (encoder.sendFrameSync(frame) < 0) return false;
      drain();
    }
    encoder.sendFrameSync(null);
    drain();
    return packets === FRAMES && (encoder.extraData?.length ?? 0) > 0;
  } catch {
    return false; // no device, no driver, or one that refuses: the software encoder does the work
  }
}
