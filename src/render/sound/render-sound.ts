import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { limitPeaks } from '../../base/limiter.ts';
import { type Loudness, LoudnessMeter, measureBlocks } from '../../base/loudness.ts';
import { encodeTrack } from '../../media/audio-encoder.ts';
import { writeFailure } from '../../media/output.ts';
import { writeSoundFile } from '../../media/sound-writer.ts';
import type { SoundPlan } from '../../protocol/sound.ts';
import { DuckCurve, speechIn, VoiceLevels } from './ducking.ts';
import { gainTowards, MOST_BOOST_DB } from './gain.ts';
import { duckDepths, MIX_BLOCK, mixed } from './mixer.ts';
import { SOUND_RATE } from './plan-sound.ts';
import { readWhole, type SoundSources, writeWhole } from './players.ts';

/** Where to read from and write to, and whom to tell how far it is (0–1, rising). */
export type SoundJob = SoundSources & {
  readonly out: string;
  /** AAC when left out. `mp3` and `wav` are whole files, with the title in them. */
  readonly as?: 'aac' | 'opus' | 'mp3' | 'wav';
  readonly title?: string | null;
  readonly onProgress: (done: number) => void;
};

/** What was made: `samples` per channel, and how loud it is before encoding. */
export type SoundReport = { readonly samples: number; readonly loudness: Loudness };

/** Shares of the work that mixing, measuring and encoding have, as measured on an hour of speech. */
const MIXED_AT = 0.7;
const MEASURED_AT = 0.8;

/**
 * Mixes, masters and encodes the sound of a video as a track for `joinChunks` or a file, exactly as long as planned. Works in
 * passes over a raw mix in `scratch` (0.4 MB per second and bus), so that memory stays flat; the folder is as empty
 * afterwards as it was. Keeps its thread busy: only in a worker. Throws named failures for files that cannot be read and a full
 * disk.
 */
export async function renderSound(plan: SoundPlan, given: SoundJob): Promise<SoundReport> {
  const job = { ...given, onProgress: rising(given.onProgress) };
  mkdirSync(job.scratch, { recursive: true });
  try {
    if (plan.sounds.length === 0) return silentTrack(plan, job);
    using tape = await mixToTape(plan, job);
    const gainDb = masterGain(plan, tape, job);
    const meter = new LoudnessMeter(SOUND_RATE, 2);
    const mastered = watched(masteredBlocks(plan, tape, gainDb), plan, (done) =>
      job.onProgress(MEASURED_AT + (1 - MEASURED_AT) * done),
    );
    const samples = encode(metered(mastered, meter), plan, job);
    job.onProgress(1);
    return { samples, loudness: meter.result() };
  } catch (error) {
    throw writeFailure(error, job.out);
  }
}

function encode(
  blocks: Iterable<Float32Array>,
  { bitRate, isVariable }: SoundPlan,
  { as = 'aac', out, title = null }: SoundJob,
): number {
  const encoding = { sampleRate: SOUND_RATE, bitRate, isVariable: isVariable === true };
  if (as === 'aac' || as === 'opus') return encodeTrack(as, blocks, out, encoding);
  return writeSoundFile(blocks, out, { ...encoding, format: as, title });
}

/** Passes on only what is more than before: a pass that is repeated begins anew. */
function rising(report: (done: number) => void): (done: number) => void {
  let most = 0;
  return (done) => {
    most = Math.max(most, done);
    report(most);
  };
}

/** Platforms refuse videos without a sound track, or guess: a silent one is kept instead. */
function silentTrack(plan: SoundPlan, job: SoundJob): SoundReport {
  const silence = function* (): Generator<Float32Array> {
    for (let at = 0; at < plan.samples; at += MIX_BLOCK) {
      job.onProgress(at / plan.samples);
      yield new Float32Array(Math.min(MIX_BLOCK, plan.samples - at) * 2);
    }
  };
  const samples = encode(silence(), plan, job);
  job.onProgress(1);
  return { samples, loudness: { integrated: null, range: null, truePeak: null } };
}

/** The raw mix before mastering: a file of samples for each bus. Its blocks may be had again and again. */
export type Tape = Disposable & { blocks(): Generator<Float32Array> };

/** Blocks that are mixed before the event loop may turn: 5 s of sound. */
const BLOCKS_PER_TURN = 25;

