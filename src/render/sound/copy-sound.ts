import { limitPeaks } from '../../base/limiter.ts';
import { AacBlocks, type AacObstacle, AacTrack } from '../../media/aac-track.ts';
import { WINDOW, windowOf } from '../../media/aac-windows.ts';
import { StereoEncoder } from '../../media/audio-encoder.ts';
import { PacketSink } from '../../media/packet-file.ts';
import type { SoundPlan } from '../../protocol/sound.ts';
import { BLOCK, type GridSound, planSoundCopy, type SoundObstacle, type SoundPiece } from './plan-copy.ts';
import { SOUND_RATE } from './plan-sound.ts';
import { type SoundSources, shape } from './players.ts';

/** How much of a track was copied, or why none of it was. */
export type SoundCopied =
  | { readonly copied: number; readonly packets: number }
  | { readonly why: SoundObstacle | AacObstacle | 'windows' };

type Job = Pick<SoundSources, 'files' | 'names'> & {
  readonly out: string;
  readonly onProgress: (done: number) => void;
};

/** An encoder begins so many packets before it is needed; more where windows do not fit there. */
const RUN_UPS = [3, 12, 48];
/** Packets of a copy that are held back: one that is encoded may take over from them. */
const HELD = Math.max(...RUN_UPS);
/** An encoder that finds no place to stop goes on for so long at most, in packets: a copy is given up then. */
const MOST_OVERRUN = 400;

class WindowsDoNotFit extends Error {}

/**
 * Makes a track for the join whose packets are the sources' own wherever one sound alone is heard as it is, and encodes
 * the rest. Nothing is written where that is not possible, with the reason. Throws named failures for files that cannot
 * be read.
 */
export function copySound(plan: SoundPlan, job: Job): SoundCopied {
  if (plan.master.targetLufs !== null) return { why: 'mastered' };
  using open = new OpenTracks();
  for (const { source } of plan.sounds) {
    if (source.kind !== 'file') return { why: 'effects' };
    const file = job.files.get(source.asset);
    if (file === undefined) throw new Error(`no file was given for the asset ${source.asset}`);
    const why = open.add(source.asset, file, source.stream, job.names.get(source.asset));
    if (why !== null) return { why };
  }
  const planned = planSoundCopy(plan, open.tracks);
  if (planned.kind === 'encoded') return { why: planned.why };
  using encoder = new StereoEncoder('aac', encodingOf(plan));
  using sink = new PacketSink(job.out, {
    kind: 'aac',
    sampleRate: SOUND_RATE,
    frameSize: BLOCK,
    bitRate: plan.bitRate,
    priming: 0,
    extradata: encoder.extradata.toString('base64'),
  });
  try {
    const { pieces, sounds } = planned;
    const isLoud = mayBeLoud(sounds);
    const written = writePieces(pieces, { plan, sounds, isLoud, tracks: open.tracks, sink, job });
    sink.finish(plan.samples);
    job.onProgress(1);
    return { copied: written, packets: planned.packets };
  } catch (error) {
    if (error instanceof WindowsDoNotFit) return { why: 'windows' };
    throw error;
  }
}

const encodingOf = ({ bitRate }: SoundPlan): ConstructorParameters<typeof StereoEncoder>[1] => ({
  sampleRate: SOUND_RATE,
  bitRate,
  isVariable: true,
});

/** The tracks of sources, each opened once. */
class OpenTracks implements Disposable {
  readonly tracks = new Map<string, AacTrack>();

  add(asset: string, file: string, stream: number | null, name: string | undefined): AacObstacle | null {
    if (this.tracks.has(asset)) return null;
    const track = AacTrack.open(file, stream, name);
    if (typeof track === 'string') return track;
    this.tracks.set(asset, track);
    return null;
  }

  [Symbol.dispose](): void {
    for (const track of this.tracks.values()) track[Symbol.dispose]();
  }
}

type Writing = {
  readonly plan: SoundPlan;
  readonly sounds: readonly GridSound[];
  readonly isLoud: boolean;
  readonly tracks: ReadonlyMap<string, AacTrack>;
  readonly sink: PacketSink;
  readonly job: Job;
};

