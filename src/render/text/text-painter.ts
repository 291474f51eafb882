import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { isAroundText } from '../../draft/graphic.ts';
import type { TextSegment } from '../../draft/model.ts';
import { particlePainter } from '../particles/particle-painter.ts';
import { drawGraphic, graphicLayout, lowerThirdLayout, spillOf } from '../shapes/graphic-painter.ts';
import { cleanText } from './clean.ts';
import { type LaidLine, type Layout, layOut, layOutBoth, type Size } from './layout.ts';
import { charactersOf } from './lines.ts';
import { type MarkedWords, markedWords, PARTS, type Run, type Spoken } from './marked-words.ts';
import { type Keyed, keyedAt, type Pose, poseAt, reachOf } from './motion.ts';
import { drawUnits, slicesOf } from './units.ts';

/** A drawn text: straight-alpha RGBA, and where its upper left corner lies on the canvas, in px. */
export type TextPicture = {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
};

export type TextPainter = {
  /**
   * The text at `ms` after its segment began; null when nothing of it can be seen. While nothing changes it is the
   * same object, and size and place are the same for the whole segment.
   */
  at(ms: number): TextPicture | null;
};

/** A soft shadow: how far it spreads and falls, in em, and how dark it is. */
const SHADOW = { blur: 0.2, fall: 0.045, alpha: 0.6 } as const;
/** A second, tight one along the edges: it keeps white letters readable on a white wall. */
const EDGE = { blur: 0.055, fall: 0.012, alpha: 0.55 } as const;
/** How much larger a spoken word is that grows. */
const GROWN = 1.08;
/** How far a slide moves, in line heights. */
const TRAVEL = 0.9;

/**
 * Draws a text segment for a canvas: its words, the graphic around them or in their place. Fonts are our own, every
 * character of the text is literal, and the picture keeps inside the canvas. Runs native code: only in the renderer's
 * child processes.
 */
export function textPainter(segment: TextSegment, canvas: Size): TextPainter {
  const { graphic } = segment;
  if (graphic?.kind === 'particles') return particlePainter(graphic, segment, canvas);
  const text = cleanText(segment.text, segment.style.upper);
  const hasWords = graphic === undefined || isAroundText(graphic);
  if (text === '' && hasWords) return { at: () => null };
  const ruler = createCanvas(1, 1).getContext('2d');
  const layout =
    graphic !== undefined && !hasWords
      ? graphicLayout(graphic, segment, canvas)
      : graphic?.kind === 'lower-third'
        ? lowerThirdLayout(ruler, text, segment, canvas)
        : segment.second === undefined
          ? layOut(ruler, text, segment, canvas)
          : layOutBoth(ruler, [text, cleanText(segment.second.text, false)], segment, canvas);
  const travel = layout.lineHeight * TRAVEL;
  const area = areaOf(layout, segment, canvas, travel);
  const count = layout.lines.reduce((sum, line) => sum + charactersOf(line.text).length, 0);
  const stage = createCanvas(area.width, area.height);
  const whole = createCanvas(area.width, area.height);
  const marked = markedWords(segment, layout, whole.getContext('2d'));
  const drawing: Drawing = { whole, layout, segment, area, marked, canvas, layers: new Map() };
  const rest = { characters: count, spoken: marked?.at(0) ?? null, hue: null, part: 0 };
  draw(drawing, rest);
  let drawn = lookOf(rest, segment, layout);

  let last: { key: string; picture: TextPicture | null } | null = null;
  return {
    at(ms) {
      const pose = poseAt(segment, ms, travel);
      if (pose === null) return null;
      const keyed = keyedAt(segment, ms);
      const characters = count === 0 ? 0 : Math.round(pose.written * count);
      const alpha = Math.round(pose.alpha * keyed.opacity * 255);
      const look = { characters: count, spoken: marked?.at(ms) ?? null, hue: pose.hue, part: ms / segment.duration };
      const wanted = lookOf(look, segment, layout);
      const key = [wanted, alpha, characters, ...keysOf(pose), ...keysOfKeyed(keyed)].join();
      if (last?.key === key) return last.picture;
      const isNothing = alpha === 0 || pose.shown <= 0 || (characters === 0 && count > 0);
      if (wanted !== drawn && !isNothing) {
        draw(drawing, look);
        drawing.layers.clear();
        drawn = wanted;
      }
      const shown = { alpha: alpha / 255, characters, look, keyed, travel };
      const picture = isNothing ? null : paint({ ...drawing, stage }, pose, shown);
      last = { key, picture };
      return picture;
    },
  };
}

