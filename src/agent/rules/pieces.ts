import { type Clause, clipOf, free, names, ofType, op, partOf, take, time, timeSlot, wording } from '../clause.ts';
import { any, isHead } from '../heads.ts';
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp } from '../types.ts';

/** The word for splitting; "la parte del 0:30" and "the chopping" are nouns after their article. */
function splitVerb(c: Clause): Item | undefined {
  const said = free(c, 'split');
  const before = said === undefined ? undefined : c.items[c.items.indexOf(said) - 1];
  const noun =
    /^(?:partes?|.*ing)$/.test(said?.text ?? '') &&
    /^(?:la|las|una|esta|esa|cada|the|my|all)$/.test(before?.text ?? '');
  return noun ? undefined : said;
}

/** "cut this interview into 6 clips for reels": the best of it, not its sixths. */
function forPosts(c: Clause): boolean {
  return (
    c.items.some((i) => valueOf(i, 'platform') !== null) &&
    (c.s.input.context.duration ?? 0) >= 300 &&
    c.items.some((i) => i.type === 'num') &&
    !/\b(?:equal|parts?|pieces?|segments?)\b|等分|段/.test(wording(c))
  );
}

/** "split at 0:15, 0:42 and 1:10", "split into 5-minute parts", "切成三段". Pieces asked for by length are files. */
export function splitting(c: Clause): PlannedOp[] {
  const item = splitVerb(c);
  const everyTime = c.items.find((i) => i.type === 'time' && i.role === 'every');
  const cutAt =
    item === undefined &&
    names(c, 'cut') &&
    !names(c, 'remove') &&
    (c.items.some((i) => i.type === 'time' && i.role === 'at') ||
      (names(c, 'clip') && c.items.some((i) => i.type === 'time' && i.clock))) &&
    ofType(c, 'range') === undefined;
  const pieceWord = /\b(?:pieces|parts|segments|chunks|sections)\b|段|份/.test(wording(c));
  const intoPieces =
    item === undefined &&
    (names(c, 'cut') || /(?:剪|裁|切)[成为](?:\d+|[一二两三四五六七八九十几])个?[段份]/.test(c.s.text)) &&
    !names(c, 'highlight') &&
    (everyTime !== undefined ||
      (pieceWord && /\binto\b|成/.test(wording(c)) && c.items.some((i) => i.type === 'time' || i.type === 'num')));
  if ((item === undefined && !cutAt && !intoPieces) || c.negated) return [];
  if (names(c, 'pip', 'caption', 'greenscreen', 'retake', 'silence', 'chapter')) return [];
  if (everyTime === undefined && forPosts(c)) return [];
  if (item !== undefined) item.used = true;
  if (take(c, 'scenesplit') !== undefined) return [op('scene_split')];
  const clip = clipOf(c);
  const every = c.items.find(
    (i, k) =>
      i.type === 'time' &&
      // "into 4 clips of 15 seconds"
      (/^(?:every|adj|to)$/.test(i.role) || (i.role === 'bare' && c.items[k - 1]?.text === 'of')) &&
      !i.used,
  );
  const files = free(c, 'export') !== undefined || c.items.some((i) => has(i, 'each') && i.text !== 'every');
  if (every !== undefined && !(every.role === 'to' && !/into|segment|part|piece|段|成/.test(c.s.text.toLowerCase()))) {
    const into = /\binto\b|成|分|\ben\b|\bin\b/.test(wording(c));
    const pieces = (into && /segment|part|piece|clip|chunk|段|部分/.test(wording(c))) || files;
    for (const t of c.items) if (t.type === 'time' || t.type === 'num') t.used = true;
    const split = op('split', { every: timeSlot(every.value, every.clock) });
    return pieces ? [split, op('export', { each: true })] : [split];
  }
  const times = c.items.filter((i) => i.type === 'time' && !i.used);
  for (const t of times) t.used = true;
  const numbers =
    times.length === 0
      ? c.items.filter(
          (i) => i.type === 'num' && !i.used && /^(?:at|第|in)$/.test(c.items[c.items.indexOf(i) - 1]?.text ?? ''),
        )
      : [];
  const [only] = times.length > 0 ? times : numbers;
  const parts = c.items.find(
    (i) =>
      (i.type === 'num' || i.type === 'clip') &&
      !i.used &&
      times.length === 0 &&
      numbers.length === 0 &&
      i.role !== 'at',
  );
  const at =
    only === undefined
      ? undefined
      : times.length > 1
        ? times.map((t) => timeSlot(t.value, t.clock)).join(',')
        : only.clock
          ? timeSlot(only.value, true)
          : only.value;
  const half = at === undefined && (names(c, 'half') || partOf(c) === 'middle') ? 'middle' : undefined;
  const pieces = parts !== undefined && parts.type === 'num' ? parts.value : undefined;
  for (const i of c.items) if (i.type === 'num') i.used = true;
  const total = c.s.input.context.duration;
  const each =
    pieces === undefined || total === undefined || at !== undefined
      ? undefined
      : Math.ceil((total / pieces) * 1000) / 1000;
  return [op('split', { at: at ?? half, every: each, parts: pieces, clip })];
}

/** "speed up the part where…": a part that something else is done with is not picked out. */
const PACED = [
  'faster',
  'slower',
  'speed',
  'mute',
  'brighter',
  'darker',
  'reverse',
  'zoom',
  'fade',
  'louder',
  'quieter',
  'remove',
];

