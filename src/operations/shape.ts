import * as z from 'zod';
import { fail } from '../base/errors.ts';
import { shown } from '../base/text.ts';
import type { Graphic } from '../draft/graphic.ts';
import type { Canvas, TextSegment } from '../draft/model.ts';
import { LOOP_PERIOD, textLoopByWords } from '../draft/text-animations.ts';
import { ClipArg, LengthArg, TimeArg } from './args.ts';
import { middleOf, SIGN, withDrawn } from './graphics.ts';
import { done, operation } from './operation.ts';
import { say, spanLabel } from './phrase.ts';
import { requireMain } from './resolve.ts';
import { readableText, textRange } from './text-edit.ts';
import { type Anchor, anchorByWords, colorByWords } from './text-look.ts';

/** How long a shape stands when nobody says, in ms. */
const USUAL_MS = 4000;
const RED = '#ff2d2d';

const Args = z.object({
  shape: z.string().max(60).optional().describe('"arrow", "circle", "rectangle", "line", "star", "heart", "callout"'),
  text: z.string().max(300).optional().describe('Of a callout: its words'),
  position: z.string().max(60).optional().describe('Where it stands; of an arrow or a callout: what it points at'),
  size: z
    .union([z.number(), z.string().max(20)])
    .optional()
    .describe('Width as a share of the frame, or "big", "small"'),
  color: z.string().max(60).optional(),
  fill: z
    .union([z.boolean(), z.string().max(20)])
    .optional()
    .describe('Circles and rectangles are outlines; true fills them'),
  direction: z.string().max(40).optional().describe('Where an arrow points: "left", "right", "up", "down"'),
  animation: z.string().max(80).optional().describe('What it keeps doing: "pulse", "blink", "float"'),
  start: TimeArg.optional(),
  end: TimeArg.optional(),
  duration: LengthArg.optional(),
  clip: ClipArg.optional(),
});

type ShapeArgs = z.output<typeof Args>;
type Kind = 'arrow' | 'ellipse' | 'rect' | 'line' | 'star' | 'heart' | 'callout';

/** Draws attention: an arrow, a circle, a box, a line, a call-out. */
export const shape = operation({
  name: 'shape',
  summary:
    'Draws an arrow, a circle, a rectangle, a line, a star, a heart, or a callout (a label with an arrow) over the picture.',
  args: Args,
  needs: () => [],
  apply: (draft, args, context) => {
    requireMain(draft);
    const kind = kindOf(args);
    const words = readableText(args.text);
    if (kind === 'callout' && words === null) {
      throw fail('agent.question', {
        question: say(
          'What should the callout say? For example: add a callout "Click here" pointing at the top right.',
          '标注写什么？例如：加标注“点这里”，指向右上。',
        ),
      });
    }
    const range = textRange(
      draft,
      { start: args.start, end: args.end, duration: args.duration, clip: args.clip },
      USUAL_MS,
      context,
    );
    const color =
      (args.color === undefined ? null : colorByWords(args.color)) ?? (kind === 'callout' ? '#ffd60a' : RED);
    const drawn = drawnAs(kind, args, { color, canvas: draft.canvas });
    const loop = args.animation === undefined ? null : textLoopByWords(args.animation);
    const over: Partial<TextSegment> = {
      graphic: drawn.graphic,
      ...(kind === 'callout' ? calloutLook(color) : {}),
      ...(kind === 'arrow' || kind === 'line' ? { animateIn: { name: 'wipe', duration: 350 } } : {}),
      ...(loop === null ? {} : { animateLoop: { name: loop, period: LOOP_PERIOD[loop] } }),
    };
    const made = withDrawn(draft, { text: words ?? SIGN[drawn.graphic.kind], range, x: drawn.x, y: drawn.y, over });
    const values = {
      what:
        kind === 'callout' ? say('the callout "{words}"', '标注“{words}”', { words: shown(words ?? '') }) : NAMES[kind],
      span: spanLabel(range),
    };
    return done(made.draft, say('Added {what}, {span}.', '加了{what}，{span}。', values));
  },
  examples: [
    { en: 'add a red arrow pointing at the top left from 0:03 to 0:06', zh: '3 到 6 秒加红色箭头指向左上' },
    { en: 'add a callout "Click here" at the right', zh: '右边加标注“点这里”' },
  ],
});

const NAMES = {
  arrow: say('an arrow', '箭头'),
  ellipse: say('a circle', '圆圈'),
  rect: say('a rectangle', '方框'),
  line: say('a line', '线条'),
  star: say('a star', '星形'),
  heart: say('a heart', '心形'),
};

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['callout', /call ?-?out|label|annotation|speech bubble|标注|注释|气泡/],
  ['arrow', /arrow|pointer|箭头/],
  ['ellipse', /circle|ellipse|oval|ring|圆|圈/],
  ['line', /\bline\b|stroke|underline|线/],
  ['star', /star|星/],
  ['heart', /heart|心/],
  ['rect', /rect|box|square|frame|方|框|矩形/],
];

