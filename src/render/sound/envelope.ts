import { type Keyframes, valueAt } from '../../draft/keyframes.ts';
import type { Sound } from '../../protocol/sound.ts';

/** Between these steps an eased change is a straight line, in ms: steps that nobody hears. */
const STEP_MS = 20;
/** A jump takes this long, so that it does not click, in ms. */
const JUMP_MS = 5;

export type Envelope = NonNullable<Sound['envelope']>;

/**
 * The volume keyframes of a segment as levels at samples of its sound, straight lines between them; undefined where there
 * are none. `start`: ms of the timeline at which the segment begins; `from`: the sample at which its sound does, at
 * `rate` samples a second.
 */
export function envelopeOf(
  keyframes: Keyframes | undefined,
  { start, from, rate }: { readonly start: number; readonly from: number; readonly rate: number },
): Envelope | undefined {
  const frames = keyframes?.volume;
  if (frames === undefined || frames.length === 0) return undefined;
  const points: Envelope = [];
  const add = (ms: number, level: number): void => {
    const at = Math.round(((start + ms) * rate) / 1000) - from;
    if (at > (points.at(-1)?.at ?? Number.NEGATIVE_INFINITY)) points.push({ at, level: Math.round(level * 1e5) / 1e5 });
  };
  for (const [i, frame] of frames.entries()) {
    add(frame.at, frame.value);
    const next = frames[i + 1];
    if (next === undefined || frame.value === next.value || frame.ease === 'linear') continue;
    if (frame.ease === 'hold') add(Math.max(frame.at + 1, next.at - JUMP_MS), frame.value);
    else for (let ms = frame.at + STEP_MS; ms < next.at; ms += STEP_MS) add(ms, Math.max(0, valueAt(frames, ms)));
  }
  return points;
}

/** The level at a sample of the sound; 1 where nothing changes it. */
export function envelopeAt(envelope: Envelope | undefined, sample: number): number {
  if (envelope === undefined) return 1;
  let [low, high] = [0, envelope.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((envelope[middle]?.at ?? 0) <= sample) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [envelope[low - 1], envelope[low]];
  if (before === undefined) return after?.level ?? 1;
  if (after === undefined) return before.level;
  return before.level + ((after.level - before.level) * (sample - before.at)) / (after.at - before.at);
}

/** Applies an envelope to frames of a sound from `position` on. */
export function applyEnvelope(block: Float32Array, position: number, envelope: Envelope | undefined): void {
  if (envelope === undefined) return;
  for (let i = 0; i < block.length / 2; i++) {
    const level = envelopeAt(envelope, position + i);
    block[2 * i] = (block[2 * i] as number) * level;
    block[2 * i + 1] = (block[2 * i + 1] as number) * level;
  }
}
