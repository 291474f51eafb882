import { type Ms, mergeRanges, type Range } from '../base/time.ts';

/** What a timeline sounds and looks like, as far as it was measured. */
export type Heard = {
  readonly length: Ms;
  /** Level of each {@link LEVEL_MS} in dBFS, {@link FLOOR_DB} for silence; empty without sound. */
  readonly levels: readonly number[];
  /** Pauses in speech; cuts fall into them. */
  readonly pauses: readonly Range[];
  /** Where the picture changes. */
  readonly changes: readonly Ms[];
};

/** Length of one level, in ms: short enough for a laugh, long enough for a word. */
export const LEVEL_MS = 100;
export const FLOOR_DB = -60;

/** Why a part was chosen. */
export type Reason = 'dense' | 'loud' | 'burst' | 'changes' | 'steady';

export type Moment = { readonly range: Range; readonly reason: Reason };

export type Wish = {
  /** All parts together, at most. */
  readonly total: Ms;
  /** So many separate parts, each at most `total / parts`; null: as many as are good. */
  readonly parts: number | null;
};

/** A stretch between two places where a cut does not hurt, and how much it stands out in each way. */
type Unit = { readonly range: Range; readonly score: number; readonly ways: Readonly<Record<Way, number>> };
type Way = Exclude<Reason, 'steady'>;

const WAYS: readonly Way[] = ['dense', 'loud', 'burst', 'changes'];

/** How much each way counts. A burst (laughter, applause, a cheer) says most; pictures change for many reasons. */
const WEIGHT: Readonly<Record<Way, number>> = { dense: 1, loud: 1, burst: 1.2, changes: 0.6 };

/** Breath that stays around words, in ms; what removing pauses leaves too. */
const BEFORE = 120;
const AFTER = 180;

/** Without a pause for so long, in ms, a stretch is divided at its quietest place. */
const LONGEST_UNIT = 10_000;
const SHORTEST_UNIT = 1000;

/** Stretches nearer than this, in ms, play on; between others lies a long pause, and a part ends there. */
const NEAR = 2000;

/** A level so much above the one 300 ms before it begins a burst, in dB. */
const RISE_DB = 9;

/**
 * Chooses the parts that stand out: much speech, louder than the rest, bursts of sound, changes of picture, each
 * judged against this recording alone. Parts begin and end in pauses (where there are any), do not overlap, come in
 * order, and together last at most `total`. Empty when nothing fits.
 */
export function chooseMoments(heard: Heard, { total, parts }: Wish): Moment[] {
  const units = judged(heard);
  const most = parts === null ? Math.min(Math.max(total / 2, 4000), 20_000, total) : total / parts;
  const least = Math.min(3000, most / 2);
  const windows = pick(units, { total, most, least, count: parts ?? Number.POSITIVE_INFINITY });
  if (windows.length === 0) {
    const best = units.filter((u) => size(u.range) <= total).toSorted((a, b) => b.score - a.score)[0];
    return best === undefined ? [] : [{ range: best.range, reason: reasonOf([best]) }];
  }
  if (parts === null) fill(windows, units, total);
  return (parts === null ? closed(windows, units, total) : windows)
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => ({ range: spanOf(units, from, to), reason: reasonOf(units.slice(from, to)) }));
}

const size = (range: Range): Ms => range.end - range.start;

/** Stretches between pauses, long ones divided where the picture changes or at the quietest place. */
export function stretches({ length, levels, pauses, changes }: Heard): Range[] {
  const merged = mergeRanges(pauses);
  const out: Range[] = [];
  let start = 0;
  const close = (end: Ms): void => {
    if (end - start >= 300) out.push(...divided({ start, end }, levels, changes));
  };
  for (const pause of merged) {
    const half = (pause.end - pause.start) / 2;
    close(Math.round(pause.start + Math.min(AFTER, half)));
    start = Math.max(0, Math.round(pause.end - Math.min(BEFORE, half)));
  }
  close(length);
  return out;
}