function kindOf({ shape: said = '', text }: ShapeArgs): Kind {
  const words = said.toLowerCase();
  const found = KINDS.find(([, pattern]) => pattern.test(words))?.[0];
  if (found !== undefined) return found;
  if (said === '') return text === undefined ? 'arrow' : 'callout';
  throw fail('draft.unclear_value', {
    text: shown(said),
    expected: say(
      'a shape: arrow, circle, rectangle, line, star, heart or callout',
      '形状：箭头、圆圈、方框、线条、星形、心形或标注',
    ),
  });
}

const calloutLook = (fill: string): Partial<TextSegment> => ({
  maxWidth: 0.4,
  style: {
    font: 'sans',
    weight: 'bold',
    italic: false,
    size: 0.055,
    color: isLight(fill) ? '#101014' : '#ffffff',
    outline: null,
    shadow: false,
    box: null,
    align: 'center',
    upper: false,
  },
});

/** Whether black letters read better on a colour (weights of BT.709). */
export function isLight(color: string): boolean {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.5;
}

const CENTRE: Anchor = { horizontal: 'center', vertical: 'middle' };

function drawnAs(
  kind: Kind,
  args: ShapeArgs,
  { color, canvas }: { color: string; canvas: Canvas },
): { graphic: Graphic; x: number; y: number } {
  const anchor = (args.position === undefined ? null : anchorByWords(args.position)) ?? CENTRE;
  const shorter = Math.min(canvas.width, canvas.height);
  const width = sizeOf(args.size, kind === 'line' ? 0.4 : 0.22);
  if (kind === 'arrow' || kind === 'callout') {
    // What is pointed at: a place a little inside the frame; the shape stands between it and the middle.
    const target = middleOf(anchor, { width: 0.1, height: 0.1 }, canvas);
    const way = wayOf(args.direction, anchor);
    const length = kind === 'arrow' ? width : 0.26;
    const [dx, dy] = [way.x * length, (way.y * length * canvas.width) / canvas.height];
    if (kind === 'arrow')
      return {
        graphic: { kind, dx, dy: limited(dy), color, width: 0.012 },
        x: target.x - dx / 2,
        y: target.y - limited(dy) / 2,
      };
    const [x, y] = [between(target.x - dx, 0.16, 0.84), between(target.y - dy, 0.12, 0.88)];
    return { graphic: { kind, dx: target.x - x, dy: target.y - y, fill: color, color }, x, y };
  }
  if (kind === 'line')
    return {
      graphic: { kind, dx: width, dy: 0, color, width: 0.01 },
      ...middleOf(anchor, { width, height: 0.02 }, canvas),
    };
  if (kind === 'star' || kind === 'heart') {
    const size = { width: (width * shorter) / canvas.width, height: (width * shorter) / canvas.height };
    return { graphic: { kind, w: width, fill: color }, ...middleOf(anchor, size, canvas) };
  }
  const isFilled = args.fill === true || (typeof args.fill === 'string' && !/no|outline|false|空/.test(args.fill));
  const size = { w: width, h: Math.min(0.9, (width * canvas.width * (kind === 'rect' ? 0.62 : 1)) / canvas.height) };
  const look = { fill: isFilled ? color : null, stroke: isFilled ? null : { color, width: 0.01 } };
  const graphic: Graphic = kind === 'rect' ? { kind, ...size, radius: 0.12, ...look } : { kind, ...size, ...look };
  return { graphic, ...middleOf(anchor, { width: size.w, height: size.h }, canvas) };
}

const between = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));
const limited = (n: number): number => between(n, -0.6, 0.6);

/** Where an arrow points (a unit vector): by words, else outwards to the place that it points at. */
function wayOf(direction: string | undefined, { horizontal, vertical }: Anchor): { x: number; y: number } {
  const words = (direction ?? '').toLowerCase();
  const x = /left|左/.test(words) ? -1 : /right|右/.test(words) ? 1 : 0;
  const y = /up|top|上/.test(words) ? -1 : /down|bottom|下/.test(words) ? 1 : 0;
  const out = {
    x: horizontal === 'left' ? -1 : horizontal === 'right' ? 1 : 0,
    y: vertical === 'top' ? -0.6 : vertical === 'bottom' ? 0.6 : 0,
  };
  const way = x === 0 && y === 0 ? (out.x === 0 && out.y === 0 ? { x: 1, y: 0.35 } : out) : { x, y };
  const length = Math.hypot(way.x, way.y);
  return { x: way.x / length, y: way.y / length };
}

function sizeOf(size: number | string | undefined, usual: number): number {
  if (size === undefined) return usual;
  const text = String(size).trim();
  const number = Number.parseFloat(text);
  if (Number.isFinite(number)) return between(text.endsWith('%') || number > 1 ? number / 100 : number, 0.02, 0.9);
  if (/big|large|大/i.test(text)) return usual * 1.6;
  return /small|tiny|小/i.test(text) ? usual * 0.6 : usual;
}
