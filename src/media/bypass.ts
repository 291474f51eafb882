import { AV_CODEC_ID_H264, AV_NOPTS_VALUE, AV_PKT_FLAG_CORRUPT, AV_PKT_FLAG_DISCARD } from 'node-av/constants';
import type { Packet, Stream } from 'node-av/lib';
import { type Framing, isSlice, parseConfiguration, typeOf, UNIT, unitsOf } from './h264.ts';
import { parseSps } from './h264-sets.ts';

/** Units that may stand beside a picture's slices and say nothing about other pictures. */
const SILENT = new Set<number>([UNIT.sei, UNIT.delimiter, UNIT.filler]);

/**
 * Pictures that need not be decoded on the way from a keyframe to a wanted time: no other builds on them
 * (`nal_ref_idc` 0, ITU-T H.264, 7.4.1), and another one comes after them that is shown no later than that time. What
 * is shown is the same with and without them. Only progressive H.264: other codecs cannot tell so plainly.
 */
export class Bypass {
  readonly #framing: Framing;
  /** Where times are missing, pictures come at other times than their packets say. */
  #hasTimes = true;
  /** In units of the stream's clock. */
  #wanted: bigint | null = null;
  /** The latest time, up to the wanted one, of what went to the decoder. */
  #latest: bigint | null = null;

  private constructor(framing: Framing) {
    this.#framing = framing;
  }

  /** Null for a stream in which all pictures are decoded. */
  static of({ codecpar }: Stream): Bypass | null {
    if (codecpar.codecId !== AV_CODEC_ID_H264 || codecpar.extradata === null) return null;
    const sets = parseConfiguration(codecpar.extradata);
    const isProgressive = sets?.sps.every((unit) => parseSps(unit)?.isProgressive === true) ?? false;
    return sets === null || !isProgressive ? null : new Bypass(sets.framing);
  }

  /** The picture at or before this time is the next that is wanted. */
  aim(wanted: bigint): void {
    this.#wanted = wanted;
  }

  /** The reading goes on elsewhere. */
  reset(): void {
    this.#wanted = null;
    this.#latest = null;
  }

  /** Whether this packet, the next one in decoding order, can be left out. */
  skips(packet: Packet): boolean {
    const { pts, flags } = packet;
    if (pts === AV_NOPTS_VALUE) this.#hasTimes = false;
    if (!this.#hasTimes || this.#wanted === null || pts > this.#wanted) return false;
    // Not shown, or maybe not: no other can be left out in favour of it.
    if ((flags & (AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_CORRUPT)) !== 0) return false;
    if (this.#latest !== null && pts < this.#latest && this.#isUnused(packet.data)) return true;
    if (this.#latest === null || pts > this.#latest) this.#latest = pts;
    return false;
  }

  #isUnused(data: Buffer | null): boolean {
    const units = data === null ? null : unitsOf(data, this.#framing);
    return units?.every((unit) => (isSlice(unit) ? refIdc(unit) === 0 : SILENT.has(typeOf(unit)))) ?? false;
  }
}

const refIdc = (unit: Uint8Array): number => ((unit[0] ?? 0) >> 5) & 3;
