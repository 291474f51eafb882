/** The tempo of a row of strengths, a hundred a second: how far apart they repeat. Pure. */

const FRAMES_PER_SECOND = 100;
/** Tempi that people tap to, in beats per minute. */
const SLOWEST = 55;
const FASTEST = 200;
/** The tempo that most music has, and how far others lie from it, in octaves. */
const USUAL_BPM = 118;
const SPREAD = 0.75;
/** Seconds that are looked at together, and how far apart such looks are: long enough for four beats at the slowest. */
const LOOK_S = 8;
const STEP_S = 4;
/** Half the period is the beat when as much begins there: only then, or hats between the beats would count. */
const HALF_IS_AS_STRONG = 0.7;

const SHORTEST = Math.floor((60 * FRAMES_PER_SECOND) / FASTEST);
const LONGEST = Math.ceil((60 * FRAMES_PER_SECOND) / SLOWEST);
/** Halves are not taken beyond 182 beats per minute: faster are eighths that are strummed. */
const SHORTEST_HALF = (60 * FRAMES_PER_SECOND) / 182;
/** Multiples of a period that have a say in it. */
const MULTIPLES = 4;

/** How alike a row is to itself `lag` frames later, for each lag; 1 is the same. */
function likeness(pulse: Float64Array, from: number, to: number, longest: number): Float64Array {
  const out = new Float64Array(longest + 1);
  let whole = 1e-9;
  for (let i = from; i < to; i++) whole += (pulse[i] as number) ** 2;
  for (let lag = SHORTEST - 2; lag <= longest; lag++) {
    let sum = 0;
    for (let i = from + lag; i < to; i++) sum += (pulse[i] as number) * (pulse[i - lag] as number);
    // Fewer pairs are left at longer lags.
    out[lag] = (sum / whole) * ((to - from) / Math.max(1, to - from - lag));
  }
  return out;
}

/** Beats are not struck to the hundredth: neighbours count. */
function softened(pulse: Float64Array): Float64Array {
  const out = new Float64Array(pulse.length);
  for (let i = 0; i < pulse.length; i++) {
    let sum = 0;
    for (let k = -3; k <= 3; k++) sum += ([0.4, 0.25, 0.15, 0.05][Math.abs(k)] as number) * (pulse[i + k] ?? 0);
    out[i] = sum;
  }
  return out;
}

function looksOf(length: number): { from: number; to: number }[] {
  const size = LOOK_S * FRAMES_PER_SECOND;
  if (length <= size) return [{ from: 0, to: length }];
  const count = Math.ceil((length - size) / (STEP_S * FRAMES_PER_SECOND)) + 1;
  return Array.from({ length: count }, (_, i) => {
    const from = Math.min(length - size, i * STEP_S * FRAMES_PER_SECOND);
    return { from, to: from + size };
  });
}

const priorOf = (lag: number): number =>
  Math.exp(-0.5 * (Math.log2((60 * FRAMES_PER_SECOND) / lag / USUAL_BPM) / SPREAD) ** 2);

