import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Graphic } from '../../draft/graphic.ts';
import type { TextSegment } from '../../draft/model.ts';
import { familiesFor, languageOf } from '../text/fonts.ts';
import { type Layout, layOut, type Size } from '../text/layout.ts';

/** Room that a graphic takes beyond its block, in px on each side. */
export type Spill = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Of a callout: how thick its arrow is, as a share of the shorter side. */
const CALLOUT_LINE = 0.006;
/** The letters of a role below a name, as a share of the name's. */
const ROLE = 0.56;

/** The block of a graphic without words: in the middle of it lies the origin of its place. */
export function graphicLayout(graphic: Graphic, segment: TextSegment, canvas: Size): Layout {
  const shorter = Math.min(canvas.width, canvas.height);
  const { width, height } = sizeOf(graphic, canvas, shorter);
  return {
    font: 'normal 16px sans-serif',
    letterSpacing: '0px',
    lang: 'en',
    fontPx: Math.max(8, Math.min(height, shorter * 0.1)),
    lineHeight: Math.max(8, Math.min(height, shorter * 0.12)),
    left: segment.x * canvas.width - width / 2,
    top: segment.y * canvas.height - height / 2,
    width,
    height,
    lines: [],
    rightToLeft: false,
  };
}

function sizeOf(graphic: Graphic, canvas: Size, shorter: number): Size {
  const least = (px: number): number => Math.max(1, px);
  switch (graphic.kind) {
    case 'rect':
    case 'ellipse':
    case 'progress':
      return { width: least(graphic.w * canvas.width), height: least(graphic.h * canvas.height) };
    case 'line':
    case 'arrow':
      return { width: least(Math.abs(graphic.dx) * canvas.width), height: least(Math.abs(graphic.dy) * canvas.height) };
    case 'star':
    case 'heart':
      return { width: least(graphic.w * shorter), height: least(graphic.w * shorter) };
    case 'callout':
    case 'lower-third':
    case 'plate':
    case 'particles':
      return { width: 1, height: 1 };
  }
}

/** A name with a role below it: two sizes, one block, within the canvas. */
export function lowerThirdLayout(context: SKRSContext2D, text: string, segment: TextSegment, canvas: Size): Layout {
  const [name = '', ...rest] = text.split('\n');
  const role = rest.join(' ').trim();
  const left = { ...segment, style: { ...segment.style, align: 'left' as const, box: null } };
  const first = layOut(context, name, left, canvas);
  if (role === '') return first;
  const px = first.fontPx * ROLE;
  const second = layOut(
    context,
    role,
    { ...left, style: { ...left.style, size: left.style.size * ROLE, weight: 'regular' } },
    canvas,
  );
  const width = Math.max(first.width, second.width);
  const height = first.height + second.height;
  const inside = (centre: number, length: number, room: number): number =>
    Math.max(Math.min(px, (room - length) / 2), Math.min(room - px - length, centre - length / 2));
  return {
    ...first,
    left: inside(segment.x * canvas.width, width, canvas.width),
    top: inside(segment.y * canvas.height, height, canvas.height),
    width,
    height,
    lines: [
      ...first.lines,
      ...second.lines.map((line) => ({ ...line, y: line.y + first.height, font: second.font, lang: languageOf(role) })),
    ],
    font: `${first.font.replace(/".*$/, '')}${familiesFor(text, segment.style.font)}`,
  };
}

/** How far a graphic reaches beyond its block. */
export function spillOf(graphic: Graphic | undefined, layout: Layout, canvas: Size): Spill {
  const shorter = Math.min(canvas.width, canvas.height);
  const even = (px: number): Spill => ({ left: px, top: px, right: px, bottom: px });
  if (graphic === undefined) return even(0);
  switch (graphic.kind) {
    case 'rect':
    case 'ellipse':
      return even((graphic.stroke?.width ?? 0) * shorter);
    case 'line':
    case 'arrow':
      return even(graphic.width * shorter * 3.5 + 2);
    case 'callout': {
      const [dx, dy] = [graphic.dx * canvas.width, graphic.dy * canvas.height];
      const pad = layout.fontPx;
      return {
        left: Math.max(pad, -dx - layout.width / 2 + pad),
        right: Math.max(pad, dx - layout.width / 2 + pad),
        top: Math.max(pad, -dy - layout.height / 2 + pad),
        bottom: Math.max(pad, dy - layout.height / 2 + pad),
      };
    }
    case 'lower-third':
      return even(layout.fontPx * 1.4);
    case 'plate':
      return graphic.design === 'band' || graphic.design === 'dim' || graphic.design === 'frame'
        ? { left: canvas.width, right: canvas.width, top: canvas.height, bottom: canvas.height }
        : even(layout.fontPx * 2.2);
    case 'star':
    case 'heart':
    case 'progress':
    case 'particles':
      return even(1);
  }
}

