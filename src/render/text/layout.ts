import type { SKRSContext2D } from '@napi-rs/canvas';
import type { TextSegment } from '../../draft/model.ts';
import { familiesFor, languageOf } from './fonts.ts';
import { linesFrom, piecesOf } from './lines.ts';

/** Size of the canvas in px. */
export type Size = { readonly width: number; readonly height: number };

/** One line of a block. `font`, `lang`: its own where it differs from the block's. */
export type LaidLine = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font?: string;
  readonly lang?: string;
  /** Of the second language: where it differs in colour from the block, and between its letters. */
  readonly isSecond?: true;
  readonly color?: string;
  readonly letterSpacing?: string;
};

/** A text that has been laid out, in px of the canvas: where the block lies and where each line goes in it. */
export type Layout = {
  readonly font: string;
  readonly letterSpacing: string;
  readonly lang: string;
  readonly fontPx: number;
  readonly lineHeight: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Baselines and horizontal anchors relative to the block. */
  readonly lines: readonly LaidLine[];
  readonly rightToLeft: boolean;
};

/** A line is this much higher than its letters' em: room for descenders, marks and CJK. */
const LINE_PER_EM = 1.24;
/** A block is never higher than this share of the canvas; longer text becomes smaller. */
const TALLEST = 0.88;
/** Text never comes closer to the edge than this share of the shorter side. */
const MARGIN = 0.025;
/** No text is drawn smaller than this share of the shorter side: nobody could read it. */
const SMALLEST = 0.014;
/** A single word that is too wide makes the text smaller down to this share; then it is broken. */
const BEFORE_BREAKING = 0.55;

const WEIGHTS: Readonly<Record<TextSegment['style']['font'], readonly [number, number]>> = {
  sans: [450, 700],
  serif: [500, 750],
  display: [550, 800],
  hand: [500, 700],
  mono: [450, 700],
};

