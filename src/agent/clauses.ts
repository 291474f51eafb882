import { attach, LOOKS, MOST_ITEMS, type Part } from './attach.ts';
import { ACTIONS, type Clause, type Sentence } from './clause.ts';
import { any, isHead, isThing, STRONG, THINGS } from './heads.ts';
import { has, type Item } from './items.ts';
import { isNegated } from './negation.ts';

const AND =
  /^(?:and|n|&|\+|then|plus|y|und|et|e|並|并|和|与|及|跟|と|랑|also|also|且|while|but|但|with|con|mit|avec|com)$/;

/** Cuts a request into clauses: at marks and "and"s, before a second verb, and never inside a list of clips or a range. */
export function clausesOf(s: Sentence): Clause[] {
  const joined = attach(parts(s), s);
  let verb: string | null = null;
  let giver: readonly Item[] = [];
  let before: Clause | null = null;
  const clauses = joined.map((items, index): Clause => {
    const own = ACTIONS.find((a) => items.some((i) => has(i, a)));
    if (own !== undefined) giver = items;
    else if (isTaking(verb) && isNew(s, items, { giver, before })) verb = null;
    // "get rid of the music, make the captions bigger": what becomes something else is not taken away
    if (own === undefined && isTaking(verb) && items.some((i) => any(i, BECOMING))) verb = null;
    const inherited: string | null = own === undefined ? verb : null;
    if (own !== undefined) verb = lastAction(items);
    const opened = items[0];
    if (opened !== undefined && /^(?:with|con|mit|avec|com|带)$/.test(opened.text))
      before = clause(s, items, 'add', { index, before });
    else before = clause(s, items, inherited, { index, before });
    return before;
  });
  if (s.lang === 'ja' || s.lang === 'ko') return fromTheEnd(s, clauses);
  return s.lang === 'zh' ? headed(s, clauses) : clauses;
}

/** Words of a change: with one of them a clause has a verb of its own, whatever was taken away before it. */
const BECOMING = ['make', 'change', 'bigger', 'smaller', 'louder', 'quieter', 'brighter', 'darker', 'faster', 'slower'];

const isTaking = (verb: string | null): boolean => verb !== null && ['remove', 'cut', 'hide', 'mute'].includes(verb);

/**
 * "remove the silences, karaoke captions, lofi music": where what goes is a part of the recording, what stands behind a
 * comma and could be added is added. "…, the music and the captions" are those that are there.
 */
function isNew(s: Sentence, items: readonly Item[], from: { giver: readonly Item[]; before: Clause | null }): boolean {
  const { giver, before } = from;
  const [first, last] = [items[0], before?.items.at(-1)];
  if (first === undefined || last === undefined) return false;
  const parted = /[,，;；.。\n]|\bthen\b|然后/u.test(s.text.slice(last.end, first.at));
  const isThere = items.some((item) => THERE.test(item.text));
  return parted && !isThere && items.some((i) => any(i, ADDED)) && !giver.some((i) => any(i, ADDED));
}

/** What is added to a recording. */
const ADDED = [
  'music',
  'sfx',
  'voiceover',
  'caption',
  'title',
  'text',
  'logo',
  'watermark',
  'sticker',
  'intro',
  'outro',
  'transition',
  'effect',
  'filter',
  'pip',
];

/** Words before what is there already. */
const THERE = /^(?:the|all|any|my|these|those|every|el|la|los|las|le|les|die|der|das|den|os|as|o|a|所有|全部|原)$/;

// biome-ignore format: one line each
function clause(s: Sentence, items: readonly Item[], inherited: string | null, at: { index: number; before: Clause | null }): Clause {
  // "前5秒不要": at its end, 不要 takes away what was named
  if (items.length > 1 && /^(?:不要|不要了|不需要)$/.test(items.at(-1)?.text ?? '') && !items.some((i) => any(i, ACTIONS)))
    return { ...at, s, items, inherited: 'remove', negated: false };
  // "不要背景音乐了": what is there shall go
  if (/^(?:不要|不需要|不想要)$/.test(items[0]?.text ?? '') && items.at(-1)?.text === '了' && !items.some((i) => any(i, ACTIONS)))
    return { ...at, s, items, inherited: 'remove', negated: false };
  return { ...at, s, items, inherited, negated: isNegated(items, s.lang) };
}

const lastAction = (items: readonly Item[]): string | null => {
  const item = items.findLast((i) => ACTIONS.some((a) => has(i, a)));
  return item === undefined ? null : (ACTIONS.find((a) => has(item, a)) ?? null);
};

/** In languages whose verb stands last, a clause without a verb shares the one that comes after it. */
function fromTheEnd(s: Sentence, clauses: readonly Clause[]): Clause[] {
  let verb: string | null = null;
  return clauses
    .toReversed()
    .map((c) => {
      const own = lastAction(c.items);
      if (own !== null) verb = own;
      return own === null && verb !== null ? clause(s, c.items, verb, { index: c.index, before: c.before }) : c;
    })
    .reverse();
}

