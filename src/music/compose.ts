import { limitPeaks } from '../base/limiter.ts';
import { LoudnessMeter } from '../base/loudness.ts';
import { MAX_MS, type Ms, sampleAt } from '../base/time.ts';
import type { MoodName } from '../draft/mood-names.ts';
import { type Form, pieceOf } from '../draft/music-form.ts';
import { Mixdown } from './mixdown.ts';
import type { Style } from './style.ts';
import { STYLES } from './styles.ts';
import { CHUNK, SAMPLE_RATE } from './synth/voice.ts';

/** What to compose: a mood, a seed (the same one gives the same piece) and the exact length. */
export type MusicOrder = { readonly mood: MoodName; readonly seed: number; readonly durationMs: Ms };

/** A piece of music. `beats`: when each beat falls, in ms. */
export type Music = {
  readonly sampleRate: 48_000;
  readonly bpm: number;
  readonly beats: readonly number[];
  /** How many frames `blocks` yields in all. */
  readonly frames: number;
  /** Interleaved stereo, `size` frames at a time; the samples do not depend on the size. May be called again. */
  blocks(size?: number): Generator<Float32Array>;
};

/** The shortest piece: one chord that rings out, in ms. */
export const SHORTEST_MUSIC_MS = 500;
/** Loudness of every piece as a whole (LUFS) and its highest true peak (dBTP). */
const TARGET_LUFS = -16;
const CEILING_DB = -1;
/** Frames that are rendered at a time: 0.1 s. */
const BLOCK = 75 * CHUNK;
/** Up to this length the whole piece is rendered twice; of longer ones, parts of it, in seconds. */
const MEASURE_WHOLE_S = 150;
/** How many parts of a long piece are measured, and how long each is, in seconds. */
const PARTS = 10;
const PART_S = 14;

/**
 * Composes a piece that begins, develops and ends within `durationMs`: -16 LUFS, true peak below -1 dBTP. Nothing is
 * rendered before `blocks` is called; memory stays flat however long the piece is.
 */
export function composeMusic(order: MusicOrder): Music {
  if (!(order.durationMs >= SHORTEST_MUSIC_MS && order.durationMs <= MAX_MS)) {
    throw new RangeError(`music of ${order.durationMs} ms cannot be composed`);
  }
  const style = STYLES[order.mood];
  const form = pieceOf(order.mood, order.seed, order.durationMs);
  const frames = sampleAt(order.durationMs, SAMPLE_RATE);
  const beat = 60_000 / form.bpm;
  const beats = Array.from({ length: form.beats + 1 }, (_, i) => i * beat);
  let gainDb: number | null = null;
  return {
    sampleRate: SAMPLE_RATE,
    bpm: form.bpm,
    beats,
    frames,
    *blocks(size = BLOCK) {
      gainDb ??= gainFor(style, form, order.seed, frames);
      const limited = limitPeaks(rendered(new Mixdown(style, form, order.seed), form, frames), {
        sampleRate: SAMPLE_RATE,
        ceilingDb: CEILING_DB,
        gainDb,
      });
      yield* inBlocksOf(size, limited);
    },
  };
}

/** The mix as it is played, with the very last of its tail faded to nothing. */
function* rendered(mixdown: Mixdown, form: Form, frames: number): Generator<Float32Array> {
  const ring = form.seconds - (form.beats * 60) / form.bpm;
  const fade = Math.max(1, Math.round(Math.min(1.6, ring * 0.5) * SAMPLE_RATE));
  for (let at = 0; at < frames; at += BLOCK) {
    const block = new Float32Array(BLOCK * 2);
    for (let k = 0; k < BLOCK; k += CHUNK) mixdown.render(block, k);
    for (let i = Math.max(0, frames - fade - at); i < BLOCK; i++) {
      const rest = Math.max(0, (frames - 1 - at - i) / fade);
      const gain = Math.sin((rest * Math.PI) / 2) ** 2;
      block[2 * i] = (block[2 * i] as number) * gain;
      block[2 * i + 1] = (block[2 * i + 1] as number) * gain;
    }
    yield block.subarray(0, Math.min(BLOCK, frames - at) * 2);
  }
}

/** By how much a piece must be raised to have its loudness, in dB. */
function gainFor(style: Style, form: Form, seed: number, frames: number): number {
  const meter = new LoudnessMeter(SAMPLE_RATE, 2);
  if (frames <= MEASURE_WHOLE_S * SAMPLE_RATE) {
    for (const block of rendered(new Mixdown(style, form, seed), form, frames)) meter.add(block);
  } else {
    const stride = Math.floor(frames / PARTS);
    const mixdown = new Mixdown(style, form, seed);
    const part = PART_S * SAMPLE_RATE;
    const block = new Float32Array(BLOCK * 2);
    for (let p = 0; p < PARTS; p++) {
      for (let at = 0; at < part; at += BLOCK) {
        for (let k = 0; k < BLOCK; k += CHUNK) mixdown.render(block, k);
        // Notes and echoes from before the part are missing: its first two seconds do not count.
        if (at >= 2 * SAMPLE_RATE || p === 0) meter.add(block);
      }
      mixdown.skip(stride - part);
    }
  }
  const { integrated } = meter.result();
  return integrated === null ? 0 : TARGET_LUFS - integrated;
}

/** The same samples in blocks of one size; the last may be shorter. */
function* inBlocksOf(size: number, blocks: Iterable<Float32Array>): Generator<Float32Array> {
  let open = new Float32Array(size * 2);
  let filled = 0;
  for (const block of blocks) {
    for (let at = 0; at < block.length; ) {
      const take = Math.min(block.length - at, open.length - filled);
      open.set(block.subarray(at, at + take), filled);
      at += take;
      filled += take;
      if (filled < open.length) continue;
      yield open;
      open = new Float32Array(size * 2);
      filled = 0;
    }
  }
  if (filled > 0) yield open.subarray(0, filled);
}