/** Mixes a plan's sounds, music stepping back under speech; disposing of the tape deletes its files. */
export async function mixToTape(plan: SoundPlan, job: SoundSources & Pick<SoundJob, 'onProgress'>): Promise<Tape> {
  const depths = duckDepths(plan.sounds);
  const files = ['plain', ...depths.map((_, i) => `ducked-${i}`)].map((name) => path.join(job.scratch, `${name}.f32`));
  const descriptors: number[] = [];
  const dispose = (): void => {
    for (const descriptor of descriptors) closeSync(descriptor);
    for (const file of files) rmSync(file, { force: true });
  };
  try {
    for (const file of files) descriptors.push(openSync(file, 'w+'));
    const levels = new VoiceLevels(SOUND_RATE);
    let at = 0;
    let blocks = 0;
    for (const block of mixed(plan.sounds, plan.samples, job)) {
      for (const [i, bus] of [block.plain, ...block.ducked].entries()) writeWhole(descriptors[i] ?? -1, bus, at * 8);
      if (depths.length > 0) levels.add(block.voice);
      at += block.plain.length / 2;
      job.onProgress((MIXED_AT * at) / plan.samples);
      // What decoded frames held is given back between turns of the event loop only: 2 kB each.
      if (++blocks % BLOCKS_PER_TURN === 0) await setImmediate();
    }
    const speech = depths.length > 0 ? speechIn(levels.result()) : [];
    return { blocks: () => summed(plan, { descriptors, depths, speech }), [Symbol.dispose]: dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Adds the buses of a tape up, the ducked ones stepping back under speech. The block is used again. */
function* summed(
  plan: SoundPlan,
  tape: { descriptors: readonly number[]; depths: readonly number[]; speech: readonly { from: number; to: number }[] },
): Generator<Float32Array> {
  const [plain = -1, ...ducked] = tape.descriptors;
  const curve = new DuckCurve(tape.speech, SOUND_RATE);
  const sum = new Float32Array(MIX_BLOCK * 2);
  const bus = new Float32Array(MIX_BLOCK * 2);
  const depth = new Float64Array(MIX_BLOCK);
  for (let at = 0; at < plan.samples; at += MIX_BLOCK) {
    const frames = Math.min(MIX_BLOCK, plan.samples - at);
    const out = sum.subarray(0, frames * 2);
    readWhole(plain, at * 8, out);
    if (ducked.length > 0) for (let i = 0; i < frames; i++) depth[i] = curve.depthAt(at + i);
    for (const [i, descriptor] of ducked.entries()) {
      const samples = bus.subarray(0, frames * 2);
      readWhole(descriptor, at * 8, samples);
      addStepped(out, samples, depth, tape.depths[i] ?? 0);
    }
    yield out;
  }
}

/** Adds samples to `sum`, lowered by up to `duckDb`. */
function addStepped(sum: Float32Array, samples: Float32Array, depth: Float64Array, duckDb: number): void {
  const down = (duckDb * Math.LN10) / 20;
  let before = 0;
  let level = 1;
  for (let i = 0; i * 2 < sum.length; i++) {
    const now = depth[i] as number;
    // Most of the time the depth stands still.
    if (now !== before) level = Math.exp(-down * now);
    before = now;
    sum[2 * i] = (sum[2 * i] as number) + (samples[2 * i] as number) * level;
    sum[2 * i + 1] = (sum[2 * i + 1] as number) + (samples[2 * i + 1] as number) * level;
  }
}

/** Limiting takes loudness away; the gain is corrected until the result is this near, in LU. */
const NEAR_ENOUGH_LU = 0.25;

/** The gain that brings the mix to its loudness, in dB: 0 where there is none to bring it to. */
function masterGain(plan: SoundPlan, tape: Tape, job: SoundJob): number {
  const { targetLufs } = plan.master;
  if (targetLufs === null) return 0;
  const report = (done: number): void => job.onProgress(MIXED_AT + (MEASURED_AT - MIXED_AT) * done);
  const raw = measureBlocks(watched(tape.blocks(), plan, report), SOUND_RATE, 2);
  let gain = gainTowards(targetLufs, raw);
  if (gain === 0 || raw.truePeak === null) return 0;
  // Only a limiter at work changes the loudness: without one the gain is exact. Two corrections are enough.
  for (let round = 0; round < 2 && raw.truePeak + gain > plan.master.peakDb; round++) {
    const limited = measureBlocks(watched(masteredBlocks(plan, tape, gain), plan, report), SOUND_RATE, 2);
    const missing = targetLufs - (limited.integrated ?? targetLufs);
    if (Math.abs(missing) < NEAR_ENOUGH_LU) break;
    gain = Math.min(MOST_BOOST_DB, gain + missing);
  }
  return gain;
}

function masteredBlocks(plan: SoundPlan, tape: Tape, gainDb: number): Generator<Float32Array> {
  return limitPeaks(tape.blocks(), { sampleRate: SOUND_RATE, ceilingDb: plan.master.peakDb, gainDb });
}

function* watched(
  blocks: Iterable<Float32Array>,
  plan: SoundPlan,
  report: (done: number) => void,
): Generator<Float32Array> {
  let at = 0;
  for (const block of blocks) {
    yield block;
    at += block.length / 2;
    report(Math.min(1, at / plan.samples));
  }
}

function* metered(blocks: Iterable<Float32Array>, meter: LoudnessMeter): Generator<Float32Array> {
  for (const block of blocks) {
    meter.add(block);
    yield block;
  }
}
