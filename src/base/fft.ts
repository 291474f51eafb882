/**
 * The discrete Fourier transform of a power of two, in place, on numbers that are used again and again: for noise
 * reduction and beats, where nothing may be allocated per block. Ours because it is forty lines, and the packages that
 * there are either allocate with every call or have not been touched for years.
 */
export class Fft {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #order: Uint32Array;

  /** Throws `RangeError` for a size that is no power of two. */
  constructor(size: number) {
    const bits = Math.log2(size);
    if (!Number.isInteger(bits) || bits < 1) throw new RangeError(`an FFT of ${size} is not possible`);
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    this.#order = new Uint32Array(size);
    for (let i = 0; i < size; i++) this.#order[i] = ((this.#order[i >> 1] as number) >> 1) | (i & 1 ? size >> 1 : 0);
  }

  /** Transforms `re` + i·`im` in place. */
  forward(re: Float64Array, im: Float64Array): void {
    this.#reorder(re, im);
    const n = this.size;
    for (let half = 1; half < n; half *= 2) {
      const step = n / (2 * half);
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const a = start + k;
          const b = a + half;
          const c = this.#cos[k * step] as number;
          const s = this.#sin[k * step] as number;
          const br = (re[b] as number) * c - (im[b] as number) * s;
          const bi = (re[b] as number) * s + (im[b] as number) * c;
          re[b] = (re[a] as number) - br;
          im[b] = (im[a] as number) - bi;
          re[a] = (re[a] as number) + br;
          im[a] = (im[a] as number) + bi;
        }
      }
    }
  }

  /** The way back, scaled so that both ways together change nothing. */
  inverse(re: Float64Array, im: Float64Array): void {
    this.forward(im, re);
    const scale = 1 / this.size;
    for (let i = 0; i < this.size; i++) {
      re[i] = (re[i] as number) * scale;
      im[i] = (im[i] as number) * scale;
    }
  }

  #reorder(re: Float64Array, im: Float64Array): void {
    for (let i = 0; i < this.size; i++) {
      const j = this.#order[i] as number;
      if (j <= i) continue;
      const [r, m] = [re[i] as number, im[i] as number];
      re[i] = re[j] as number;
      im[i] = im[j] as number;
      re[j] = r;
      im[j] = m;
    }
  }
}
