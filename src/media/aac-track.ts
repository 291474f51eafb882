import { closeSync, openSync, readSync } from 'node:fs';
import { AV_CODEC_ID_AAC, AV_NOPTS_VALUE, AVDISCARD_ALL, AVERROR_EAGAIN, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { Codec, CodecContext, Frame, Packet, type Stream } from 'node-av/lib';
import { AAC_FRAME, isPlainStereo, WINDOW, windowOf } from './aac-windows.ts';
import { check, type Input, isEnd, openInput, pickStream } from './native.ts';
import { zeroOf } from './source-zero.ts';

/** Packets that follow each other without a gap: `count` from number `first` on; `at`: where they begin, in samples after the zero. */
export type AacRun = { readonly first: number; readonly count: number; readonly at: number };

/** Why the packets of a track cannot stand beside our own. */
export type AacObstacle = 'not_aac' | 'other_shape' | 'other_container' | 'no_times';

const RATE = 48_000;

/** The packets of a track of AAC-LC in stereo at 48 kHz: where they are, when, and the shapes of their windows. */
export class AacTrack implements Disposable {
  readonly runs: readonly AacRun[];
  readonly config: Buffer;
  readonly #descriptor: number;
  readonly #path: string;
  readonly #places: Float64Array;
  readonly #sizes: Uint32Array;
  readonly #windows: Uint8Array;

  private constructor(path: string, config: Buffer, scanned: Scanned) {
    this.#path = path;
    this.config = config;
    this.runs = scanned.runs;
    this.#places = Float64Array.from(scanned.places);
    this.#sizes = Uint32Array.from(scanned.sizes);
    this.#windows = Uint8Array.from(scanned.windows);
    this.#descriptor = openSync(path, 'r');
  }

  /** Reads where every packet is: some 0.1 s for ten minutes. Throws named failures for a file that cannot be opened. */
  static open(path: string, stream: number | null, name?: string): AacTrack | AacObstacle {
    using input = openInput(path, name);
    // Elsewhere a packet's bytes need not lie in the file in one piece.
    if (input.container.format !== 'mov') return 'other_container';
    const source = pickStream(input, AVMEDIA_TYPE_AUDIO, stream);
    if (source?.codecpar.codecId !== AV_CODEC_ID_AAC) return 'not_aac';
    const config = source.codecpar.extradata;
    if (config === null || !isPlainStereo(config)) return 'other_shape';
    if (source.timeBase.num !== 1 || source.timeBase.den !== RATE) return 'no_times';
    const scanned = scan(input, source, zeroOf(path, name) * RATE);
    return scanned === null ? 'no_times' : new AacTrack(path, config, scanned);
  }

  /** Whether the window of a packet begins with a long half, and the one before it ends with one. */
  opens(packet: number): boolean {
    return ((this.#windows[packet] ?? 0) & WINDOW.opensLong) !== 0 && this.closes(packet - 1);
  }

  /** Whether the window of a packet ends with a long half of the usual shape. */
  closes(packet: number): boolean {
    return ((this.#windows[packet] ?? 0) & WINDOW.closesLong) !== 0;
  }

  /** The bytes of a packet. */
  data(packet: number): Buffer {
    const place = this.#places[packet];
    if (place === undefined) throw new Error(`there is no packet ${packet}`);
    const bytes = Buffer.alloc(this.#sizes[packet] ?? 0);
    if (readSync(this.#descriptor, bytes, 0, bytes.length, place) !== bytes.length) {
      throw new Error(`${this.#path} is shorter than it was`);
    }
    return bytes;
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

type Scanned = {
  readonly runs: AacRun[];
  readonly places: number[];
  readonly sizes: number[];
  readonly windows: number[];
};

/** Null where a packet does not say when it is heard or where it lies. */
function scan(input: Input, source: Stream, zero: number): Scanned | null {
  for (const other of input.context.streams) if (other.index !== source.index) other.discard = AVDISCARD_ALL;
  const places: number[] = [];
  const sizes: number[] = [];
  const windows: number[] = [];
  const runs: AacRun[] = [];
  let [first, begin, next] = [0, 0, Number.NaN];
  const endRun = (): void => {
    if (places.length > first) runs.push({ first, count: places.length - first, at: begin - zero });
  };
  using packet = new Packet();
  packet.alloc();
  for (;;) {
    const code = input.context.readFrameSync(packet);
    if (isEnd(code)) break;
    check(code, 'reading sound');
    if (packet.streamIndex === source.index) {
      const { data, pts, pos } = packet;
      if (data === null || pts === AV_NOPTS_VALUE || pos < 0n) return null;
      const at = Number(pts);
      if (at !== next) {
        endRun();
        [first, begin] = [places.length, at];
      }
      next = at + AAC_FRAME;
      places.push(Number(pos));
      sizes.push(data.length);
      windows.push(windowOf(data));
    }
    packet.unref();
  }
  endRun();
  return { runs, places, sizes, windows };
}

/** Decodes packets of a track one by one: what a player hears of each. Cheap where they follow each other. */
export class AacBlocks implements Disposable {
  readonly #track: AacTrack;
  readonly #decoder = new CodecContext();
  readonly #packet = new Packet();
  readonly #frame = new Frame();
  readonly #left = new Float32Array(AAC_FRAME);
  readonly #right = new Float32Array(AAC_FRAME);
  #last = Number.NaN;

  constructor(track: AacTrack) {
    this.#track = track;
    const codec = Codec.findDecoder(AV_CODEC_ID_AAC);
    if (codec === null) throw new Error('this FFmpeg has no AAC decoder');
    this.#decoder.allocContext3(codec);
    this.#decoder.extraData = track.config;
    this.#decoder.threadCount = 1;
    check(this.#decoder.open2Sync(codec), 'opening the AAC decoder');
    this.#packet.alloc();
    this.#frame.alloc();
  }

  /** The samples of both sides; valid until the next call. */
  read(packet: number): readonly [Float32Array, Float32Array] {
    if (packet !== this.#last) {
      if (packet !== this.#last + 1) {
        this.#decoder.flushBuffers();
        // Its second half sounds in the packet that is wanted.
        if (packet > 0) this.#decode(packet - 1);
      }
      this.#decode(packet);
      this.#last = packet;
    }
    return [this.#left, this.#right];
  }

  #decode(number: number): void {
    this.#packet.data = this.#track.data(number);
    const sent = this.#decoder.sendPacketSync(this.#packet);
    this.#packet.unref();
    this.#left.fill(0);
    this.#right.fill(0);
    // What is damaged is silence, as players play it.
    if (sent < 0) return;
    const code = this.#decoder.receiveFrameSync(this.#frame);
    if (code === AVERROR_EAGAIN || code < 0) return;
    const [left, right] = this.#frame.data ?? [];
    const count = Math.min(AAC_FRAME, this.#frame.nbSamples);
    if (left !== undefined && right !== undefined) {
      this.#left.set(new Float32Array(left.buffer, left.byteOffset, count));
      this.#right.set(new Float32Array(right.buffer, right.byteOffset, count));
    }
    this.#frame.unref();
  }

  [Symbol.dispose](): void {
    this.#packet.free();
    this.#frame.free();
    this.#decoder.freeContext();
  }
}
