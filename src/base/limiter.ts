import { PEAK_LATENCY, PeakDetector } from './true-peak.ts';

/** How a {@link limitPeaks} works: all levels in dB, times in seconds. */
export type LimitOptions = {
  readonly sampleRate: number;
  /** Nothing that comes out has a true peak above this, in dBTP. */
  readonly ceilingDb: number;
  /** Applied before limiting. */
  readonly gainDb: number;
};

/** Other meters interpolate with longer kernels and read up to this much more near the Nyquist frequency, in dB. */
const MARGIN_DB = 0.25;
/** Gain falls over this time before a peak, so that the step itself cannot be heard, in seconds. */
const LOOKAHEAD_S = 0.003;
/** Time constant with which gain comes back, in seconds: slow enough not to distort bass. */
const RELEASE_S = 0.12;

/**
 * Applies a gain and holds the true peak of stereo blocks under a ceiling: look-ahead limiter, both channels with the
 * same gain. Sound keeps its place and length: as many frames come out as went in, in blocks of other sizes.
 */
export function* limitPeaks(blocks: Iterable<Float32Array>, options: LimitOptions): Generator<Float32Array> {
  const limiter = new Limiter(options);
  for (const block of blocks) {
    const limited = limiter.push(block);
    if (limited.length > 0) yield limited;
  }
  yield limiter.flush();
}

class Limiter {
  readonly #ceiling: number;
  readonly #gain: number;
  readonly #release: number;
  readonly #window: number;
  readonly #delay: number;
  readonly #detector = new PeakDetector(2);
  readonly #delayed: Float32Array;
  readonly #line: Float64Array;
  /** Monotonic queue of the sliding minimum: gains that rise, and the frames they belong to. */
  readonly #queueGain: Float64Array;
  readonly #queueFrame: Float64Array;
  #queueHead = 0;
  #queueSize = 0;
  #sum: number;
  #held = 1;
  #frame = 0;
  #peaks = new Float64Array(0);
  #loud = new Float32Array(0);

  constructor(options: LimitOptions) {
    this.#ceiling = 10 ** ((options.ceilingDb - MARGIN_DB) / 20);
    this.#gain = 10 ** (options.gainDb / 20);
    this.#window = Math.max(8, Math.round(options.sampleRate * LOOKAHEAD_S));
    this.#release = 1 - Math.exp(-1 / (options.sampleRate * RELEASE_S));
    this.#delay = this.#window - 1 + PEAK_LATENCY;
    this.#delayed = new Float32Array(this.#delay * 2);
    this.#line = new Float64Array(this.#window).fill(1);
    // One frame more than the window: a peak between two frames lowers both.
    this.#queueGain = new Float64Array(this.#window + 2);
    this.#queueFrame = new Float64Array(this.#window + 2);
    this.#sum = this.#window;
  }

  push(block: Float32Array): Float32Array {
    const out = this.#run(block);
    // The first frames that come out are the delay line's own silence.
    const early = Math.max(0, Math.min(out.length / 2, this.#delay - (this.#frame - out.length / 2)));
    return out.subarray(early * 2);
  }

  flush(): Float32Array {
    return this.push(new Float32Array(this.#delay * 2));
  }

  #run(block: Float32Array): Float32Array {
    const frames = block.length / 2;
    if (this.#loud.length < block.length) this.#loud = new Float32Array(block.length);
    const loud = this.#loud.subarray(0, block.length);
    for (let i = 0; i < block.length; i++) loud[i] = (block[i] as number) * this.#gain;
    if (this.#peaks.length < frames) this.#peaks = new Float64Array(frames);
    this.#detector.detect(loud, this.#peaks, this.#ceiling);
    const out = new Float32Array(block.length);
    for (let i = 0; i < frames; i++) {
      const peak = this.#peaks[i] as number;
      const gain = this.#smooth(peak > this.#ceiling ? this.#ceiling / peak : 1);
      const slot = (this.#frame % this.#delay) * 2;
      out[2 * i] = (this.#delayed[slot] as number) * gain;
      out[2 * i + 1] = (this.#delayed[slot + 1] as number) * gain;
      this.#delayed[slot] = loud[2 * i] as number;
      this.#delayed[slot + 1] = loud[2 * i + 1] as number;
      this.#frame++;
    }
    return out;
  }

  /** Lowest gain of the window, let go slowly, averaged over the window: it arrives exactly with the peak. */
  #smooth(wanted: number): number {
    const size = this.#queueGain.length;
    while (this.#queueSize > 0) {
      const last = (this.#queueHead + this.#queueSize - 1) % size;
      if ((this.#queueGain[last] as number) < wanted) break;
      this.#queueSize--;
    }
    const slot = (this.#queueHead + this.#queueSize) % size;
    this.#queueGain[slot] = wanted;
    this.#queueFrame[slot] = this.#frame;
    this.#queueSize++;
    if ((this.#queueFrame[this.#queueHead] as number) < this.#frame - this.#window) {
      this.#queueHead = (this.#queueHead + 1) % size;
      this.#queueSize--;
    }
    const lowest = this.#queueGain[this.#queueHead] as number;
    this.#held = Math.min(lowest, this.#held + (1 - this.#held) * this.#release);
    if (1 - this.#held < 1e-7) this.#held = 1;
    const place = this.#frame % this.#window;
    this.#sum += this.#held - (this.#line[place] as number);
    this.#line[place] = this.#held;
    return Math.min(1, this.#sum / this.#window);
  }
}