/** Packets that are encoded: what they are and whether copied ones may stand beside them. */
type Encoded = { readonly number: number; readonly data: Buffer; readonly window: number };

/** Writes all packets in order; the number of copied ones. */
function writePieces(pieces: readonly SoundPiece[], writing: Writing): number {
  const { tracks, sink, job, plan } = writing;
  let copied = 0;
  let next = 0;
  const copyTo = (piece: SoundPiece | undefined, end: number): void => {
    if (piece?.kind !== 'copy') return;
    const track = tracks.get(piece.asset);
    for (; next < end; next++, copied++) {
      sink.add({ number: next, isKey: true, data: track?.data(next + piece.shift) ?? Buffer.alloc(0) });
    }
  };
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'copy') copyTo(piece, i === pieces.length - 1 ? piece.end : piece.end - HELD);
    else {
      const around = { before: pieces[i - 1], after: pieces[i + 1] };
      const packets = takenOver(piece, around, next, writing);
      for (const { number, data } of packets) {
        // The first one that comes says where the copy before it ends.
        copyTo(around.before, number);
        sink.add({ number, isKey: true, data });
        next = number + 1;
      }
    }
    job.onProgress((next * BLOCK) / plan.samples);
  }
  return copied;
}

type Around = { readonly before: SoundPiece | undefined; readonly after: SoundPiece | undefined };
type EncodePiece = Extract<SoundPiece, { kind: 'encode' }>;

/**
 * The packets of a piece, and as many around it as it takes until windows fit on both sides: behind packet `written` of
 * the copy before it at the earliest.
 */
function* takenOver(
  piece: EncodePiece,
  { before, after }: Around,
  written: number,
  writing: Writing,
): Generator<Encoded> {
  for (const runUp of before === undefined ? [0] : RUN_UPS) {
    const packets = encodedFrom(Math.max(0, piece.first - runUp), writing);
    const lead = before === undefined ? [] : leadOf(packets, piece, before, { written, tracks: writing.tracks });
    if (before !== undefined && lead.length === 0) {
      packets.return(undefined);
      continue;
    }
    yield* lead;
    yield* until(packets, lead.at(-1) ?? null, piece, { after, tracks: writing.tracks });
    return;
  }
  throw new WindowsDoNotFit();
}

/** From the last packet up to the piece's first that may stand behind a copied one; nothing where none may. */
function leadOf(
  packets: Iterator<Encoded>,
  piece: EncodePiece,
  before: SoundPiece,
  { tracks, written }: Pick<Writing, 'tracks'> & { readonly written: number },
): Encoded[] {
  const lead: Encoded[] = [];
  for (let packet = packets.next(); packet.done !== true; packet = packets.next()) {
    lead.push(packet.value);
    if (packet.value.number >= piece.first) break;
  }
  for (let i = lead.length - 1; i > 0; i--) {
    const [previous, packet] = [lead[i - 1], lead[i]];
    if (previous === undefined || packet === undefined) break;
    const opens = (packet.window & WINDOW.opensLong) !== 0 && (previous.window & WINDOW.closesLong) !== 0;
    if (before.kind !== 'copy' || packet.number <= written) break;
    if (opens && tracks.get(before.asset)?.closes(packet.number - 1 + before.shift) === true) return lead.slice(i);
  }
  return [];
}

/** The packets up to the first, at or after the piece's end, behind which a copied one may stand. */
function* until(
  packets: Generator<Encoded>,
  last: Encoded | null,
  { end }: EncodePiece,
  { after, tracks }: Pick<Around, 'after'> & Pick<Writing, 'tracks'>,
): Generator<Encoded> {
  const mayEnd = ({ number, window }: Encoded): boolean => {
    if (after?.kind !== 'copy' || number < end - 1) return false;
    if (number > end + MOST_OVERRUN || number + 2 >= after.end) throw new WindowsDoNotFit();
    const opens = tracks.get(after.asset)?.opens(number + 1 + after.shift) === true;
    return opens && (window & WINDOW.closesLong) !== 0;
  };
  if (last !== null && mayEnd(last)) {
    packets.return(undefined);
    return;
  }
  for (const packet of packets) {
    yield packet;
    if (mayEnd(packet)) return;
  }
}

