import { textAnimationByWords, textLoopByWords } from '../../draft/text-animations.ts';
import { titleTemplateByWords } from '../../draft/title-templates.ts';
import { type Clause, clipOf, names, op, takeType, time, value, wording } from '../clause.ts';
import type { PlannedOp, SlotValue } from '../types.ts';
import { placeOf } from './picture.ts';

/** Sentences about things that are drawn, arranged or moved, whose words mean other things elsewhere. */

const GRID =
  /\b(\d)\s*(?:x|×|by)\s*(\d)\s*(?:grid|layout|mosaic|collage)\b|\bgrid\b.{0,20}?\b(\d)\s*(?:x|×|by)\s*(\d)\b|\b(?:grid of|in a grid|video grid|video wall)\b|([四六九])宫格|宫格/iu;
/** Figures that mean something else unless they are drawn: "a square", "a box", "a line". */
const SHAPE =
  /\b(?:draw|add|put|place|show)\b.{0,24}?\b(square|box|line|star shape|heart shape|circle|rectangle)\b|(?:画|加|放)(?:一?个|一?条)?.{0,6}?(圆圈|圆形|圈|方框|矩形|框|直线|线条)/iu;
const DRAWS =
  /\b(?:draw|add|put|place|show|circle|underline|dibuja|pon|anade|agrega|zeichne|setz\w*|fug\w*|dessine|ajoute|mets|entoure|desenh\w*|adicion\w*|coloque|ponha)\b|画|加|放|圈出|圈起来|框住|框出|描|囲|入れ|つけ|追加|그려|넣|추가/iu;
const SIDES =
  '(?:top|upper|bottom|lower)?[ -]*(?:left|right|cent(?:er|re)|middle|top|bottom)(?: (?:edge|side|corner))?|off[- ]?screen(?: (?:left|right|top|bottom))?';
const MOVE = new RegExp(
  `\\b(?:move|slide|fly|drift|pan|animate)\\b\\s+(?:the |my )?(.{2,40}?)\\s+(?:in )?from (?:the )?(${SIDES}) to (?:the )?(${SIDES})`,
  'iu',
);
/** "make it move from left to right": "it" is what was put there just before. */
const MOVE_IT = new RegExp(
  `\\b(?:make|let|have)\\s+(?:the |my )?(.{2,40}?)\\s+(?:move|slide|fly|drift)s?\\s+(?:in )?from (?:the )?(${SIDES}) to (?:the )?(${SIDES})`,
  'iu',
);
const MOVE_ZH =
  /(?:让|把|将)?(.{1,10}?)(?:在?\s*[\d.]+\s*秒(?:钟)?内)?从(左上|右上|左下|右下|左|右|上|下|中间)(?:边|侧|方|角)?.{0,2}?(?:移动?|滑动?|飞|平移)到?(左上|右上|左下|右下|左|右|上|下|中间)/u;
const ZOOM =
  /\b(?:zoom|scale|enlarge|grow|shrink)\w*\b.{0,30}?\bfrom\s+([\d.]+)\s*(x|%|times)?\s+to\s+([\d.]+)\s*(x|%|times)?/iu;
const ZOOM_ZH = /从\s*([\d.]+)\s*(倍|%)?\s*(?:慢慢|逐渐|缓慢)?(?:放大|缩小|缩放|变)?到\s*([\d.]+)\s*(倍|%)/u;
const OPACITY =
  /\b(?:fade|dim|change|set|animate)\b\s+(?:the |my )?(.{2,40}?)\s+(?:opacity |transparency )?(?:from (\d+)\s*% )?to (\d+)\s*%(?! volume)/iu;
const KEYED =
  /\b(?:keyframe|animate)\b (?:the )?(opacity|scale|rotation|volume)(?: of (?:the |my )?(.{2,30}?))? from (-?\d+(?:\.\d+)?)\s*%? to (-?\d+(?:\.\d+)?)\s*(%?)/iu;
