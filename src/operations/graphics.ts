import { textSegment } from '../draft/build.ts';
import type { Graphic } from '../draft/graphic.ts';
import type { Canvas, Draft, TextSegment } from '../draft/model.ts';
import { placeSegment } from '../draft/place.ts';
import { freshId } from '../draft/ripple.ts';
import { textLasting } from '../draft/slice.ts';
import type { Anchor } from './text-look.ts';

/** What every drawn thing has in common: when it stands, where its middle is, and how it comes and goes. */
export type Drawn = {
  readonly text: string;
  readonly range: { readonly start: number; readonly end: number };
  readonly x: number;
  readonly y: number;
  readonly over?: Partial<TextSegment>;
};

const QUICK = { name: 'pop', duration: 350 } as const;
const LEAVING = { name: 'fade', duration: 250 } as const;

/** Adds a drawn thing (an emoji, a shape, a bar) to a text track. Its `text` is what lists of the timeline show for it. */
export function withDrawn(draft: Draft, drawn: Drawn): { draft: Draft; segment: TextSegment } {
  const [id, made] = freshId(draft, 'txt');
  const segment = drawnSegment(id, drawn);
  return { draft: placeSegment(made, segment, 'titles'), segment };
}

/** The segment of a drawn thing, to be placed. */
export function drawnSegment(id: string, { text, range, x, y, over = {} }: Drawn): TextSegment {
  const round = (n: number): number => Math.round(Math.min(1, Math.max(0, n)) * 1e4) / 1e4;
  const base = textSegment(id, text, { start: range.start, duration: range.end - range.start });
  const whole: TextSegment = {
    ...base,
    role: 'graphic',
    x: round(x),
    y: round(y),
    animateIn: QUICK,
    animateOut: LEAVING,
    style: { ...base.style, shadow: false },
    ...over,
  };
  return textLasting(whole, whole.duration);
}

/** The middle of something of a size (fractions of the canvas) that stands at a place named by words, with a margin. */
export function middleOf(
  anchor: Anchor,
  size: { width: number; height: number },
  canvas: Canvas,
): { x: number; y: number } {
  const margin = { x: 0.05, y: canvas.height > canvas.width ? 0.08 : 0.07 };
  const edge = (side: 'low' | 'middle' | 'high', length: number, gap: number): number =>
    side === 'middle' ? 0.5 : side === 'low' ? gap + length / 2 : 1 - gap - length / 2;
  return {
    x: edge(
      anchor.horizontal === 'left' ? 'low' : anchor.horizontal === 'right' ? 'high' : 'middle',
      size.width,
      margin.x,
    ),
    y: edge(
      anchor.vertical === 'top' ? 'low' : anchor.vertical === 'bottom' ? 'high' : 'middle',
      size.height,
      margin.y,
    ),
  };
}

/** What lists show for a shape. */
export const SIGN: Readonly<Record<Graphic['kind'], string>> = {
  rect: '▭',
  ellipse: '◯',
  line: '─',
  arrow: '➜',
  star: '★',
  heart: '♥',
  progress: '▬',
  callout: '💬',
  'lower-third': '▁',
  plate: '▣',
  particles: '✨',
};
