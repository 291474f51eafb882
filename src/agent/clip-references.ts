import { has, type Item } from './items.ts';

/** A time or a bare number at a place where a time may stand. */
const timeLike = (item: Item | undefined): boolean => item?.type === 'time' || item?.type === 'num';

const clipWord = (item: Item | undefined): boolean => item !== undefined && has(item, 'clip') && !has(item, 'photo');
/** What the pieces of a split are called: "split at 0:12 and delete the second part". */
const PIECE = /^(?:parts?|half|bit|halfte|teil|parte|mitad|metade|partie|moitie|部分)$/;
/** "clips 2 to 4", "第二段到第四段": from one to another, all of them. */
const THROUGH = /^(?:to|through|thru|until|bis|hasta|ate|到|至|から|부터)$/;
const number = (item: Item | undefined): boolean => item?.type === 'num' || item?.type === 'ord';
const LIST = /^(?:and|&|,|、|和|与|y|e|et|und|と|と|및|랑|\+|or|through)$/;

/** "clip 2", "clips 2 and 3", "2nd and 3rd clips", "the last scene", "第二段", "2번 장면", "最后一个片段". */
export function clips(items: readonly Item[], moves: boolean): Item[] {
  const out: Item[] = [];
  // "cut the clip at 4 seconds" splits it too
  const split = items.findIndex(
    (i, k) =>
      has(i, 'split') ||
      (has(i, 'cut') &&
        items
          .slice(k + 1, k + 6)
          .some((n, j, run) => /^(?:at|in)$/.test(n.text) && (timeLike(run[j + 1]) || has(run[j + 1], 'half')))),
  );
  for (let i = 0; i < items.length; ) {
    const item = items[i] as Item;
    const parted = split >= 0 && split < i;
    if (clipWord(item) || (has(item, 'these') && /(?:clips|scenes|shots|szenen|片段)$/.test(item.text))) {
      const run = numberRun(items, i + 1, false, !moves && /s$|^[^a-z]/.test(item.text));
      if (run !== null) {
        out.push(clipItem(items, i, run.end, run.numbers.join(',')));
        i = run.end;
        continue;
      }
    }
    const bare = unsaid(items, i, parted && !moves);
    if (bare !== null) {
      out.push(bare.item);
      i = bare.end;
      continue;
    }
    const some = fromEnd(items, i) ?? edgeClips(items, i);
    if (some !== null) {
      out.push(clipItem(items, i, some.end, some.text));
      i = some.end;
      continue;
    }
    if (number(item) || item.text === '第') {
      const start = item.text === '第' ? i + 1 : i;
      const run = numberRun(items, start, true, !moves);
      const end = run === null ? null : clipAfter(items, run.end, parted);
      if (run !== null && end !== null) {
        const isCount =
          items[start]?.type === 'num' && item.text !== '第' && !/[번]/.test(items[run.end - 1]?.raw ?? '');
        if (!isCount) {
          out.push(clipItem(items, i, end, run.numbers.join(',')));
          i = end;
          continue;
        }
      }
    }
    if (has(item, 'last') || (has(item, 'first') && item.type === 'hit')) {
      const end = clipAfter(items, i + 1, parted);
      if (end !== null && !timeLike(items[i + 1])) {
        out.push(clipItem(items, i, end, has(item, 'last') ? 'last' : '1'));
        i = end;
        continue;
      }
    }
    if (MIDDLE.test(item.text)) {
      const end = clipAfter(items, i + 1);
      if (end !== null) {
        out.push(clipItem(items, i, end, 'middle'));
        i = end;
        continue;
      }
    }
    out.push(item);
    i++;
  }
  return out;
}