/** "fade the opacity from 100% to 30%", 音量从0%到100%: the property by its name, whatever the verb. */
const NAMED =
  /\b(opacity|transparency|rotation|volume)\b[^,.;]{0,16}?\bfrom (-?\d+(?:\.\d+)?)\s*(%|°|degrees?)? to (-?\d+(?:\.\d+)?)\s*(%|°|degrees?)?/iu;
const NAMED_ZH =
  /(不透明度|透明度|音量|旋转|转动)[^，。；]{0,4}?从\s*(-?\d+(?:\.\d+)?)\s*(%|度)?\s*(?:慢慢|逐渐)?(?:变|降|升|转)?到\s*(-?\d+(?:\.\d+)?)\s*(%|度)?/u;
const PROPERTIES: Readonly<Record<string, string>> = {
  transparency: 'opacity',
  不透明度: 'opacity',
  透明度: 'opacity',
  音量: 'volume',
  旋转: 'rotation',
  转动: 'rotation',
};
const TURN_FROM =
  /\b(?:rotate|spin|turn)\b\s+(?:the |my )?(.{2,30}?)\s+from (-?\d+)\s*(?:°|degrees?)? to (-?\d+)\s*(?:°|degrees?)/iu;
const TURN =
  /\b(?:rotate|spin|turn)\b\s+(?:the |my )?(.{2,30}?)\s+(?:by |through )?(-?\d+)\s*(?:°|degrees?)\s+(?:over|in|within|during)\s/iu;
const PACE =
  /\b(?:over|in|within|during|for)\s+(?:the first\s+)?([\d.]+)\s*(?:s|secs?|seconds?)\b|([\d.]+)\s*秒(?:钟)?内/iu;
const EASES: readonly (readonly [string, RegExp])[] = [
  ['bounce', /\bbounc\w*|弹跳/i],
  ['elastic', /\belastic\w*|弹性/i],
  ['linear', /\blinear\w*|匀速/i],
  ['ease-in', /\bease[- ]in\b(?![- ]?out)|加速/i],
  ['ease-out', /\bease[- ]out\b|减速/i],
];

/** Grids, shapes, changes over time, an emoji by itself. What it reads belongs to no other rule. */
export function drawn(c: Clause): PlannedOp[] {
  // Words in quotation marks are shown, whatever they say.
  if (c.negated || c.items.some((item) => item.type === 'quote')) return [];
  const text = wording(c);
  const found = gridOf(c, text) ?? changeOf(c, text) ?? shapeOf(c, text) ?? buttonOf(c, text) ?? emojiOf(c, text);
  if (found === null) return [];
  for (const item of c.items) item.used = true;
  return [found];
}

function gridOf(c: Clause, text: string): PlannedOp | null {
  const grid = GRID.exec(text);
  if (grid === null || names(c, 'remove', 'export')) return null;
  const [, a = grid[3], b = grid[4]] = grid;
  const named = { 四: '2x2', 六: '3x2', 九: '3x3' }[grid[5] ?? ''];
  const repeat = /\brepeat\w*|\bsame (?:clip|video)\b|重复|同一个/.test(text) ? true : undefined;
  return op('grid', { size: a !== undefined && b !== undefined ? `${a}x${b}` : named, repeat });
}

function changeOf(c: Clause, text: string): PlannedOp | null {
  const moved = moveOf(text);
  const change =
    (moved === null ? null : { ...moved, target: moved['target'] ?? putBefore(c) }) ??
    keyedOf(c.s.text.slice(c.items[0]?.at ?? 0, c.items.at(-1)?.end ?? 0)) ??
    namedOf(c.s.text.slice(c.items[0]?.at ?? 0, c.items.at(-1)?.end ?? 0)) ??
    zoomOf(text) ??
    opacityOf(text) ??
    turnOf(text);
  if (change === null) return null;
  const pace = PACE.exec(text);
  const { from: start, to: end } = placeOf(c);
  const bare = start === undefined && end === undefined ? time(c, 'bare') : undefined;
  const seconds = pace === null ? (time(c, 'under', 'for') ?? bare)?.value : Number(pace[1] ?? pace[2]);
  const ease = EASES.find(([, pattern]) => pattern.test(text))?.[0];
  return op('animate', {
    ...change,
    start,
    end: seconds === undefined ? end : undefined,
    duration: seconds,
    ease,
    clip: clipOf(c),
  });
}

