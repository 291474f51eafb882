import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { TextSegment } from '../../draft/model.ts';
import { cleanText } from './clean.ts';
import { type Layout, layOut, type Size } from './layout.ts';
import { charactersOf } from './lines.ts';
import { type MarkedWords, markedWords, PARTS, type Run, type Spoken } from './marked-words.ts';
import { type Pose, poseAt, reachOf } from './motion.ts';

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
 * Draws a text segment for a canvas. Fonts are our own, every character of the text is literal, and the picture keeps
 * inside the canvas. Runs native code: only in the renderer's child processes.
 */
export function textPainter(segment: TextSegment, canvas: Size): TextPainter {
  const text = cleanText(segment.text, segment.style.upper);
  if (text === '') return { at: () => null };
  const layout = layOut(createCanvas(1, 1).getContext('2d'), text, segment, canvas);
  const travel = layout.lineHeight * TRAVEL;
  const area = areaOf(layout, segment, canvas, travel);
  const count = layout.lines.reduce((sum, line) => sum + charactersOf(line.text).length, 0);
  const stage = createCanvas(area.width, area.height);
  const whole = createCanvas(area.width, area.height);
  const marked = markedWords(segment, layout, whole.getContext('2d'));
  const drawing = { whole, layout, segment, area, marked };
  draw(drawing, { characters: count, spoken: marked?.at(0) ?? null });
  let drawn = marked === null ? '' : spokenKey(marked.at(0), segment);

  let last: { key: string; picture: TextPicture | null } | null = null;
  return {
    at(ms) {
      const pose = poseAt(segment, ms, travel);
      if (pose === null) return null;
      const characters = Math.round(pose.written * count);
      const alpha = Math.round(pose.alpha * segment.opacity * 255);
      // A sixteenth of a pixel and a ten-thousandth of the size are below what can be seen.
      const spoken = marked?.at(ms) ?? null;
      const words = spoken === null ? '' : spokenKey(spoken, segment);
      const key = [
        words,
        alpha,
        characters,
        Math.round(pose.x * 16),
        Math.round(pose.y * 16),
        Math.round(pose.scale * 1e4),
      ].join();
      if (last?.key === key) return last.picture;
      const isNothing = alpha === 0 || characters === 0;
      if (words !== drawn && !isNothing) {
        draw(drawing, { characters: count, spoken });
        drawn = words;
      }
      const picture = isNothing
        ? null
        : paint({ ...drawing, stage }, pose, { alpha: alpha / 255, characters, count, spoken });
      last = { key, picture };
      return picture;
    },
  };
}

/** What of the spoken word changes the picture: how much of it only where it fills. */
const spokenKey = ({ word, part }: Spoken, { mark }: TextSegment): string =>
  mark?.kind === 'fill' ? `${word}:${part}` : String(word);

type Drawing = {
  readonly whole: Canvas;
  readonly layout: Layout;
  readonly segment: TextSegment;
  readonly area: Area;
  readonly marked: MarkedWords | null;
};

