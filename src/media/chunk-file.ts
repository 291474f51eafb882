import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import * as z from 'zod';

/**
 * The file of one encoded chunk: encoder parameters once, then packets in decoding order with frame numbers instead of
 * timestamps, then a count that says it is whole. Only we read it; a general container would only add rounding.
 */

/** What joining needs to know of the encoder. Chunks join when these are equal. */
export const ChunkHeader = z.strictObject({
  version: z.literal(1),
  width: z.int(),
  height: z.int(),
  rate: z.strictObject({ num: z.int(), den: z.int() }),
  /** By how many frames decoding runs ahead of showing. */
  delay: z.int().min(0),
  /** SPS and PPS, base64. */
  extradata: z.string(),
});
export type ChunkHeader = z.infer<typeof ChunkHeader>;

/** One packet: `frame` is the picture's number within the chunk. */
export type ChunkPacket = { readonly frame: number; readonly isKey: boolean; readonly data: Buffer };

const MAGIC = 0x54434831; // "TCH1"
const PACKET_HEAD = 9;
/** In place of a packet's size: the count of frames follows, and nothing after it. */
const END = 0xffffffff;
/** No encoder of ours writes a packet or a header beyond this; a larger number means damage. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Writes under a temporary name; `finish` renames. Disposing before that leaves nothing behind. */
export class ChunkSink implements Disposable {
  readonly #path: string;
  readonly #partial: string;
  #descriptor: number | null;
  #frames = 0;

  constructor(path: string, header: ChunkHeader) {
    this.#path = path;
    this.#partial = `${path}.part`;
    this.#descriptor = openSync(this.#partial, 'w');
    const json = Buffer.from(JSON.stringify(header));
    const head = Buffer.alloc(8);
    head.writeUInt32BE(MAGIC, 0);
    head.writeUInt32BE(json.length, 4);
    this.#write(Buffer.concat([head, json]));
  }

  add(packet: ChunkPacket): void {
    const head = Buffer.alloc(PACKET_HEAD);
    head.writeUInt32BE(packet.data.length, 0);
    head.writeInt32BE(packet.frame, 4);
    head.writeUInt8(packet.isKey ? 1 : 0, 8);
    this.#write(Buffer.concat([head, packet.data]));
    this.#frames++;
  }

  /** The count of frames written. */
  finish(): number {
    const tail = Buffer.alloc(8);
    tail.writeUInt32BE(END, 0);
    tail.writeUInt32BE(this.#frames, 4);
    this.#write(tail);
    this.#close();
    renameSync(this.#partial, this.#path);
    return this.#frames;
  }

  #write(bytes: Buffer): void {
    if (this.#descriptor === null) throw new Error('the chunk is closed');
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
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

/** Reads a chunk. Throws when it is not whole: nobody but us writes these, so that is a bug or a damaged disk. */
export class ChunkSource implements Disposable {
  readonly header: ChunkHeader;
  readonly #descriptor: number;
  readonly #path: string;
  #at = 0;

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openSync(path, 'r');
    try {
      const head = this.#read(8);
      if (head.readUInt32BE(0) !== MAGIC) throw new Error(`${path} is no chunk`);
      this.header = ChunkHeader.parse(JSON.parse(this.#read(head.readUInt32BE(4)).toString('utf8')));
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  *packets(): Generator<ChunkPacket> {
    for (let count = 0; ; count++) {
      const size = this.#read(4).readUInt32BE(0);
      const rest = this.#read(size === END ? 4 : 5);
      if (size === END) {
        if (rest.readUInt32BE(0) !== count) throw new Error(`${this.#path} lost packets`);
        return;
      }
      yield { frame: rest.readInt32BE(0), isKey: rest.readUInt8(4) === 1, data: this.#read(size) };
    }
  }

  #read(length: number): Buffer {
    if (length > MOST_BYTES) throw new Error(`${this.#path} is damaged`);
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const got = readSync(this.#descriptor, bytes, done, length - done, this.#at + done);
      if (got === 0) throw new Error(`${this.#path} ends too early`);
      done += got;
    }
    this.#at += length;
    return bytes;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}