/** Lays a cleaned text out. The block keeps inside the canvas whatever its place and length. */
export function layOut(context: SKRSContext2D, text: string, segment: TextSegment, canvas: Size): Layout {
  const { style } = segment;
  const shorter = Math.min(canvas.width, canvas.height);
  const families = familiesFor(text, style.font);
  context.lang = languageOf(text);
  const weight = WEIGHTS[style.font][style.weight === 'bold' ? 1 : 0];
  const fontOf = (px: number): string => `${style.italic ? 'italic ' : ''}${weight} ${px}px ${families}`;
  const spacing = style.upper ? 0.05 : style.font === 'display' ? -0.01 : 0;
  // A family of handwriting looks smaller than others at the same em.
  const eye = style.font === 'hand' ? 1.18 : 1;
  const set = (px: number): void => {
    context.font = fontOf(px);
    context.letterSpacing = `${px * spacing}px`;
  };
  const perEm = widthsPerEm(context, set, eye);
  const inner = Math.min(segment.maxWidth * canvas.width, canvas.width - 2 * MARGIN * shorter);
  const tallest = canvas.height * TALLEST;

  const paragraphs = text.split('\n').map(piecesOf);
  const widest = paragraphs.flat().reduce((most, piece) => Math.max(most, perEm(piece.trimEnd())), 0);
  let em = (style.size * shorter) / LINE_PER_EM;
  const first = em;
  let lines: string[] = [];
  for (;;) {
    const size = em;
    const measure = (piece: string): number => perEm(piece) * size;
    const width = inner - boxPadding(em, segment).x * 2;
    lines = linesFrom(paragraphs, width, measure);
    const height = lines.length * em * LINE_PER_EM + boxPadding(em, segment).y * 2;
    const isHigh = height > tallest;
    // A word that would not fit even then is broken at once, at its own size.
    const isWide = widest * em > width && widest * first * BEFORE_BREAKING <= width;
    const smallest = Math.min(first, SMALLEST * shorter);
    if ((!isHigh && !isWide) || em <= smallest) break;
    // Area goes with the square of the size: a text that is much too high needs no small steps.
    em = Math.max(smallest, em * Math.min(0.93, Math.sqrt(tallest / height)));
  }
  set(em * eye);
  const lineHeight = em * LINE_PER_EM;
  const pad = boxPadding(em, segment);
  const most = Math.max(1, Math.floor((tallest - pad.y * 2) / lineHeight));
  if (lines.length > most) lines = [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`];
  return placed(context, lines, { segment, canvas, em, lineHeight, pad, fontPx: em * eye, margin: MARGIN * shorter });
}

/** Text is measured once, at a size where hinting is nothing, and scaled, in px. */
const MEASURED_AT = 128;

/** How wide a text is for one px of em. Remembers: the search for a size asks again and again. */
function widthsPerEm(context: SKRSContext2D, set: (px: number) => void, eye: number): (text: string) => number {
  const known = new Map<string, number>();
  set(MEASURED_AT * eye);
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const width = context.measureText(text).width / MEASURED_AT;
    known.set(text, width);
    return width;
  };
}

/** Room between the text and the edge of its box. */
function boxPadding(em: number, segment: TextSegment): { x: number; y: number } {
  return segment.style.box === null ? { x: 0, y: 0 } : { x: em * (0.5 + 0.3 * segment.style.box.radius), y: em * 0.22 };
}

function placed(
  context: SKRSContext2D,
  lines: readonly string[],
  at: {
    segment: TextSegment;
    canvas: Size;
    em: number;
    fontPx: number;
    lineHeight: number;
    pad: { x: number; y: number };
    margin: number;
  },
): Layout {
  const { segment, canvas, lineHeight, pad, margin } = at;
  const widths = lines.map((line) => context.measureText(line).width);
  const width = Math.max(1, ...widths) + pad.x * 2;
  const height = lines.length * lineHeight + pad.y * 2;
  const left = within(segment.x * canvas.width, { length: width, room: canvas.width, margin });
  const top = within(segment.y * canvas.height, { length: height, room: canvas.height, margin });
  // Capitals, and so CJK characters too, stand in the middle of their line.
  const capital = context.measureText('H').actualBoundingBoxAscent;
  const baseline = (lineHeight + capital) / 2;
  const { align } = segment.style;
  return {
    font: context.font,
    letterSpacing: context.letterSpacing,
    lang: context.lang,
    fontPx: at.fontPx,
    lineHeight,
    left,
    top,
    width,
    height,
    lines: lines.map((text, i) => ({
      text,
      x:
        align === 'left'
          ? pad.x
          : align === 'right'
            ? width - pad.x - (widths[i] ?? 0)
            : (width - (widths[i] ?? 0)) / 2,
      y: pad.y + i * lineHeight + baseline,
    })),
    rightToLeft: /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(lines.join(' ')),
  };
}

/** A text with the same in another language below it: two sizes, each broken into lines by its own rules, one block. */
export function layOutBoth(
  context: SKRSContext2D,
  [text, below]: readonly [string, string],
  segment: TextSegment,
  canvas: Size,
): Layout {
  const { style, second } = segment;
  if (second === undefined) return layOut(context, text, segment, canvas);
  const bare = { ...segment, style: { ...style, box: null } };
  const first = layOut(context, text, bare, canvas);
  const size = Math.max(0.01, style.size * second.size);
  const other = layOut(context, below, { ...bare, style: { ...style, size, weight: 'regular' } }, canvas);
  const pad = boxPadding(first.lineHeight / LINE_PER_EM, segment);
  const inner = Math.max(first.width, other.width);
  const [width, height] = [inner + 2 * pad.x, first.height + other.height + 2 * pad.y];
  const margin = MARGIN * Math.min(canvas.width, canvas.height);
  const aside = (own: number): number =>
    style.align === 'left' ? pad.x : pad.x + (inner - own) / (style.align === 'right' ? 1 : 2);
  return {
    ...first,
    left: within(segment.x * canvas.width, { length: width, room: canvas.width, margin }),
    top: within(segment.y * canvas.height, { length: height, room: canvas.height, margin }),
    width,
    height,
    lines: [
      ...first.lines.map((line) => ({ ...line, x: line.x + aside(first.width), y: line.y + pad.y })),
      ...other.lines.map((line) => ({
        ...line,
        x: line.x + aside(other.width),
        y: line.y + pad.y + first.height,
        font: other.font,
        lang: other.lang,
        letterSpacing: other.letterSpacing,
        isSecond: true as const,
        ...(second.color === null ? {} : { color: second.color }),
      })),
    ],
  };
}

/** Where a length about a centre begins when it keeps inside a room, with a margin as long as there is room for one. */
const within = (
  centre: number,
  { length, room, margin }: { readonly length: number; readonly room: number; readonly margin: number },
): number => Math.max(Math.min(margin, (room - length) / 2), Math.min(room - margin - length, centre - length / 2));