type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The part of the canvas that the text ever touches: block, outline, shadow and motion. */
function areaOf(layout: Layout, segment: TextSegment, canvas: Size, travel: number): Area {
  const { style } = segment;
  const reach = reachOf(segment, travel);
  const shadow = style.shadow ? layout.fontPx * (SHADOW.blur * 1.5 + SHADOW.fall) : 0;
  const outline = (style.outline?.width ?? 0) * layout.fontPx;
  // Slanted, swashed and stacked letters leave their advance box.
  const grown = segment.mark?.kind === 'grow' ? layout.width * (GROWN - 1) : 0;
  const spill = Math.max(shadow, layout.fontPx * 0.3) + outline + grown + 2;
  const grow = (length: number): number => ((reach.scale - 1) * length) / 2;
  const left = Math.max(0, Math.floor(layout.left - spill - reach.x - grow(layout.width)));
  const top = Math.max(0, Math.floor(layout.top - spill - reach.y - grow(layout.height)));
  const right = Math.min(canvas.width, Math.ceil(layout.left + layout.width + spill + reach.x + grow(layout.width)));
  const bottom = Math.min(canvas.height, Math.ceil(layout.top + layout.height + spill + reach.y + grow(layout.height)));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

function paint(
  on: Drawing & { readonly stage: Canvas },
  pose: Pose,
  shown: { alpha: number; characters: number; count: number; spoken: Spoken | null },
): TextPicture {
  const { stage, whole, layout, area } = on;
  const context = stage.getContext('2d');
  context.resetTransform();
  context.clearRect(0, 0, area.width, area.height);
  const isWhole = shown.characters === shown.count;
  if (!isWhole) draw(on, { characters: shown.characters, spoken: shown.spoken });
  const middleX = layout.left + layout.width / 2 - area.left;
  const middleY = layout.top + layout.height / 2 - area.top;
  context.globalAlpha = shown.alpha;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.translate(middleX + pose.x, middleY + pose.y);
  context.scale(pose.scale, pose.scale);
  context.drawImage(whole, -middleX, -middleY);
  // Put the whole text back for the poses that follow.
  if (!isWhole) draw(on, { characters: shown.count, spoken: shown.spoken });
  const { data } = context.getImageData(0, 0, area.width, area.height);
  return { ...area, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
}

/** Draws the first `characters` of the text at rest: box, then outline, then letters, then the word that is spoken. */
function draw(
  { whole, layout, segment, area, marked }: Drawing,
  how: { characters: number; spoken: Spoken | null },
): void {
  const context = whole.getContext('2d');
  const { style } = segment;
  context.resetTransform();
  context.clearRect(0, 0, area.width, area.height);
  context.translate(layout.left - area.left, layout.top - area.top);
  if (style.box !== null) {
    context.fillStyle = style.box.color;
    context.beginPath();
    context.roundRect(
      0,
      0,
      layout.width,
      layout.height,
      (style.box.radius * Math.min(layout.width, layout.height)) / 2,
    );
    context.fill();
  }
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
  const isBoxed = style.box !== null;
  if (style.outline !== null && style.outline.width > 0) {
    // An outline sets letters off by itself: under it the shadow is always dark.
    withShadow(context, layout, style.shadow && !isBoxed ? '#ffffff' : null);
    context.strokeStyle = style.outline.color;
    context.lineWidth = 2 * style.outline.width * layout.fontPx;
    for (const line of lines) context.strokeText(line.text, line.x, line.y);
    withShadow(context, layout, null);
  }
  context.fillStyle = style.color;
  const hasOutline = style.outline !== null && style.outline.width > 0;
  const shadows = style.shadow && !isBoxed && !hasOutline ? [SHADOW, EDGE] : [null];
  for (const shadow of shadows) {
    withShadow(context, layout, shadow === null ? null : style.color, shadow ?? SHADOW);
    for (const line of lines) context.fillText(line.text, line.x, line.y);
  }
  withShadow(context, layout, null);
  if (words !== null) overWord(context, layout, segment, words);
}

type Words = { readonly marked: MarkedWords; readonly spoken: Spoken };

/** The runs that are drawn like all letters: not those that come later, not the one that stands out by its size. */
function plainRuns(
  layout: Layout,
  { mark }: TextSegment,
  { marked, spoken }: Words,
): { text: string; x: number; y: number }[] {
  const isShown = ({ word }: Run): boolean =>
    mark?.kind === 'reveal' ? word <= spoken.word : mark?.kind === 'grow' ? word !== spoken.word : true;
  return marked.runs.flatMap((runs, line) =>
    runs.filter(isShown).map(({ text, x }) => ({ text, x, y: layout.lines[line]?.y ?? 0 })),
  );
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

function shortened(layout: Layout, characters: number): { text: string; x: number; y: number }[] {
  let left = characters;
  return layout.lines.map((line) => {
    const own = charactersOf(line.text);
    const take = Math.min(left, own.length);
    left -= take;
    return take === own.length ? line : { ...line, text: own.slice(0, take).join('') };
  });
}
