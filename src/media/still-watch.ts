import { AV_FRAME_FLAG_INTERLACED } from 'node-av/constants';
import type { Stream } from 'node-av/lib';
import { CodecContext, type CodecParameters, Frame, Packet } from 'node-av/lib';
import type { Stretch } from '../draft/file-scan.ts';
import { decoderOf, type Input } from './native.ts';
import { FramePicture, toGray } from './picture.ts';

/** A stretch shorter than this is a blink, in seconds. */
const SHORTEST_S = 1;
/** Keyframes that are decoded at most: more of them look suspicious only in a video that is black or still all over. */
const MOST_DECODED = 240;
/** A picture in which nothing moves is coded as one that repeats: so few bytes, and so many for each pixel. */
const REPEATED = { bytes: 64, pixelsPerByte: 16_000 } as const;
/** A keyframe of one colour takes so few bytes. */
const PLAIN = { bytes: 700, pixelsPerByte: 400 } as const;
/** Black in limited range, shown in full range, with what coding adds; and a difference that nobody sees, of 255. */
const BLACK = 8;
const SAME = 2;
/** Keyframes are compared at this size: a moving mouth in a full picture still shows. */
const GRID = { width: 64, height: 36 } as const;

type Key = { readonly at: number; readonly look: 'black' | 'other'; readonly gray: Buffer | null };

/**
 * Finds black and frozen stretches while the packets of a video pass by in decoding order: by their sizes, and by
 * decoding only those keyframes that their sizes make suspicious. Keyframes are half a second to two seconds apart, and
 * so exact are the stretches.
 */
export class StillWatch implements Disposable {
  readonly #pixels: number;
  readonly #decoder: CodecContext;
  readonly #stream: Stream;
  readonly #keys: Key[] = [];
  /** Of the pictures since the keyframe: AV1 has one packet that carries several, so only their mean tells. */
  #bytes = 0;
  #pictures = 0;
  readonly #stillBefore: boolean[] = [];
  #pending: { readonly at: number; readonly data: Buffer; readonly size: number } | null = null;
  #decoded = 0;
  /** What the first keyframe says; false until it was seen. */
  isInterlaced = false;

  constructor(input: Input, stream: Stream) {
    const { width, height } = stream.codecpar;
    this.#pixels = width * height;
    this.#stream = stream;
    this.#decoder = openKeyDecoder(input, stream, stream.codecpar);
  }

  /** Whether the pictures since the keyframe before only repeated it. */
  get #isStill(): boolean {
    return this.#bytes <= this.#pictures * (REPEATED.bytes + this.#pixels / REPEATED.pixelsPerByte);
  }

  /** The next packet; `at` is when its picture is shown, in seconds. */
  add(packet: Packet, at: number): void {
    const { size } = packet;
    if (!packet.isKeyframe) {
      this.#bytes += size;
      this.#pictures++;
      return;
    }
    this.#close();
    this.#stillBefore.push(this.#isStill);
    this.#bytes = 0;
    this.#pictures = 0;
    // Copied, as it is wanted only when the pictures after it turn out to be still.
    this.#pending = { at, size, data: Buffer.from(packet.data ?? Buffer.alloc(0)) };
  }

  /** What was found in a video that ends at `end` seconds. */
  result(end: number): { black: Stretch[]; frozen: Stretch[] } {
    this.#close();
    const starts = this.#keys.map((key) => key.at);
    const until = (i: number): number => starts[i + 1] ?? end;
    const stays = (i: number): boolean => this.#stillBefore[i + 1] ?? this.#isStill;
    const black = this.#keys.map((key, i) => ({ start: key.at, end: until(i), is: key.look === 'black' && stays(i) }));
    const frozen: (Stretch & { readonly is: boolean })[] = [];
    for (const [i, key] of this.#keys.entries()) {
      const next = this.#keys[i + 1];
      // The last one has nothing after it to be compared with: it can only go on with what stood still before.
      const isSame = next === undefined ? frozen[i - 1]?.is === true : looksSame(key.gray, next.gray);
      frozen.push({ start: key.at, end: until(i), is: stays(i) && isSame });
    }
    return { black: merged(black), frozen: merged(frozen) };
  }

  #close(): void {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    const isPlain = pending.size < PLAIN.bytes + this.#pixels / PLAIN.pixelsPerByte;
    const wasStill = this.#stillBefore.at(-1) === true && this.#keys.length > 0;
    const isSuspicious = isPlain || this.#isStill || wasStill || this.#keys.length === 0;
    const gray = isSuspicious && this.#decoded < MOST_DECODED ? this.#decode(pending.data) : null;
    const look = gray !== null && gray.every((level) => level <= BLACK) ? 'black' : 'other';
    this.#keys.push({ at: pending.at, look, gray });
  }

  #decode(data: Buffer): Buffer | null {
    this.#decoded++;
    using packet = new Packet();
    packet.alloc();
    packet.data = data;
    packet.streamIndex = this.#stream.index;
    using frame = new Frame();
    frame.alloc();
    const isDone =
      this.#decoder.sendPacketSync(packet) >= 0 &&
      this.#decoder.sendPacketSync(null) >= 0 &&
      this.#decoder.receiveFrameSync(frame) >= 0;
    this.#decoder.flushBuffers();
    if (!isDone) return null;
    const copy = frame.clone();
    if (copy === null) return null;
    this.isInterlaced ||= (frame.flags & AV_FRAME_FLAG_INTERLACED) !== 0;
    using picture = new FramePicture(copy);
    return toGray(picture, GRID.width, GRID.height);
  }

  [Symbol.dispose](): void {
    this.#decoder.freeContext();
  }
}

function openKeyDecoder(input: Input, stream: Stream, parameters: CodecParameters): CodecContext {
  const codec = decoderOf(stream, input.name);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(parameters);
  decoder.threadCount = 1;
  decoder.open2Sync(codec);
  return decoder;
}

function looksSame(a: Buffer | null, b: Buffer | null): boolean {
  if (a === null || b === null) return false;
  return a.every((level, i) => Math.abs(level - (b[i] ?? 0)) <= SAME);
}

function merged(parts: readonly (Stretch & { readonly is: boolean })[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { start, end, is } of parts) {
    const last = found.at(-1);
    if (is && last !== undefined && Math.abs(last.end - start) < 1e-6)
      found[found.length - 1] = { start: last.start, end };
    else if (is) found.push({ start, end });
  }
  return found.filter(({ start, end }) => end - start >= SHORTEST_S - 1e-6);
}