/** Where a graphic is drawn: its block begins at the origin. `part`: how much of its segment is over, 0–1. */
export type GraphicPlace = { readonly layout: Layout; readonly canvas: Size; readonly part: number };

/** Draws a graphic behind the words of its block, or in their place. */
export function drawGraphic(context: SKRSContext2D, graphic: Graphic, { layout, canvas, part }: GraphicPlace): void {
  const { width, height } = layout;
  const shorter = Math.min(canvas.width, canvas.height);
  switch (graphic.kind) {
    case 'rect':
      context.beginPath();
      context.roundRect(0, 0, width, height, (graphic.radius * Math.min(width, height)) / 2);
      if (graphic.from !== undefined && graphic.fill !== null)
        return shaded(context, { fill: graphic.fill, from: graphic.from }, { width, height });
      return filled(context, graphic, shorter);
    case 'ellipse':
      context.beginPath();
      context.ellipse(width / 2, height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
      return filled(context, graphic, shorter);
    case 'line':
    case 'arrow':
      return drawWay(context, graphic, { width, height, px: graphic.width * shorter });
    case 'star':
    case 'heart':
      context.beginPath();
      if (graphic.kind === 'star') star(context, width);
      else heart(context, width);
      context.fillStyle = graphic.fill;
      return context.fill();
    case 'progress':
      return drawProgress(context, graphic, { width, height, part });
    case 'callout':
      return drawCallout(context, graphic, layout, canvas);
    case 'lower-third':
      return drawLowerThird(context, graphic, layout);
    case 'plate':
      return drawPlate(context, graphic, layout, canvas);
    case 'particles':
      throw new Error('particles have a painter of their own');
  }
}

/** Fills what is outlined from one side on, ever less of it to the other side. */
function shaded(
  context: SKRSContext2D,
  { fill, from }: { readonly fill: string; readonly from: 'top' | 'bottom' | 'left' | 'right' },
  { width, height }: Size,
): void {
  const [across, along] = [
    from === 'left' || from === 'right' ? width : 0,
    from === 'top' || from === 'bottom' ? height : 0,
  ];
  const isFar = from === 'right' || from === 'bottom';
  const shade = context.createLinearGradient(
    isFar ? across : 0,
    isFar ? along : 0,
    isFar ? 0 : across,
    isFar ? 0 : along,
  );
  const strength = fill.length > 7 ? Number.parseInt(fill.slice(7, 9), 16) : 255;
  // A straight ramp has an edge where it ends: this one comes to rest.
  for (let k = 0; k <= 8; k++) {
    const left = (1 - k / 8) ** 1.7;
    const alpha = Math.round(strength * left)
      .toString(16)
      .padStart(2, '0');
    shade.addColorStop(k / 8, `${fill.slice(0, 7)}${alpha}`);
  }
  context.fillStyle = shade;
  context.fill();
}

function filled(
  context: SKRSContext2D,
  { fill, stroke }: Extract<Graphic, { kind: 'rect' | 'ellipse' }>,
  shorter: number,
): void {
  if (fill !== null) {
    context.fillStyle = fill;
    context.fill();
  }
  if (stroke === null) return;
  context.strokeStyle = stroke.color;
  context.lineWidth = stroke.width * shorter;
  context.stroke();
}

type Way = Extract<Graphic, { kind: 'line' | 'arrow' }>;

function drawWay(
  context: SKRSContext2D,
  { kind, dx, dy, color }: Way,
  box: { width: number; height: number; px: number },
): void {
  const { width, height, px } = box;
  const [x0, x1] = dx >= 0 ? [0, width] : [width, 0];
  const [y0, y1] = dy >= 0 ? [0, height] : [height, 0];
  arrow(
    context,
    {
      x0: dx === 0 ? width / 2 : x0,
      y0: dy === 0 ? height / 2 : y0,
      x1: dx === 0 ? width / 2 : x1,
      y1: dy === 0 ? height / 2 : y1,
    },
    { color, px, hasHead: kind === 'arrow' },
  );
}

type Line = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** A line with round ends, and a head at its end that takes the last part of the way. */
function arrow(
  context: SKRSContext2D,
  { x0, y0, x1, y1 }: Line,
  look: { color: string; px: number; hasHead: boolean },
): void {
  const { color, px, hasHead } = look;
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 1) return;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = hasHead ? Math.min(length * 0.6, px * 4.2) : 0;
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = px;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1 - ux * head * 0.8, y1 - uy * head * 0.8);
  context.stroke();
  if (!hasHead) return;
  const wide = head * 0.55;
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x1 - ux * head - uy * wide, y1 - uy * head + ux * wide);
  context.lineTo(x1 - ux * head * 0.78, y1 - uy * head * 0.78);
  context.lineTo(x1 - ux * head + uy * wide, y1 - uy * head - ux * wide);
  context.closePath();
  context.fill();
}