/** How well a period fits: itself and its multiples. */
function fitOf(alike: Float64Array, lag: number): number {
  let [sum, weight] = [0, 0];
  for (let m = 1; m <= MULTIPLES && Math.round(lag * m) < alike.length - 1; m++) {
    const at = Math.round(lag * m);
    sum += Math.max(alike[at - 1] as number, alike[at] as number, alike[at + 1] as number) / m;
    weight += 1 / m;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** The most usual period in frames, and how sure it is (0–1); null for nothing at all. */
export function tempoOf(pulse: Float64Array): { period: number; confidence: number } | null {
  const soft = softened(pulse);
  const longest = Math.min(LONGEST * MULTIPLES, soft.length - 1);
  if (longest < SHORTEST + 2) return null;
  const looks = looksOf(soft.length);
  // A few dozen looks say what the tempo of hours is.
  const every = Math.max(1, Math.floor(looks.length / 60));
  const sum = new Float64Array(longest + 1);
  let count = 0;
  for (let i = 0; i < looks.length; i += every) {
    const { from, to } = looks[i] as { from: number; to: number };
    for (const [lag, value] of likeness(soft, from, to, Math.min(longest, to - from - 1)).entries())
      sum[lag] = (sum[lag] as number) + value;
    count++;
  }
  const alike = sum.map((value) => value / count);
  let best = 0;
  let period = 0;
  for (let lag = SHORTEST; lag <= Math.min(LONGEST, longest); lag++) {
    const value = fitOf(alike, lag) * priorOf(lag);
    if (value > best) [best, period] = [value, lag];
  }
  if (period === 0) return null;
  const half = period / 2;
  if (half >= SHORTEST_HALF && betweenBeats(alike, half) >= HALF_IS_AS_STRONG * fitOf(alike, period)) period = half;
  return { period: refined(alike, period), confidence: Math.max(0, fitOf(alike, period) - floorOf(alike)) };
}

/** How alike the row is to itself at a lag and its third, which lie between the multiples of twice the lag. */
function betweenBeats(alike: Float64Array, lag: number): number {
  const at = [lag, 3 * lag].map(Math.round).filter((one) => one < alike.length - 1);
  const near = at.map((one) => Math.max(alike[one - 1] as number, alike[one] as number, alike[one + 1] as number));
  return near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length);
}

/** How alike the row is to itself at any lag: what a period must stand out from. */
function floorOf(alike: Float64Array): number {
  const values = Array.from(alike.subarray(SHORTEST, LONGEST)).toSorted((a, b) => a - b);
  return values[Math.floor(values.length * 0.3)] ?? 0;
}

/** The period to a part of a frame, from its fourth multiple where there is one. */
function refined(alike: Float64Array, period: number): number {
  for (let m = MULTIPLES; m > 1; m--) {
    const about = Math.round(period * m);
    if (about + m >= alike.length - 1) continue;
    let at = about;
    for (let lag = about - m; lag <= about + m; lag++) if ((alike[lag] as number) > (alike[at] as number)) at = lag;
    const [a, b, c] = [alike[at - 1] as number, alike[at] as number, alike[at + 1] as number];
    const bend = a - 2 * b + c;
    return (at + (bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (a - c)) / bend)) : 0)) / m;
  }
  return period;
}

/** How far the tempo may have moved from one look to the next: players drift, they do not jump. */
const DRIFT = 0.06;

/** The period at every frame: the tempo as it drifts through the piece. */
export function localPeriods(pulse: Float64Array, usual: number): Float64Array {
  const soft = softened(pulse);
  const looks = looksOf(soft.length);
  const periods: number[] = [];
  let last = usual;
  for (const { from, to } of looks) {
    const longest = Math.min(Math.ceil(usual * 1.4 * MULTIPLES), to - from - 1);
    const alike = likeness(soft, from, to, longest);
    let [best, period] = [0, last];
    for (let lag = last * (1 - DRIFT); lag <= last * (1 + DRIFT); lag += 0.25) {
      const off = Math.log(lag / last) / DRIFT;
      const value = fitOf(alike, lag) * (1 - 0.15 * off * off);
      if (value > best) [best, period] = [value, lag];
    }
    // Far from where the piece began the same beat may have become another tempo, never half or twice of it.
    last = best > 0.05 ? Math.max(usual * 0.75, Math.min(usual * 1.33, period)) : last;
    periods.push(last);
  }
  const out = new Float64Array(soft.length);
  const middle = (i: number): number => ((looks[i]?.from ?? 0) + (looks[i]?.to ?? 0)) / 2;
  let i = 0;
  for (let t = 0; t < soft.length; t++) {
    while (i + 1 < looks.length && middle(i + 1) <= t) i++;
    const [a, b] = [periods[i] ?? usual, periods[i + 1] ?? periods[i] ?? usual];
    const share = Math.max(0, Math.min(1, (t - middle(i)) / Math.max(1, middle(i + 1) - middle(i))));
    out[t] = i + 1 < looks.length ? a + (b - a) * share : a;
  }
  return out;
}
