import type { Canvas, TextSegment, TextStyle } from '../draft/model.ts';

/** Words for how a text looks and where it stands, in English and Chinese, as values of the draft. */

const COLORS: readonly (readonly [string, RegExp])[] = [
  ['#ffffff', /\bwhite\b|白/],
  ['#000000', /\bblack\b|黑/],
  ['#ffd60a', /\byellow\b|黄/],
  ['#ff3b30', /\bred\b|红/],
  ['#0a84ff', /\bblue\b|蓝/],
  ['#30d158', /\bgreen\b|绿/],
  ['#ff9f0a', /\borange\b|橙|橘/],
  ['#bf5af2', /\b(?:purple|violet)\b|紫/],
  ['#ff6fae', /\bpink\b|粉/],
  ['#64d2ff', /\b(?:cyan|aqua|light blue)\b|青|天蓝/],
  ['#2dd4bf', /\b(?:teal|turquoise)\b/],
  ['#d4af37', /\bgold(?:en)?\b|金/],
  ['#c7c7cc', /\b(?:silver|light gr[ae]y)\b|银/],
  ['#8e8e93', /\bgr[ae]y\b|灰/],
  ['#8b5e3c', /\bbrown\b|棕|褐/],
  ['#1c2b4a', /\bnavy\b|藏青|深蓝/],
  ['#fff4e0', /\b(?:cream|ivory|beige)\b|米/],
  ['#101014', /\bdark\b|深色|暗色/],
];

/** A colour by its name or as `#rgb`, `#rrggbb`; null when the words name none. */
export function colorByWords(words: string): string | null {
  const text = words.normalize('NFKC').trim().toLowerCase();
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short !== null && text.startsWith('#'))
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  let found: { color: string; at: number } | null = null;
  for (const [color, pattern] of COLORS) {
    const at = text.search(pattern);
    if (at >= 0 && (found === null || at < found.at)) found = { color, at };
  }
  return found?.color ?? null;
}

/** Where a block's centre stands, by words such as "bottom left", "top", "正中". Null when they name no place. */
export type Anchor = {
  readonly horizontal: 'left' | 'center' | 'right';
  readonly vertical: 'top' | 'middle' | 'bottom';
};

export function anchorByWords(words: string): Anchor | null {
  const text = words.normalize('NFKC').toLowerCase();
  const left = /\bleft\b|左/.test(text);
  const right = /\bright\b|右/.test(text);
  const top = /\b(?:top|upper|above)\b|上|顶/.test(text);
  const bottom = /\b(?:bottom|lower|below|under)\b|下|底/.test(text);
  const center = /\b(?:cent(?:er|re)(?:ed|d)?|middle)\b|中/.test(text);
  const corner = /\bcorner\b|角/.test(text);
  if (!left && !right && !top && !bottom && !center && !corner) return null;
  const isBareCorner = corner && !left && !right && !top && !bottom;
  if (isBareCorner) return { horizontal: 'right', vertical: 'bottom' };
  return {
    horizontal: left ? 'left' : right ? 'right' : corner ? 'right' : 'center',
    vertical: top ? 'top' : bottom ? 'bottom' : 'middle',
  };
}

/** Distance of a text from the edges, as fractions of the canvas; below, players put their own controls. */
const MARGIN = { x: 0.06, top: 0.1, bottom: 0.12, bottomUpright: 0.2 };

/** Rough width of a text's longest line, as a fraction of the canvas width. Latin letters take about 0.55 of a line's height. */
export function estimatedWidth(text: string, style: TextStyle, canvas: Canvas): number {
  const shorter = Math.min(canvas.width, canvas.height);
  const longest = Math.max(...text.split('\n').map((line) => widthOfLine(line)));
  return (longest * style.size * shorter) / canvas.width;
}

function widthOfLine(line: string): number {
  let em = 0;
  for (const char of line)
    em += /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(char)
      ? 1
      : 0.56;
  return em;
}

/** The place on the canvas of a block of text that is anchored by words. */
export function placeOf(anchor: Anchor, text: string, style: TextStyle, canvas: Canvas): Pick<TextSegment, 'x' | 'y'> {
  const half = Math.min(0.43, estimatedWidth(text, style, canvas) / 2);
  const isUpright = canvas.height > canvas.width;
  const x = anchor.horizontal === 'left' ? MARGIN.x + half : anchor.horizontal === 'right' ? 1 - MARGIN.x - half : 0.5;
  const low = 1 - (isUpright ? MARGIN.bottomUpright : MARGIN.bottom);
  const y = anchor.vertical === 'top' ? MARGIN.top + style.size / 2 : anchor.vertical === 'bottom' ? low : 0.5;
  const rounded = (n: number): number => Math.round(Math.min(1, Math.max(0, n)) * 1000) / 1000;
  return { x: rounded(x), y: rounded(y) };
}