/** What the clause before put over the picture; undefined when that was something else. */
const putBefore = ({ before }: Clause): string | undefined =>
  before === null ? undefined : ['logo', 'watermark', 'title', 'sticker', 'text'].find((thing) => names(before, thing));

type Slots = Record<string, SlotValue | undefined>;

function moveOf(text: string): Slots | null {
  const [, target, from, to] = MOVE_IT.exec(text) ?? MOVE.exec(text) ?? MOVE_ZH.exec(text) ?? [];
  if (target === undefined || from === undefined || to === undefined || /\b(?:clip|scene|cut)\b|片段/.test(target))
    return null;
  return { target: thing(target), property: 'position', from, to };
}

function zoomOf(text: string): Slots | null {
  const [, from, , to, unit] = ZOOM.exec(text) ?? ZOOM_ZH.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const factor = unit === '%' ? 100 : 1;
  return { property: 'scale', from: Number(from) / factor, to: Number(to) / factor };
}

function opacityOf(text: string): Slots | null {
  const [, target, from, to] = OPACITY.exec(text) ?? [];
  if (
    target === undefined ||
    to === undefined ||
    /volume|sound|music|audio|voice|speed|bright|contrast|satur|quality|size/i.test(target)
  )
    return null;
  // An opacity that is set once and for all is a look, and no change over time.
  const isChange = /\b(?:fade|dim|animate)\b/i.test(text) || from !== undefined || PACE.test(text);
  if (!isChange || !/fade|dim|opacity|transparen/i.test(text)) return null;
  return {
    target: thing(target),
    property: 'opacity',
    ...(from === undefined ? {} : { from: `${from}%` }),
    to: `${to}%`,
  };
}

/** "keyframe the opacity from 0 to 100 over 2 seconds": a property by its name. */
function keyedOf(text: string): Slots | null {
  const [, property, target, from, to, unit] = KEYED.exec(text) ?? [];
  if (property === undefined || from === undefined || to === undefined) return null;
  const isShare = /^(?:opacity|volume)$/i.test(property);
  const slot = (said: string): SlotValue =>
    isShare && Number(to) > 1 ? `${said}%` : unit === '%' ? Number(said) / 100 : Number(said);
  return {
    target: target === undefined ? undefined : thing(target),
    property: property.toLowerCase(),
    from: slot(from),
    to: slot(to),
  };
}

function namedOf(text: string): Slots | null {
  const [, named, from, , to] = NAMED.exec(text) ?? NAMED_ZH.exec(text) ?? [];
  if (named === undefined || from === undefined || to === undefined) return null;
  const property = PROPERTIES[named] ?? named.toLowerCase();
  const slot = (said: string): SlotValue => (property === 'rotation' ? Number(said) : `${said}%`);
  return { property, from: slot(from), to: slot(to) };
}

function turnOf(text: string): Slots | null {
  const [, what, first, last] = TURN_FROM.exec(text) ?? [];
  if (what !== undefined) return { target: thing(what), property: 'rotation', from: Number(first), to: Number(last) };
  const [, target, degrees] = TURN.exec(text) ?? [];
  return target === undefined || degrees === undefined
    ? null
    : { target: thing(target), property: 'rotation', from: 0, to: Number(degrees) };
}