/** A sixteenth of a pixel and a ten-thousandth of the size are below what can be seen. */
const keysOf = ({ x, y, scale, flat, rotate, shown, blur, units }: Pose): (number | string)[] => [
  Math.round(x * 16),
  Math.round(y * 16),
  Math.round(scale * 1e4),
  Math.round(flat * 1e3),
  Math.round(rotate * 50),
  Math.round(shown * 2000),
  Math.round(blur * 200),
  units === null ? '' : `${units.by}${units.name}${Math.round(units.phase * 5000)}`,
];

const keysOfKeyed = ({ x, y, scale, rotate }: Keyed): number[] =>
  [x * 2e4, y * 2e4, scale * 1e4, rotate * 50].map(Math.round);

/** What is drawn: how many characters, which word is spoken, in which hue, and how much of the segment is over. */
type Look = {
  readonly characters: number;
  readonly spoken: Spoken | null;
  readonly hue: number | null;
  readonly part: number;
};

/** What of a look changes the drawing: of the spoken word how much of it only where it fills, of the time only a bar. */
function lookOf({ spoken, hue, part }: Look, { mark, graphic }: TextSegment, layout: Layout): string {
  const words = spoken === null ? '' : mark?.kind === 'fill' ? `${spoken.word}:${spoken.part}` : String(spoken.word);
  const bar = graphic?.kind === 'progress' ? Math.round(part * layout.width * 4) : '';
  return hue === null && bar === '' ? words : [words, hue, bar].join(';');
}

type Drawing = {
  readonly whole: Canvas;
  readonly layout: Layout;
  readonly segment: TextSegment;
  readonly area: Area;
  readonly marked: MarkedWords | null;
  readonly canvas: Size;
  /** The ground and the letters by themselves, once something moves letter by letter. */
  readonly layers: Map<'ground' | 'letters', Canvas>;
};

