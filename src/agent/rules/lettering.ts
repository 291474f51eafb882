import { stickerByWords } from '../../draft/stickers.ts';
import {
  actionOn,
  type Clause,
  clipOf,
  describing,
  free,
  momentSlot,
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
import { boxOf, outlineOf, shiftOf, sizeOf } from './text-looks.ts';

/** When a text stands: `start`, `end`, `duration`. Clock times of a minute and more keep their form. */
function standing(c: Clause): Record<string, SlotValue | undefined> {
  const range = takeType(c, 'range');
  if (range !== undefined) return { start: range.value, end: timeSlot(range.until, false) };
  const edge = time(c, 'first', 'last');
  if (edge !== undefined)
    return edge.role === 'first' ? { start: 0, end: edge.value } : { start: `end-${edge.value}`, end: 'end' };
  if (/\b(?:disappears?|vanish\w*|goes? away)\b|消失|desaparez\w*|verschwind\w*|dispara\w*/.test(wording(c))) {
    const until = time(c, 'at', 'from', 'until', 'for');
    if (until !== undefined) return { end: momentSlot(until) };
  }
  const until = c.items.find((i) => i.type === 'time' && !i.used && isUntil(c, i));
  if (until !== undefined) until.used = true;
  const end = until === undefined ? undefined : timeSlot(until.value, until.clock && until.value >= 60);
  const at = time(c, 'at', 'from');
  const length = time(c, 'for', 'bare', 'adj', 'by', 'to');
  // "at the end for 3 seconds": the last three
  if (
    at === undefined &&
    end === undefined &&
    length !== undefined &&
    /\bat the (?:very )?end\b/.test(wording(c)) &&
    length.value > 0
  )
    return { start: `end-${length.value}`, end: 'end' };
  const start = at === undefined ? undefined : momentSlot(at);
  return { start, end, duration: length?.value };
}

/** "until 0:08", "停留到第8秒": where a text ends. */
const isUntil = (c: Clause, item: Item): boolean =>
  (item.role === 'until' && !/\bbefore\b/.test(wording(c))) || /(?:到|至)第?\s*$/.test(c.s.text.slice(0, item.at));

/** Text in quotation marks, or after a word such as "saying". Files are no texts. */
export const quoteOf = (c: Clause): string | undefined => takeType(c, 'quote')?.text;

function styleOf(c: Clause, item: Item): string | undefined {
  const known = value(c, 'capstyle');
  const styleWord = c.items.find(
    (i) => i.text === 'style' || i.text === 'styled' || i.text === '风格' || i.text === 'estilo' || i.text === 'stil',
  );
  if (known !== null && known !== 'standard' && known !== 'minimal' && known !== 'modern' && known !== 'animated')
    return known;
  const bold = value(c, 'weight');
  const color = value(c, 'color', bold !== null);
  const said = [bold, color].filter((v) => v !== null).join(' ');
  if (bold !== null) return said;
  if (color !== null) return undefined;
  if (known !== null) return known;
  if (styleWord !== undefined) {
    const before = describing(c, styleWord);
    if (before !== '' && !/^(?:caption|subtitle)/.test(before)) return before;
  }
  const described = describing(c, item)
    .replace(/\b(?:english|chinese|spanish|french|bigger|larger|smaller)\b/g, '')
    .trim();
  return c.s.lang === 'en' && described !== '' ? described : undefined;
}

/**
 * Captions are the words that are spoken; a fixed text is a text, whatever it was called: "字幕：你好世界" and
 * "자막 '안녕하세요' 0~3초" are texts because the words are given.
 */
export function captions(c: Clause): PlannedOp[] {
  const item = free(c, 'caption');
  if (item === undefined) return captionsUnnamed(c);
  if (free(c, 'nocaptiontext') !== undefined) return [];
  const limited = LIMIT.test(c.s.text.toLowerCase()) && c.items.some((i) => i.type === 'time');
  if (c.negated && !limited) {
    take(c, 'caption');
    // said alone, "no captions" is about those that are there
    return c.s.items.length <= 4 && !names(c, 'add') ? [op('captions', { visible: false })] : [];
  }
  const action = actionOn(c, item);
  const given = c.items.some((i) => i.type === 'quote' && !i.used);
  if (given || c.s.stills) {
    take(c, 'caption');
    const words = { text: quoteOf(c), ...standing(c) };
    return [op('text', { ...words, position: value(c, 'pos'), color: value(c, 'color') })];
  }
  take(c, 'caption', 'text', 'split');
  const clip = clipOf(c);
  if (action === 'remove' || action === 'hide' || action === 'mute') return [op('captions', { visible: false, clip })];
  if (
    (/(?:^|\s)off$/.test(wording(c)) && c.items.length <= 4) ||
    /\b(?:turn|switch)(?:ed)? (?:the |my )?(?:captions|subtitles|subs|cc) off\b/.test(wording(c))
  )
    return [op('captions', { visible: false, clip })];
  if (action === 'show') return [op('captions', { visible: true, clip })];
  return [captionsAsSaid(c, item, limited)];
}

const LIMIT = /longer than|no more than|at most|under|below|shorter than|最多|不超过|max/;

/** Captions that are meant though the word is missing: a captions file, keywords to be marked. */
function captionsUnnamed(c: Clause): PlannedOp[] {
  const file = captionFile(c);
  if (
    file !== undefined &&
    (names(c, 'export', 'convert', 'make', 'create', 'extract', 'add') || /\bsend\b|发给/.test(wording(c)))
  ) {
    file.used = true;
    take(c, 'export', 'convert');
    return [op('captions', { output: file.text })];
  }
  // "… and keep each line under 2 seconds"
  const line = c.before !== null && names(c.before, 'caption') && /\blines?\b|每行|每条/.test(wording(c));
  const most = line ? c.items.find((i) => i.type === 'time' && !i.used && i.role === 'under') : undefined;
  if (most !== undefined) {
    for (const i of c.items) i.used = true;
    return [op('captions', { max_seconds: most.value })];
  }
  const keyword = free(c, 'highlightword');
  if (keyword === undefined || c.negated) return [];
  keyword.used = true;
  take(c, 'text');
  if (/quote/.test(keyword.text)) return [op('text', { source: 'key quotes' })];
  return [op('captions', { highlight: value(c, 'color') ?? true })];
}

const captionFile = (c: Clause): Item | undefined => c.items.find((i) => !i.used && /^(?:srt|vtt|ass)$/.test(i.text));

/** The languages that are named, as one slot: "中英双语字幕" are two. */
function languagesOf(c: Clause): string | undefined {
  const named = c.items
    .flatMap((i) => (i.used ? [] : i.concepts.filter((k) => k.startsWith('language='))))
    .map((k) => k.slice(9));
  for (const i of c.items) if (valueOf(i, 'language') !== null) i.used = true;
  const first = named[0];
  if (/\bfrom\b|从/.test(wording(c))) return named.at(-1);
  const both =
    named.length > 1 || /双语|bilingual|dual|both|two languages|\band\b|\by\b|\bund\b|\bet\b|和|와|と/.test(wording(c));
  return both || named.length === 1 ? [...new Set(named)].join(',') || undefined : first;
}

function captionsAsSaid(c: Clause, item: Item, limited: boolean): PlannedOp {
  const seconds = limited
    ? c.items.find((i) => i.type === 'time' && !i.used && ['under', 'bare', 'to', 'for'].includes(i.role))
    : undefined;
  if (seconds !== undefined) seconds.used = true;
  const hasCaptions = /caption/.test(c.s.input.context.timeline ?? '') || c.s.input.draft?.captions === true;
  const translated = names(c, 'translate');
  const lang = languagesOf(c);
  const file = captionFile(c);
  if (file !== undefined) file.used = true;
  const box = boxOf(c, item);
  const isNamed = c.items.some((i) => valueOf(i, 'capstyle') !== null);
  const outline = isNamed ? undefined : outlineOf(c);
  const upper = /\b(?:all caps|uppercase|upper case|in caps|capital letters)\b|大写|mayusculas/.test(wording(c));
  const look = box !== undefined || upper ? undefined : styleOf(c, item);
  // "bold yellow with a black outline" are words for one look; a style by name has its own outline
  const style =
    outline === undefined ? look : look === undefined ? outline : /^bold\b/.test(look) ? `${look}, ${outline}` : look;
  const color = value(c, 'color');
  // "captions with a yellow highlight"
  const glows = color !== null && /\b(?:highlight(?:s|ed|ing)?|highlighter)\b/.test(wording(c));
  const marks = take(c, 'highlightword', ...(glows ? ['highlight'] : [])) !== undefined;
  return op('captions', {
    lang,
    // Two languages for captions that are there: the other one is a translation.
    translate: (translated || lang?.includes(',') === true) && hasCaptions ? true : undefined,
    style,
    color: marks ? undefined : color,
    highlight: marks ? (color ?? true) : undefined,
    position:
      value(c, 'pos') ?? shiftOf(c) ?? (/\bto the middle\b|(?:到|放|放在|在)中间/.test(wording(c)) ? 'center' : null),
    size: sizeOf(c),
    background: box === undefined ? undefined : `${box} box`,
    case: upper ? 'upper' : names(c, 'nocapitals') ? 'lower' : undefined,
    max_seconds: seconds?.value,
    output: file?.text,
    clip: clipOf(c),
  });
}

/** Titles: a new one, or the one that is there made bigger, yellow, moved, renamed, removed. */
export function title(c: Clause): PlannedOp[] {
  const item = free(c, 'title');
  const quote = c.items.find((i) => i.type === 'quote' && !i.used);
  const screen =
    item === undefined &&
    quote !== undefined &&
    free(c, 'onscreen') !== undefined &&
    free(c, 'text') === undefined &&
    free(c, 'caption') === undefined;
  const again =
    item === undefined &&
    quote !== undefined &&
    c.before !== null &&
    (names(c.before, 'title') || (names(c.before, 'onscreen') && !names(c.before, 'text', 'caption'))) &&
    free(c, 'text') === undefined &&
    free(c, 'caption') === undefined &&
    c.inherited === 'add';
  const told =
    item === undefined &&
    quote !== undefined &&
    names(c, 'saying') &&
    c.before !== null &&
    names(c.before, 'title') &&
    !c.before.items.some((i) => i.type === 'quote');
  const named =
    told ||
    again ||
    (item === undefined &&
      quote !== undefined &&
      c.items.some((i) => /^(?:title it|call it|name it|titled|entitled|title is)$/.test(i.text)));
  if (item === undefined && !screen && !named) return [];
  if (c.negated) {
    take(c, 'title');
    return [];
  }
  // "the title is cut off on the left": there is too much of it
  if (
    quote === undefined &&
    /\b(?:is|gets?|are|being|was) (?:cut off|cropped)\b|被切|显示不全|放不下/.test(wording(c))
  ) {
    for (const i of c.items) i.used = true;
    return [op('title', { size: 'smaller' })];
  }
  const action = item === undefined ? 'add' : actionOn(c, item);
  take(c, 'title', 'onscreen', 'text', 'intro');
  // "…, but keep the title": it stays as it is
  if (action === 'keep' && quote === undefined) return [];
  if (item !== undefined && (action === 'remove' || action === 'cut' || action === 'hide'))
    return [op('title', { visible: false, text: quoteOf(c) })];
  if (names(c, 'fade')) take(c, 'fade');
  const position = value(c, 'pos');
  const beginning =
    /\b(?:intro|opening|beginning|start|at the front)\b|开头|片头|开场|最初|冒頭|시작|처음|inicio|anfang|debut|comeco/.test(
      wording(c),
    );
  const ending = /\b(?:ending|at the end|closing)\b|结尾|片尾|最后|마지막|al final/.test(wording(c));
  const when = standing(c);
  const lower = item !== undefined && has(item, 'lowerthird');
  const background = boxOf(c, item);
  const style = item !== undefined && c.s.lang === 'en' ? styleOfTitle(c, item) : undefined;
  return [
    op('title', {
      text: quoteOf(c),
      position: position ?? (beginning ? 'start' : ending && when['start'] === undefined ? 'end' : undefined),
      ...when,
      color: value(c, 'color') ?? undefined,
      background,
      size: sizeOf(c),
      style: lower ? 'lower third' : style,
    }),
  ];
}

function styleOfTitle(c: Clause, item: Item): string | undefined {
  const said = describing(c, item)
    .replace(/\b(?:opening|intro|first|main|bigger|big)\b/g, '')
    .trim();
  return said === '' || /^(?:yellow|red|blue|white|black|green|gold)$/.test(said) ? undefined : said;
}

export function text(c: Clause): PlannedOp[] {
  const item = free(c, 'text');
  const quote = c.items.find((i) => i.type === 'quote' && !i.used);
  const adds = names(c, 'add', 'saying', 'show', 'change', 'replace') || c.inherited === 'add';
  const tagline = quote !== undefined && item === undefined && names(c, 'saying');
  if (item === undefined && !(quote !== undefined && (adds || tagline))) return [];
  if (
    item !== undefined &&
    /^(?:话|句|字|word|words|sentences?|label|message|copy|说明|ことば|frase|글)$/.test(item.text) &&
    quote === undefined &&
    !adds
  )
    return [];
  if (
    names(c, 'outro', 'sticker', 'watermark', 'logo', 'voiceover', 'thumbnail', 'export', 'find') &&
    item === undefined
  )
    return [];
  if (names(c, 'intro') && item === undefined && quote !== undefined) return [];
  if (names(c, 'generate', 'script') && item !== undefined && quote === undefined && !names(c, 'add')) return [];
  if (c.negated) {
    take(c, 'text');
    return [];
  }
  const action = item === undefined ? 'add' : actionOn(c, item);
  take(c, 'text', 'onscreen', 'caption');
  if (action === 'keep' && quote === undefined) return [];
  if (item !== undefined && (action === 'remove' || action === 'cut' || action === 'hide'))
    return [op('text', { visible: false, text: quoteOf(c) })];
  const when = standing(c);
  const words = wording(c);
  const glued = wording(c);
  const position = value(c, 'pos');
  const hook =
    /\bhook\b|\bbeginning\b|\bat the start\b|\bopening\b/.test(words) && when['start'] === undefined
      ? 'start'
      : undefined;
  const card = /카드|卡片|字卡|\bcard\b/.test(glued + words);
  const table = /표넣|표를|表格|\btable\b/.test(glued + words);
  const animated = names(c, 'animate') || /动画|animated|animation|アニメ/.test(glued) ? true : undefined;
  if (animated === true) take(c, 'animate', 'effect');
  const background = boxOf(c, item);
  return [
    op('text', {
      text: quoteOf(c),
      ...when,
      position: position ?? hook,
      style: card ? 'card' : table ? 'table' : (value(c, 'weight') ?? undefined),
      color: value(c, 'color') ?? undefined,
      background,
      size: sizeOf(c),
      animation: animated,
      clip: clipOf(c),
    }),
  ];
}

/** "10% of the width", "logo size 15%": how large, not how transparent. */
function shareOf(c: Clause): string | undefined {
  if (
    !/\b(?:width|size|screen|wide|height|scale|big|large)\b|宽|大小|尺寸|ancho|tamano|breite|grosse|largeur|taille|largura|tamanho/.test(
      wording(c),
    )
  )
    return undefined;
  const percent = takeType(c, 'percent');
  return percent === undefined ? undefined : `${percent.value}%`;
}

/** Logos and watermarks, stickers, openers and closing cards. */
export function marks(c: Clause): PlannedOp[] {
  const out: PlannedOp[] = [];
  const logo = free(c, 'logo') ?? free(c, 'watermark');
  if (logo !== undefined && !names(c, 'intro', 'outro', 'face') && free(c, 'removeobject') === undefined) {
    const action = actionOn(c, logo);
    take(c, 'logo', 'watermark', 'text');
    if (c.negated)
      return names(c, 'export', 'create', 'make') || c.s.empty
        ? [op('export', { watermark: false })]
        : [op('watermark', { visible: false })].filter(() => false);
    const file = takeType(c, 'file');
    // "export it without the watermark"
    if (action === 'remove' && names(c, 'export') && has(logo, 'watermark')) {
      take(c, 'export');
      out.push(op('export', { watermark: false }));
    } else if (action === 'remove' || action === 'hide') out.push(op('watermark', { visible: false }));
    else {
      out.push(
        op('watermark', {
          source: file?.text ?? (has(logo, 'logo') ? 'logo' : undefined),
          text: quoteOf(c),
          position: value(c, 'pos') ?? undefined,
          size: shareOf(c) ?? sizeOf(c),
          opacity: c.items.some((i) => i.type === 'percent') ? (takeType(c, 'percent')?.value ?? 0) / 100 : undefined,
          ...standing(c),
        }),
      );
    }
  }
  const sticker = free(c, 'sticker');
  if (sticker !== undefined && !c.negated) {
    const action = actionOn(c, sticker);
    take(c, 'sticker');
    if (action === 'remove') out.push(op('sticker', { visible: false }));
    else {
      const name = stickerName(c, sticker);
      const position = value(c, 'pos') ?? undefined;
      const places = severalTimes(c) ?? [standing(c)];
      out.push(...places.map((place) => op('sticker', { name, position, ...place, clip: clipOf(c) })));
    }
  }
  return out;
}

/** "at 0:08 and 0:15": the times at which a thing is shown more than once; null where one is a length. */
function severalTimes(c: Clause): { start: SlotValue }[] | null {
  const times = c.items.filter((i) => i.type === 'time' && !i.used);
  const isPlain =
    times.length > 1 &&
    times[0]?.role === 'at' &&
    times.every((i) => i.role === 'at' || (i.clock && i.role === 'bare'));
  if (!isPlain) return null;
  for (const i of times) i.used = true;
  return times.map((i) => ({ start: momentSlot(i) }));
}

function stickerName(c: Clause, item: Item): string | undefined {
  const figure = c.s.lang === 'en' ? null : valueOf(item, 'figure');
  if (figure !== null) return figure;
  if (
    !/^(?:sticker|emoji|贴纸|表情|pegatina|figurinha|adesivo|autocollant|aufkleber|ステッカー|スタンプ|絵文字|스티커|이모지|이모티콘)/.test(
      item.text,
    )
  )
    return item.text;
  const said = describing(c, item);
  if (said !== '') return said;
  // "a thumbs up emoji", "un emoji de corazón": the thing by its own word
  const others = wording({ ...c, items: c.items.filter((i) => i !== item && i.type !== 'quote') });
  const known = c.items.map((i) => valueOf(i, 'figure') ?? valueOf(i, 'particle')).find((name) => name !== null);
  return quoteOf(c) ?? known ?? stickerByWords(others) ?? undefined;
}
