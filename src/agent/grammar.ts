import { has, type Item, type Role } from './items.ts';
import { leftOut } from './left-out.ts';

const TO = /^(?:to|and|until|till|through|thru|al|a|hasta|bis|und|a|au|jusqua|ate|ao|y|e|et|到|至|和|と|から|부터)$/;
const FROM = /^(?:from|between|del|de|desde|von|zwischen|entre|dal|das|do|从|從|自|在)$/;
const FILL =
  /^(?:the|a|an|los|las|el|la|die|der|den|das|dem|les|le|os|as|o|du|des|second|seconds|minuto|segundo|sekunde|seconde|about|around|roughly|exactly|of|its|my|第|视|频|大|约|の|mark|clip|video|my|this|your)$/;

/** A time or a bare number at a place where a time may stand. */
const timeLike = (item: Item | undefined): boolean => item?.type === 'time' || item?.type === 'num';

/** Joins what belongs together before clauses are cut: lists of clips, ranges of time. */
export function compose(items: readonly Item[]): Item[] {
  // "move clip 1 to 3" names a place, "delete clips 1 to 3" all of them
  const moves = items.some((i) => has(i, 'move') || has(i, 'swap'));
  return ranges(leftOut(pairs(clips(items, moves), moves)));
}

const clipWord = (item: Item | undefined): boolean => item !== undefined && has(item, 'clip') && !has(item, 'photo');
/** What the pieces of a split are called: "split at 0:12 and delete the second part". */
const PIECE = /^(?:parts?|half|bit|halfte|teil|parte|mitad|metade|partie|moitie|部分)$/;
/** "clips 2 to 4", "第二段到第四段": from one to another, all of them. */
const THROUGH = /^(?:to|through|thru|until|bis|hasta|ate|到|至|から|부터)$/;
const number = (item: Item | undefined): boolean => item?.type === 'num' || item?.type === 'ord';
const LIST = /^(?:and|&|,|、|和|与|y|e|et|und|と|と|및|랑|\+|or|through)$/;

