import {
  actionOn,
  type Clause,
  clipOf,
  describing,
  free,
  names,
  op,
  take,
  takeType,
  time,
  timeSlot,
  value,
  wording,
} from '../clause.ts';
import { has, type Item, valueOf } from '../items.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { beatSlots, countsBeats } from './sound-details.ts';
import { swapping } from './swapping.ts';

/** Transitions; at the very start or end of the video one can only be a fade. */
export function transitions(c: Clause): PlannedOp[] {
  const plain = c.items.find((i) => /^(?:black|white)$/.test(valueOf(i, 'color') ?? ''));
  const styled = c.items.find((i) => valueOf(i, 'tstyle') !== null && !i.used);
  const item =
    free(c, 'transition') ??
    // "a blur transition between 1 and 2, slide between 2 and 3"
    (c.before !== null &&
    names(c.before, 'transition') &&
    !names(c, 'effect', 'filter') &&
    c.items.some((i) => i.type === 'range' || i.type === 'clip') &&
    c.items.length <= 4
      ? styled
      : undefined) ??
    (names(c, 'fade', 'zoom', 'effect', 'blur') ||
    plain !== undefined ||
    c.items.some((i) => valueOf(i, 'tstyle') !== null)
      ? free(c, 'between')
      : undefined);
  if (item === undefined) return [];
  if (/^(?:wipe)$/.test(item.text) && names(c, 'remove')) return [];
  const action = actionOn(c, item);
  const style = styleOf(c, item) ?? (plain === undefined ? null : valueOf(plain, 'color'));
  take(c, 'transition', 'between', 'effect', 'fade', 'zoom');
  const bare = c.items.find(
    (i) => i.type === 'range' && !i.used && /^\D*\d+\D+\d+$/.test(i.raw) && !/[s秒초]/.test(i.raw),
  );
  // "between 1 and 2": clips, where no unit of time was said
  const [one, other] = c.items.filter((i) => i.type === 'clip');
  // "crossfade clip 2 into clip 3"
  const clip =
    (one !== undefined && other !== undefined ? { text: `${one.text}-${other.text}` } : one) ??
    (bare === undefined ? undefined : { text: `${bare.value}-${bare.until}` });
  if (bare !== undefined) bare.used = true;
  // said alone, "no transitions" is about those that are there
  if (c.negated && c.s.items.length > 4 && clip === undefined) return [];
  if (c.negated || action === 'remove' || action === 'cut' || action === 'hide')
    return [
      op('transitions', {
        style: 'none',
        at: names(c, 'between') || bare !== undefined ? clip?.text.replace(',', '-') : undefined,
      }),
    ];
  const words = wording(c);
  const many = names(c, 'between') || names(c, 'all', 'each');
  if (!many && clip === undefined && style === null && /^(?:zh|ja|ko)$/.test(c.s.lang)) {
    if (/开头|开始处|片头|最初|冒頭|시작/.test(words)) return [op('fade', { in: true })];
    if (/结尾|末尾|片尾|最後|마지막/.test(words)) return [op('fade', { out: true })];
  }
  const duration = time(c, 'for', 'bare', 'adj', 'to') ?? lengthOf(c);
  // "2.5 seconds per picture" is how long the pictures stand
  if (duration !== undefined && c.s.stills && /^\s*(?:per|each|for each|every)\b/.test(c.s.text.slice(duration.end)))
    duration.used = false;
  if (duration !== undefined && duration.value > LONGEST_TRANSITION) duration.used = false;
  return [
    op('transitions', {
      style: style ?? undefined,
      at: clip === undefined ? undefined : clip.text.replace(',', '-'),
      duration: duration?.used === true ? duration.value : undefined,
    }),
  ];
}

/** "una transición de 1 segundo", "ein Übergang von 1,5 Sekunden": of, not from. */
export function lengthOf(c: Clause): Item | undefined {
  const found = /^(?:es|de|fr|pt)$/.test(c.s.lang)
    ? c.items.find((i) => i.type === 'time' && i.role === 'from' && !i.used && !i.clock)
    : undefined;
  if (found !== undefined) found.used = true;
  return found;
}

/** Seconds; a longer time beside a transition is the length of the whole video. */
export const LONGEST_TRANSITION = 5;

