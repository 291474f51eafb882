import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { CLEANING_GRID, CLEANING_RUN_IN_S, type Cleaning, cleaned } from '../../base/denoise.ts';
import { moodByWords, moodNamed } from '../../draft/mood-names.ts';
import { type SfxName, sfxNamed } from '../../draft/sfx-names.ts';
import { readAudio } from '../../media/audio-reader.ts';
import type { AudioReadOptions } from '../../media/types.ts';
import { composeMusic, SHORTEST_MUSIC_MS } from '../../music/compose.ts';
import { makeSfx } from '../../music/sfx.ts';
import type { Ramp, Sound } from '../../protocol/sound.ts';
import { applyEnvelope } from './envelope.ts';
import { SOUND_RATE } from './plan-sound.ts';

/** Where sounds come from: the path of each asset, what people call it, and a folder for what is needed meanwhile. */
export type SoundSources = {
  readonly files: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly scratch: string;
};

/** How long the end of a looped file crosses into its beginning, in seconds. */
const LOOP_CROSS_S = 0.05;
/** So much more of a source is read than is heard where it is stretched, in seconds of what is heard. */
const SPARE_S = 0.1;
/** Frames per piece when a sound is played backwards: half a second. */
const REVERSE_FRAMES = 24_000;

/** The samples of one sound, level and ramps applied: interleaved stereo blocks, `sound.length` frames in all. */
export function* played(sound: Sound, sources: SoundSources): Generator<Float32Array> {
  let position = 0;
  for (const block of sourceBlocks(sound, sources)) {
    const frames = Math.min(block.length / 2, sound.length - position);
    if (frames <= 0) return;
    const shaped = block.slice(0, frames * 2);
    shape(shaped, position, sound);
    position += frames;
    yield shaped;
  }
}

/** Applies the level and the ramps of a sound to frames of it from `position` on. */
export function shape(block: Float32Array, position: number, { gain, ramps, envelope }: Sound): void {
  const frames = block.length / 2;
  if (gain !== 1) for (let i = 0; i < block.length; i++) block[i] = (block[i] as number) * gain;
  applyEnvelope(block, position, envelope);
  for (const ramp of ramps) {
    const from = ramp.direction === 'in' ? 0 : Math.max(0, ramp.at - position);
    const to = ramp.direction === 'in' ? Math.min(frames, ramp.at + ramp.length - position) : frames;
    for (let i = from; i < to; i++) {
      const level = levelOf(ramp, position + i);
      block[2 * i] = (block[2 * i] as number) * level;
      block[2 * i + 1] = (block[2 * i + 1] as number) * level;
    }
  }
}

/** The level of a ramp at one sample of its sound. Before a rise and after a fall there is nothing. */
function levelOf(ramp: Ramp, sample: number): number {
  const done = Math.max(0, Math.min(1, (sample + 0.5 - ramp.at) / ramp.length));
  const t = ramp.direction === 'in' ? done : 1 - done;
  if (ramp.curve === 'linear') return t;
  const sine = Math.sin((t * Math.PI) / 2);
  return ramp.curve === 'power' ? sine : sine * sine;
}

/** Tells the waiting files of several reversed sounds apart. */
let reversed = 0;

function* sourceBlocks(sound: Sound, sources: SoundSources): Generator<Float32Array> {
  const { source } = sound;
  if (source.kind === 'music') {
    const mood = moodNamed(source.mood)?.name ?? moodByWords(source.mood) ?? 'lo-fi';
    const durationMs = Math.max(SHORTEST_MUSIC_MS, source.durationMs);
    yield* composeMusic({ mood, seed: source.seed, durationMs }).blocks();
    return;
  }
  if (source.kind === 'sfx') {
    const name = sfxNamed(source.name)?.name;
    if (name !== undefined) yield effect(name).subarray(source.skip * 2);
    return;
  }
  const file = sources.files.get(source.asset);
  if (file === undefined) throw new Error(`no file was given for the asset ${source.asset}`);
  const name = sources.names.get(source.asset);
  const read = (length: number): Generator<Float32Array> =>
    readAudio(file, {
      stream: source.stream,
      from: source.from,
      length,
      sampleRate: SOUND_RATE,
      channels: 2,
      tempo: source.tempo,
      ...(source.clean === undefined ? {} : { through: cleaning(source.clean) }),
      ...(name === undefined ? {} : { name }),
    });
  const seconds = (sound.length / SOUND_RATE) * source.tempo;
  const { loop } = source;
  if (loop !== null && loop < seconds) yield* looped(() => read(loop), Math.round((loop / source.tempo) * SOUND_RATE));
  else if (source.reverse) yield* backwards(read(seconds), path.join(sources.scratch, `reverse-${++reversed}.f32`));
  // A stretch keeps some of its last window: what it reads beyond the end takes its place, and is cut off.
  else yield* read(source.tempo === 1 ? seconds : seconds + SPARE_S * source.tempo);
}

