import { clips, pairs } from './clip-references.ts';
import { has, type Item, type Role } from './items.ts';
import { leftOut } from './left-out.ts';

const TO = /^(?:to|and|until|till|through|thru|al|a|hasta|bis|und|a|au|jusqua|ate|ao|y|e|et|到|至|和|と|から|부터)$/;
const FROM = /^(?:from|between|del|de|desde|von|zwischen|entre|dal|das|do|从|從|自|在)$/;
const FILL =
  /^(?:the|a|an|los|las|el|la|die|der|den|das|dem|les|le|os|as|o|du|des|second|seconds|minuto|segundo|sekunde|seconde|about|around|roughly|exactly|of|its|my|第|视|频|大|约|の|mark|clip|video|my|this|your|at)$/;

/** A time or a bare number at a place where a time may stand. */
const timeLike = (item: Item | undefined): boolean => item?.type === 'time' || item?.type === 'num';

/** Joins what belongs together before clauses are cut: lists of clips, ranges of time. */
export function compose(items: readonly Item[]): Item[] {
  // "move clip 1 to 3" names a place, "delete clips 1 to 3" all of them
  const moves = items.some((i) => has(i, 'move') || has(i, 'swap'));
  return ranges(verbOut(leftOut(pairs(clips(items, moves), moves))));
}

/** "从第10秒开始静音到第15秒": the verb inside a range goes before it. */
function verbOut(items: readonly Item[]): Item[] {
  const out = [...items];
  for (let i = 0; i + 3 < out.length; i++) {
    if (out[i]?.type !== 'time' || out[i + 1]?.text !== '开始') continue;
    const verb = out[i + 2];
    const to = out.slice(i + 3, i + 6).findIndex((t) => /^(?:到|至)$/.test(t.text));
    const end = out.slice(i + 4 + to, i + 6 + to).some((t) => t.type === 'time');
    if (verb?.type !== 'hit' || to < 0 || to > 1 || !end) continue;
    const moved = out.splice(i + 1, 2 + to).slice(1);
    const start = /^(?:第|从)$/.test(out[i - 1]?.text ?? '')
      ? /^从$/.test(out[i - 2]?.text ?? '')
        ? i - 2
        : i - 1
      : i;
    out.splice(start, 0, ...moved);
  }
  return out;
}

function ranges(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  for (let i = 0; i < items.length; ) {
    const range = rangeAt(items, i) ?? fromStart(items, i);
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
    if (/^(?:之间|之間|间|の間|사이)$/.test(items[i]?.text ?? '')) i++;
  }
  return out;
}

const START =
  /^(?:the )?(?:(?:very )?(?:start|beginning)|开头|开始|头|最初|冒頭|始め|처음|시작|inicio|principio|comienzo|anfang|debut|comeco)$/;