function styleOf(c: Clause, item: { readonly text: string }): string | null {
  const at = c.items.find((i) => i === item);
  const described =
    at === undefined || c.s.lang !== 'en'
      ? ''
      : describing(c, at)
          .replace(/\b(?:transition|transitions|effects?|cuts?|instant)\b/g, '')
          .trim();
  const own = /^(?:crossfades?|cross fades?|cross dissolves?|dissolves?|wipes?|whip pans?|dip to black)$/.exec(
    item.text,
  );
  const canonical = own === null ? null : valueOf(at, 'tstyle');
  if (own !== null) return described === '' ? `${canonical ?? item.text}${directionAfter(c, at)}` : described;
  if (described !== '') return described;
  const known = c.items.filter(
    (i) =>
      !i.used &&
      valueOf(i, 'tstyle') !== null &&
      i !== at &&
      !has(i, 'split') &&
      !has(i, 'slower') &&
      !has(i, 'faster'),
  );
  const strong = known.find((i) => c.items.indexOf(i) !== -1);
  if (strong !== undefined) strong.used = true;
  return strong === undefined ? (at === undefined ? null : valueOf(at, 'tstyle')) : valueOf(strong, 'tstyle');
}

/** "wipe left", "wipe to the right", "push up": where a transition goes to. */
function directionAfter(c: Clause, item: Item | undefined): string {
  const at = item === undefined ? -1 : c.items.indexOf(item);
  const next = c.items.slice(at + 1, at + 4).find((i) => !/^(?:to|the|from)$/.test(i.text));
  const toward = at < 0 ? null : /^(left|right|up|down|leftwards?|rightwards?)$/.exec(next?.text ?? '');
  return toward === null ? '' : ` ${toward[1]?.replace(/wards?$/, '')}`;
}

/** Several clips become one video. */
export function merging(c: Clause): PlannedOp[] {
  const item = free(c, 'merge');
  if (item === undefined || c.negated) return [];
  const videos = c.s.input.context.videos;
  if (c.s.stills) return [];
  if (has(item, 'export') && videos < 2) return [];
  if (names(c, 'generate', 'gen') && videos === 0) return [];
  if (names(c, 'pip') && !names(c, 'these')) return [];
  // "cut that out and join the rest": what is left is joined anyway
  if (videos < 2 && /\b(?:the rest|lo demas|el resto|le reste|den rest|o resto)\b|剩下/.test(wording(c))) return [];
  const both = c.items.filter((i) => has(i, 'merge') && has(i, 'highlight'));
  item.used = true;
  take(c, 'merge', 'these');
  for (const i of both) i.used = false;
  const file = takeType(c, 'file');
  const words = wording(c);
  const front = /最前|开头|前面|\bbeginning\b|\bstart\b|\bfront\b|맨앞|先頭|al principio|am anfang|inicio/.test(words);
  const back = /最后|末尾|后面|\bend\b|맨뒤|最後|al final|ans ende/.test(words);
  const clip = c.items.find((i) => i.type === 'clip');
  const order = names(c, 'same')
    ? 'uploaded'
    : names(c, 'chronological')
      ? 'chronological'
      : names(c, 'random')
        ? 'random'
        : undefined;
  take(c, 'same', 'chronological', 'random', 'move');
  return [
    op('merge', {
      clip: file?.text ?? (clip !== undefined && clip.text.includes(',') ? clip.text : undefined),
      position: file === undefined ? undefined : front ? 'start' : back ? 'end' : undefined,
      order,
    }),
  ];
}

const PUT_IT =
  /\b(?:put|place|stick|move|drag|send|play)\b.*\b(?:it|them|that one)\b.*\b(?:end|start|beginning|front|first|last|before|after)\b/;

/** "take clip 2 and put it at the end" */
function putting(c: Clause, numbers: readonly string[]): PlannedOp | null {
  const taken = c.before?.items.find((i) => i.type === 'clip');
  if (taken === undefined || numbers.length > 0 || !PUT_IT.test(wording(c))) return null;
  take(c, 'move', 'add');
  return placeAmong({ ...c, items: [taken, ...c.items] }, taken.text);
}

