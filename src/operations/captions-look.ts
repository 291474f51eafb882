import { fail } from '../base/errors.ts';
import type { Said } from '../base/lang.ts';
import { shown } from '../base/text.ts';
import { captionHeight, captionLine } from '../captions/place.ts';
import { CAPTION_STYLES, type CaptionStyle, captionStyleByWords, PLAIN_STYLE } from '../captions/styles.ts';
import type { Canvas, SecondLine, TextSegment, TextStyle, WordMark } from '../draft/model.ts';
import { textAnimationByWords } from '../draft/text-animations.ts';
import { commas, say, wordSaid } from './phrase.ts';
import { anchorByWords, colorByWords, sizeByWords, styleByWords } from './text-look.ts';

/** Arguments that say how captions look. */
export type CaptionLookArgs = {
  readonly style?: string | undefined;
  readonly color?: string | undefined;
  readonly size?: string | number | undefined;
  readonly font?: string | undefined;
  readonly position?: string | undefined;
  readonly background?: string | undefined;
  readonly highlight?: string | boolean | undefined;
  readonly case?: string | undefined;
  readonly animation?: string | boolean | undefined;
  readonly second_size?: string | number | undefined;
  readonly second_color?: string | undefined;
};

/** What every caption of a draft shares. */
export type CaptionLook = Pick<
  TextSegment,
  'x' | 'y' | 'maxWidth' | 'opacity' | 'style' | 'animateIn' | 'animateOut'
> & {
  readonly mark: WordMark | null;
  /** Of the line in the other language, where there is one. */
  readonly second: Pick<SecondLine, 'size' | 'color'>;
};

/** The other language stands below in smaller letters: people read the one and look the other up. */
export const USUAL_SECOND: CaptionLook['second'] = { size: 0.68, color: null };

/** The look of a named style on a canvas. */
export function lookOf(style: CaptionStyle, canvas: Canvas): CaptionLook {
  return {
    x: 0.5,
    y: captionHeight('bottom', canvas),
    maxWidth: captionLine(style.size.lineLetters, style.style, canvas).width,
    opacity: 1,
    style: style.style,
    mark: style.mark,
    second: USUAL_SECOND,
    animateIn: style.animateIn,
    animateOut: { name: 'none', duration: 0 },
  };
}

/** The look that a caption has. */
export function presentLook(caption: TextSegment): CaptionLook {
  const { x, y, maxWidth, opacity, style, animateIn, animateOut, mark = null, second } = caption;
  const below = second === undefined ? USUAL_SECOND : { size: second.size, color: second.color };
  return { x, y, maxWidth, opacity, style, animateIn, animateOut, mark, second: below };
}

/** The named style among the arguments, or null; `isUnknown` where words name a style that nobody knows. */
export function namedStyle(words: string | undefined): { style: CaptionStyle | null; isUnknown: boolean } {
  if (words === undefined) return { style: null, isUnknown: false };
  const style = captionStyleByWords(words);
  const changes = styleByWords(words, PLAIN_STYLE.style) !== PLAIN_STYLE.style;
  return { style, isUnknown: style === null && !changes };
}

/** A look with what the arguments change. Throws `draft.unclear_value` for a colour, size or place that is none. */
export function changedLook(before: CaptionLook, args: CaptionLookArgs, canvas: Canvas): CaptionLook {
  const named = namedStyle(args.style).style;
  const base = named === null ? before : { ...lookOf(named, canvas), x: before.x, y: before.y, second: before.second };
  let style: TextStyle = base.style;
  if (args.style !== undefined && named === null) style = styleByWords(args.style, style);
  if (args.font !== undefined) style = styleByWords(args.font, style);
  if (args.color !== undefined) style = { ...style, color: requiredColor(args.color) };
  if (args.background !== undefined) style = withBackground(style, args.background);
  let { maxWidth } = base;
  if (args.size !== undefined) {
    const size = sizeFor(args.size, style.size);
    maxWidth = Math.round(Math.min(0.9, (maxWidth * size) / style.size) * 1000) / 1000;
    style = { ...style, size };
  }
  if (args.case !== undefined) style = { ...style, upper: /upper|cap|大写/i.test(args.case) };
  const mark = args.highlight === undefined ? base.mark : markFor(args.highlight, base.mark);
  return {
    ...base,
    ...placeFor(args.position, base, canvas),
    maxWidth,
    style,
    mark,
    second: secondFor(args, base.second),
    ...motionFor(args.animation, base),
  };
}

function secondFor(args: CaptionLookArgs, before: CaptionLook['second']): CaptionLook['second'] {
  const color = args.second_color === undefined ? before.color : requiredColor(args.second_color);
  if (args.second_size === undefined) return { ...before, color };
  const text = String(args.second_size).trim();
  const number = Number.parseFloat(text);
  const size = Number.isFinite(number)
    ? number > 2
      ? number / 100
      : number
    : /same|equal|一样|相同/i.test(text)
      ? 1
      : /small|tiny|小/i.test(text)
        ? before.size * 0.8
        : /big|large|大/i.test(text)
          ? before.size * 1.25
          : null;
  if (size === null)
    throw fail('draft.unclear_value', {
      text: shown(text),
      expected: say('a size such as bigger, small or 80', '字号，例如大一点、小或 80'),
    });
  return { size: Math.round(Math.min(1.5, Math.max(0.3, size)) * 100) / 100, color };
}