/** "from the start to 0:20", "从开头到第20秒": a range that begins with the video. */
function fromStart(items: readonly Item[], i: number): { item: Item; end: number } | null {
  const a = items[i];
  const next = items[i + 1];
  const leads =
    items.slice(Math.max(0, i - 2), i).some((t) => FROM.test(t.text)) || /^(?:か|부)$/.test(next?.text ?? '');
  if (a === undefined || !START.test(a.text) || !leads) return null;
  const zero: Item = { ...a, type: 'time', concepts: [], value: 0, clock: false };
  const range = rangeAt([...items.slice(0, i), zero, ...items.slice(i + 1)], i);
  return range === null ? null : { ...range, item: { ...range.item, concepts: [] } };
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
  // "un fondu de 2 secondes à la fin" is so long and stands there
  if (
    toEnd &&
    items.slice(Math.max(0, i - 3), i).some((t) => ['fade', 'transition', 'title', 'outro'].some((k) => has(t, k)))
  )
    return null;
  const linkIsAnd = /^(?:and|y|e|et|und|和|と)$/.test(link.text);
  const between =
    items.slice(Math.max(0, i - 3), i).some((t) => /^(?:between|entre|zwischen)$/.test(t.text)) ||
    // 在3秒和8秒之间, not 在3秒和8秒
    /^(?:秒)?(?:之间|之間|间|の間|사이)/.test(
      items
        .slice(k + 1, k + 4)
        .map((t) => t.text)
        .join(''),
    );
  if (linkIsAnd && !between) return null;
  // "take out 12 to 15 and 30 to 34 seconds"
  const listed =
    /^(?:and|,|、|和|y|und|et|e)$/.test(items[k + 1]?.text ?? '') &&
    items[k + 2]?.type === 'num' &&
    (items[k + 3]?.type === 'dash' || TO.test(items[k + 3]?.text ?? '')) &&
    items[k + 4]?.type === 'time';
  if (a.type === 'num' && b.type === 'num' && !led && !toEnd && !listed) return null;
  if (/^(?:a|to)$/.test(link.text) && b.type === 'num' && !led && !listed) return null;
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

const AFTER = /^(?:after|past|nach|apres|despues|depois)$/;
const LED = /^(?:after|past|nach|apres|despues|depois|before|until|till|hasta|antes|bis|vor|avant|jusqua|ate)$/;

const LENGTHENED = ['shorten', 'trim', 'cut', 'keep', 'extend', 'speed', 'highlight'];

/** "à 0:07", "a 0:07": a place, where nothing before it is made so long. */
const isPlace = (time: Item, before: readonly Item[]): boolean =>
  /:/.test(time.raw) && !before.some((b) => LENGTHENED.some((concept) => has(b, concept)));

function roleOf(items: readonly Item[], i: number): Role {
  const next = items[i + 1];
  const after = `${next?.text ?? ''}${items[i + 2]?.text ?? ''}${items[i + 3]?.text ?? ''}`;
  const t = items[i] as Item;
  // "so it begins 4 seconds in"
  const past = items[i + 2];
  if (next?.text === 'in' && (past === undefined || /^(?:comma|stop|ask)$/.test(past.type) || past.text === 'and'))
    return 'at';
  const lead = items
    .slice(Math.max(0, i - 3), i)
    .map((b) => b.text)
    .join(' ');
  if (/(?:^| )(?:a partir d(?:e|el|o|a)|partir d(?:e|el|o|a)|a partir du|starting (?:at|from))$/.test(lead))
    return 'from';
  if (/(?:^| )en el$/.test(lead)) return 'at';
  const edge = edgeBefore(items, i);
  if (edge !== null && t.type === 'time') return edge;
  if (/^(?:以内|之内|内|以下|不到|이내|이하|미만)/.test(after)) return 'under';
  if (
    /^(?:max|tops|orless|orunder|orshorter|atmost|atthemost|omenos|comomaximo|hochstens|maximal|oderweniger|oderkurzer|oumoins|oumenos|nomaximo)/.test(
      after,
    )
  )
    return 'under';
  if (/^에서(?:자르|잘라|나누|나눠|분할|끊|컷)/.test(after)) return 'at';
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
      // "a recap, around 2 minutes" is a length
      if (
        role === 'at' &&
        /^(?:around)$/.test(before.text) &&
        !/:/.test(t.raw) &&
        (k === 0 || items[k - 1]?.type === 'comma')
      )
        return 'bare';
      // "después del minuto 1:20", "nach Sekunde 5"
      if (role === 'at' && /^(?:segundo|sekunde|seconde|second|minute|minuto)$/.test(before.text)) {
        const led = items.slice(Math.max(0, k - 3), k).findLast((t) => LED.test(t.text));
        if (led !== undefined) return AFTER.test(led.text) ? 'from' : 'until';
      }
      if (role === 'for' && has(before, 'music')) return 'bare';
      const thing = items[k - 1];
      if (
        role === 'from' &&
        /^(?:de|von|di|of)$/.test(before.text) &&
        ['video', 'highlight', 'clip', 'slideshow', 'intro'].some((n) => has(thing, n))
      )
        return 'adj';
      if (role === 'from' && /^(?:de|from|von)$/.test(before.text) && isAdjective(items, i)) return 'adj';
      if (role === 'to' && /^(?:a|en|into|to|in)$/.test(before.text) && isAdjective(items, i)) return 'adj';
      if (role === 'to' && before.text === 'a' && isPlace(t, items.slice(0, k))) return 'at';
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
    if (k === i + 1 && /^(?:versions?|edit|cut|cutdown|fassung|versao|version)$/.test(item.text)) return true;
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
    if (!/^(?:の|的|面|边|头|few|couple|of|full|[两二三四])$/.test(before.text)) return null;
  }
  return null;
}