export function ordering(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  const clips = c.items.filter((i) => i.type === 'clip');
  const numbers = clips.flatMap((i) => i.text.split(','));
  // "inverse les clips 1 et 3" changes places; backwards is "à l'envers"
  const inverse = c.s.lang === 'fr' && numbers.length === 2 ? free(c, 'reverse') : undefined;
  if (inverse !== undefined && inverse.text.startsWith('invers')) {
    inverse.used = true;
    return [op('reorder', { swap: numbers.join(',') })];
  }
  const traded = swapping(c, numbers) ?? putting(c, numbers);
  if (traded !== null) return [traded];
  const item = free(c, 'move');
  const trades =
    /调换|对换|交换|互换|换个?位|换一?下?位置|把.*[和跟与].*换(?:一下|过来|个)?$|\bswitch\b|\bexchange\b|\btrade\b/.test(
      wording(c),
    ) && !/\b(?:before|after|start|end)\b|最前|最后/.test(wording(c));
  // 把1和3换一下
  const bare = c.items.filter((i) => i.type === 'num' && !i.used);
  const videos = Math.max(c.s.input.context.videos, c.s.input.draft?.clips ?? 0);
  if (trades && numbers.length === 0 && bare.length === 2 && bare.every((i) => i.value >= 1 && i.value <= videos)) {
    for (const i of bare) i.used = true;
    take(c, 'move', 'change');
    return [op('reorder', { swap: bare.map((i) => i.value).join(',') })];
  }
  if (trades && numbers.length === 2) {
    take(c, 'move', 'change');
    return [op('reorder', { swap: numbers.join(',') })];
  }
  if (item === undefined && names(c, 'merge')) return [];
  const titled = names(c, 'title', 'text', 'caption', 'logo', 'watermark', 'sticker', 'music');
  if (titled) return [];
  const order = names(c, 'chronological')
    ? 'chronological'
    : names(c, 'random')
      ? 'random'
      : names(c, 'reverse')
        ? 'reverse'
        : undefined;
  // "reorder the clips: 3, 1, 2"
  const list = /(?<!\d)\d{1,3}(?:(?: ?[,、-] ?| )\d{1,3}){2,40}(?!\d)/.exec(c.s.text.slice(0, 1000));
  if (list !== null && listed(c, list[0]) && (order === undefined || names(c, 'same'))) {
    for (const i of c.s.items) if (i.type === 'num') i.used = true;
    take(c, 'move');
    take(c, 'same', 'add');
    return [op('reorder', { order: (list[0].match(/\d+/g) ?? []).join(',') })];
  }
  if (
    item === undefined &&
    order !== undefined &&
    order !== 'reverse' &&
    names(c, 'clip', 'these', 'video') &&
    !c.s.stills &&
    !names(c, 'transition')
  ) {
    take(c, 'random', 'chronological');
    return [op('reorder', { order })];
  }
  // "the second clip should come last"
  const comes =
    /\b(?:comes?|goes|go|be|play|plays)\b(?: \w+){0,3} (?:first|last|at the (?:end|start|beginning))\b/.test(
      wording(c),
    );
  if (item === undefined && comes && clips.length === 1 && clips[0]?.text !== 'last')
    return [
      op('reorder', { clip: slot(clips[0]?.text ?? ''), to: /\b(?:last|end)\b/.test(wording(c)) ? 'end' : 'start' }),
    ];
  if (item === undefined) {
    const put = clips.length > 0 && names(c, 'add', 'change') ? placeAmong(c, clips.at(0)?.text ?? '') : null;
    return put === null ? [] : [put];
  }
  if (names(c, 'rotate', 'merge') && clips.length === 0) return [];
  if (c.s.stills && order !== undefined) {
    take(c, 'move', 'chronological', 'random', 'reverse', 'same');
    return [op('slideshow', { order })];
  }
  take(c, 'move', 'chronological', 'random', 'reverse', 'same');
  if (clips.length === 0)
    return order === undefined && !/order|顺序|排|순서|順|reihenfolge|orden|ordre|ordem|arrange/.test(wording(c))
      ? []
      : [op('reorder', { order })];
  return [placeAmong(c, clips[0]?.text ?? '') ?? op('reorder', { clip: slot(clips[0]?.text ?? ''), order })];
}

