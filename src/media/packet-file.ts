import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import * as z from 'zod';

/**
 * Encoded packets on their way to the join: encoder parameters once, then packets in decoding order with numbers
 * instead of timestamps, then a count that says the file is whole. Only we read it; a general container would add
 * rounding and edit lists.
 */

/** What joining needs to know of the encoder of a chunk. Chunks join when these are equal. */
export const ChunkHeader = z.strictObject({
  kind: z.literal('video'),
  codec: z.enum(['h264', 'hevc', 'vp9', 'av1']),
  width: z.int(),
  height: z.int(),
  rate: z.strictObject({ num: z.int(), den: z.int() }),
  /** By how many frames decoding runs ahead of showing. */
  delay: z.int().min(0),
  /** SPS and PPS, or a sequence header, base64; empty for VP9. */
  extradata: z.string(),
  /** H.264 only: how units are kept apart. Copied ones have lengths, as `extradata` (then MP4's own record) says. */
  framing: z.literal('lengths').optional(),
  /** Colours by the numbers of H.273, where they are not our own BT.709. */
  color: z
    .strictObject({
      isFullRange: z.boolean(),
      primaries: z.int(),
      transfer: z.int(),
      matrix: z.int(),
      chroma: z.int(),
    })
    .optional(),
});
export type ChunkHeader = z.infer<typeof ChunkHeader>;

/** The same for a track of sound. Its count is of samples per channel, without what the encoder padded. */
export const SoundHeader = z.strictObject({
  kind: z.enum(['aac', 'opus']),
  sampleRate: z.int(),
  frameSize: z.int().positive(),
  bitRate: z.int(),
  /** Samples that a decoder throws away before the first one that is heard. */
  priming: z.int().min(0),
  /** AudioSpecificConfig or OpusHead, base64. */
  extradata: z.string(),
});
export type SoundHeader = z.infer<typeof SoundHeader>;

/** One packet: `number` is that of the picture within the chunk, or of the packet within the sound. */
export type NumberedPacket = { readonly number: number; readonly isKey: boolean; readonly data: Buffer };

const MAGIC = 0x54435032; // "TCP2"
const PACKET_HEAD = 9;
/** In place of a packet's size: the counts of packets and of frames or samples follow, and nothing after it. */
const END = 0xffffffff;
/** No encoder of ours writes a packet or a header beyond this; a larger number means damage. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What is read or written at once: packets of sound have some 200 bytes, and a call of the system for each takes longer. */
const AHEAD_BYTES = 128 * 1024;
/** Some only want the header. */
const HEADER_BYTES = 4096;

/** Writes under a temporary name; `finish` renames. Disposing before that leaves nothing behind. */
export class PacketSink implements Disposable {
  readonly #path: string;
  readonly #partial: string;
  #descriptor: number | null;
  #packets = 0;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  constructor(path: string, header: ChunkHeader | SoundHeader) {
    this.#path = path;
    this.#partial = `${path}.part`;
    this.#descriptor = openSync(this.#partial, 'w');
    const json = Buffer.from(JSON.stringify(header));
    const head = Buffer.alloc(8);
    head.writeUInt32BE(MAGIC, 0);
    head.writeUInt32BE(json.length, 4);
    this.#write(head, json);
  }

  add(packet: NumberedPacket): void {
    const head = Buffer.alloc(PACKET_HEAD);
    head.writeUInt32BE(packet.data.length, 0);
    head.writeInt32BE(packet.number, 4);
    head.writeUInt8(packet.isKey ? 1 : 0, 8);
    // Callers reuse the memory of their packets.
    this.#write(head, Buffer.from(packet.data));
    this.#packets++;
  }

  /** Says how many frames or samples the packets hold, and puts the file in its place. */
  finish(count: number): void {
    const tail = Buffer.alloc(12);
    tail.writeUInt32BE(END, 0);
    tail.writeUInt32BE(this.#packets, 4);
    tail.writeUInt32BE(count, 8);
    this.#write(tail);
    if (this.#descriptor !== null) this.#flush(this.#descriptor);
    this.#close();
    renameSync(this.#partial, this.#path);
  }

  #write(...pieces: readonly Buffer[]): void {
    if (this.#descriptor === null) throw new Error('the file is closed');
    for (const bytes of pieces) {
      this.#waiting.push(bytes);
      this.#waitingBytes += bytes.length;
    }
    if (this.#waitingBytes >= AHEAD_BYTES) this.#flush(this.#descriptor);
  }

  #flush(descriptor: number): void {
    const bytes = Buffer.concat(this.#waiting, this.#waitingBytes);
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  }

  #close(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  [Symbol.dispose](): void {
    if (this.#descriptor === null) return;
    this.#close();
    rmSync(this.#partial, { force: true });
  }
}

/** Reads such a file. Throws when it is not whole: nobody but us writes these, so that is a bug or a damaged disk. */
export class PacketSource<Header> implements Disposable {
  readonly header: Header;
  /** Frames or samples. */
  readonly count: number;
  readonly #descriptor: number;
  readonly #path: string;
  /** How far the file was read, and what of that nobody has asked for yet. */
  #at = 0;
  #ahead: Buffer = Buffer.alloc(0);
  #piece = HEADER_BYTES;

  constructor(path: string, schema: z.ZodType<Header>) {
    this.#path = path;
    this.#descriptor = openSync(path, 'r');
    try {
      const head = this.#read(8);
      if (head.readUInt32BE(0) !== MAGIC) throw new Error(`${path} is no file of packets`);
      this.header = schema.parse(JSON.parse(this.#read(head.readUInt32BE(4)).toString('utf8')));
      this.count = this.#tail();
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  *packets(): Generator<NumberedPacket> {
    this.#piece = AHEAD_BYTES;
    for (let seen = 0; ; seen++) {
      const size = this.#read(4).readUInt32BE(0);
      const rest = this.#read(size === END ? 4 : 5);
      if (size === END) {
        if (rest.readUInt32BE(0) !== seen) throw new Error(`${this.#path} lost packets`);
        return;
      }
      yield { number: rest.readInt32BE(0), isKey: rest.readUInt8(4) === 1, data: this.#read(size) };
    }
  }

  #tail(): number {
    const tail = Buffer.alloc(12);
    readSync(this.#descriptor, tail, 0, 12, fstatSync(this.#descriptor).size - 12);
    if (tail.readUInt32BE(0) !== END) throw new Error(`${this.#path} is not whole`);
    return tail.readUInt32BE(8);
  }

  /** The next bytes of the file. They stay as they are: what is read ahead is never read into again. */
  #read(length: number): Buffer {
    if (length > MOST_BYTES) throw new Error(`${this.#path} is damaged`);
    if (this.#ahead.length < length) this.#readAhead(length);
    const bytes = this.#ahead.subarray(0, length);
    this.#ahead = this.#ahead.subarray(length);
    return bytes;
  }

  #readAhead(least: number): void {
    const bytes = Buffer.allocUnsafeSlow(Math.max(least, this.#piece));
    let filled = this.#ahead.copy(bytes);
    while (filled < least) {
      const got = readSync(this.#descriptor, bytes, filled, bytes.length - filled, this.#at);
      if (got === 0) throw new Error(`${this.#path} ends too early`);
      filled += got;
      this.#at += got;
    }
    this.#ahead = bytes.subarray(0, filled);
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}
