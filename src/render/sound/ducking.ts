/**
 * Stepping back under speech. The whole voice track is known before the music is mixed, so that the music is down
 * when a word begins and stays down between words. Pure.
 */

/** Levels are taken this often, per second. */
const HOPS_PER_SECOND = 100;
/** Speech starts at a level; rumble below this is no speech, in Hz. */
const RUMBLE_HZ = 120;
/** The music goes down over this time and is down when speech begins; it comes back over the other, in ms. */
const ATTACK_MS = 150;
const RELEASE_MS = 600;
/** It waits so long after a word before it comes back, and does not come back for a pause shorter than the other. */
const HOLD_MS = 200;
const SHORTEST_PAUSE_MS = 900;
/** What is shorter than this is a click, not a word. */
const SHORTEST_WORD_MS = 60;
/** Below this nobody speaks; and what varies less than the other is noise, not speech, in dB. */
const SILENCE_DB = -60;
const LEAST_VARIATION_DB = 8;
/** Speech begins so far under its loud parts at most, and goes on until it is softer by the other, in dB. */
const WORD_RANGE_DB = 20;
const HYSTERESIS_DB = 5;

/** The level of a voice track in dB, every 10 ms. Feed it blocks in order. */
export class VoiceLevels {
  readonly #hop: number;
  readonly #pole: number;
  readonly #levels: number[] = [];
  #low = 0;
  #energy = 0;
  #filled = 0;

  constructor(sampleRate: number) {
    this.#hop = Math.round(sampleRate / HOPS_PER_SECOND);
    this.#pole = 1 - Math.exp((-2 * Math.PI * RUMBLE_HZ) / sampleRate);
  }

  add(block: Float32Array): void {
    for (let i = 0; i < block.length; i += 2) {
      const value = ((block[i] as number) + (block[i + 1] as number)) / 2;
      this.#low += this.#pole * (value - this.#low);
      if (Math.abs(this.#low) < 1e-20) this.#low = 0;
      const high = value - this.#low;
      this.#energy += high * high;
      this.#filled++;
      if (this.#filled === this.#hop) this.#close();
    }
  }

  result(): readonly number[] {
    return this.#levels;
  }

  #close(): void {
    this.#levels.push(10 * Math.log10(this.#energy / this.#hop + 1e-12));
    this.#energy = 0;
    this.#filled = 0;
  }
}

/** Stretches of levels `[from, to)` in which someone speaks, pauses between words included. */
export function speechIn(levels: readonly number[]): { from: number; to: number }[] {
  const heard = levels.filter((level) => level > SILENCE_DB).toSorted((a, b) => a - b);
  const at = (share: number): number => heard[Math.floor((heard.length - 1) * share)] ?? SILENCE_DB;
  const [noise, speech] = [at(0.1), at(0.95)];
  // A voice between digital silences shows no noise of its own: silence is its background.
  const isGated = heard.length < levels.length * 0.9;
  if (heard.length === 0 || (!isGated && speech - noise < LEAST_VARIATION_DB)) return [];
  const start =
    isGated && speech - noise < LEAST_VARIATION_DB
      ? noise - 1
      : Math.max(speech - WORD_RANGE_DB, noise + 0.4 * (speech - noise));
  const words: { from: number; to: number }[] = [];
  let from = -1;
  for (let i = 0; i <= levels.length; i++) {
    const level = levels[i] ?? Number.NEGATIVE_INFINITY;
    if (from < 0 && level >= start) from = i;
    else if (from >= 0 && level < start - HYSTERESIS_DB) {
      words.push({ from, to: i });
      from = -1;
    }
  }
  return withoutGaps(words.filter(({ from: a, to: b }) => (b - a) * 10 >= SHORTEST_WORD_MS));
}

function withoutGaps(words: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && (word.from - last.to) * 10 < SHORTEST_PAUSE_MS) last.to = word.to;
    else joined.push({ ...word });
  }
  return joined;
}

/** How far to step back at any sample: 0 not at all, 1 as far as asked. */
export class DuckCurve {
  readonly #spans: readonly { readonly from: number; readonly to: number }[];
  readonly #attack: number;
  readonly #release: number;
  #at = 0;

  constructor(speech: readonly { from: number; to: number }[], sampleRate: number) {
    const samples = (ms: number): number => Math.round((ms * sampleRate) / 1000);
    const hop = sampleRate / HOPS_PER_SECOND;
    this.#spans = speech.map(({ from, to }) => ({
      from: Math.round(from * hop),
      to: Math.round(to * hop) + samples(HOLD_MS),
    }));
    this.#attack = samples(ATTACK_MS);
    this.#release = samples(RELEASE_MS);
  }

  /** The depth at a sample. Samples must not fall. */
  depthAt(sample: number): number {
    let span = this.#spans[this.#at];
    while (span !== undefined && sample >= span.to + this.#release) span = this.#spans[++this.#at];
    if (span === undefined) return 0;
    const after = depthBeside(sample, span, this.#attack, this.#release);
    const next = this.#spans[this.#at + 1];
    // While the music comes back from one sentence it may already have to go down for the next.
    return next === undefined ? after : Math.max(after, depthBeside(sample, next, this.#attack, this.#release));
  }
}

function depthBeside(sample: number, span: { from: number; to: number }, attack: number, release: number): number {
  if (sample >= span.from && sample < span.to) return 1;
  const t = sample < span.from ? 1 - (span.from - sample) / attack : 1 - (sample - span.to) / release;
  return t <= 0 ? 0 : t * t * (3 - 2 * t);
}
