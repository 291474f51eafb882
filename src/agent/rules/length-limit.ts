import { op, type Sentence, timeSlot } from '../clause.ts';
import type { Item } from '../items.ts';
import type { PlannedOp } from '../types.ts';

/** A line of captions may be limited to less, in seconds; a whole video is longer. */
const SHORTEST = 5;

/** "vertical, captions, 20 seconds max": a part of a request that is a longest length and no more is the video's. */
export function lengthLimit(s: Sentence): PlannedOp[] {
  const parts = partsOf(s.items);
  if (parts.length < 2 || s.stills) return [];
  for (const part of parts) {
    const times = part.filter((item) => item.type === 'time' && !item.used);
    const [length] = times;
    const said = s.text.slice(part[0]?.at ?? 0, part.at(-1)?.end ?? 0).toLowerCase();
    if (length === undefined || times.length > 1 || length.value < SHORTEST || !LIMIT.test(said)) continue;
    for (const item of part) item.used = true;
    return [op('trim', { keep: length.clock ? timeSlot(length.value, true) : `${length.value}s` })];
  }
  return [];
}

/** A length with the words of a limit around it. */
const LIMIT =
  /^(?:(?:max(?:imum|\.)?|at most|under|up to|no (?:longer|more) than|not (?:longer|more) than|less than|máximo|max\.?|höchstens|maximal|maximum|no máximo)\s[\d.:]+\s?\p{L}*|[\d.:]+[\s-]?\p{L}+\s(?:max(?:imum)?|tops|or less|at most|máximo|maximal|maximum)|(?:最多|不超过|最长|控制在)[\d.:]+\s?(?:秒|分钟|分)(?:以内|之内)?|[\d.:]+\s?(?:秒|分钟|分)(?:以内|之内)|[\d.:]+\s?(?:秒|分)以内|[\d.:]+\s?(?:초|분) 이내)[.!。！]?$/u;

function partsOf(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [[]];
  for (const item of items)
    if (item.type === 'comma' || item.type === 'stop') parts.push([]);
    else parts.at(-1)?.push(item);
  return parts.filter((part) => part.length > 0);
}