/** "把前三秒和最后两秒删掉": what 把 or 将 puts in front has its verb in the clause that follows. */
function headed(s: Sentence, clauses: readonly Clause[]): Clause[] {
  return clauses.map((c, i) => {
    const put = c.items.some((item) => /^(?:把|将)$/.test(item.text));
    const verb = put && lastAction(c.items) === null ? lastAction(clauses[i + 1]?.items ?? []) : null;
    return verb === null ? c : clause(s, c.items, verb, { index: c.index, before: c.before });
  });
}

const MOST_CLAUSES = 120;

function parts(s: Sentence): Part[] {
  const out: Part[] = [];
  let now: Item[] = [];
  const close = (comma: boolean): void => {
    if (now.length > 0 && out.length >= MOST_CLAUSES) s.cut = true;
    else if (now.length > 0) out.push({ items: now, comma, glued: false });
    now = [];
  };
  s.items.forEach((item, i) => {
    if (item.type === 'stop' || item.type === 'ask') {
      if (item.text === '.' && s.items[i - 1]?.end === item.at && s.items[i + 1]?.at === item.end) return;
      return close(true);
    }
    // 자막 없이 음악만: what goes before is not wanted
    if (/^(?:없이|말고|なしで|なしに|抜きで)$/.test(item.text)) {
      now.push(item);
      return close(false);
    }
    if (s.lang === 'ko' && item.text === '고' && s.items[i - 1]?.text === '하' && now.some(isHead)) return close(false);
    if (item.type === 'comma' || (item.type === 'slash' && isThing(s.items[i + 1] ?? item))) return close(true);
    // "the sound is bad: bring the music down"
    const opens =
      item.type === 'colon' &&
      now.length > 2 &&
      any(s.items[i + 1] ?? item, ACTIONS) &&
      !now.some((n) => any(n, ['title', 'text', 'caption', 'saying']));
    if (opens) return close(true);
    if (item.type === 'colon' || item.type === 'slash') return;
    if (splitsAt(item, s.items, i, now)) {
      close(false);
      if (
        !/^(?:with|con|mit|avec|com|带|without|sin|ohne|sans|sem)$/.test(item.text) &&
        !has(item, 'not') &&
        (AND.test(item.text) || has(item, 'next'))
      )
        return;
    } else if (newVerb(item, now, s) || secondFade(item, now)) close(false);
    else if (newThing(item, now, s)) {
      // 마지막 2초 페이드아웃: what stands after the last verb describes the new thing
      const verb = now.findLastIndex((i) => ACTIONS.some((a) => has(i, a)));
      const describes = (i: Item): boolean =>
        i.type === 'time' || i.concepts.some((k) => /^(?:mood|look|color|tstyle)=/.test(k));
      const tail = verb >= 0 && now.slice(verb + 1).some(describes) ? now.splice(verb + 1) : [];
      close(false);
      now.push(...tail);
    }
    if (now.length >= MOST_ITEMS) close(false);
    now.push(item);
  });
  close(true);
  return out;
}

function splitsAt(item: Item, all: readonly Item[], i: number, now: readonly Item[]): boolean {
  if (item.type !== 'word' && item.type !== 'hit' && item.type !== 'mark') return false;
  if (has(item, 'next') && now.length > 0) {
    // "移到最后" is a place, "最后导出" an order
    // "最後に移動" too
    if (/^最後に$/.test(item.text) && all[i + 1] !== undefined && any(all[i + 1] as Item, ['move'])) return false;
    const place =
      has(item, 'last') &&
      (/(?:到|在|放|的|至)$/.test(now.at(-1)?.text ?? '') ||
        all[i + 1] === undefined ||
        all[i + 1]?.type === 'time' ||
        all[i + 1]?.type === 'comma');
    return !place;
  }
  // "字幕先别加": the verb that is denied comes after its thing
  const after = all[i + 2];
  const isDenied =
    (after === undefined || /^(?:comma|stop)$/.test(after.type) || /^(?:了|吧)$/.test(after.text)) &&
    any(all[i + 1] ?? item, ACTIONS) &&
    /^\p{Script=Han}/u.test(item.text);
  if (has(item, 'not') && isDenied) return false;
  if (has(item, 'not') && now.some(isHead) && !/^(?:zh|ja|ko)$/.test(''))
    return /^(?:without|sin|ohne|sans|sem|dont|do not|no|不要|别|不加|不用|先不|不需要|先别)$/.test(item.text);
  // 把1和3换一下
  if (item.text === '和' && now.at(-1)?.type === 'num' && all[i + 1]?.type === 'num') return false;
  if (!AND.test(item.text) || (item.text === 'と' && (all[i + 1]?.text === 'こ' || now.at(-1)?.type === 'quote')))
    return false;
  // "at 0:05 and 0:12 add a whoosh": one place after another for what comes
  const next = all.slice(i + 1, i + 3).find((t) => t.type === 'time');
  if (now.at(-1)?.type === 'time' && now.at(-1)?.role === 'at' && next?.role === 'at' && !now.some(isHead))
    return false;
  const rest = all.slice(i + 1, i + 6);
  if (/^(?:with|con|mit|avec|com|带)$/.test(item.text))
    return (
      !now.some((k) => has(k, 'replace')) &&
      // "a 30-second reel with the best moments" is one thing
      !(
        rest.some((r) => has(r, 'highlight')) &&
        !now.some((k) => isThing(k) && !any(k, ['video', 'clip', 'these', 'photo']))
      ) &&
      !(now.some((k) => any(k, ['intro', 'outro'])) && rest.some((k) => any(k, ['logo', 'title', 'text']))) &&
      // "a title card with the text 'Part 2'"
      !(now.some((k) => has(k, 'title')) && rest.some((k) => has(k, 'text')) && rest.some((k) => k.type === 'quote')) &&
      now.some(isHead) &&
      rest.some((r) => any(r, THINGS) && !any(r, ['video', 'these', 'photo', 'clip']))
    );
  if (/^(?:e|y)$/.test(item.text) && now.length === 0) return false;
  return true;
}

