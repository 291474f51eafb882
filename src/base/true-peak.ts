/**
 * True peak after ITU-R BS.1770-5 annex 2: the largest value of the signal that a converter will make of the samples,
 * found by 4-fold interpolation. Pure mathematics; 48 taps of a windowed sinc, 12 for each position between samples.
 */

const TAPS = 12;
const PHASES = 4;
/** Positions between two samples; position 0 is the sample itself. */
const KERNELS: readonly Float64Array[] = [1, 2, 3].map((phase) => {
  const kernel = new Float64Array(TAPS);
  let sum = 0;
  for (let k = 0; k < TAPS; k++) {
    const x = k - TAPS / 2 + 1 - phase / PHASES;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (TAPS / 2 + 0.5));
    kernel[k] = (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
    sum += kernel[k] ?? 0;
  }
  return kernel.map((tap) => tap / sum);
});
/** No interpolated value exceeds the largest sample in reach times this: the sum of a kernel's absolute taps. */
const REACH = Math.max(...KERNELS.map((kernel) => kernel.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/** By how many samples the answer of a {@link PeakDetector} lags behind its input. */
export const PEAK_LATENCY = TAPS / 2;

/** Finds peaks between the samples of a stream. Keep one per stream; blocks may have any size. */
export class PeakDetector {
  readonly #channels: number;
  readonly #history: Float64Array[];
  #line = new Float64Array(0);

  constructor(channels: number) {
    this.#channels = channels;
    this.#history = Array.from({ length: channels }, () => new Float64Array(TAPS - 1));
  }

  /**
   * Writes for each frame of the interleaved `block` the largest absolute value (of any channel) between the frames
   * `PEAK_LATENCY` and `PEAK_LATENCY - 1` before it. Where nothing can exceed `floor`, it may write 0 instead.
   */
  detect(block: Float32Array, out: Float64Array, floor = 0): void {
    const frames = block.length / this.#channels;
    out.fill(0, 0, frames);
    if (this.#line.length < frames + TAPS) this.#line = new Float64Array(frames + TAPS);
    for (let channel = 0; channel < this.#channels; channel++) {
      const line = this.#line;
      const history = this.#history[channel] ?? new Float64Array(TAPS - 1);
      line.set(history);
      for (let i = 0; i < frames; i++) line[i + TAPS - 1] = block[i * this.#channels + channel] ?? 0;
      scan(line, frames, out, floor);
      history.set(line.subarray(frames, frames + TAPS - 1));
    }
  }
}

/** Frames that share one quick test of whether they can matter. */
const STRIDE = 32;

function scan(line: Float64Array, frames: number, out: Float64Array, floor: number): void {
  const [a, b, c] = KERNELS as [Float64Array, Float64Array, Float64Array];
  for (let start = 0; start < frames; start += STRIDE) {
    const end = Math.min(frames, start + STRIDE);
    let largest = 0;
    for (let i = start; i < end + TAPS - 1; i++) largest = Math.max(largest, Math.abs(line[i] as number));
    if (largest * REACH <= floor) continue;
    for (let i = start; i < end; i++) {
      let x = 0;
      let y = 0;
      let z = 0;
      for (let k = 0; k < TAPS; k++) {
        const value = line[i + k] as number;
        x += value * (a[k] as number);
        y += value * (b[k] as number);
        z += value * (c[k] as number);
      }
      // The kernels sit between the taps 5 and 6: both ends count too.
      const ends = Math.max(Math.abs(line[i + TAPS / 2 - 1] as number), Math.abs(line[i + TAPS / 2] as number));
      const peak = Math.max(ends, Math.abs(x), Math.abs(y), Math.abs(z));
      if (peak > (out[i] as number)) out[i] = peak;
    }
  }
}