function divided(range: Range, levels: readonly number[], changes: readonly Ms[]): Range[] {
  if (size(range) <= LONGEST_UNIT) return [range];
  const inner = (at: Ms): boolean => at - range.start >= SHORTEST_UNIT && range.end - at >= SHORTEST_UNIT;
  const middle = (range.start + range.end) / 2;
  const nearMiddle = (a: Ms, b: Ms): number => Math.abs(a - middle) - Math.abs(b - middle);
  const at = changes.filter(inner).toSorted(nearMiddle)[0] ?? quietest(range, levels);
  return [
    ...divided({ start: range.start, end: at }, levels, changes),
    ...divided({ start: at, end: range.end }, levels, changes),
  ];
}

/** The quietest place in the middle half of a stretch. */
function quietest(range: Range, levels: readonly number[]): Ms {
  const from = Math.round(range.start + size(range) / 4);
  const to = Math.round(range.end - size(range) / 4);
  let best = Math.round((range.start + range.end) / 2);
  let low = Number.POSITIVE_INFINITY;
  for (let ms = from; ms <= to; ms += LEVEL_MS) {
    const level = levels[Math.floor(ms / LEVEL_MS)];
    if (level === undefined || level >= low) continue;
    low = level;
    best = ms;
  }
  return best;
}

function judged(heard: Heard): Unit[] {
  const ranges = stretches(heard);
  const rows = ranges.map((range, i) => featuresOf(range, ranges[i + 1]?.start ?? heard.length, heard));
  const typical = new Map(WAYS.map((way) => [way, spreadOf(rows.map((row) => row[way]))]));
  return ranges.map((range, i) => {
    const ways: Record<Way, number> = { dense: 0, loud: 0, burst: 0, changes: 0 };
    for (const way of WAYS) {
      const { middle, spread } = typical.get(way) ?? { middle: 0, spread: 0 };
      const off = (rows[i]?.[way] ?? 0) - middle;
      ways[way] = spread === 0 ? 0 : Math.max(-2, Math.min(3, off / spread));
    }
    return { range, ways, score: WAYS.reduce((sum, way) => sum + WEIGHT[way] * ways[way], 0) };
  });
}

function featuresOf(range: Range, next: Ms, { levels, changes }: Heard): Record<Way, number> {
  const inside = levels.slice(Math.floor(range.start / LEVEL_MS), Math.ceil(range.end / LEVEL_MS));
  const heardOf = inside.filter((level) => level > FLOOR_DB + 5);
  const mean = heardOf.reduce((sum, level) => sum + level, 0) / Math.max(1, heardOf.length);
  // the first word after a pause rises too, in every stretch; only what rises out of sound is a burst
  const rises = inside.filter((level, i) => {
    const before = inside[i - 3] ?? FLOOR_DB;
    return before > FLOOR_DB + 20 && level - before >= RISE_DB;
  }).length;
  const seconds = size(range) / 1000;
  return {
    dense: size(range) / Math.max(1, next - range.start),
    loud: heardOf.length === 0 ? FLOOR_DB : mean,
    burst: rises / seconds,
    changes: changes.filter((at) => at > range.start && at < range.end).length / seconds,
  };
}

