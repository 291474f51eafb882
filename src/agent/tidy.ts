import type { PlannedOp, SlotValue } from './types.ts';

/** Operations of which one is enough: what later clauses say about it is added to it. */
const ONCE = new Set([
  'remove_silence',
  'remove_fillers',
  'transitions',
  'captions',
  'color',
  'export',
  'merge',
  'slideshow',
  'aspect',
  'title',
  'add_music',
  'highlights',
  'denoise_audio',
  'normalize_loudness',
  'stabilize',
  'clarify',
  'beat_sync',
  'undo',
  'redo',
  'style',
  'filter',
  'text',
  'remove_background',
  'blur_background',
  'crop',
  'volume',
  'resize',
  'extract_audio',
  'thumbnail',
  'zoom',
  'ken_burns',
  'fade',
  'generate',
  'voiceover',
  'watermark',
  'status',
  'duck',
  'chapters',
]);

/** Slots that say where: two operations that differ in one of them are two. */
const WHERE = ['clip', 'from', 'to', 'at', 'target', 'part', 'start'];

function fits(a: PlannedOp, b: PlannedOp): boolean {
  if (a.op !== b.op || !ONCE.has(a.op)) return false;
  // taking one away and putting another in are two things
  if ((a['visible'] === false) !== (b['visible'] === false) && a.op !== 'captions') return false;
  // words for a text may follow in a sentence of their own; a bare mention adds nothing
  const size = (o: PlannedOp): number => Object.keys(o).length;
  if (a.op === 'text' && (size(b) === 1 || (size(b) === 2 && b['text'] !== undefined && a['text'] === undefined)))
    return true;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)].filter((k) => k !== 'op'));
  for (const key of keys) {
    if (a[key] !== undefined && b[key] !== undefined && a[key] !== b[key]) return false;
    if (WHERE.includes(key) && a[key] !== b[key] && a.op !== 'export' && a.op !== 'remove_silence') return false;
  }
  if (a.op === 'fade') return true;
  return !(a.op === 'text' && a['text'] === undefined && b['text'] === undefined && a['source'] !== b['source']);
}

/** Two looks for the whole video are one: "cinematic … and a moody grade". */
const isWhole = (o: PlannedOp): boolean => WHERE.every((key) => o[key] === undefined);

/** Joins what belongs to one operation and drops repetitions. The order of first mention stays. */
export function tidy(ops: readonly PlannedOp[]): PlannedOp[] {
  const out: PlannedOp[] = [];
  for (const op of ops) {
    if (op.op !== 'duplicate' && out.some((o) => JSON.stringify(o) === JSON.stringify(op))) continue;
    const look = out.findIndex((o) => o.op === 'color' && op.op === 'color' && isWhole(o) && isWhole(op));
    if (look >= 0) {
      const looks = [out[look]?.['look'], op['look']].filter((l) => typeof l === 'string');
      out[look] = {
        ...out[look],
        ...op,
        ...(looks.length === 0 ? {} : { look: [...new Set(looks)].join(' ') }),
      } as PlannedOp;
      continue;
    }
    const at = out.findIndex((o) => fits(o, op));
    if (at < 0) out.push(op);
    else out[at] = { ...out[at], ...op } as PlannedOp;
  }
  return lastCutFirst(keptTogether(lateLast(sourced(bounded(pacedOnce(turnedOnce(windowed(out))))))));
}

/** 画中画，第二段放右下角，圆形: a small picture, and in parts of their own which, where and of what shape. */
function windowed(ops: readonly PlannedOp[]): PlannedOp[] {
  const at = ops.findIndex((o) => o.op === 'pip' && Object.keys(o).length === 1);
  const round = ops.findIndex(
    (o) => o.op === 'shape' && /^(?:circle|round|圆形|圆)$/.test(String(o['shape'] as SlotValue | undefined)),
  );
  const shape = ops[round];
  if (at < 0 || shape === undefined || round < at) return [...ops];
  return ops.flatMap((o, i) => (i === at ? [{ ...shape, op: 'pip', shape: 'circle' }] : i === round ? [] : [o]));
}

/** "starts at 0:08, ends at 0:52": one trim. */
function bounded(ops: readonly PlannedOp[]): PlannedOp[] {
  const at = ops.findIndex((o) => o.op === 'trim' && o['start'] !== undefined && Object.keys(o).length === 2);
  const next = ops[at + 1];
  const isEnd = next?.op === 'trim' && next['end'] !== undefined && Object.keys(next).length === 2;
  return at < 0 || !isEnd ? [...ops] : ops.toSpliced(at, 2, { ...ops[at], op: 'trim', end: next['end'] });
}

/** "the third one is upside down, turn it by 180 degrees" */
const turnedOnce = (ops: readonly PlannedOp[]): PlannedOp[] =>
  ops.filter(
    (o, i) =>
      !(
        o.op === 'rotate' &&
        o['clip'] === undefined &&
        ops[i - 1]?.op === 'rotate' &&
        ops[i - 1]?.['degrees'] === o['degrees']
      ),
  );