/** What moves, without the words around it; the picture is nobody's name. */
function thing(words: string): string | undefined {
  const name = words
    .replace(/^(?:让|把|将)/, '')
    .replace(/\b(?:slowly|smoothly|gently)\b/gi, '')
    .trim();
  return /^(?:it|this|picture|video|image|frame|画面|视频|它)$/i.test(name) ? undefined : name;
}

/** What is meant by something drawn where another clause has named what is put there: "an arrow … and a circle". */
const adds = (c: Clause, text: string): boolean => DRAWS.test(text) || c.inherited === 'add';

function shapeOf(c: Clause, text: string): PlannedOp | null {
  const [, en, zh] = SHAPE.exec(text) ?? [];
  const figure = adds(c, text) ? value(c, 'figure', false) : null;
  // One heart is a sticker, hearts are what floats up.
  const named = /\bhearts\b/.test(c.s.text.toLowerCase()) ? null : (en ?? zh ?? figure);
  if (
    named === null ||
    /边框|圆角/.test(text) ||
    names(
      c,
      'caption',
      'title',
      'text',
      'logo',
      'watermark',
      'transition',
      'pip',
      'crop',
      'sticker',
      'effect',
      'filter',
      'blur',
      'music',
      'remove',
    )
  )
    return null;
  if (c.items.some((item) => item.type === 'quote' || item.type === 'file' || item.type === 'ratio')) return null;
  const { from, to } = placeOf(c);
  const place = { position: value(c, 'pos') ?? undefined, start: from, end: to, clip: clipOf(c) };
  // A heart or a star is a sticker, unless its shape is asked for.
  if (/^(?:heart|star)$/.test(named) && !/\bshapes?\b|形/.test(text)) return op('sticker', { name: named, ...place });
  const fill = /\bfilled\b|\bsolid\b|实心/.test(text) ? true : undefined;
  return op('shape', { shape: named, color: value(c, 'color') ?? undefined, fill, ...place });
}

function buttonOf(c: Clause, text: string): PlannedOp | null {
  const [, en, zh] = /\b(subscribe|follow|like)(?: now)? button\b|(订阅|关注)按钮/iu.exec(text) ?? [];
  const named = en ?? zh;
  if (named === undefined || names(c, 'remove', 'sticker', 'outro', 'intro')) return null;
  const { from, to } = placeOf(c);
  return op('sticker', {
    name: `${named.toLowerCase()} button`,
    position: value(c, 'pos') ?? undefined,
    start: from,
    end: to,
  });
}

/** "put a 🔥 at 0:05" names no sticker, it shows it. */
function emojiOf(c: Clause, text: string): PlannedOp | null {
  const shown = c.items.filter((item) => item.type === 'emoji').map((item) => item.raw);
  if (shown.length === 0 || !adds(c, text) || names(c, 'caption', 'title', 'text', 'music', 'remove')) return null;
  const { from, to } = placeOf(c);
  return op('sticker', {
    name: shown.join(''),
    position: value(c, 'pos') ?? undefined,
    start: from,
    end: to,
    clip: clipOf(c),
  });
}

/** How a text that is added or changed moves, where words of the clause say so outside of what it reads. */
export function withTextAnimation(c: Clause, planned: PlannedOp[]): PlannedOp[] {
  const text = c.items
    .filter((item) => item.type !== 'quote')
    .map((item) => item.text)
    .join(' ');
  const squeezed = text.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  const animation = textLoopByWords(squeezed) ?? textAnimationByWords(squeezed);
  const isSure = animation !== null && !UNSURE.has(animation);
  const [, before, after] = TEMPLATE.exec(squeezed) ?? [];
  const template = titleTemplateByWords(before ?? after ?? '')?.name;
  const isDesigned = template !== undefined && planned.some((one) => one.op === 'title');
  if (isDesigned) for (const item of c.items) if (item.type !== 'quote' && item.type !== 'time') item.used = true;
  return planned.map((one): PlannedOp => {
    const isTitle = one.op === 'title' && one['visible'] !== false && one['style'] !== 'lower third';
    const isText = isTitle || one.op === 'text';
    const isFree = one['animation'] === undefined || one['animation'] === true;
    return {
      ...one,
      ...(isText && isFree && isSure ? { animation } : {}),
      ...(isTitle && template !== undefined ? { template } : {}),
      ...(one.op === 'text' && /call ?-?out|标注/i.test(squeezed) ? { style: 'callout' } : {}),
    };
  });
}