/** A size in words or as a number (px of a 1080 line canvas when over 1); relative words scale the present size. */
export function sizeByWords(size: string | number, present: number): number | null {
  const limited = (n: number): number => Math.round(Math.min(0.4, Math.max(0.015, n)) * 1000) / 1000;
  if (typeof size === 'number') return size <= 0 ? null : limited(size <= 1 ? size : size / 1080);
  const text = size.normalize('NFKC').trim().toLowerCase();
  const number = /^(\d+(?:\.\d+)?)\s*(px|pt|%)?$/.exec(text);
  if (number !== null) {
    const value = Number(number[1]);
    return limited(number[2] === '%' ? (present * value) / 100 : value <= 1 ? value : value / 1080);
  }
  if (/\b(?:much bigger|huge|giant|very large|extra large)\b|特大|巨大/.test(text))
    return limited(Math.max(0.2, present * 1.6));
  if (/\b(?:bigger|larger|up|more|increase)\b|大一点|更大|放大|大些/.test(text)) return limited(present * 1.3);
  if (/\b(?:smaller|down|less|decrease)\b|小一点|更小|缩小|小些/.test(text)) return limited(present / 1.3);
  if (/\b(?:big|large)\b|大/.test(text)) return limited(0.15);
  if (/\b(?:medium|normal)\b|中/.test(text)) return limited(0.09);
  if (/\b(?:tiny|small)\b|小/.test(text)) return limited(0.05);
  return null;
}

/** A style with what some words ask for: weight, font, outline, box, capitals, colour. */
export function styleByWords(words: string, style: TextStyle): TextStyle {
  const text = words.normalize('NFKC').toLowerCase();
  let made = style;
  if (/\bbold\b|粗体|加粗/.test(text)) made = { ...made, weight: 'bold' };
  if (/\b(?:thin|light|regular)\b|细体/.test(text)) made = { ...made, weight: 'regular' };
  if (/\bitalic\b|斜体/.test(text)) made = { ...made, italic: true };
  if (/\b(?:hand ?written|handwriting|script|marker)\b|手写/.test(text)) made = { ...made, font: 'hand' };
  else if (/\b(?:serif|elegant|classic|classy)\b(?!.*sans)|衬线|优雅/.test(text)) made = { ...made, font: 'serif' };
  else if (/\b(?:mono|typewriter|code|terminal)\b|等宽|打字机/.test(text)) made = { ...made, font: 'mono' };
  else if (/\b(?:minimal|clean|simple|modern|sans)\b|简洁|简约|现代/.test(text)) made = { ...made, font: 'sans' };
  if (/\b(?:upper ?case|capitals?|all caps|caps)\b|大写/.test(text)) made = { ...made, upper: true };
  const outline = /([\p{L}#\d]*)\s*(?:outlined?|stroke|border)\b|([\p{Script=Han}]*)描边/u.exec(text);
  if (outline !== null) made = { ...made, outline: { color: colorByWords(outline[0]) ?? '#000000', width: 0.07 } };
  if (/\bshadow\b|阴影/.test(text)) made = { ...made, shadow: true };
  const box = /([\p{L}#\d]*)\s*(?:box|background|card|label|banner)\b|卡片|底色|背景框/u.exec(text);
  if (box !== null) made = { ...made, box: { color: `${colorByWords(box[0]) ?? '#000000'}b3`, radius: 0.25 } };
  const rest = text.replace(outline?.[0] ?? '\u0000', '').replace(box?.[0] ?? '\u0000', '');
  const color = colorByWords(rest);
  return color === null ? made : { ...made, color };
}

/** How wide a text may be before it must be set smaller to look designed: its length in line heights decides. */
export function titleSize(text: string): number {
  const longest = Math.max(...text.split('\n').map((line) => widthOfLine(line)));
  if (longest <= 8) return 0.13;
  if (longest <= 14) return 0.11;
  return longest <= 26 ? 0.085 : 0.062;
}
