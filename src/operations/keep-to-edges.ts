import type { Canvas, TextSegment } from '../draft/model.ts';
import { estimatedWidth } from './text-look.ts';

/** A text this near to the middle is in the middle, as a fraction of the width. */
const MIDDLE = 0.03;
/** Heights of a lower third's middle on a canvas that is upright, and on others. */
export const LOWER_THIRD_Y = { upright: 0.72, wide: 0.81 } as const;
/** A role stands in smaller letters than the name above it. */
export const ROLE_SIZE = 0.56;

export const lowerThirdHeight = ({ width, height }: Pick<Canvas, 'width' | 'height'>): number =>
  height > width ? LOWER_THIRD_Y.upright : LOWER_THIRD_Y.wide;

/** Half the width of a text that is not broken into more lines, about, as a fraction of the canvas's width. */
export function halfWidth(
  { text, style, graphic }: Pick<TextSegment, 'text' | 'style' | 'graphic'>,
  canvas: Canvas,
): number {
  const isLowerThird = graphic?.kind === 'lower-third';
  const widths = text
    .split('\n')
    .map((line, i) => estimatedWidth(line, style, canvas) * (isLowerThird && i > 0 ? ROLE_SIZE : 1));
  return Math.max(...widths) / 2;
}

/**
 * The same text on a canvas of another shape: what stood beside an edge stands as far from that edge, measured by the
 * shorter side, as letters are. Shapes and arrows point at places of the picture and keep to those.
 */
export function keptToEdges(segment: TextSegment, from: Canvas, to: Canvas): TextSegment {
  const { graphic, x } = segment;
  const isLowerThird = graphic?.kind === 'lower-third';
  if (segment.role === 'caption' || (graphic !== undefined && !isLowerThird)) return segment;
  const wasUsual = isLowerThird && Math.abs(segment.y - lowerThirdHeight(from)) < 0.005;
  const y = wasUsual ? lowerThirdHeight(to) : segment.y;
  if (Math.abs(x - 0.5) < MIDDLE) return { ...segment, y };
  const fromEdge = Math.max(0, Math.min(x, 1 - x) - halfWidth(segment, from)) * inShortSides(from);
  const centre = Math.min(0.5, fromEdge / inShortSides(to) + halfWidth(segment, to));
  return { ...segment, y, x: Math.round((x < 0.5 ? centre : 1 - centre) * 1000) / 1000 };
}

const inShortSides = ({ width, height }: Canvas): number => width / Math.min(width, height);
