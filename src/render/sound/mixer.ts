import type { Sound } from '../../protocol/sound.ts';
import { played, type SoundSources } from './players.ts';

/** Frames that are mixed at a time: 0.2 s. */
export const MIX_BLOCK = 9600;

/** One block of the mix. `plain` is everything that never steps back, voice included; `ducked` one bus for each depth. */
export type MixBlock = {
  readonly plain: Float32Array;
  readonly voice: Float32Array;
  readonly ducked: readonly Float32Array[];
};

/** How deep the sounds of a plan step back, in dB: one bus for each depth. */
export function duckDepths(sounds: readonly Sound[]): number[] {
  const depths = sounds.filter((sound) => sound.bus === 'other' && sound.duckDb > 0).map((sound) => sound.duckDb);
  return [...new Set(depths)].toSorted((a, b) => a - b);
}

/**
 * Adds the sounds of a plan up, block by block, `samples` frames in all. A sound's source is open from its first
 * sample to its last: as many at once as sound together. The blocks are used again: copy what must stay.
 */
export function* mixed(sounds: readonly Sound[], samples: number, sources: SoundSources): Generator<MixBlock> {
  const depths = duckDepths(sounds);
  const whole = { plain: stereo(MIX_BLOCK), voice: stereo(MIX_BLOCK), ducked: depths.map(() => stereo(MIX_BLOCK)) };
  let playing: Player[] = [];
  let next = 0;
  try {
    for (let from = 0; from < samples; from += MIX_BLOCK) {
      const frames = Math.min(MIX_BLOCK, samples - from);
      for (const bus of [whole.plain, whole.voice, ...whole.ducked]) bus.fill(0);
      playing = playing.filter((player) => addTo(whole, depths, player, { from, frames }));
      for (let sound = sounds[next]; sound !== undefined && sound.start < from + frames; sound = sounds[next]) {
        next++;
        // Short sounds may lie within one block: each is closed before the one after it is opened.
        const player = new Player(sound, sources);
        if (addTo(whole, depths, player, { from, frames })) playing.push(player);
      }
      yield {
        plain: whole.plain.subarray(0, frames * 2),
        voice: whole.voice.subarray(0, frames * 2),
        ducked: whole.ducked.map((bus) => bus.subarray(0, frames * 2)),
      };
    }
  } finally {
    for (const player of playing) player.close();
  }
}

const stereo = (frames: number): Float32Array => new Float32Array(frames * 2);

/** Adds a player's part of a block; false when it has ended (and is closed). */
function addTo(
  block: MixBlock,
  depths: readonly number[],
  player: Player,
  { from, frames }: { from: number; frames: number },
): boolean {
  const { sound } = player;
  const depth = sound.bus === 'other' ? depths.indexOf(sound.duckDb) : -1;
  const buses =
    depth >= 0
      ? [block.ducked[depth] ?? block.plain]
      : sound.bus === 'voice'
        ? [block.plain, block.voice]
        : [block.plain];
  const first = Math.max(0, sound.start - from);
  const goesOn = player.add(buses, first, frames, from);
  if (!goesOn) player.close();
  return goesOn;
}

/** Hands out the samples of one sound in the portions that the mixer asks for. */
class Player {
  readonly sound: Sound;
  readonly #blocks: Generator<Float32Array>;
  #block: Float32Array = new Float32Array(0);
  #at = 0;

  constructor(sound: Sound, sources: SoundSources) {
    this.sound = sound;
    this.#blocks = played(sound, sources);
  }

  /** Adds its next samples to frames `[first, end)` of each bus; false when there are no more. */
  add(buses: readonly Float32Array[], first: number, end: number, from: number): boolean {
    for (let i = first; i < end; ) {
      if (this.#at === this.#block.length) {
        const next = this.#blocks.next();
        if (next.done === true) return false;
        this.#block = next.value;
        this.#at = 0;
        continue;
      }
      const count = Math.min(end - i, (this.#block.length - this.#at) / 2);
      for (const bus of buses) {
        for (let k = 0; k < count * 2; k++)
          bus[i * 2 + k] = (bus[i * 2 + k] as number) + (this.#block[this.#at + k] as number);
      }
      this.#at += count * 2;
      i += count;
    }
    return from + end < this.sound.start + this.sound.length;
  }

  close(): void {
    this.#blocks.return(undefined);
  }
}