/** References without the word for a clip: what a split made, "2番目を", and the verb of "drop clip 4". */
function unsaid(items: readonly Item[], i: number, parted: boolean): { item: Item; end: number } | null {
  const item = items[i] as Item;
  const next = items[i + 1];
  // "0:20で分割して、後半を削除": what the split made
  const pair = SPLIT_PIECE.test(item.text) ? item.text : `${item.text}${next?.text ?? ''}`;
  if (parted && SPLIT_PIECE.test(pair)) {
    const end = i + (pair === item.text ? 1 : 2);
    return { item: clipItem(items, i, end, /^(?:前|앞|上)/.test(pair) ? '1' : '2'), end };
  }
  // 2番目を, 3번은: what is counted goes without saying
  const counted = item.type === 'ord' && /(?:番目|つ目|번|번째)$/.test(item.raw);
  if (counted && /^(?:を|は|も|だけ|은|는|를|을|만|도)$/.test(next?.text ?? ''))
    return { item: clipItem(items, i, i + 1, String(item.value)), end: i + 1 };
  // "drop clip 4", "drop the title in"
  const drops = item.text === 'drop' && (clipWord(next) || (has(next, 'last') && clipWord(items[i + 2])));
  return drops ? { item: { ...item, concepts: ['remove'] }, end: i + 1 } : null;
}

const SPLIT_PIECE = /^(?:[前後]半(?:部分)?|[后下]半(?:段|部分)?|뒷부분|앞부분|뒤쪽|앞쪽)$/;

/** "the second to last clip", "倒数第二段", "the clip before the last one": `end:2`, counted later. */
function fromEnd(items: readonly Item[], i: number): { end: number; text: string } | null {
  const [item, next, third] = [items[i], items[i + 1], items[i + 2]];
  if (item?.text === '倒' && next?.text === '数') {
    const end = number(third) ? clipAfter(items, i + 3) : null;
    return end === null ? null : { end, text: `end:${third?.value}` };
  }
  if (/^(?:penultimate|vorletzte[nrs]?|penultim[oa])$/.test(item?.text ?? '')) {
    const end = clipAfter(items, i + 1);
    return end === null ? null : { end, text: 'end:2' };
  }
  if (item?.type === 'ord' && next?.text === 'to' && has(third, 'last')) {
    const end = clipAfter(items, i + 3);
    return end === null ? null : { end, text: `end:${item.value}` };
  }
  const clip = clipWord(item) || (has(item, 'these') && item?.text.endsWith('clip') === true);
  const last = third?.text === 'the' ? i + 3 : i + 2;
  if (!clip || next?.text !== 'before' || !has(items[last], 'last')) return null;
  return { end: clipAfter(items, last + 1) ?? last + 1, text: 'end:2' };
}

/** "the first two clips", "最后两段": `first:2`, to be counted where the number of clips is known. */
function edgeClips(items: readonly Item[], i: number): { end: number; text: string } | null {
  const item = items[i];
  const edge = has(item, 'last')
    ? 'last'
    : has(item, 'first') || (item?.type === 'ord' && item.value === 1)
      ? 'first'
      : null;
  if (edge === null) return null;
  const next = items[i + 1];
  if (next?.type === 'num' && next.value > 1 && next.value < 100) {
    const end = clipAfter(items, i + 2);
    return end === null ? null : { end, text: `${edge}:${next.value}` };
  }
  const counted = has(next, 'these') ? /^(two|three|两|三)/.exec(next?.text ?? '') : null;
  if (counted === null) return null;
  return { end: i + 2, text: `${edge}:${/^(?:two|两)$/.test(counted[1] ?? '') ? 2 : 3}` };
}

const MIDDLE = /^(?:middle|中间|central|mittleren?|真ん中|가운데)$/;

/** "clip 1 and clip 2", "第一段和第二段", "1번 장면이랑 2번 장면": references side by side are one. */
export function pairs(items: readonly Item[], moves: boolean): Item[] {
  const out: Item[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Item;
    const last = out.at(-1);
    let k = i;
    while (
      k < i + 3 &&
      items[k] !== undefined &&
      (LIST.test(items[k]?.text ?? '') || /^(?:이|과|와|랑|하|고|the)$/.test(items[k]?.text ?? ''))
    )
      k++;
    const next = items[k];
    const through = last?.type === 'clip' && THROUGH.test(item.text) && !moves ? rangeOf(last, items[i + 1]) : null;
    if (through !== null && last !== undefined) {
      out[out.length - 1] = {
        ...last,
        text: through,
        raw: `${last.raw} ${items[i + 1]?.raw}`,
        end: items[i + 1]?.end ?? last.end,
      };
      i++;
      continue;
    }
    if (last?.type === 'clip' && k > i && next?.type === 'clip' && (item.type !== 'comma' || bareList(items, i, k))) {
      out[out.length - 1] = {
        ...last,
        text: `${last.text},${next.text}`,
        raw: `${last.raw} ${next.raw}`,
        end: next.end,
      };
      i = k;
      continue;
    }
    out.push(item);
  }
  return out;
}

