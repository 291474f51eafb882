import type { Canvas, TextSegment, TextStyle } from '../draft/model.ts';

type Shape = Pick<Canvas, 'width' | 'height'>;

/**
 * The height at which captions stand, 0–1 from the top. On an upright picture the apps lay names, texts and buttons
 * over the lowest fifth and over the top tenth; on a wide one players put their controls at the bottom edge. The guides of
 * Reels and Shorts for advertisers want the lowest third free: a video that people post has more room.
 */
export function captionHeight(vertical: 'top' | 'middle' | 'bottom', { width, height }: Shape): number {
  const shape = height / width;
  if (vertical === 'middle') return 0.5;
  if (vertical === 'top') return shape > 1.3 ? 0.17 : 0.13;
  return shape > 1.3 ? 0.72 : shape > 0.9 ? 0.84 : 0.87;
}

/**
 * Widest block of captions, as a fraction of the canvas. On an upright picture a column of buttons stands at the right:
 * Shorts takes 18 % there, and captions stay in the middle.
 */
const widest = ({ width, height }: Shape): number => (height / width > 1.3 ? 0.64 : 0.84);
/** A line's height over its letters' em, as text is laid out. */
const LINE_PER_EM = 1.24;

/** How wide a letter is on average, as a fraction of the canvas width. */
function letterWidth({ size, upper, font }: TextStyle, { width, height }: Shape): number {
  const perEm = font === 'mono' ? 0.62 : upper ? 0.74 : font === 'display' ? 0.62 : 0.55;
  return (perEm * size * Math.min(width, height)) / LINE_PER_EM / width;
}

/** Letters that a line of captions holds on a canvas, and how wide such a line is, as a fraction of the canvas. */
export function captionLine(letters: number, style: TextStyle, canvas: Shape): { letters: number; width: number } {
  const each = letterWidth(style, canvas);
  const fitting = Math.max(6, Math.min(letters, Math.floor(widest(canvas) / each)));
  return { letters: fitting, width: Math.round(Math.min(widest(canvas), fitting * each * 1.04) * 1000) / 1000 };
}

/** A caption that stood at the usual place of one canvas, at the usual place of another. */
export function replaced(caption: TextSegment, from: Shape, to: Shape): TextSegment {
  if (caption.role !== 'caption') return caption;
  const per = ({ width, height }: Shape): number => Math.min(width, height) / width;
  const maxWidth = Math.round(Math.min(widest(to), (caption.maxWidth * per(to)) / per(from)) * 1000) / 1000;
  for (const vertical of ['top', 'bottom'] as const) {
    if (Math.abs(caption.y - captionHeight(vertical, from)) < 0.005)
      return { ...caption, maxWidth, y: captionHeight(vertical, to) };
  }
  return { ...caption, maxWidth };
}