/** "in this order: 2, 4, 1, 3": numbers of clips, each once. */
function listed(c: Clause, text: string): boolean {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  return (
    /order|arrang|sort|顺序|排|orden|reihenfolge|ordre|순서|順/.test(wording(c)) &&
    new Set(numbers).size === numbers.length &&
    numbers.every((n) => n >= 1 && n <= Math.max(numbers.length, c.s.input.context.videos))
  );
}

const slot = (text: string): SlotValue => (/^\d+$/.test(text) ? Number(text) : text);

function placeAmong(c: Clause, clip: string): PlannedOp | null {
  const words = c.items.filter((i) => i.type !== 'clip').map((i) => i.text);
  const joined = ` ${words.join(' ')} ${words.join('')}`;
  const others = c.items.filter((i) => i.type === 'clip').map((i) => i.text);
  const target = others[1];
  const between = /\bbetween\b|之间|中间|entre|zwischen|사이|の間/.test(joined) ? /^\d+/.exec(target ?? '') : null;
  if (between !== null) return op('reorder', { clip: slot(clip), to: `after ${between[0]}` });
  if (target !== undefined) {
    if (/before|前面|之前|front|앞|の前|antes|vor|avant/.test(joined))
      return op('reorder', { clip: slot(clip), to: `before ${target}` });
    if (/after|后面|之后|뒤|の後|despues|nach|apres|depois|behind/.test(joined))
      return op('reorder', { clip: slot(clip), to: `after ${target}` });
    return null;
  }
  if (/ (?:end|last)|最后|末尾|最後|마지막|끝|맨뒤|final|ende|fin|fim/.test(joined))
    return op('reorder', { clip: slot(clip), to: 'end' });
  if (
    / (?:first|start|beginning|front)|最前|开头|第一|最初|先頭|맨앞|앞|처음|principio|inicio|primero|anfang|zuerst|als erstes|debut|premier|comeco|primeiro|첫/.test(
      joined,
    )
  )
    return op('reorder', { clip: slot(clip), to: 'start' });
  const position = c.items.find((i) => (i.type === 'num' || i.type === 'ord') && !i.used);
  if (position !== undefined && names(c, 'move', 'swap'))
    return op('reorder', { clip: slot(clip), to: position.value });
  return null;
}

export function duplicating(c: Clause): PlannedOp[] {
  const item = free(c, 'duplicate');
  if (item === undefined || c.negated || names(c, 'retake', 'loop')) return [];
  if (item.text.startsWith('repeat') && names(c, 'remove', 'cut')) return [];
  take(c, 'duplicate');
  const times = takeType(c, 'factor') ?? c.items.find((i) => i.type === 'num' && !i.used);
  return [op('duplicate', { clip: clipOf(c), times: times?.value })];
}

const EACH = /\b(?:each|per|every|cada|pro|par|por|jedes)\b|每|一张|ずつ|1枚|一枚|各|마다|씩|한 ?장/;

/** How long each picture stands: of two lengths the one beside "each". */
function eachPhoto(c: Clause): Item | undefined {
  const times = c.items.filter((i) => i.type === 'time' && !i.used);
  if (!EACH.test(wording(c))) return undefined;
  const beside = times.find((t) => {
    const before = c.s.text.slice(Math.max(0, t.at - 16), t.at).toLowerCase();
    return (
      EACH.test(before) || /^.{0,3}(?:each|per|every|cada|pro|par|por)\b/.test(c.s.text.slice(t.end).toLowerCase())
    );
  });
  return times.length > 1 ? (beside ?? times.find((t) => t.role !== 'adj')) : times[0];
}

