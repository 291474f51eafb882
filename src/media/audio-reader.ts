import { AV_NOPTS_VALUE, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import { MAX_MS } from '../base/time.ts';
import { FrameSource, timestampOf } from './frame-source.ts';
import { isSameShape, Resampler, type SoundShape, shapeOf } from './resampler.ts';
import { zeroOf } from './source-zero.ts';
import { changeTempo } from './tempo.ts';
import type { AudioBlock, AudioReadOptions } from './types.ts';

/** Read before the wanted place, so that decoders and resamplers are in full swing there, in seconds: Opus wants 80 ms. */
const RUN_IN_S = 0.25;
/** Timestamps of containers jitter by a millisecond; a real gap or overlap is longer than this, in seconds. */
const GAP_S = 0.04;
/** A jump beyond a day is a damaged timestamp, in seconds. */
const MOST_GAP_S = MAX_MS / 1000;
/** Silence is made in pieces of this many samples. */
const SILENCE_PIECE = 48_000;

/**
 * Reads sound as interleaved floats. The first sample is the one that sounds `from` seconds after the file's zero
 * (its first picture, or its first sample where there is no picture); where the source has gaps, begins late or ends
 * early there is silence, so that exactly `length / tempo` comes out. Blocks have any size. Throws named failures for a
 * file that cannot be opened or has no such sound.
 */
export function* readAudio(file: string, options: AudioReadOptions): Generator<AudioBlock> {
  const { length, sampleRate, channels, tempo } = options;
  const heard = options.through === undefined ? samplesOf(file, options) : treated(file, options, options.through);
  if (tempo === 1) {
    yield* exactly(heard, length === null ? null : Math.round(length * sampleRate), channels);
    return;
  }
  let given = 0;
  const whole = exactly(heard, length === null ? null : Math.round(length * sampleRate), channels);
  const counted = (function* () {
    for (const block of whole) {
      given += block.length / channels;
      yield block;
    }
  })();
  let taken = 0;
  // What the stretch keeps of the last window is only known at the end: the end is exact, not every block before it.
  const most = length === null ? Number.POSITIVE_INFINITY : Math.round((length * sampleRate) / tempo);
  for (const block of changeTempo(counted, { tempo, sampleRate, channels })) {
    const frames = Math.min(block.length / channels, most - taken);
    taken += frames;
    if (frames > 0) yield block.subarray(0, frames * channels);
  }
  const wanted = length === null ? Math.round(given / tempo) : most;
  yield* silence(wanted - taken, channels);
}

/** Samples that something was done to: reading begins early, on its grid, and what is early is left out. */
function* treated(
  file: string,
  options: AudioReadOptions,
  { runIn, grid, apply }: NonNullable<AudioReadOptions['through']>,
): Generator<AudioBlock> {
  const { from, length, sampleRate, channels } = options;
  const wanted = Math.round(from * sampleRate);
  const first = Math.floor((wanted - Math.round(runIn * sampleRate)) / grid) * grid;
  // What lies after the wanted end still has a say in the last samples: a quarter of a second is more than enough.
  const most = length === null ? null : Math.round((length + 0.25) * sampleRate) + wanted - first;
  let early = wanted - first;
  const blocks = exactly(samplesOf(file, { ...options, from: first / sampleRate }), most, channels);
  for (const block of apply(blocks)) {
    const skip = Math.min(early, block.length / channels);
    early -= skip;
    if (skip * channels < block.length) yield block.subarray(skip * channels);
  }
}

/** Cuts or fills up to `frames`; null leaves the length alone. */
function* exactly(blocks: Iterable<AudioBlock>, frames: number | null, channels: number): Generator<AudioBlock> {
  let left = frames ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  for (const block of blocks) {
    const count = Math.min(left, block.length / channels);
    if (count > 0) yield count * channels === block.length ? block : block.subarray(0, count * channels);
    left -= count;
    if (left <= 0) return;
  }
  if (frames !== null) yield* silence(left, channels);
}

function* silence(frames: number, channels: number): Generator<AudioBlock> {
  for (let left = frames; left > 0; left -= SILENCE_PIECE) {
    yield new Float32Array(Math.min(left, SILENCE_PIECE) * channels);
  }
}

/** From the wanted sample to the end of the stream, gaps filled. */
function* samplesOf(file: string, options: AudioReadOptions): Generator<AudioBlock> {
  const { stream: index, from, sampleRate, channels, name } = options;
  using source = new FrameSource({ file, type: AVMEDIA_TYPE_AUDIO, index, threads: 1, name });
  const zero = zeroOf(file, name);
  const { timeBase } = source.stream;
  const begin = from - RUN_IN_S;
  source.skipTo(BigInt(Math.floor((zero + begin) / timeBase.toDouble())));
  const line = new SourceLine(begin, { sampleRate, channels });
  using _line = line;
  // The run-in is heard by the resampler, and left out here.
  let skip = Math.round(RUN_IN_S * sampleRate);
  for (const block of line.run(source, (frame) => placeOf(frame, source, zero))) {
    const count = Math.min(skip, block.length / channels);
    skip -= count;
    if (count * channels < block.length) yield block.subarray(count * channels);
  }
}

/** When a frame sounds, in seconds after the zero; null when the file does not say. */
function placeOf(frame: Frame, source: FrameSource, zero: number): number | null {
  const at = timestampOf(frame);
  return at === AV_NOPTS_VALUE ? null : Number(at) * source.stream.timeBase.toDouble() - zero;
}

/** Lays decoded frames on a line of samples that begins at a given time, and resamples it. */
class SourceLine implements Disposable {
  readonly #begin: number;
  readonly #target: { readonly sampleRate: number; readonly channels: 1 | 2 };
  #resampler: Resampler | null = null;
  /** Where the next sample goes, in seconds as samples of the source's rate after `begin`. */
  #cursor = 0;
  #isAligned = false;

  constructor(begin: number, target: { readonly sampleRate: number; readonly channels: 1 | 2 }) {
    this.#begin = begin;
    this.#target = target;
  }

  *run(source: FrameSource, placeOfFrame: (frame: Frame) => number | null): Generator<AudioBlock> {
    for (;;) {
      using frame = source.next();
      if (frame === null) break;
      if (frame.nbSamples === 0 || frame.sampleRate === 0) continue;
      yield* this.#reshape(shapeOf(frame));
      yield* this.#lay(frame, placeOfFrame(frame));
    }
    if (this.#resampler !== null) yield this.#resampler.flush();
  }

  *#reshape(shape: SoundShape): Generator<AudioBlock> {
    if (this.#resampler !== null && isSameShape(this.#resampler.shape, shape)) return;
    if (this.#resampler !== null) {
      yield this.#resampler.flush();
      this.#cursor = Math.round((this.#cursor * shape.sampleRate) / this.#resampler.shape.sampleRate);
      this.#resampler[Symbol.dispose]();
    }
    this.#resampler = new Resampler(shape, this.#target.sampleRate, this.#target.channels);
  }

  *#lay(frame: Frame, place: number | null): Generator<AudioBlock> {
    const resampler = this.#resampler;
    if (resampler === null) return;
    const rate = frame.sampleRate;
    const start = place === null ? this.#cursor : Math.round((place - this.#begin) * rate);
    const away = Math.abs(start - this.#cursor);
    const isJump = (!this.#isAligned || away > GAP_S * rate) && away < MOST_GAP_S * rate;
    if (isJump) {
      for (; this.#cursor < start; ) {
        const count = Math.min(SILENCE_PIECE, start - this.#cursor);
        yield resampler.silence(count);
        this.#cursor += count;
      }
    }
    const skip = isJump ? this.#cursor - start : 0;
    if (skip >= frame.nbSamples) return;
    this.#isAligned = true;
    yield resampler.convert(frame, skip, frame.nbSamples);
    this.#cursor += frame.nbSamples - skip;
  }

  [Symbol.dispose](): void {
    this.#resampler?.[Symbol.dispose]();
  }
}