/** "slow motion from 3 to 6, half speed": where, and then how much. */
function pacedOnce(ops: readonly PlannedOp[]): PlannedOp[] {
  const at = ops.findIndex((o) => o.op === 'speed' && typeof o['factor'] === 'string');
  const next = ops[at + 1];
  const isAmount = next?.op === 'speed' && typeof next['factor'] === 'number' && isWhole(next);
  return at < 0 || !isAmount ? [...ops] : ops.toSpliced(at, 2, { ...ops[at], op: 'speed', factor: next['factor'] });
}

/** "keep 0:30-1:00 and 2:15-2:45": one trim, because what a second one would keep is gone after the first. */
function keptTogether(ops: readonly PlannedOp[]): PlannedOp[] {
  const spans = ops.flatMap((o) => (stretchOf(o) === null ? [] : [o]));
  const [first, ...more] = spans;
  if (first === undefined || more.length === 0 || first['start'] === undefined || first['end'] === undefined)
    return [...ops];
  const also = more.map((o) => stretchOf(o)).join(', ');
  return ops.flatMap((o) => (o === first ? [{ ...o, also }] : spans.includes(o) ? [] : [o]));
}

/** What a trim of the whole video keeps, as `0:30 to 1:00`; null for every other operation. */
function stretchOf(o: PlannedOp): string | null {
  if (o.op !== 'trim' || o['clip'] !== undefined) return null;
  const last = /^last (.+)$/.exec(String(o['keep'] as SlotValue | undefined));
  if (last !== null) return `end-${last[1]?.replace(/s$/, '')} to end`;
  if (o['start'] === undefined || o['end'] === undefined || Object.keys(o).length !== 3) return null;
  return `${String(o['start'] as SlotValue)} to ${String(o['end'] as SlotValue)}`;
}

/** Where a cut begins, in seconds; from the end it is later than any. Null when that depends on what is there. */
function cutAt(o: PlannedOp): number | null {
  if (o.op !== 'cut_range' || o['clip'] !== undefined || o['from'] === undefined) return null;
  const said = String(o['from'] as SlotValue);
  if (said.startsWith('end')) return Number.POSITIVE_INFINITY;
  const clock = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(said);
  return clock === null ? null : Number(clock[1] ?? 0) * 3600 + Number(clock[2] ?? 0) * 60 + Number(clock[3]);
}

/** Times of one request are those of the video as it is: the last cut goes first, so that it moves none of the others. */
function lastCutFirst(ops: readonly PlannedOp[]): PlannedOp[] {
  const places = ops.flatMap((o, i) => (cutAt(o) === null ? [] : [i]));
  if (places.length < 2) return [...ops];
  const sorted = places.map((i) => ops[i] as PlannedOp).toSorted((a, b) => Number(cutAt(b)) - Number(cutAt(a)));
  return ops.map((o, i) => (places.includes(i) ? (sorted[places.indexOf(i)] as PlannedOp) : o));
}

/** What looks for cuts, titles and music that the same request makes comes after them. */
const LATE: Readonly<Record<string, readonly string[]>> = {
  beat_sync: ['add_music', 'slideshow', 'merge', 'remove_silence', 'reorder'],
  sfx: ['transitions', 'title', 'text', 'slideshow', 'beat_sync'],
};

function lateLast(ops: readonly PlannedOp[]): PlannedOp[] {
  let out = [...ops];
  for (const [name, before] of Object.entries(LATE)) {
    const last = out.findLastIndex((o) => before.includes(o.op));
    const early = out.filter((o, i) => o.op === name && i < last);
    if (early.length > 0)
      out = [...out.slice(0, last + 1).filter((o) => o.op !== name), ...early, ...out.slice(last + 1)];
  }
  return out;
}

/** An export beside an extraction of the sound, or a merge inside a slideshow, says the same thing twice. */
function sourced(ops: readonly PlannedOp[]): PlannedOp[] {
  const has = (name: string): boolean => ops.some((o) => o.op === name);
  const plain = (o: PlannedOp): boolean => Object.keys(o).length === 1;
  return ops.filter((o) => {
    if (o.op === 'export' && plain(o) && (has('extract_audio') || has('gif') || has('thumbnail'))) return false;
    if (o.op === 'export' && plain(o) && ops.some((x) => x.op === 'captions' && x['output'] !== undefined))
      return false;
    if (o.op === 'merge' && has('slideshow')) return false;
    // "the music quieter when I speak" is said in two clauses
    if (o.op === 'volume' && o['target'] === 'music' && o['level'] === 'down' && o['clip'] === undefined && has('duck'))
      return false;
    // moving pictures of that kind have no sound
    if (o.op === 'remove_audio' && plain(o) && has('gif')) return false;
    if (o.op === 'trim' && plain(o) && (has('highlights') || has('remove_silence'))) return false;
    return true;
  });
}

export const slotOf = (op: PlannedOp, key: string): SlotValue | undefined => {
  const value = op[key];
  return typeof value === 'object' ? undefined : value;
};