type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The part of the canvas that the text ever touches: block, graphic, outline, shadow and motion. */
function areaOf(layout: Layout, segment: TextSegment, canvas: Size, travel: number): Area {
  const { style } = segment;
  const reach = reachOf(segment, travel);
  const shadow = style.shadow ? layout.fontPx * (SHADOW.blur * 1.5 + SHADOW.fall) : 0;
  const outline = (style.outline?.width ?? 0) * layout.fontPx;
  // Slanted, swashed and stacked letters leave their advance box.
  const grown = segment.mark?.kind === 'grow' ? layout.width * (GROWN - 1) : 0;
  const blur = [segment.animateIn.name, segment.animateOut.name].includes('blur') ? layout.fontPx * 1.2 : 0;
  const spill = Math.max(shadow, layout.fontPx * 0.3) + outline + grown + blur + 2;
  const more = spillOf(segment.graphic, layout, canvas);
  const moved = keyedReach(segment, canvas);
  const scale = reach.scale * moved.scale;
  const round = reach.turns || moved.turns ? Math.hypot(layout.width, layout.height) * scale : 0;
  const grow = (length: number): number => Math.max(((scale - 1) * length) / 2, (round - length) / 2);
  const [across, along] = [grow(layout.width), grow(layout.height)];
  const edges = {
    left: layout.left - spill - more.left * scale - reach.x - across + Math.min(0, moved.left),
    top: layout.top - spill - more.top * scale - reach.y - along + Math.min(0, moved.top),
    right: layout.left + layout.width + spill + more.right * scale + reach.x + across + Math.max(0, moved.right),
    bottom: layout.top + layout.height + spill + more.bottom * scale + reach.y + along + Math.max(0, moved.bottom),
  };
  const left = Math.min(canvas.width - 1, Math.max(0, Math.floor(edges.left)));
  const top = Math.min(canvas.height - 1, Math.max(0, Math.floor(edges.top)));
  const right = Math.min(canvas.width, Math.ceil(edges.right));
  const bottom = Math.min(canvas.height, Math.ceil(edges.bottom));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** How far keyframes ever take a text, in px; read off every frame of a sixtieth of a second. */
function keyedReach(segment: TextSegment, canvas: Size) {
  const reach = { left: 0, top: 0, right: 0, bottom: 0, scale: 1, turns: false };
  if (segment.keyframes === undefined) return reach;
  const step = Math.max(1000 / 60, segment.duration / 2000);
  for (let ms = 0; ms <= segment.duration; ms += step) {
    const { x, y, scale, rotate } = keyedAt(segment, ms);
    reach.left = Math.min(reach.left, x * canvas.width);
    reach.right = Math.max(reach.right, x * canvas.width);
    reach.top = Math.min(reach.top, y * canvas.height);
    reach.bottom = Math.max(reach.bottom, y * canvas.height);
    reach.scale = Math.max(reach.scale, scale);
    reach.turns ||= rotate !== 0;
  }
  return reach;
}

type Shown = {
  readonly alpha: number;
  readonly characters: number;
  readonly look: Look;
  readonly keyed: Keyed;
  readonly travel: number;
};

function paint(on: Drawing & { readonly stage: Canvas }, pose: Pose, shown: Shown): TextPicture {
  const { stage, whole, layout, area, canvas } = on;
  const { keyed, look } = shown;
  const context = stage.getContext('2d');
  context.resetTransform();
  context.clearRect(0, 0, area.width, area.height);
  const isWhole = shown.characters === look.characters;
  if (!isWhole) draw(on, { ...look, characters: shown.characters });
  const middle = { x: layout.left + layout.width / 2 - area.left, y: layout.top + layout.height / 2 - area.top };
  context.save();
  context.globalAlpha = shown.alpha;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.translate(middle.x + pose.x + keyed.x * canvas.width, middle.y + pose.y + keyed.y * canvas.height);
  if (pose.rotate + keyed.rotate !== 0) context.rotate(((pose.rotate + keyed.rotate) * Math.PI) / 180);
  context.scale(pose.scale * keyed.scale, pose.scale * keyed.scale * pose.flat);
  if (pose.shown < 1) {
    context.beginPath();
    context.rect(
      -middle.x,
      -middle.y,
      middle.x - layout.width / 2 + (layout.width + layout.fontPx) * pose.shown,
      area.height,
    );
    context.clip();
  }
  if (pose.blur > 0) context.filter = `blur(${(pose.blur * layout.fontPx).toFixed(2)}px)`;
  if (pose.units === null || layout.lines.length === 0) context.drawImage(whole, -middle.x, -middle.y);
  else {
    const { ground, letters } = apart(on, look);
    context.drawImage(ground, -middle.x, -middle.y);
    const slices = slicesOf(layout, area, letters.getContext('2d'), pose.units.by);
    const moving = { units: pose.units, alpha: shown.alpha, travel: shown.travel, origin: middle };
    drawUnits(context, letters, slices, moving);
  }
  context.restore();
  context.filter = 'none';
  // Put the whole text back for the poses that follow.
  if (!isWhole) draw(on, look);
  const { data } = context.getImageData(0, 0, area.width, area.height);
  return { ...area, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
}

/** What stands behind the letters, and the letters, each on a canvas of its own. */
function apart(on: Drawing, look: Look): { ground: Canvas; letters: Canvas } {
  const made = (only: 'ground' | 'letters'): Canvas => {
    const known = on.layers.get(only);
    if (known !== undefined) return known;
    const canvas = createCanvas(on.area.width, on.area.height);
    draw({ ...on, whole: canvas }, look, only);
    on.layers.set(only, canvas);
    return canvas;
  };
  return { ground: made('ground'), letters: made('letters') };
}

/** Draws the text at rest: graphic and box, then outline, then letters, then the word that is spoken. */
function draw(drawing: Drawing, how: Look, only: 'ground' | 'letters' | null = null): void {
  const { whole, layout, segment, area, marked, canvas } = drawing;
  const context = whole.getContext('2d');
  const { style } = segment;
  context.resetTransform();
  context.clearRect(0, 0, area.width, area.height);
  context.translate(layout.left - area.left, layout.top - area.top);
  if (only !== 'letters') {
    if (segment.graphic !== undefined) drawGraphic(context, segment.graphic, { layout, canvas, part: how.part });
    drawBox(context, segment, layout);
  }
  if (only === 'ground' || layout.lines.length === 0) return;
  context.lang = layout.lang;
  context.font = layout.font;
  context.letterSpacing = layout.letterSpacing;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.direction = layout.rightToLeft ? 'rtl' : 'ltr';
  context.lineJoin = 'round';
  const words = marked === null || how.spoken === null ? null : { marked, spoken: how.spoken };
  const lines = words === null ? shortened(layout, how.characters) : plainRuns(layout, segment, words);
  if (words !== null) behindWord(context, layout, segment, words);
  const color = how.hue === null ? style.color : `hsl(${how.hue}, 90%, 62%)`;
  const isBoxed = style.box !== null;
  const inFont = (line: LaidLine): void => {
    context.font = line.font ?? layout.font;
    context.lang = line.lang ?? layout.lang;
    context.letterSpacing = line.letterSpacing ?? layout.letterSpacing;
  };
  if (style.outline !== null && style.outline.width > 0) {
    // An outline sets letters off by itself: under it the shadow is always dark.
    withShadow(context, layout, style.shadow && !isBoxed ? '#ffffff' : null);
    context.strokeStyle = style.outline.color;
    const below = segment.second?.size ?? 1;
    for (const line of lines) {
      inFont(line);
      context.lineWidth = 2 * style.outline.width * layout.fontPx * (line.isSecond === true ? below : 1);
      context.strokeText(line.text, line.x, line.y);
    }
    context.lineWidth = 2 * style.outline.width * layout.fontPx;
    withShadow(context, layout, null);
  }
  context.fillStyle = color;
  const hasOutline = style.outline !== null && style.outline.width > 0;
  const shadows = style.shadow && !isBoxed && !hasOutline ? [SHADOW, EDGE] : [null];
  for (const shadow of shadows) {
    withShadow(context, layout, shadow === null ? null : how.hue === null ? style.color : '#ffffff', shadow ?? SHADOW);
    for (const line of lines) {
      inFont(line);
      context.fillStyle = line.color ?? color;
      context.fillText(line.text, line.x, line.y);
    }
  }
  withShadow(context, layout, null);
  inFont({ text: '', x: 0, y: 0 });
  if (words !== null) overWord(context, layout, segment, words);
}

function drawBox(context: SKRSContext2D, { style }: TextSegment, layout: Layout): void {
  if (style.box === null || layout.lines.length === 0) return;
  const radius = (style.box.radius * Math.min(layout.width, layout.height)) / 2;
  context.fillStyle = style.box.color;
  context.beginPath();
  context.roundRect(0, 0, layout.width, layout.height, radius);
  context.fill();
}

type Words = { readonly marked: MarkedWords; readonly spoken: Spoken };

/** The runs that are drawn like all letters: not those that come later, not the one that stands out by its size. */
function plainRuns(layout: Layout, { mark }: TextSegment, { marked, spoken }: Words): LaidLine[] {
  const isShown = ({ word }: Run): boolean =>
    mark?.kind === 'reveal' ? word <= spoken.word : mark?.kind === 'grow' ? word !== spoken.word : true;
  const first = marked.runs.flatMap((runs, line) =>
    runs.filter(isShown).map(({ text, x }) => ({ text, x, y: layout.lines[line]?.y ?? 0 })),
  );
  return [...first, ...layout.lines.filter(({ isSecond }) => isSecond === true)];
}

function* runsOf(word: number, { runs }: MarkedWords, layout: Layout): Generator<Run & { y: number }> {
  for (const [line, each] of runs.entries())
    for (const run of each) if (run.word === word) yield { ...run, y: layout.lines[line]?.y ?? 0 };
}

/** A box or a line under the letters of the spoken word. */
function behindWord(context: SKRSContext2D, layout: Layout, { mark }: TextSegment, { marked, spoken }: Words): void {
  if (mark?.kind !== 'box' && mark?.kind !== 'underline') return;
  const em = layout.fontPx;
  context.fillStyle = mark.color;
  for (const { text, x, y, width } of runsOf(spoken.word, marked, layout)) {
    if (text.trim() === '') continue;
    context.beginPath();
    if (mark.kind === 'box') context.roundRect(x - em * 0.14, y - em * 0.88, width + em * 0.28, em * 1.16, em * 0.18);
    else context.roundRect(x, y + em * 0.14, width, em * 0.1, em * 0.05);
    context.fill();
  }
}

/** The letters of spoken words in the colour of the mark, over those that are there. */
function overWord(context: SKRSContext2D, layout: Layout, segment: TextSegment, { marked, spoken }: Words): void {
  const { mark, style } = segment;
  if (mark === undefined || mark.kind === 'box' || mark.kind === 'underline' || mark.kind === 'reveal') return;
  context.fillStyle = mark.color;
  const em = layout.fontPx;
  for (let word = mark.kind === 'fill' ? 0 : spoken.word; word <= spoken.word; word++) {
    for (const { text, x, y, width } of runsOf(word, marked, layout)) {
      context.save();
      if (mark.kind === 'fill' && word === spoken.word) {
        context.beginPath();
        context.rect(x - em * 0.1, y - em * 1.2, em * 0.1 + (width * spoken.part) / PARTS, em * 1.8);
        context.clip();
      }
      if (mark.kind === 'grow') {
        context.translate(x + width / 2, y - em * 0.36);
        context.scale(GROWN, GROWN);
        context.translate(-(x + width / 2), -(y - em * 0.36));
        if (style.outline !== null && style.outline.width > 0) context.strokeText(text, x, y);
      }
      context.fillText(text, x, y);
      context.restore();
    }
  }
}

type Shadow = { readonly blur: number; readonly fall: number; readonly alpha: number };

/** Light letters throw a dark shadow, dark ones a light glow: either way they stand out. Null: none. */
function withShadow(context: SKRSContext2D, layout: Layout, color: string | null, shadow: Shadow = SHADOW): void {
  const isDark = color !== null && brightness(color) < 0.35;
  context.shadowColor = color === null ? 'transparent' : `rgba(${isDark ? '255,255,255' : '0,0,0'},${shadow.alpha})`;
  context.shadowBlur = color === null ? 0 : layout.fontPx * shadow.blur;
  context.shadowOffsetY = color === null ? 0 : layout.fontPx * shadow.fall;
}

/** Relative brightness of `#rrggbb`, 0–1 (weights of BT.709). */
function brightness(color: string): number {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function shortened(layout: Layout, characters: number): LaidLine[] {
  let left = characters;
  return layout.lines.map((line) => {
    const own = charactersOf(line.text);
    const take = Math.min(left, own.length);
    left -= take;
    return take === own.length ? line : { ...line, text: own.slice(0, take).join('') };
  });
}