const TEMPLATE =
  /\b([a-z]+)(?:[- ]style)?(?: title)? (?:template|design)\b|([\p{Script=Han}]{2,3}?)(?:标题)?(?:模板|设计)/iu;

/** Words for these mean other things beside a title: transitions, looks, the picture's own zoom. */
const UNSURE: ReadonlySet<string> = new Set([
  'none',
  'fade',
  'zoom',
  'blur',
  'flip',
  'slide-up',
  'slide-down',
  'slide-left',
  'slide-right',
]);

/** The shape, the border and the sound of a small picture, and how a screen is split. */
export function withWindowDetails(c: Clause, planned: PlannedOp[]): PlannedOp[] {
  if (!planned.some((one) => one.op === 'pip')) return planned;
  const text = wording(c);
  const shape =
    /\b(?:circle|circular|round|rond|ronde|redond[oa]|rund\w{0,2}|circulo|kreis|cercle)\b|圆形|丸|円形|둥근|원형|동그/.test(
      text,
    )
      ? 'circle'
      : /\brounded\b|圆角/.test(text)
        ? 'rounded'
        : undefined;
  const hasBorder = /\b(?:border|outline|frame)\b|边框/.test(text) && !/full frame/.test(text);
  const color = hasBorder ? value(c, 'color') : null;
  const sound = /\b(?:muted?|silent|without (?:its |the )?sound|no sound)\b|静音|无声/.test(text) ? 'mute' : undefined;
  const stacked = /\btop and bottom\b|\babove (?:and|each)\b|\bstacked\b|\bone above\b|上下/.test(
    c.s.text.toLowerCase(),
  );
  if (sound !== undefined)
    for (const item of c.items) if (/mute|silent|sound|静音|无声/.test(item.text)) item.used = true;
  takeType(c, 'percent');
  return planned.map((one): PlannedOp => {
    if (one.op !== 'pip') return one;
    const direction = one['layout'] === 'split' && stacked ? 'top and bottom' : undefined;
    const more = { shape, border: hasBorder ? (color ?? true) : undefined, sound, direction };
    const said = Object.fromEntries(Object.entries(more).filter(([, slot]) => slot !== undefined));
    const { position: _, ...rest } = one;
    return { ...(direction === undefined ? one : rest), op: 'pip', ...said };
  });
}

/** An emoji that Chinese names before the word for stickers, and the colour of what is drawn. */
export function withStickerDetails(c: Clause, planned: PlannedOp[]): PlannedOp[] {
  return planned.map((one): PlannedOp => {
    if (one.op !== 'sticker') return one;
    if (one['visible'] === false) {
      return /progress ?bar|进度条/i.test(wording(c)) ? op('progress_bar', { position: 'none' }) : one;
    }
    const name = one['name'] ?? STICKER_ZH.exec(wording(c))?.[1];
    const isDrawn = typeof name === 'string' && /arrow|progress|箭头|进度条/.test(name);
    const color = isDrawn ? value(c, 'color') : null;
    return { ...one, ...(name === undefined ? {} : { name }), ...(color === null ? {} : { color }) };
  });
}

const STICKER_ZH =
  /(?:加|放|来|贴)(?:上|入)?(?:一?个|一?张)?(?:跳动的|闪烁的)?([\p{Script=Han}]{1,4}?)的?(?:表情|贴纸|贴图)/u;