function requiredColor(words: string): string {
  const color = colorByWords(words);
  if (color !== null) return color;
  const expected = say('a colour such as yellow or #ffd60a', '一个颜色，例如黄色或 #ffd60a');
  throw fail('draft.unclear_value', { text: shown(words), expected });
}

function withBackground(style: TextStyle, words: string): TextStyle {
  if (/\b(?:no|none|off|without|transparent)\b|无|去/i.test(words)) return { ...style, box: null };
  const color = colorByWords(words) ?? '#000000';
  // Letters of the colour of their box could not be read.
  const isSame = color === style.color;
  const letters = isSame ? (color === '#ffffff' ? '#101014' : '#ffffff') : style.color;
  return { ...style, color: letters, outline: null, box: { color: `${color}cc`, radius: style.box?.radius ?? 0.15 } };
}

/** Captions are smaller than titles: "big" means less here. */
function sizeFor(words: string | number, present: number): number {
  const text = String(words).trim().toLowerCase();
  const plain = /^(?:big|large|大)$/.test(text) ? 0.085 : /^(?:small|tiny|小)$/.test(text) ? 0.042 : null;
  const usual = /^(?:medium|normal|中)$/.test(text) ? PLAIN_STYLE.style.size : null;
  const size = plain ?? usual ?? sizeByWords(words, present);
  if (size !== null) return Math.min(0.25, size);
  const expected = say('a size such as bigger, small or 80', '字号，例如大一点、小或 80');
  throw fail('draft.unclear_value', { text: shown(text), expected });
}

/** How far "up a bit" moves captions, as a share of the height. */
const SHIFT = 0.1;

function placeFor(words: string | undefined, base: CaptionLook, canvas: Canvas): Pick<CaptionLook, 'x' | 'y'> {
  if (words === undefined) return { x: base.x, y: base.y };
  const way = /^(?:up|higher|上移|往上)/i.test(words) ? -1 : /^(?:down|下移|往下)/i.test(words) ? 1 : 0;
  if (way !== 0) return { x: base.x, y: Math.min(0.92, Math.max(0.08, base.y + way * SHIFT)) };
  const anchor = anchorByWords(words);
  if (anchor === null) {
    const expected = say('a place such as top, center or bottom', '一个位置，例如顶部、中间或底部');
    throw fail('draft.unclear_value', { text: shown(words), expected });
  }
  const x = anchor.horizontal === 'left' ? 0.3 : anchor.horizontal === 'right' ? 0.7 : 0.5;
  return { x, y: captionHeight(anchor.vertical, canvas) };
}

function markFor(words: string | boolean, present: WordMark | null): WordMark | null {
  if (words === false || /^(?:no|none|off|无|不要)$/i.test(String(words))) return null;
  const color = typeof words === 'string' ? colorByWords(words) : null;
  return { kind: present?.kind ?? 'color', color: color ?? present?.color ?? '#ffd60a' };
}

function motionFor(words: string | boolean | undefined, base: CaptionLook): Pick<CaptionLook, 'animateIn'> {
  if (words === undefined) return { animateIn: base.animateIn };
  const name = words === false ? 'none' : words === true ? 'pop' : (textAnimationByWords(words) ?? 'pop');
  return { animateIn: { name, duration: name === 'none' ? 0 : 200 } };
}

/** What was changed, in a few words. */
export function lookSaid(args: CaptionLookArgs): Said {
  const parts: Said[] = [];
  const word = (value: string | number): Said => wordSaid(shown(String(value), 30));
  if (args.style !== undefined) parts.push(say('style {style}', '样式 {style}', { style: word(args.style) }));
  if (args.color !== undefined) parts.push(say('colour {color}', '颜色 {color}', { color: word(args.color) }));
  if (args.size !== undefined) parts.push(say('size {size}', '字号 {size}', { size: word(args.size) }));
  if (args.second_color !== undefined)
    parts.push(say('second line {color}', '第二行 {color}', { color: word(args.second_color) }));
  if (args.second_size !== undefined)
    parts.push(say('second line {size}', '第二行 {size}', { size: word(args.second_size) }));
  if (args.font !== undefined) parts.push(say('font {font}', '字体 {font}', { font: word(args.font) }));
  if (/^(?:up|down)$/.test(args.position ?? ''))
    parts.push(args.position === 'up' ? say('a little higher', '往上一点') : say('a little lower', '往下一点'));
  else if (args.position !== undefined)
    parts.push(say('at the {place}', '位置 {place}', { place: word(args.position) }));
  if (args.background !== undefined)
    parts.push(say('background {color}', '底色 {color}', { color: word(args.background) }));
  if (args.highlight !== undefined) parts.push(say('the spoken word marked', '标出正在说的词'));
  if (args.case !== undefined)
    parts.push(/upper|cap|大写/i.test(args.case) ? say('in capitals', '大写') : say('not in capitals', '不用大写'));
  if (args.animation !== undefined) parts.push(say('animated', '动画'));
  return commas(parts);
}

/** Said where a style was asked for by a name that means nothing to us. */
export function unknownStyle(words: string): Said {
  const name = shown(words, 40);
  const known = commas(CAPTION_STYLES.map((style) => style.said));
  return say(
    'I know no caption style "{name}", so they are plain. I know: {known}.',
    '没有名为“{name}”的字幕样式，已用标准样式。可用：{known}。',
    { name, known },
  );
}
