import type { AudioBlock } from '../media/types.ts';

/** Length of one window, in ms: short enough for the edge of a word, long enough for a deep voice's period. */
export const WINDOW_MS = 10;
/** What digital silence is counted as, in dBFS: far under any microphone. */
export const SILENCE_DB = -100;
/** Below this corner, in Hz, there is rumble, hum and handling, and hardly any voice. */
const RUMBLE_HZ = 100;

/**
 * RMS level of each window in dBFS, of whichever channel is louder, so that a dead channel does not halve the level.
 * Rumble is filtered out first.
 */
export class LevelMeter {
  readonly #channels: number;
  readonly #window: number;
  readonly #keep: number;
  readonly #last: Float64Array;
  readonly #filtered: Float64Array;
  readonly #energy: Float64Array;
  readonly #levels: number[] = [];
  #count = 0;

  constructor(sampleRate: number, channels: number) {
    this.#channels = channels;
    this.#window = Math.round((sampleRate * WINDOW_MS) / 1000);
    this.#keep = 1 / (1 + (2 * Math.PI * RUMBLE_HZ) / sampleRate);
    this.#last = new Float64Array(channels);
    this.#filtered = new Float64Array(channels);
    this.#energy = new Float64Array(channels);
  }

  add(block: AudioBlock): void {
    const channels = this.#channels;
    for (let i = 0; i < block.length; i += channels) {
      for (let channel = 0; channel < channels; channel++) {
        const value = block[i + channel] as number;
        const high = this.#keep * ((this.#filtered[channel] as number) + value - (this.#last[channel] as number));
        this.#last[channel] = value;
        this.#filtered[channel] = high;
        this.#energy[channel] = (this.#energy[channel] as number) + high * high;
      }
      if (++this.#count === this.#window) this.#close();
    }
  }

  /** All levels; a last piece of a window counts as one. */
  result(): number[] {
    if (this.#count > 0) this.#close();
    return this.#levels;
  }

  #close(): void {
    const loudest = Math.max(...this.#energy) / this.#count;
    this.#levels.push(Math.max(SILENCE_DB, 10 * Math.log10(loudest + 1e-12)));
    this.#energy.fill(0);
    this.#count = 0;
  }
}
