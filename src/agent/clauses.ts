import { ACTIONS, type Clause, type Sentence } from './clause.ts';
import { any, isHead, isThing, STRONG, THINGS } from './heads.ts';
import { has, type Item } from './items.ts';

const AND =
  /^(?:and|n|&|\+|then|plus|y|und|et|e|並|并|和|与|及|跟|と|랑|also|also|且|while|but|但|with|con|mit|avec|com)$/;

const LOOKS = /^look=(?:black and white|sepia|cinematic|vintage|warm|neon)$/;

type Part = { items: Item[]; comma: boolean; glued: boolean };

/** Cuts a request into clauses: at marks and "and"s, before a second verb, and never inside a list of clips or a range. */
export function clausesOf(s: Sentence): Clause[] {
  const joined = attach(parts(s), s);
  let verb: string | null = null;
  let before: Clause | null = null;
  const clauses = joined.map((items, index): Clause => {
    const own = ACTIONS.find((a) => items.some((i) => has(i, a)));
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

function isNegated(items: readonly Item[], lang: string): boolean {
  const at = items.findIndex((i) => has(i, 'not'));
  if (at < 0) return false;
  const item = items[at] as Item;
  const next = items[at + 1];
  if (/^(?:instead of|except)$/.test(item.text)) return false;
  // "without losing quality", "别太亮": the wish behind it is positive
  if (
    next !== undefined &&
    /^(?:losing|lose|sacrificing|compromising|cropping|cutting|quality|problem)$/.test(next.text)
  )
    return false;
  if (
    next !== undefined &&
    any(next, ['darker', 'brighter', 'quieter', 'louder', 'faster', 'slower']) &&
    /太|too/.test(next.text)
  )
    return false;
  if (/^(?:没有|not)$/.test(item.text) && items.some((i) => has(i, 'silence') || has(i, 'mute'))) return false;
  if (lang === 'zh' && /^(?:不要)$/.test(item.text) && at === items.length - 1 && items.some((i) => has(i, 'remove')))
    return false;
  return true;
}

/** Few ask for more in one breath; beyond it, time would grow faster than the text. The reply says so then. */
const MOST_ITEMS = 100;
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
      const tail = verb >= 0 && now.slice(verb + 1).some((i) => i.type === 'time') ? now.splice(verb + 1) : [];
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
  if (has(item, 'not') && now.some(isHead) && !/^(?:zh|ja|ko)$/.test(''))
    return /^(?:without|sin|ohne|sans|sem|dont|do not|no|不要|别|不加|不用|先不|不需要|先别)$/.test(item.text);
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
    paced || (item.type === 'hit' && (look || (isThing(item) && isHead(item))) && !ACTIONS.some((a) => has(item, a)));
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

/** "add an intro, title 'My School'": the words of an opener or closing card that was just asked for. */
function wordsFor(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  const card =
    previous?.some((i) => any(i, ['intro', 'outro'])) === true &&
    (previous.some((i) => has(i, 'add')) || previous.some((i) => i.type === 'time'));
  const said = items.some((i) => any(i, ['title', 'text', 'saying']));
  const verb = items.some(
    (i) => any(i, ACTIONS) && !/^(?:写|写上|写着|显示|with|says|saying)$/.test(i.text) && !has(i, 'saying'),
  );
  return (
    card && said && !verb && items.some((i) => i.type === 'quote') && previous?.some((i) => i.type === 'quote') !== true
  );
}

/** Adverbs that a clause may repeat with an amount: "louder, like 30% louder". */
const DEGREES = [
  'louder',
  'quieter',
  'faster',
  'slower',
  'brighter',
  'darker',
  'zoom',
  'saturation',
  'contrast',
] as const;

function repeats(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  // "音乐太吵了，小一点": the same again, without an amount
  const amount =
    items.some((i) => /^(?:percent|db|factor)$/.test(i.type)) || items.every((i) => any(i, [...DEGREES, 'bit']));
  const already = previous?.some((i) => /^(?:percent|db|factor)$/.test(i.type)) === true;
  const heads = items.filter(isHead);
  return (
    amount &&
    !already &&
    previous !== undefined &&
    heads.length > 0 &&
    heads.every((h) => DEGREES.some((d) => has(h, d) && previous.some((i) => has(i, d))))
  );
}

/** Clauses that only describe the thing before them go back to it: "…, centered, with a black outline". */
function attach(list: readonly Part[], s: Sentence): Item[][] {
  const out: Item[][] = [];
  for (const part of list) {
    const full = (out.at(-1)?.length ?? 0) > MOST_ITEMS;
    const previous = full ? undefined : out.at(-1);
    const quote = part.items.some((i) => i.type === 'quote');
    const modifies =
      !part.items.some(
        (i) => isHead(i) || i.concepts.some((k) => LOOKS.test(k)) || (quote && any(i, ['add', 'saying', 'onscreen'])),
      ) && !part.items.some((i) => i.type === 'clip' && part.items.length > 2);
    // "blur between 1 and 2, slide between 2 and 3"
    const elsewhere =
      part.items.some((i) => i.concepts.some((k) => k.startsWith('tstyle='))) &&
      part.items.some((i) => i.type === 'clip' || i.type === 'range') &&
      previous?.some((i) => has(i, 'transition')) === true;
    const apart =
      elsewhere ||
      (part.items.some((i) => any(i, ['voice', 'sound', 'volume'])) &&
        part.items.some((i) => any(i, ['up', 'down', 'louder', 'quieter'])));
    const owned = previous !== undefined && timesBelong(part.items, previous);
    // "vertical, 30 seconds, captions": a length among wishes
    if (
      previous !== undefined &&
      isLength(part.items) &&
      previous.every((i) => SHAPED.test(i.type) || i.concepts.some((k) => /^(?:shape|platform)=/.test(k)))
    ) {
      out.push([...part.items]);
      continue;
    }
    const edge = part.items.some((i) => any(i, ['first', 'last'])) && previous?.some((i) => i.type === 'time') === true;
    const times =
      !owned &&
      part.items.some(
        (i) => i.type === 'time' && (i.role === 'first' || i.role === 'last' || (edge && i.role !== 'at')),
      );
    const style =
      describesText(part.items, previous) ||
      appears(part.items, previous) ||
      wordsFor(part.items, previous) ||
      repeats(part.items, previous);
    const again =
      quote && previous?.some((i) => i.type === 'quote') === true && part.items.some((i) => i.role === 'at');
    if (
      previous !== undefined &&
      !again &&
      !apart &&
      (style || (modifies && !times && (owned || !part.items.some((i) => i.type === 'range'))))
    ) {
      previous.push(...part.items.map(resized));
      continue;
    }
    if (
      previous !== undefined &&
      s.lang !== 'ja' &&
      s.lang !== 'ko' &&
      !previous.some((i) => isHead(i) || i.concepts.some((k) => LOOKS.test(k))) &&
      !part.items.some((i) => has(i, 'not')) &&
      !(previous.some((i) => i.type === 'quote') && part.items.some((i) => any(i, STRONG))) &&
      !isNegated(previous, s.lang)
    ) {
      // a first clause without anything to do belongs to what follows: "I have a MOV file, can you …"
      if (
        previous.some(
          (i) =>
            has(i, 'create') ||
            has(i, 'make') ||
            has(i, 'edit') ||
            has(i, 'mute') ||
            // "voice up by 4 dB, music down by 6": each has its own
            /^(?:db|percent|factor)$/.test(i.type) ||
            i.type === 'clip' ||
            i.type === 'range' ||
            i.type === 'time',
        )
      )
        out.push([...part.items]);
      else out[out.length - 1] = [...previous, ...part.items];
      continue;
    }
    out.push([...part.items]);
  }
  return out;
}

const SHAPED = /^(?:ratio|word)$/;
const isLength = (items: readonly Item[]): boolean =>
  items.filter((i) => i.type === 'time' && /^(?:bare|under|to)$/.test(i.role)).length === 1 &&
  items.every(
    (i) => i.type === 'time' || /^(?:under|max|maximum|below|less|than|within|以内|内|seconds?)$/.test(i.text),
  );

/** Things that have a time of their own; a time said after them without a verb is theirs: "to a GIF, first 4 seconds". */
const TIMED = ['gif', 'freeze', 'sfx', 'reverse', 'faster', 'slower', 'zoom', 'mute', 'blur', 'sticker'] as const;

function timesBelong(items: readonly Item[], previous: readonly Item[]): boolean {
  const isTime = (i: Item): boolean => i.type === 'time' || i.type === 'range';
  // "2x on the warm-up (0:00-0:40)"
  const only =
    items.every((i) => isTime(i) || /^(?:from|at|in)$/.test(i.text)) && items.some((i) => i.type === 'range');
  if (only && previous.some((i) => isHead(i) || i.type === 'factor') && !previous.some(isTime)) return true;
  return previous.some((i) => any(i, TIMED)) && !previous.some(isTime) && !items.some((i) => any(i, ACTIONS));
}

/** "…, 最后三秒出现": when a text that was given is to be seen. */
function appears(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  return (
    previous?.some((i) => i.type === 'quote') === true &&
    items.some((i) => /^(?:出现|显示|表示|보여|표시|appears?|showing|shown)$/.test(i.text) || i.text === '出') &&
    !items.some((i) => i.type === 'quote' || any(i, ['music', 'transition', 'cut', 'remove', 'export']))
  );
}

/** "make it smaller" is about a file only when no logo or text was spoken of. */
const RESIZED = /^(?:make it (?:smaller|bigger|larger)|smaller|bigger|larger)$/;

const resized = (item: Item): Item =>
  RESIZED.test(item.text) ? { ...item, concepts: [item.text.endsWith('smaller') ? 'smaller' : 'bigger'] } : item;

/** "bold white text", "centered", "a black outline" after captions or a title tell how those look. */
function describesText(items: readonly Item[], previous: readonly Item[] | undefined): boolean {
  if (
    previous === undefined ||
    !previous.some((i) => any(i, ['caption', 'title', 'text', 'logo', 'watermark', 'sticker']))
  )
    return false;
  if (items.some((i) => RESIZED.test(i.text)) && items.length <= 4) return true;
  if (
    items.some((i) =>
      any(i, [
        'remove',
        'export',
        'music',
        'transition',
        'cut',
        'trim',
        'caption',
        'title',
        'merge',
        'sticker',
        'logo',
        'watermark',
        'effect',
        'filter',
      ]),
    )
  )
    return false;
  const look = items.some(
    (i) => i.concepts.some((k) => /^(?:color|weight|pos)=/.test(k)) || any(i, ['bigger', 'smaller']),
  );
  return (
    look &&
    !items.some(
      (i) =>
        i.type === 'quote' ||
        i.type === 'ratio' ||
        any(i, ['zoom', 'speed', 'grade', 'filter', 'background', 'logo', 'watermark', 'fade', 'intro', 'outro']),
    )
  );
}