/** The middle value and how far the others lie from it, so that one outlier does not make the rest look alike. */
function spreadOf(values: readonly number[]): { middle: number; spread: number } {
  const middle = medianOf(values);
  const deviation = 1.5 * medianOf(values.map((v) => Math.abs(v - middle)));
  if (deviation > 0) return { middle, spread: deviation };
  const mean = values.reduce((sum, v) => sum + Math.abs(v - middle), 0) / Math.max(1, values.length);
  return { middle, spread: mean };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

type Window = { from: number; to: number };
type Limits = { readonly total: Ms; readonly most: Ms; readonly least: Ms; readonly count: number };

const spanOf = (units: readonly Unit[], from: number, to: number): Range => ({
  start: units[from]?.range.start ?? 0,
  end: units[to - 1]?.range.end ?? 0,
});

/** The best runs of stretches one after another, until nothing more fits. */
function pick(units: readonly Unit[], { total, most, least, count }: Limits): Window[] {
  const taken = new Set<number>();
  const windows: Window[] = [];
  for (let left = total; left >= least && windows.length < count; ) {
    const best = bestWindow(units, taken, { least, most: Math.min(most, left) });
    if (best === null) break;
    for (let i = best.from; i < best.to; i++) taken.add(i);
    windows.push(best);
    left -= size(spanOf(units, best.from, best.to));
  }
  return windows;
}

function bestWindow(
  units: readonly Unit[],
  taken: ReadonlySet<number>,
  { least, most }: { readonly least: Ms; readonly most: Ms },
): Window | null {
  let best: Window | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < units.length; from++) {
    let sum = 0;
    let weight = 0;
    for (let to = from; to < units.length && !taken.has(to); to++) {
      const unit = units[to] as Unit;
      const before = units[to - 1];
      if (to > from && before !== undefined && unit.range.start - before.range.end > NEAR) break;
      const length = unit.range.end - (units[from] as Unit).range.start;
      if (length > most) break;
      sum += unit.score * size(unit.range);
      weight += size(unit.range);
      // of two equally good runs the longer one tells more
      const worth = sum / weight + 0.3 * (length / most);
      if (length >= least && worth > highest) {
        highest = worth;
        best = { from, to: to + 1 };
      }
    }
  }
  return best;
}

/** Lets chosen runs grow into their neighbours, the better ones first, as long as the whole fits. */
function fill(windows: Window[], units: readonly Unit[], total: Ms): void {
  const used = (): Ms => mergeRanges(windows.map((w) => spanOf(units, w.from, w.to))).reduce((n, r) => n + size(r), 0);
  const isFree = (i: number): boolean => i >= 0 && i < units.length && !windows.some((w) => i >= w.from && i < w.to);
  for (let grown = true; grown; ) {
    grown = false;
    const options = windows.flatMap((window) => [
      { window, unit: window.from - 1, next: { from: window.from - 1, to: window.to } },
      { window, unit: window.to, next: { from: window.from, to: window.to + 1 } },
    ]);
    const sorted = options
      .filter((o) => isFree(o.unit))
      .toSorted((a, b) => (units[b.unit]?.score ?? 0) - (units[a.unit]?.score ?? 0));
    for (const { window, next } of sorted) {
      const more = size(spanOf(units, next.from, next.to)) - size(spanOf(units, window.from, window.to));
      if (used() + more > total) continue;
      Object.assign(window, next);
      grown = true;
      break;
    }
  }
}

/** Runs with only a breath between them are one: a jump there would be seen and save nothing. */
function closed(windows: readonly Window[], units: readonly Unit[], total: Ms): Window[] {
  const out: Window[] = [];
  let left = total - windows.reduce((sum, w) => sum + size(spanOf(units, w.from, w.to)), 0);
  for (const window of windows.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    const gap =
      spanOf(units, window.from, window.to).start - (last === undefined ? 0 : spanOf(units, last.from, last.to).end);
    if (last !== undefined && last.to === window.from && gap <= SHORTEST_GAP && gap <= left) {
      last.to = window.to;
      left -= gap;
    } else out.push({ ...window });
  }
  return out;
}

/** A jump over less than this, in ms, is not worth it. */
const SHORTEST_GAP = 400;

/** What stands out most in some stretches; nothing does in an even recording. */
function reasonOf(units: readonly Unit[]): Reason {
  const weight = units.reduce((sum, unit) => sum + size(unit.range), 0);
  const mean = (way: Way): number =>
    units.reduce((sum, unit) => sum + unit.ways[way] * size(unit.range), 0) / Math.max(1, weight);
  const best = WAYS.toSorted((a, b) => WEIGHT[b] * mean(b) - WEIGHT[a] * mean(a))[0];
  return best === undefined || mean(best) < 0.25 ? 'steady' : best;
}