/** "clip 2", "clips 2 and 3", "2nd and 3rd clips", "the last scene", "第二段", "2번 장면", "最后一个片段". */
function clips(items: readonly Item[], moves: boolean): Item[] {
  const out: Item[] = [];
  const split = items.findIndex((i) => has(i, 'split'));
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

const MIDDLE = /^(?:middle|中间|central|mittleren?|真ん中|가운데)$/;

/** "clip 1 and clip 2", "第一段和第二段", "1번 장면이랑 2번 장면": references side by side are one. */
function pairs(items: readonly Item[], moves: boolean): Item[] {
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
    if (parted && item?.text === '半') continue;
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
    const the = after?.text === 'the' || after?.text === '第' ? 1 : 0;
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

function ranges(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  for (let i = 0; i < items.length; ) {
    const range = rangeAt(items, i);
    if (range === null) {
      out.push(items[i] as Item);
      i++;
      continue;
    }
    // "from" before it belongs to it
    while (
      out.length > 0 &&
      (FROM.test(out.at(-1)?.text ?? '') || /^(?:第|the|los|les|den|os)$/.test(out.at(-1)?.text ?? ''))
    )
      out.pop();
    out.push(range.item);
    i = range.end;
  }
  return out;
}

function rangeAt(items: readonly Item[], i: number): { item: Item; end: number } | null {
  const a = items[i];
  if (!timeLike(a) || a === undefined) return null;
  let k = i + 1;
  while (items[k] !== undefined && /^(?:of|seconds?|処|处|秒|的|초|mark)$/.test(items[k]?.text ?? '')) k++;
  const isFrom = items[k]?.text === '에' && items[k + 1]?.text === '서';
  const link = isFrom ? { ...(items[k] as Item), text: '부터' } : items[k];
  if (isFrom) k++;
  const cutTo =
    link !== undefined &&
    /^(?:剪|截|裁|切|裁剪|截取)(?:到|至)$/.test(
      `${link.text}${/[到至]$/.test(link.text) ? '' : (items[k + 1]?.text ?? '')}`,
    );
  if (cutTo && !/[到至]$/.test(link.text)) k++;
  if (
    link === undefined ||
    !(
      cutTo ||
      link.type === 'dash' ||
      TO.test(link.text) ||
      /^(?:から|부터)$/.test(link.text + (items[k + 1]?.text ?? ''))
    )
  )
    return null;
  if (/^(?:か|부)$/.test(link?.text ?? '')) k++;
  k++;
  while (items[k] !== undefined && (FILL.test(items[k]?.text ?? '') || items[k]?.text === '第')) k++;
  const b = items[k];
  const led = items.slice(Math.max(0, i - 3), i).some((t) => FROM.test(t.text));
  if (b === undefined) return null;
  const toEnd = led && has(b, 'last') && a.type === 'time' && !timeLike(items[k + 1]);
  if (!toEnd && !timeLike(b)) return null;
  const linkIsAnd = /^(?:and|y|e|et|und|和|と)$/.test(link.text);
  const between = items.slice(Math.max(0, i - 3), i).some((t) => /^(?:between|entre|zwischen|在|之)$/.test(t.text));
  if (linkIsAnd && !between) return null;
  if (a.type === 'num' && b.type === 'num' && !led && !toEnd) return null;
  if (/^(?:a|to)$/.test(link.text) && b.type === 'num' && !led) return null;
  if (!toEnd && b.value <= a.value) return null;
  if (
    /^(?:to|到|a|auf)$/.test(link.text) &&
    !led &&
    a.type === 'time' &&
    b.type === 'time' &&
    a.clock !== b.clock &&
    a.value > b.value
  )
    return null;
  const item: Item = {
    ...a,
    type: 'range',
    concepts: cutTo ? ['keep'] : [],
    raw: items
      .slice(i, k + 1)
      .map((t) => t.raw)
      .join(' '),
    until: toEnd ? Number.POSITIVE_INFINITY : b.value,
    untilClock: b.clock,
    end: b.end,
  };
  return { item, end: k + 1 };
}

const ROLE_BEFORE: readonly [Role, RegExp][] = [
  [
    'under',
    /^(?:under|below|within|max|maximum|than|most|over|beyond|menos|maximo|unter|hochstens|maximal|moins|不超过|以内)$/,
  ],
  ['by', /^(?:by|um)$/],
  ['to', /^(?:to|into|down|auf|para|成|到|为|至|à|a|en)$/],
  ['for', /^(?:for|during|lasting|lasts|durante|fur|wahrend|pendant|por|durch|续|停|留|takes)$/],
  ['from', /^(?:after|from|since|starting|past|ab|nach|apres|despues|desde|depois|von|从|從|自|de)$/],
  ['until', /^(?:before|until|till|up|hasta|antes|bis|vor|avant|jusqua|ate)$/],
  ['every', /^(?:every|each|cada|jede|alle|toutes|tous|chaque|每|毎|per)$/],
  ['at', /^(?:at|@|on|in|bei|第|en|no|aos|los|around|segundo|sekunde|seconde|second|minute|minuto)$/],
];

const SKIP =
  /^(?:the|a|an|about|around|roughly|exactly|just|only|last|los|las|el|la|les|le|den|die|das|der|os|as|大|约|of|its|this|my|隔|续|隔|every|seconds|aprox|隔|mark|least|approximately|like|under|me|those|these|them|ersten|隔)$/;

/** Tells what each time is: the first ten seconds, at ten seconds, by ten, to ten, for ten… */
export function assignRoles(items: Item[]): void {
  items.forEach((item, i) => {
    if (item.type !== 'time' && item.type !== 'num') return;
    item.role = roleOf(items, i);
  });
}

function roleOf(items: readonly Item[], i: number): Role {
  const next = items[i + 1];
  const after = `${next?.text ?? ''}${items[i + 2]?.text ?? ''}${items[i + 3]?.text ?? ''}`;
  const t = items[i] as Item;
  const edge = edgeBefore(items, i);
  if (edge !== null && t.type === 'time') return edge;
  if (/^(?:以内|之内|内|以下|不到|이내|이하|미만)/.test(after)) return 'under';
  if (
    /^(?:max|tops|orless|orunder|orshorter|atmost|atthemost|omenos|comomaximo|hochstens|maximal|oderweniger|oderkurzer|oumoins|oumenos|nomaximo)/.test(
      after,
    )
  )
    return 'under';
  if (/^(?:から|부터)/.test(after)) return 'from';
  if (/^(?:以后|之后|后面|后的|后|以降|이후|より後|이상|左右后)/.test(after) && t.type === 'time') return 'from';
  if (/^(?:以前|之前|前|より前|이전|まで|까지)/.test(after) && t.type === 'time') return 'until';
  if (/^(?:ごと|마다|一段|一个|一次|간격)/.test(after)) return 'every';
  if (/^(?:で|로|으로)(?!き)/.test(after) && t.type === 'time') return 'to';
  if (/^(?:に|に|에(?!서)|処|处|的时候|时|的位置|的地方|地点|目|位置|の?とこ|の時点|지점)/.test(after))
    return /^に(?:短|縮|収|まと|カ)/.test(after) ? 'to' : 'at';
  if (/^(?:間|동안|간)/.test(after)) return 'for';
  for (let k = i - 1; k >= Math.max(0, i - 4); k--) {
    const before = items[k] as Item;
    if (before.type === 'comma' || before.type === 'stop') break;
    for (const [role, words] of ROLE_BEFORE) {
      if (!words.test(before.text)) continue;
      if (
        role === 'under' &&
        /^(?:most|than|over)$/.test(before.text) &&
        !/^(?:at|less|no|shorter|not|fewer)$/.test(items[k - 1]?.text ?? '')
      ) {
        return before.text === 'over' ? 'for' : before.text === 'most' ? 'to' : 'under';
      }
      if (role === 'until' && before.text === 'up') return 'until';
      if (role === 'to' && /^(?:up)$/.test(items[k - 1]?.text ?? '')) return 'until';
      if (role === 'for' && has(before, 'music')) return 'bare';
      const thing = items[k - 1];
      if (
        role === 'from' &&
        before.text === 'de' &&
        ['video', 'highlight', 'clip', 'slideshow', 'intro'].some((n) => has(thing, n))
      )
        return 'adj';
      if (role === 'from' && /^(?:de|from|von)$/.test(before.text) && isAdjective(items, i)) return 'adj';
      if (role === 'to' && /^(?:a|en|into|to|in)$/.test(before.text) && isAdjective(items, i)) return 'adj';
      return role;
    }
    if (has(before, 'shorten')) return 'to';
    if (!SKIP.test(before.text) && before.type !== 'num' && !has(before, 'highlight')) break;
  }
  if (t.type === 'time' && isAdjective(items, i)) return 'adj';
  return 'bare';
}

/** "30-second promo", "a 5 second clip", "5秒的短片": the time stands directly before the thing that is so long. */
function isAdjective(items: readonly Item[], i: number): boolean {
  if (items[i + 1]?.text === '的') return true;
  for (let k = i + 1; k <= i + 4; k++) {
    const item = items[k];
    if (item === undefined || item.type === 'comma' || item.type === 'stop') return false;
    if (/^(?:of|from|off|in|at|to|for|and|into|mark|the|de|del|von|on|long)$/.test(item.text)) return false;
    if (
      [
        'video',
        'clip',
        'highlight',
        'slideshow',
        'intro',
        'outro',
        'photo',
        'script',
        'gif',
        'loop',
        'style',
        'transition',
        'fade',
        'title',
      ].some((c) => has(item, c))
    )
      return true;
  }
  return false;
}

function edgeBefore(items: readonly Item[], i: number): Role | null {
  for (let k = i - 1; k >= Math.max(0, i - 3); k--) {
    const before = items[k] as Item;
    if (has(before, 'first') && !has(before, 'intro')) return 'first';
    if (has(before, 'last') && !has(before, 'outro')) return 'last';
    if (!/^(?:の|的|few|couple|of|full|[两二三四])$/.test(before.text)) return null;
  }
  return null;
}