/** "淡入2秒淡出3秒": each has its own length. */
const secondFade = (item: Item, now: readonly Item[]): boolean =>
  item.type === 'hit' && has(item, 'fade') && now.some((i) => has(i, 'fade')) && now.at(-1)?.type === 'time';

/** Where the verb stands last, a new thing after a verb begins a new clause: "자막 넣고 배경음악 깔아줘". */
function newThing(item: Item, now: readonly Item[], s: Sentence): boolean {
  if (s.lang !== 'ja' && s.lang !== 'ko') return false;
  const look = item.concepts.some((k) => LOOKS.test(k));
  const paced = item.type === 'factor' && /배|倍/.test(item.raw);
  const starts =
    paced ||
    item.type === 'clip' ||
    (item.type === 'quote' && s.lang === 'ja') ||
    (item.type === 'hit' && any(item, ['brighter', 'darker'])) ||
    (item.type === 'hit' && (look || (isThing(item) && isHead(item))) && !ACTIONS.some((a) => has(item, a)));
  const verb = now.findLastIndex(
    (i) => ACTIONS.some((a) => has(i, a)) || any(i, ['louder', 'quieter', 'faster', 'slower', 'brighter', 'darker']),
  );
  return starts && verb > 0 && now.slice(0, verb).some((i) => isThing(i) || OBJECTS.has(i.type));
}

const OBJECTS: ReadonlySet<string> = new Set(['time', 'range', 'factor', 'percent', 'ratio', 'db', 'degrees', 'quote']);

/** Does a verb open a clause of its own here? */
function newVerb(item: Item, now: readonly Item[], s: Sentence): boolean {
  if (!any(item, STRONG) || now.length === 0) return false;
  if (s.lang === 'ja' || s.lang === 'ko') return false;
  const verbs = now.filter((i) => any(i, STRONG));
  if (verbs.length === 0) return false;
  // Chinese puts a space between two wishes, not inside one
  const apart = s.lang === 'zh' && item.at > (now.at(-1)?.end ?? item.at) && !/[a-z0-9]$/i.test(now.at(-1)?.raw ?? '');
  if (apart) return true;
  const lastVerb = now.lastIndexOf(verbs.at(-1) as Item);
  const hasObject = now.some((i, k) => k !== lastVerb && (isThing(i) || OBJECTS.has(i.type)));
  if (!hasObject) return false;
  // 变成慢动作 is one verb
  if (s.lang === 'zh' && any(now.at(-1) as Item, ['change', 'make'])) return false;
  if (s.lang === 'zh' && item.text.length > 1 && any(item, ['brighter', 'darker', 'faster', 'slower'])) return true;
  if (s.lang === 'zh')
    return (
      any(item, ['add', 'remove', 'export', 'merge', 'split', 'cut', 'mute', 'convert', 'trim']) &&
      !any(item, ['next']) &&
      !/^(?:放|用|带|上|写|写上|显示|裁剪|转|打|剪|切|合成|上|配)$/.test(item.text)
    );
  return (
    any(item, ['add', 'remove', 'export', 'merge', 'trim', 'mute', 'cut']) &&
    /^(?:add|remov|delet|export|merg|trim|mut|insert|cut|sav|get rid)/.test(item.text) &&
    !/^(?:final|output)/.test(item.text)
  );
}
