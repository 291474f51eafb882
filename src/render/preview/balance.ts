import { loudnessOf } from '../../base/loudness.ts';
import type { Speech } from '../../protocol/preview.ts';
import type { Sound, SoundPlan } from '../../protocol/sound.ts';
import { DuckCurve, speechIn } from '../sound/ducking.ts';
import { envelopeAt } from '../sound/envelope.ts';
import { gainTowards } from '../sound/gain.ts';
import { SOUND_RATE } from '../sound/plan-sound.ts';

/**
 * What mixing needs to know of the whole timeline: where someone speaks, and by how much the sum is raised. Worked out
 * from levels of the sources, measured once each, in milliseconds and without a sample. Pure.
 */

/** Energies of a source: `loud` K-weighted in tenths of a second, `spoken` above 120 Hz in hundredths. */
export type Levels = { readonly loud: Float32Array; readonly spoken: Float32Array };

export type Balance = { readonly gainDb: number; readonly speech: Speech };

const HOP = SOUND_RATE / 100;
const TENTH = SOUND_RATE / 10;
/** Steps of the gain, in dB: less is not heard, and would rename every segment after every cut. */
const STEP_DB = 0.5;

/** The balance of a plan. `levelsOf` gives what is known of a sound's source; what is not known counts as silent. */
export function balanceOf(plan: SoundPlan, levelsOf: (sound: Sound) => Levels | null): Balance {
  const { sounds, samples, master } = plan;
  const spoken = new Float64Array(Math.floor(samples / HOP));
  for (const sound of sounds)
    if (sound.bus === 'voice') add(spoken, HOP, { ...sound, levels: levelsOf(sound)?.spoken });
  const isDucked = sounds.some((sound) => sound.bus === 'other' && sound.duckDb > 0);
  const speech = isDucked ? speechIn(Array.from(spoken, (energy) => 10 * Math.log10(energy + 1e-12))) : [];
  if (master.targetLufs === null) return { gainDb: 0, speech };
  const loud = new Float64Array(Math.floor(samples / TENTH));
  const curve = new DuckCurve(speech, SOUND_RATE);
  const depth = Float64Array.from(loud, (_, i) => curve.depthAt(i * TENTH + TENTH / 2));
  for (const sound of sounds) {
    const down = (at: number): number => 10 ** (-(sound.duckDb * (depth[at] ?? 0)) / 10);
    add(loud, TENTH, { ...sound, levels: levelsOf(sound)?.loud }, sound.bus === 'other' ? down : undefined);
  }
  const gain = gainTowards(master.targetLufs, loudnessOf(loud));
  return { gainDb: Math.round(gain / STEP_DB) * STEP_DB, speech };
}

/** Adds the energies of a sound where it stands. `hop`: samples from one to the next. */
function add(
  sum: Float64Array,
  hop: number,
  { levels, ...sound }: Sound & { readonly levels: Float32Array | undefined },
  factor: (at: number) => number = () => 1,
): void {
  const { source, start, length, gain } = sound;
  if (levels === undefined || source.kind !== 'file') return;
  const loop = source.loop === null ? Number.POSITIVE_INFINITY : source.loop;
  const first = Math.ceil(start / hop - 0.5);
  for (let at = Math.max(0, first); at < sum.length && at * hop + hop / 2 < start + length; at++) {
    const local = at * hop + hop / 2 - start;
    const played = ((source.reverse ? length - local : local) / SOUND_RATE) * source.tempo;
    const energy = levels[Math.floor(((source.from + (played % loop)) * SOUND_RATE) / hop)] ?? 0;
    const level = gain * envelopeAt(sound.envelope, local) * rampAt(sound, local);
    sum[at] = (sum[at] ?? 0) + energy * level * level * factor(at);
  }
}

function rampAt({ ramps }: Sound, local: number): number {
  let level = 1;
  for (const ramp of ramps) {
    const done = Math.max(0, Math.min(1, (local - ramp.at) / ramp.length));
    const t = ramp.direction === 'in' ? done : 1 - done;
    const sine = Math.sin((t * Math.PI) / 2);
    level *= ramp.curve === 'linear' ? t : ramp.curve === 'power' ? sine : sine * sine;
  }
  return level;
}
