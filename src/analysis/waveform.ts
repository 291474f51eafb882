import type { WaveformFacts } from '../draft/facts.ts';
import type { AudioBlock } from '../media/types.ts';

/** Enough for a pixel each at the zoom where a second is 20 px wide. */
const PER_SECOND = 20;

/** Collects the largest absolute sample of each twentieth of a second, of all channels. */
export class WaveformMeter {
  readonly #length: number;
  readonly #peaks: number[] = [];
  #peak = 0;
  #count = 0;

  constructor(sampleRate: number, channels: number) {
    this.#length = Math.round(sampleRate / PER_SECOND) * channels;
  }

  add(block: AudioBlock): void {
    for (let i = 0; i < block.length; i++) {
      const value = Math.abs(block[i] as number);
      if (value > this.#peak) this.#peak = value;
      if (++this.#count === this.#length) this.#close();
    }
  }

  result(): WaveformFacts {
    if (this.#count > 0) this.#close();
    return { perSecond: PER_SECOND, peaks: this.#peaks };
  }

  #close(): void {
    this.#peaks.push(Math.min(255, Math.round(this.#peak * 255)));
    this.#peak = 0;
    this.#count = 0;
  }
}