/** "1" and "3" as "1,2,3"; null when the second is no clip or does not come after the first. */
function rangeOf(first: Item, second: Item | undefined): string | null {
  if (second?.type !== 'clip' || !/^\d+$/.test(first.text) || !/^\d+$/.test(second.text)) return null;
  const [from, to] = [Number(first.text), Number(second.text)];
  if (to <= from || to - from > 100) return null;
  return Array.from({ length: to - from + 1 }, (_, k) => from + k).join(',');
}

/** "mute clip 1, clip 2": a comma between two references is an "and" when no verb follows the second of them. */
function bareList(items: readonly Item[], comma: number, second: number): boolean {
  const next = items[second + 1];
  return (
    second === comma + 1 &&
    (next === undefined || next.type === 'comma' || next.type === 'stop' || LIST.test(next.text))
  );
}

/** Index after a word for "clip" that stands at `i`, or after one measure or adjective; null when there is none. */
function clipAfter(items: readonly Item[], i: number, parted = false): number | null {
  for (let k = i; k < i + 3; k++) {
    const item = items[k];
    if (
      clipWord(item) ||
      (k > i - 1 && has(item, 'video') && /^(?:video|videos|视频|영상|動画)$/.test(item?.text ?? ''))
    )
      return k + 1;
    if (parted && item !== undefined && PIECE.test(item.text)) return k + 1;
    if (parted && /^(?:半|面|边|头)$/.test(item?.text ?? '')) continue;
    if (item === undefined || !/^(?:个|那|那个|这个|の|一|条|個|번|video|video|段|one|的|개|目|番)$/.test(item.text))
      return null;
  }
  return null;
}

function numberRun(
  items: readonly Item[],
  from: number,
  ordinals: boolean,
  plural: boolean,
): { end: number; numbers: number[] } | null {
  const numbers: number[] = [];
  let i = from;
  while (i < items.length) {
    const item = items[i];
    if (
      !number(item) ||
      (item?.type === 'num' && ordinals && numbers.length === 0 && from > 0 && items[from - 1]?.type === 'time')
    )
      break;
    numbers.push((item as Item).value);
    i++;
    // 第二个和第四个片段
    if (ordinals && items[i]?.text === '个' && LIST.test(items[i + 1]?.text ?? '') && items[i + 2]?.text === '第') i++;
    const next = items[i];
    const after = items[i + 1];
    const the = /^(?:the|第|el|la|den|die|der|le|o|a)$/.test(after?.text ?? '') ? 1 : 0;
    const thing = items[i + 1 + the];
    const spans = next?.type === 'dash' || (plural && THROUGH.test(next?.text ?? ''));
    if (spans && number(thing) && (thing as Item).value > (item as Item).value) {
      for (let n = (item as Item).value + 1; n < (thing as Item).value && n < 100; n++) numbers.push(n);
      i += 1 + the;
    } else if (
      next !== undefined &&
      LIST.test(next.text) &&
      number(thing) &&
      (next.type !== 'comma' || numbers.length > 0)
    )
      i += 1 + the;
    else if (next !== undefined && LIST.test(next.text) && clipWord(after) && number(items[i + 2])) i += 2;
    else if (next?.type === 'comma' && items[i + 1]?.text === 'and' && number(items[i + 2])) i += 2;
    else break;
  }
  const isPlain = numbers.length > 0 && numbers.every((n) => Number.isInteger(n) && n >= 0 && n < 1000);
  return isPlain ? { end: i, numbers } : null;
}

function clipItem(items: readonly Item[], from: number, to: number, text: string): Item {
  const first = items[from] as Item;
  return {
    ...first,
    type: 'clip',
    concepts: ['clip'],
    text,
    raw: items
      .slice(from, to)
      .map((t) => t.raw)
      .join(' '),
    end: items[to - 1]?.end ?? first.end,
  };
}
