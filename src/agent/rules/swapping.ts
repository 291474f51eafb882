import { type Clause, free, names, op, take, wording } from '../clause.ts';
import { isThing } from '../heads.ts';
import { has, type Item } from '../items.ts';
import type { PlannedOp } from '../types.ts';

/** Two clips, or the two halves that a split made, change places. */
export function swapping(c: Clause, numbers: readonly string[]): PlannedOp | null {
  const swap = free(c, 'swap');
  if (swap === undefined) return null;
  // "split at 10 s and swap the halves"
  // "troque o clipe 1 com o 2"
  const bare = numbers.length === 1 ? c.items.find((i) => i.type === 'num' && !i.used) : undefined;
  if (bare !== undefined && bare.value >= 1 && bare.value <= 100) {
    swap.used = true;
    bare.used = true;
    take(c, 'move', 'change');
    return op('reorder', { swap: `${numbers[0]},${bare.value}` });
  }
  const halves = numbers.length === 0 && HALVES.test(wording(c));
  if (numbers.length === 0 && !halves && isOfClips(c)) return bothSwapped(c, swap);
  if (numbers.length < 2 && !halves) return null;
  swap.used = true;
  take(c, 'move', 'change');
  if (halves) take(c, 'clip', 'these');
  return op('reorder', { swap: halves ? '1,2' : numbers.slice(0, 2).join(',') });
}

/** "swap the clips", "交换它们": of two clips it is plain which; of more the operation asks. */
function bothSwapped(c: Clause, swap: Item): PlannedOp {
  swap.used = true;
  take(c, 'move', 'change', 'clip', 'video', 'photo', 'these');
  const { videos, photos } = c.s.input.context;
  const clips = c.s.input.draft?.clips ?? videos + photos;
  return op('reorder', { swap: clips > 2 ? undefined : '1,2' });
}

/** Whether what changes places is the clips, and nothing else is named: no song, no background, no file. */
const isOfClips = (c: Clause): boolean =>
  (names(c, 'clip', 'video', 'photo', 'these') || THEM.test(wording(c))) &&
  c.items.every(
    (i) => !isThing(i) || has(i, 'clip') || has(i, 'video') || has(i, 'photo') || has(i, 'these') || has(i, 'swap'),
  ) &&
  !c.items.some((i) => /^(?:quote|file|time|range)$/.test(i.type));

const THEM = /\b(?:them|both|los|las|sie|beide|os|as|les)\b|它们|両方|둘/;

const HALVES =
  /\b(?:halves|two (?:parts|pieces|clips|halves)|parts|pieces)\b|两段|两部分|前后|mitades|partes|halften|moities|metades|앞뒤/;