/** Packets of our own from number `first` on to the end of the track. */
function* encodedFrom(first: number, { plan, sounds, isLoud, tracks }: Writing): Generator<Encoded> {
  using encoder = new StereoEncoder('aac', encodingOf(plan));
  using mix = new GridMix(sounds, tracks);
  // The first packet of an encoder holds its run-in and the first block: it belongs before that block.
  let number = first - 1;
  const ready: Encoded[] = [];
  const take: Parameters<StereoEncoder['push']>[1] = ({ data }) => {
    if (data !== null && number >= first) ready.push({ number, data: Buffer.from(data), window: windowOf(data) });
    number++;
  };
  const packets = Math.ceil(plan.samples / BLOCK);
  const blocks = function* (): Generator<Float32Array> {
    for (let block = first; block < packets; block++) yield mix.block(block);
  };
  const limited = isLoud
    ? limitPeaks(blocks(), { sampleRate: SOUND_RATE, ceilingDb: plan.master.peakDb, gainDb: 0 })
    : blocks();
  for (const block of limited) {
    encoder.push(block, take);
    yield* ready.splice(0);
  }
  encoder.finish(take);
  yield* ready.filter((packet) => packet.number < packets);
}

/** Whether levels, or sounds on top of each other, may exceed what sources have. They rise by start. */
const mayBeLoud = (sounds: readonly GridSound[]): boolean =>
  sounds.some(({ sound }, i) => {
    const before = sounds[i - 1]?.sound;
    return sound.gain > 1 || (before !== undefined && before.start + before.length > sound.start);
  });

/** What is heard in each block of the output, every sound on the grid of its source's packets. */
class GridMix implements Disposable {
  readonly #sounds: readonly GridSound[];
  readonly #tracks: ReadonlyMap<string, AacTrack>;
  readonly #readers = new Map<GridSound, AacBlocks>();
  readonly #sum = new Float32Array(2 * BLOCK);
  readonly #part = new Float32Array(2 * BLOCK);

  constructor(sounds: readonly GridSound[], tracks: ReadonlyMap<string, AacTrack>) {
    this.#sounds = sounds;
    this.#tracks = tracks;
  }

  /** Interleaved samples of a block; valid until the next call. */
  block(number: number): Float32Array {
    this.#sum.fill(0);
    const [from, to] = [number * BLOCK, (number + 1) * BLOCK];
    for (const one of this.#sounds) {
      const { start, length } = one.sound;
      if (start >= to || start + length <= from) {
        this.#close(one);
        continue;
      }
      this.#read(one, number);
      const [first, end] = [Math.max(start, from), Math.min(start + length, to)];
      const heard = this.#part.subarray(2 * (first - from), 2 * (end - from));
      shape(heard, first - start, one.sound);
      for (let i = 0; i < heard.length; i++) {
        const at = 2 * (first - from) + i;
        this.#sum[at] = (this.#sum[at] as number) + (heard[i] as number);
      }
    }
    return this.#sum;
  }

  #read(one: GridSound, number: number): void {
    this.#part.fill(0);
    const part = one.parts.findLast(({ first, end }) => first <= number && number < end);
    const track = this.#tracks.get(one.asset);
    if (part === undefined || track === undefined) return;
    const reader = this.#readers.get(one) ?? new AacBlocks(track);
    this.#readers.set(one, reader);
    const [left, right] = reader.read(number + part.shift);
    for (let i = 0; i < BLOCK; i++) {
      this.#part[2 * i] = left[i] as number;
      this.#part[2 * i + 1] = right[i] as number;
    }
  }

  #close(one: GridSound): void {
    this.#readers.get(one)?.[Symbol.dispose]();
    this.#readers.delete(one);
  }

  [Symbol.dispose](): void {
    for (const reader of this.#readers.values()) reader[Symbol.dispose]();
  }
}