/** Photos become a slideshow, because that is the only video they can be. */
export function slideshow(c: Clause): PlannedOp[] {
  const word = free(c, 'slideshow');
  const { photos } = c.s.input.context;
  const makes =
    names(c, 'make', 'create', 'merge', 'turn', 'gen', 'add', 'animate') &&
    (names(c, 'video') || names(c, 'photo')) &&
    !(names(c, 'convert') && !names(c, 'video'));
  const background = /slideshow/.test(c.s.input.context.timeline ?? '') && free(c, 'background') !== undefined;
  if (c.negated) return [];
  if (background && !names(c, 'music')) {
    take(c, 'background');
    const colour = value(c, 'color') ?? (/dark|暗|深/.test(wording(c)) ? 'dark' : undefined);
    for (const i of c.items) if (valueOf(i, 'look') !== null || has(i, 'darker')) i.used = true;
    return [op('slideshow', { background: colour })];
  }
  const perPhoto = photos > 0 ? eachPhoto(c) : undefined;
  const implied = c.s.stills && makes && word === undefined && !names(c, 'caption', 'text', 'title');
  const perSlide = word === undefined && !implied && c.s.stills && perPhoto !== undefined && !names(c, 'transition');
  if (word === undefined && !implied && !perSlide) return [];
  if (implied && names(c, 'kenburns', 'zoom', 'thumbnail', 'gif')) return [];
  if (implied && photos === 1 && (!names(c, 'video') || c.s.items.some((i) => has(i, 'animate')))) return [];
  take(c, 'slideshow');
  if (perPhoto !== undefined) perPhoto.used = true;
  const t = perPhoto === undefined ? time(c, 'adj', 'for', 'to', 'bare', 'under') : time(c, 'adj');
  take(c, 'photo', 'these', 'merge');
  const order = orderOf(c);
  return [op('slideshow', { duration: t?.value, each: perPhoto?.value, order })];
}

export function orderOf(c: Clause): string | undefined {
  if (take(c, 'chronological') !== undefined) return 'chronological';
  if (take(c, 'random') !== undefined) return 'random';
  return take(c, 'same') !== undefined ? 'uploaded' : undefined;
}

export function overlays(c: Clause): PlannedOp[] {
  if (c.negated) return [];
  // "use reaction.mp4 as a small overlay in the corner"
  const over =
    c.items.some((i) => i.type === 'file' && !i.used && /\.(?:mp4|mov|webm|mkv|avi|m4v)$/i.test(i.text)) &&
    (/\boverlay\b|\bcorner\b|角落|叠加|小窗/.test(wording(c)) ||
      // "my face in a circle in the bottom left, from cam.mp4"
      c.items.some((i) => /^(?:top|bottom) (?:left|right)$/.test(valueOf(i, 'pos') ?? ''))) &&
    !names(c, 'text', 'title', 'logo', 'watermark', 'caption');
  const two = c.items.filter((i) => i.type === 'clip');
  const onTop =
    two.length === 2 &&
    /\b(?:overlay|lay|put|place)\b.*\b(?:on|over|above)\b|叠在|叠加到/.test(wording(c)) &&
    !names(c, 'move');
  if (free(c, 'pip') === undefined && !over && !onTop) return [];
  take(c, 'pip');
  const split = /split|分屏|side by side|분할|分割|dividida|geteilt/.test(wording(c));
  return [
    op('pip', {
      source: takeType(c, 'file')?.text,
      position: value(c, 'pos') ?? undefined,
      layout: split ? 'split' : undefined,
      clip: onTop ? slot(two[0]?.text ?? '') : clipOf(c),
    }),
  ];
}

/** Cuts set to music, scene cuts, chapters. */
export function rhythm(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  if (c.negated) return out;
  if (free(c, 'beatsync') !== undefined || countsBeats(c)) {
    take(c, 'beatsync', 'sync', 'music');
    out.push(op('beat_sync', beatSlots(c)));
  }
  if (free(c, 'scenesplit') !== undefined && !names(c, 'thumbnail', 'transition')) {
    take(c, 'scenesplit');
    out.push(op('scene_split'));
  }
  const chapter = free(c, 'chapter');
  if (chapter !== undefined && actionOn(c, chapter) !== 'remove') {
    take(c, 'chapter');
    const at = time(c, 'at', 'from', 'bare');
    const more = at === undefined ? [] : c.items.filter((i) => i.type === 'time' && !i.used);
    for (const i of more) i.used = true;
    const one = at === undefined ? undefined : at.clock ? timeSlot(at.value, true) : at.value;
    out.push(
      op('chapters', {
        at:
          at === undefined || more.length === 0 ? one : [at, ...more].map((i) => timeSlot(i.value, i.clock)).join(','),
      }),
    );
  }
  return out;
}