export function highlights(c: Clause): PlannedOp[] {
  const counted =
    c.s.input.context.videos === 1 &&
    names(c, 'add', 'make', 'create', 'cut', 'extract', 'keep', 'turn', 'export', 'split', 'shorten') &&
    !names(c, 'duplicate')
      ? c.items.find(
          (i, k) =>
            i.type === 'num' &&
            !i.used &&
            !has(c.items[k - 1], 'each') &&
            c.items
              .slice(k + 1, k + 6)
              .some(
                (n) =>
                  has(n, 'clip') ||
                  n.text.endsWith('短视频') ||
                  valueOf(n, 'platform') === 'shorts' ||
                  valueOf(n, 'platform') === 'reels' ||
                  n.text === '短视频',
              ),
        )
      : undefined;
  // "find the best moments and turn each one into a 45-second clip": how long those are
  const sized =
    c.before !== null &&
    c.items.some((i) => i.type === 'time' && !i.used && i.role === 'adj') &&
    !names(c, ...PACED) &&
    c.s.items.some((i) => has(i, 'highlight'))
      ? c.items.find((i) => has(i, 'clip') || has(i, 'video') || i.concepts.some((k) => k.startsWith('platform=')))
      : undefined;
  // "find the part where she talks about money and make it a short"
  const found =
    free(c, 'find') !== undefined &&
    /\b(?:parts?|moments?|scenes?) (?:where|when)\b|的(?:部分|片段|地方)/.test(wording(c)) &&
    c.s.items.some((i) => any(i, ['make', 'create', 'cut', 'export', 'clip', 'turn']))
      ? free(c, 'find')
      : undefined;
  const item =
    free(c, 'highlight') ??
    found ??
    sized ??
    versionOf(c) ??
    (PACED.some((k) => names(c, k)) || c.items.some((i) => i.type === 'range') ? undefined : free(c, 'focus')) ??
    (c.items.some((i) => i.type === 'ord' || i.type === 'clip') ? undefined : counted);
  if (item === undefined || c.negated || free(c, 'highlightword') !== undefined) return [];
  take(c, 'highlight');
  // "summarise it in 3 minutes"
  const within = c.items.find(
    (i, k) => i.type === 'time' && !i.used && i.role === 'at' && c.items[k - 1]?.text === 'in' && !names(c, 'split'),
  );
  if (within !== undefined) within.used = true;
  const t = within ?? time(c, 'adj', 'to', 'bare', 'for', 'under', 'first');
  const count = c.items.find(
    (i, k) =>
      (i.type === 'num' &&
        !i.used &&
        // "turn each one into a short"
        !has(c.items[k - 1], 'each') &&
        c.items
          .slice(k + 1, k + 6)
          .some(
            (n) =>
              n.text.endsWith('短视频') ||
              has(n, 'highlight') ||
              has(n, 'clip') ||
              valueOf(n, 'platform') !== null ||
              n.text === '短视频',
          )) ||
      // "the best 3 moments"
      (i.type === 'num' && !i.used && has(c.items[k - 1], 'highlight')),
  );
  if (count !== undefined) count.used = true;
  const focus = focusOf(c);
  const under = t?.role === 'under';
  return [
    op('highlights', {
      duration: under ? undefined : t?.value,
      max_duration: under && t !== undefined ? timeSlot(t.value, t.clock) : undefined,
      // "一个15秒的精华": one is what it is anyway
      count: (count?.value === 1 ? undefined : count?.value) ?? (names(c, 'multiple') ? 'several' : undefined),
      focus,
    }),
  ];
}

/** "a 1-minute version", "a 20-second cut of it": so much of it, the best of it. */
function versionOf(c: Clause): Item | undefined {
  if (!names(c, 'make', 'create', 'turn', 'cut', 'add', 'keep', 'shorten', 'export')) return undefined;
  const length = c.items.findIndex(
    (i, k) =>
      i.type === 'time' &&
      !i.used &&
      /^(?:version|versions|edit|cut|cutdown|version corta|fassung|versao)$/.test(c.items[k + 1]?.text ?? ''),
  );
  if (length >= 0) return c.items[length + 1];
  // "make a 30-second video" of the video that is there
  const { videos, photos } = c.s.input.context;
  const added = c.items.findIndex((i) => has(i, 'withw'));
  const said = added < 0 ? c.items : c.items.slice(0, added);
  const wish =
    // "cut this into a 60-second reel"
    (names(c, 'make', 'create', 'turn') || /\binto an? \d/.test(c.s.text.toLowerCase())) &&
    videos > 0 &&
    photos === 0 &&
    !said.some((i) => isHead(i) && !has(i, 'create') && !has(i, 'animate') && !has(i, 'change'));
  return wish
    ? c.items.find(
        (i, k) =>
          has(i, 'video') &&
          !/^(?:it|this|everything|它|这段)$/.test(i.text) &&
          c.items.slice(Math.max(0, k - 4), k + 4).some((t) => t.type === 'time' && !t.used && t.role === 'adj'),
      )
    : undefined;
}

/** What the chosen parts should show, in the user's words: nobody here can see it, so it is handed on as said. */
function focusOf(c: Clause): string | undefined {
  const text = c.items.map((i) => i.raw).join(' ');
  const found =
    /(?:when|where|of when|moments? (?:of|where|when)|parts? (?:where|when|about)|about) (?:they|he|she|i|we|people|(?:the|my|our) (?:guest|speaker|host|coach|teacher|ceo))? ?(?:talks? about|discuss|mention|speak about|says?)? ?(.{3,60})$/i.exec(
      text,
    ) ??
    /(?:only the|reel of the|reel of|of the|all the|all) (.{3,60})$/i.exec(text) ??
    /(?:create|make) an? (\w+) highlight/i.exec(text);
  const focus = found?.[1]?.trim();
  return focus === undefined ||
    /^(?:(?:this|my|the|our|that) )?(?:video|clip|best|footage|webinar|interview|stream|podcast|recording|vlog|game|match|show|session|episode)/i.test(
      focus,
    )
    ? undefined
    : focus;
}