function star(context: SKRSContext2D, size: number): void {
  for (let i = 0; i < 10; i++) {
    const radius = (i % 2 === 0 ? 0.5 : 0.2) * size;
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const [x, y] = [size / 2 + radius * Math.cos(angle), size * 0.525 + radius * Math.sin(angle)];
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}

function heart(context: SKRSContext2D, s: number): void {
  context.moveTo(0.5 * s, 0.92 * s);
  context.bezierCurveTo(0.1 * s, 0.62 * s, 0.02 * s, 0.42 * s, 0.06 * s, 0.28 * s);
  context.bezierCurveTo(0.13 * s, 0.05 * s, 0.42 * s, 0.04 * s, 0.5 * s, 0.27 * s);
  context.bezierCurveTo(0.58 * s, 0.04 * s, 0.87 * s, 0.05 * s, 0.94 * s, 0.28 * s);
  context.bezierCurveTo(0.98 * s, 0.42 * s, 0.9 * s, 0.62 * s, 0.5 * s, 0.92 * s);
  context.closePath();
}

type Progress = Extract<Graphic, { kind: 'progress' }>;

function drawProgress(
  context: SKRSContext2D,
  { radius, fill, back }: Progress,
  box: { width: number; height: number; part: number },
): void {
  const { width, height, part } = box;
  const round = (radius * Math.min(width, height)) / 2;
  context.save();
  context.beginPath();
  context.roundRect(0, 0, width, height, round);
  context.clip();
  context.fillStyle = back;
  context.fillRect(0, 0, width, height);
  context.fillStyle = fill;
  context.fillRect(0, 0, width * Math.max(0, Math.min(1, part)), height);
  context.restore();
}

function drawCallout(
  context: SKRSContext2D,
  graphic: Extract<Graphic, { kind: 'callout' }>,
  layout: Layout,
  canvas: Size,
): void {
  const { width, height, fontPx } = layout;
  const pad = fontPx * 0.4;
  const [cx, cy] = [width / 2, height / 2];
  const [tx, ty] = [cx + graphic.dx * canvas.width, cy + graphic.dy * canvas.height];
  // The arrow leaves the box where the way to its point crosses the edge.
  const [hx, hy] = [width / 2 + pad, height / 2 + pad * 0.6];
  const reach = Math.min(
    Math.abs(tx - cx) < 1e-6 ? Number.POSITIVE_INFINITY : hx / Math.abs(tx - cx),
    Math.abs(ty - cy) < 1e-6 ? Number.POSITIVE_INFINITY : hy / Math.abs(ty - cy),
  );
  if (reach < 1) {
    const px = CALLOUT_LINE * Math.min(canvas.width, canvas.height);
    const from = { x0: cx + (tx - cx) * reach, y0: cy + (ty - cy) * reach };
    arrow(context, { ...from, x1: tx, y1: ty }, { color: graphic.fill, px, hasHead: true });
  }
  context.fillStyle = graphic.fill;
  context.beginPath();
  context.roundRect(-pad, -pad * 0.6, width + 2 * pad, height + 1.2 * pad, fontPx * 0.3);
  context.fill();
}

function drawLowerThird(
  context: SKRSContext2D,
  { design, fill, accent }: Extract<Graphic, { kind: 'lower-third' }>,
  layout: Layout,
): void {
  const { width, height, fontPx } = layout;
  const [padX, padY] = [fontPx * 0.6, fontPx * 0.28];
  context.fillStyle = fill;
  if (design === 'card' || design === 'bar' || design === 'block') {
    context.beginPath();
    context.roundRect(-padX, -padY, width + 2 * padX, height + 2 * padY, design === 'card' ? fontPx * 0.28 : 0);
    context.fill();
  }
  context.fillStyle = accent;
  if (design === 'bar') context.fillRect(-padX - fontPx * 0.18, -padY, fontPx * 0.18, height + 2 * padY);
  if (design === 'card') context.fillRect(0, height + padY * 0.1, Math.min(width, fontPx * 2.4), fontPx * 0.07);
  if (design === 'block') context.fillRect(-padX, height + padY, width + 2 * padX, fontPx * 0.12);
  if (design === 'line') context.fillRect(-padX * 0.8, 0, fontPx * 0.1, height);
}

function drawPlate(
  context: SKRSContext2D,
  { design, fill, accent }: Extract<Graphic, { kind: 'plate' }>,
  layout: Layout,
  canvas: Size,
): void {
  const { width, height, fontPx, left, top } = layout;
  const shorter = Math.min(canvas.width, canvas.height);
  context.fillStyle = fill;
  switch (design) {
    case 'band':
      context.fillRect(-left, -fontPx * 0.35, canvas.width, height + fontPx * 0.7);
      context.fillStyle = accent;
      context.fillRect(-left, height + fontPx * 0.35, canvas.width, Math.max(2, fontPx * 0.06));
      return;
    case 'block':
      context.fillRect(-fontPx * 0.5, -fontPx * 0.25, width + fontPx, height + fontPx * 0.5);
      context.fillStyle = accent;
      context.fillRect(-fontPx * 0.5, height + fontPx * 0.25, width + fontPx, fontPx * 0.12);
      return;
    case 'underline':
      context.fillStyle = accent;
      context.beginPath();
      context.roundRect(0, height + fontPx * 0.08, width, fontPx * 0.12, fontPx * 0.06);
      return context.fill();
    case 'sides': {
      context.fillStyle = accent;
      const [line, long] = [Math.max(2, fontPx * 0.06), fontPx * 1.1];
      context.fillRect(-fontPx * 0.35 - long, height / 2 - line / 2, long, line);
      return context.fillRect(width + fontPx * 0.35, height / 2 - line / 2, long, line);
    }
    case 'frame': {
      const inset = shorter * 0.05;
      context.strokeStyle = accent;
      context.lineWidth = Math.max(2, shorter * 0.006);
      return context.strokeRect(inset - left, inset - top, canvas.width - 2 * inset, canvas.height - 2 * inset);
    }
    case 'slash': {
      const lean = fontPx * 0.4;
      context.beginPath();
      context.moveTo(-fontPx * 0.4 + lean, -fontPx * 0.2);
      context.lineTo(width + fontPx * 0.4 + lean, -fontPx * 0.2);
      context.lineTo(width + fontPx * 0.4 - lean, height + fontPx * 0.2);
      context.lineTo(-fontPx * 0.4 - lean, height + fontPx * 0.2);
      context.closePath();
      return context.fill();
    }
    case 'dim':
      return context.fillRect(-left, -top, canvas.width, canvas.height);
    case 'corner': {
      context.fillStyle = accent;
      const [line, long, pad] = [Math.max(2, fontPx * 0.09), fontPx * 0.7, fontPx * 0.35];
      context.fillRect(-pad, -pad, long, line);
      context.fillRect(-pad, -pad, line, long);
      context.fillRect(width + pad - long, height + pad - line, long, line);
      return context.fillRect(width + pad - line, height + pad - long, line, long);
    }
  }
}
