import { overlaps } from '../base/time.ts';
import type { Canvas, Draft, TextSegment } from '../draft/model.ts';
import { mapSegments, rangeOf } from '../draft/queries.ts';

/** Lines of captions that there is room for, at least: they come and go, and what stands above them shall not jump. */
const LINES = 2;
/** A line's height over its letters' em, as text is laid out. */
const LINE_PER_EM = 1.24;
/** What is free between captions and a text above them, and what a lower third has around its letters, in short sides. */
const GAP = 0.02;
const PADDING = 0.03;
/** Nothing is moved higher than this, as a fraction of the height: it would stand on faces. */
const HIGHEST = 0.5;

/**
 * The draft with names and texts of the lower half moved up where they would stand on captions that are read at the
 * same time. Shapes, stickers and watermarks stay: they point at something, or have a corner of their own.
 */
export function clearOfCaptions(draft: Draft): Draft {
  const captions = lowCaptions(draft);
  if (captions.length === 0) return draft;
  return mapSegments(draft, (segment) => {
    if (segment.kind !== 'text' || !isMovable(segment)) return segment;
    const range = rangeOf(segment);
    const under = captions.filter((caption) => overlaps(rangeOf(caption), range));
    const own = halfHeight(segment, draft.canvas);
    const gap = inHeights(GAP, draft.canvas);
    const isOn = under.some(({ y, style }) => {
      const half = halfHeight({ text: '', style }, draft.canvas);
      return segment.y + own > y - half && segment.y - own < y + half;
    });
    if (!isOn) return segment;
    const top = Math.min(...under.map(({ y, style }) => y - halfHeight({ text: '', style }, draft.canvas)));
    return { ...segment, y: Math.round(Math.max(HIGHEST, Math.min(segment.y, top - gap - own)) * 1000) / 1000 };
  });
}

/** Captions that are seen in the lower half. */
export const lowCaptions = (draft: Draft): TextSegment[] =>
  draft.tracks.flatMap((track) =>
    track.type === 'text' && !track.muted ? track.segments.filter((s) => s.role === 'caption' && s.y > HIGHEST) : [],
  );

const isMovable = ({ role, graphic, y }: TextSegment): boolean =>
  y > HIGHEST && (graphic === undefined ? role === 'title' || role === 'text' : graphic.kind === 'lower-third');

/** Half the height of a text, as a fraction of the canvas's height; without words that of a block of captions. */
function halfHeight({ text, style, graphic }: Pick<TextSegment, 'text' | 'style' | 'graphic'>, canvas: Canvas): number {
  const lines = text === '' ? LINES : text.split('\n').length;
  const padding = graphic === undefined && style.box === null ? 0 : PADDING;
  return inHeights((lines * LINE_PER_EM * style.size + padding) / 2, canvas);
}

const inHeights = (shortSides: number, { width, height }: Canvas): number =>
  (shortSides * Math.min(width, height)) / height;