/** Effects that were made in this process: one may sound at each of a hundred cuts. All of them take 13 MB. */
const effects = new Map<SfxName, Float32Array>();

function effect(name: SfxName): Float32Array {
  const known = effects.get(name) ?? makeSfx(name);
  effects.set(name, known);
  return known;
}

/** What a reader does to the samples of a source before anything else. */
const cleaning = (clean: Cleaning): NonNullable<AudioReadOptions['through']> => ({
  runIn: CLEANING_RUN_IN_S,
  grid: CLEANING_GRID,
  apply: (blocks) => cleaned(blocks, clean),
});

/** A pass again and again without end, each crossing into the next. `frames`: the length of a pass. */
function* looped(pass: () => Iterable<Float32Array>, frames: number): Generator<Float32Array> {
  const cross = Math.max(1, Math.min(Math.round(LOOP_CROSS_S * SOUND_RATE), Math.floor(frames / 4)));
  let tail: Float32Array | null = null;
  for (;;) {
    const next = new Float32Array(cross * 2);
    let at = 0;
    for (const block of pass()) {
      const out = block.slice();
      const count = out.length / 2;
      for (let i = 0; i < count && tail !== null && at + i < cross; i++) crossInto(out, i, tail, at + i);
      const held = Math.max(0, Math.min(count, at + count - (frames - cross)));
      next.set(out.subarray((count - held) * 2), Math.max(0, at + count - held - (frames - cross)) * 2);
      at += count;
      if (held < count) yield out.subarray(0, (count - held) * 2);
    }
    if (at === 0) return;
    tail = next;
  }
}

/** Frame `i` of `out` is frame `at` of the pass: the end of the pass before still sounds there. */
function crossInto(out: Float32Array, i: number, tail: Float32Array, at: number): void {
  const angle = ((at + 0.5) * Math.PI) / tail.length;
  for (const side of [0, 1]) {
    const before = tail[2 * at + side] as number;
    out[2 * i + side] = (out[2 * i + side] as number) * Math.sin(angle) + before * Math.cos(angle);
  }
}

/** The same samples, last first. They wait in a file: memory does not grow with their number. */
function* backwards(blocks: Iterable<Float32Array>, file: string): Generator<Float32Array> {
  const descriptor = openSync(file, 'w+');
  try {
    let frames = 0;
    for (const block of blocks) {
      writeWhole(descriptor, block, frames * 8);
      frames += block.length / 2;
    }
    for (let end = frames; end > 0; end -= REVERSE_FRAMES) {
      const start = Math.max(0, end - REVERSE_FRAMES);
      const piece = new Float32Array((end - start) * 2);
      readWhole(descriptor, start * 8, piece);
      const turned = new Float32Array(piece.length);
      for (let i = 0, k = piece.length - 2; k >= 0; i += 2, k -= 2) {
        turned[i] = piece[k] as number;
        turned[i + 1] = piece[k + 1] as number;
      }
      yield turned;
    }
  } finally {
    closeSync(descriptor);
    rmSync(file, { force: true });
  }
}

/** Writes samples at a place of a file, all of them. */
export function writeWhole(descriptor: number, samples: Float32Array, at: number): void {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
}

/** Fills `samples` from a place of a file. */
export function readWhole(descriptor: number, at: number, samples: Float32Array): void {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let done = 0; done < bytes.length; ) {
    const got = readSync(descriptor, bytes, done, bytes.length - done, at + done);
    if (got === 0) throw new Error('a file of samples ended early');
    done += got;
  }
}
