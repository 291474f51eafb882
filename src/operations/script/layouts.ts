import { textSegment } from '../../draft/build.ts';
import type { Graphic } from '../../draft/graphic.ts';
import type { Canvas, TextAnimation, TextSegment, TextStyle } from '../../draft/model.ts';
import { textLasting } from '../../draft/slice.ts';
import { SIGN } from '../graphics.ts';
import { type Composition, type Frame, type FrameName, frameOn, roomIn, roundOf, shapeOf } from './frames.ts';
import { EAST, linesIn, widthOf } from './letters.ts';
import type { Palette } from './palettes.ts';
import type { ScriptScene } from './script.ts';
import type { Voice } from './voices.ts';

/** What a scene is laid out with. `picture`: what of the user is seen: all over the picture, or beside the words. */
export type Page = {
  readonly canvas: Canvas;
  readonly voice: Voice;
  readonly composition: Composition;
  readonly palette: Palette;
  readonly picture: 'over' | 'beside' | null;
  /** Which scene it is, for variety; of a point, which of how many. */
  readonly index: number;
  readonly point: readonly [number: number, of: number] | null;
  readonly isOnAccent: boolean;
  /** Captions stand at the bottom: the page keeps away from there. */
  readonly isCaptioned: boolean;
  readonly start: number;
  readonly duration: number;
};

type Block = {
  readonly text: string;
  readonly role: TextSegment['role'];
  readonly style: TextStyle;
  readonly lines: number;
  /** Space below it, as a share of the shorter side. */
  readonly gap: number;
  readonly comes: TextAnimation;
  /** ms after the scene's start. */
  readonly late: number;
  readonly over?: Partial<TextSegment>;
};

/** Widths are of letters one by one: pairs of them stand a little closer or wider. */
const SPARE = 1.02;

/** The texts and shapes of a scene, from the top down. Their sizes follow from how much there is to read. */
export function pageOf(scene: ScriptScene, page: Page): Omit<TextSegment, 'id'>[] {
  const { canvas, duration, start } = page;
  const frame = frameOn(frameFor(scene, page), canvas, page.isCaptioned);
  const room = roomIn(frame, canvas);
  let blocks = blocksOf(scene, { ...page, frame, shrink: 1 });
  for (let shrink = 0.94; heightOf(blocks) > room.height && shrink > 0.4; shrink -= 0.06)
    blocks = blocksOf(scene, { ...page, frame, shrink });
  const total = heightOf(blocks);
  const share = Math.min(canvas.width, canvas.height) / canvas.height;
  const spare = (frame.bottom - frame.top - total * share) * { top: 0, middle: 0.48, bottom: 1 }[frame.lean];
  let top = frame.top + Math.max(0, spare);
  const texts = blocks.map((block) => {
    const height = block.lines * block.style.size;
    const y = top + (height * share) / 2;
    top += (height + block.gap) * share;
    const late = Math.min(block.late, Math.floor(duration / 4));
    const base = textSegment('', block.text, { start: start + late, duration: Math.max(200, duration - late) });
    const { id: _, ...whole } = {
      ...base,
      role: block.role,
      x: round(middleOf(block, frame, canvas)),
      y: round(Math.min(0.96, Math.max(0.04, y))),
      maxWidth: Math.min(1, round((frame.right - frame.left) * 1.04)),
      style: block.style,
      animateIn: block.comes,
      animateOut: { name: 'fade', duration: 220 } as const,
      ...block.over,
    };
    return textLasting({ ...whole, id: '' }, whole.duration);
  });
  return page.picture === 'over' ? [shadeOf(page), ...texts] : texts;
}

/** What lets words be read on any picture: a shade that grows towards the edge at which they stand. */
function shadeOf({ canvas, isCaptioned, start, duration }: Page): Omit<TextSegment, 'id'> {
  const isUpright = shapeOf(canvas) === 'upright';
  const tall = isUpright || isCaptioned ? 0.72 : 0.68;
  const graphic = { kind: 'rect', w: 1, h: tall, radius: 0, fill: '#000000d0', stroke: null, from: 'bottom' } as const;
  const { id: _, ...base } = textSegment('', SIGN.rect, { start, duration: Math.max(200, duration) });
  const gone: TextAnimation = { name: 'none', duration: 0 };
  return {
    ...base,
    role: 'graphic',
    x: 0.5,
    y: round(1 - tall / 2),
    maxWidth: 1,
    style: { ...base.style, size: 0.05, shadow: false },
    animateIn: gone,
    animateOut: gone,
    graphic,
  };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

const heightOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { lines, style, gap }, i) => sum + lines * style.size + (i < blocks.length - 1 ? gap : 0), 0);

/** Where the middle of a block lies, so that blocks that lean to the left begin at one edge. */
function middleOf({ text, style, over }: Block, frame: Frame, canvas: Canvas): number {
  if (frame.align === 'center') return (frame.left + frame.right) / 2;
  const short = Math.min(canvas.width, canvas.height);
  const pad = style.box === null ? 0 : (style.size / 1.24) * (0.5 + 0.3 * style.box.radius) * 2;
  const own = over?.graphic !== undefined && 'w' in over.graphic ? over.graphic.w : null;
  const widest = Math.max(...text.split('\n').map((line) => widthOf(line, style))) + pad;
  return frame.left + (own ?? (widest * short) / canvas.width) / 2;
}

/** Where the words of a scene stand. */
export function frameFor(
  { kind }: ScriptScene,
  { picture, composition, index }: Pick<Page, 'picture' | 'composition' | 'index'>,
): FrameName {
  if (picture === 'beside') return 'beside';
  if (picture === 'over') return composition === 'left' || index % 2 === 1 ? 'over' : 'overCenter';
  if (kind === 'number' || kind === 'offer') return 'center';
  if (kind === 'line' || kind === 'point') return roundOf(composition, index);
  return composition;
}

type Sheet = Page & { readonly frame: Frame; readonly shrink: number };

/** What the blocks of a page are made with. */
function toolsOf(page: Sheet) {
  const { palette, voice, canvas, picture, isOnAccent, frame, shrink } = page;
  const isOver = picture === 'over';
  const isUpright = shapeOf(canvas) === 'upright';
  const ink = isOver ? '#ffffff' : isOnAccent ? palette.onAccent : palette.ink;
  const accent = isOver ? '#ffffff' : isOnAccent ? palette.onAccent : palette.accent[0];
  // Over a picture that may be anything, letters have an edge.
  const outline = isOver ? { color: '#00000059', width: 0.025 } : null;
  const plain = { outline, box: null, align: frame.align, shadow: isOver } as const;
  const room = roomIn(frame, canvas).width / SPARE;
  const main = (text: string, most: number): TextStyle => {
    const letters = EAST.test(text) ? { ...voice.main, italic: false } : voice.main;
    const style: TextStyle = { ...plain, ...letters, color: ink, size: most * shrink };
    return { ...style, size: fittingSize(text, style, { room, isUpright: shapeOf(canvas) !== 'wide' }) };
  };
  const small = (size: number, color: string, text: string): TextStyle => {
    const style: TextStyle = {
      ...plain,
      ...voice.small,
      color,
      size: smallSize(size, voice) * shrink * (isUpright ? 1.18 : 1),
    };
    // An address is written as it is typed.
    const isAddress = /[@/]|\.\w{2,4}\b/.test(text);
    const fitting = isAddress ? { ...style, upper: false } : style;
    const width = widthOf(text, fitting);
    return width > room * 2 ? { ...fitting, size: (fitting.size * room * 2) / width } : fitting;
  };
  const comes = (ms: number): TextAnimation => ({
    name: voice.comes[page.index % voice.comes.length] ?? 'fade',
    duration: ms,
  });
  const soft: TextAnimation = { name: 'fade', duration: 450 };
  const block = (text: string, style: TextStyle, over: Partial<Block> = {}): Block => {
    const lines = linesIn(text, style, room);
    return {
      role: 'text',
      style,
      text: lines.join('\n'),
      lines: lines.length,
      gap: 0.03,
      comes: soft,
      late: 0,
      ...over,
    };
  };
  return { plain, ink, accent, main, small, comes, block };
}

/** A name, what to do as a button, and where. */
function callOf(scene: ScriptScene, page: Sheet): Block[] {
  const { palette, picture, isOnAccent, shrink } = page;
  const { plain, ink, main, small, comes, block } = toolsOf(page);
  const button: TextStyle = {
    ...plain,
    font: 'sans',
    weight: 'bold',
    italic: false,
    upper: false,
    color: picture === 'over' ? palette.onAccent : isOnAccent ? palette.accent[0] : palette.onAccent,
    size: 0.082 * shrink,
    shadow: false,
    box: { color: isOnAccent ? palette.onAccent : palette.accent[0], radius: 1 },
  };
  return [
    block(scene.above ?? '', main(scene.above ?? '', 0.22), { gap: 0.09, comes: comes(600), role: 'title' }),
    block(scene.main, button, {
      gap: 0.085,
      late: 500,
      comes: { name: 'pop', duration: 400 },
      over: { animateLoop: { name: 'pulse', period: 1600 } },
    }),
    ...(scene.below === null ? [] : [block(scene.below, small(0.07, ink, scene.below), { late: 750 })]),
  ];
}

function blocksOf(scene: ScriptScene, page: Sheet): Block[] {
  const { ink, accent, main, small, comes, block } = toolsOf(page);
  const isBare = page.picture === null;
  const above = scene.above === null ? [] : [block(scene.above, small(0.066, accent, scene.above), { gap: 0.028 })];
  const below =
    scene.below === null
      ? []
      : [block(scene.below, small(0.07, ink, scene.below), { late: 420, comes: { name: 'slide-up', duration: 450 } })];
  const bar = barOf(accent, page);
  switch (scene.kind) {
    case 'cta':
      return callOf(scene, page);
    case 'number':
      return [block(scene.main, main(scene.main, 0.5), { comes: { name: 'zoom', duration: 250 } })];
    case 'offer':
      return [
        ...above,
        block(scene.main, main(scene.main, 0.38), {
          comes: { name: 'pop', duration: 450 },
          over: { animateLoop: { name: 'pulse', period: 1400 } },
        }),
        ...below,
      ];
    case 'open':
      return [
        ...above,
        block(scene.main, main(scene.main, 0.3), { role: 'title', late: 150, comes: comes(700), gap: 0.05 }),
        ...(isBare ? [bar] : []),
        ...below,
      ];
    case 'facts':
      return [
        ...above,
        block(scene.main, main(scene.main, 0.24), { late: 120, comes: comes(600), gap: 0.045 }),
        ...(isBare && scene.below !== null ? [bar] : []),
        ...below,
      ];
    case 'list':
      return listOf(scene, page);
    case 'point':
      return [...numeralOf(page), ...lineOf(scene, page, above), ...below];
    case 'line':
    case 'close':
      return [...lineOf(scene, page, above), ...below];
  }
}

/** The words of a line, large; now and then something stands around them. */
function lineOf(scene: ScriptScene, page: Sheet, above: readonly Block[]): Block[] {
  const { main, comes, block } = toolsOf(page);
  const plate = page.picture !== null || above.length > 0 || scene.kind === 'point' ? null : plateOf(page);
  const most = page.picture === 'over' ? 0.18 : page.picture === 'beside' ? 0.16 : scene.main.length > 60 ? 0.13 : 0.23;
  return [
    ...above,
    block(scene.main, main(scene.main, most), {
      late: above.length === 0 ? 0 : 180,
      comes: comes(600),
      ...(plate === null ? {} : { over: { graphic: plate } }),
    }),
  ];
}

/** Of several points, which one it is. */
function numeralOf(page: Sheet): Block[] {
  const { point, picture, isOnAccent, palette, shrink } = page;
  if (point === null || point[1] < 2 || picture === 'over') return [];
  const { plain, accent, block } = toolsOf(page);
  const letters = { font: 'display', weight: 'bold', italic: false, upper: false } as const;
  const number = String(point[0]);
  if (page.frame.align === 'left')
    return [
      block(number.padStart(2, '0'), { ...plain, ...letters, color: accent, size: 0.1 * shrink }, { gap: 0.012 }),
    ];
  const box = { color: isOnAccent ? palette.onAccent : palette.accent[0], radius: 1 };
  const color = isOnAccent ? palette.accent[0] : palette.onAccent;
  const style: TextStyle = { ...plain, ...letters, color, size: 0.075 * shrink, box };
  return [block(number, style, { gap: 0.055, comes: { name: 'pop', duration: 350 } })];
}

/** Several short lines below one another, each after the one before. */
function listOf(scene: ScriptScene, page: Sheet): Block[] {
  const { accent, small, main, comes, block } = toolsOf(page);
  const rows = scene.main.split('\n');
  const longest = rows.reduce((most, row) => (row.length > most.length ? row : most), '');
  const { size } = main(longest, Math.min(0.15, 0.52 / rows.length));
  return [
    ...(scene.above === null ? [] : [block(scene.above, small(0.066, accent, scene.above), { gap: 0.05 })]),
    ...rows.map((row, i) =>
      block(row, { ...main(row, size), size }, { gap: 0.022, late: 150 + 350 * i, comes: comes(450) }),
    ),
  ];
}

/** A short stroke between what is large and what is small. */
function barOf(color: string, { canvas, shrink }: Sheet): Block {
  const short = Math.min(canvas.width, canvas.height);
  const [width, height] = [0.14 * shrink, 0.011 * shrink];
  return {
    text: SIGN.rect,
    role: 'graphic',
    style: { ...textSegment('', SIGN.rect, { start: 0, duration: 1 }).style, size: height * 2, shadow: false },
    lines: 1,
    gap: 0.04,
    comes: { name: 'wipe', duration: 450 },
    late: 350,
    over: {
      graphic: {
        kind: 'rect',
        w: round((width * short) / canvas.width),
        h: round((height * short) / canvas.height),
        radius: 1,
        fill: color,
        stroke: null,
      },
    },
  };
}

/** Now and then something stands around the words. */
function plateOf({ index, palette, isOnAccent, frame }: Sheet): Graphic | null {
  const [fill, accent] = isOnAccent ? [palette.onAccent, palette.onAccent] : [palette.ground[1], palette.accent[0]];
  const round = frame.align === 'left' ? ([null, 'underline', null] as const) : ([null, 'underline', null] as const);
  const design = round[index % 3] ?? null;
  return design === null ? null : { kind: 'plate', design, fill, accent };
}

const smallSize = (size: number, { small }: Voice): number =>
  small.font === 'hand' ? size * 1.35 : small.upper ? size * 0.86 : size;

/** How good a size is in one, two or three lines: words on one line are read at once, three are a column. */
const WORTH = [1.3, 1, 0.8];
/** A line that is much shorter than the others is a word left alone. */
const ALONE = 0.8;

/** The size at which a text looks best: as large as it can be in few lines, without a broken word or one left alone. */
function fittingSize(
  text: string,
  style: TextStyle,
  { room, isUpright }: { room: number; isUpright: boolean },
): number {
  const isEast = EAST.test(text);
  const words = isEast ? [] : text.split(/\s+/);
  const most = isEast ? (text.length <= 6 ? 1 : text.length <= 12 ? 2 : 3) : words.length <= 3 ? 2 : 3;
  let best = { size: 0.05, worth: 0 };
  for (let count = 1; count <= most; count++) {
    for (let size = style.size; size > 0.05; size -= 0.005) {
      const tried = { ...style, size };
      if (words.some((word) => widthOf(word, tried) > room)) continue;
      const lines = linesIn(text, tried, room);
      if (lines.length > count) continue;
      const widths = lines.map((line) => widthOf(line, tried));
      const isEven = Math.min(...widths) > 0.42 * Math.max(...widths);
      const tall = count === 3 && !isUpright && size > 0.13 ? 0.75 : 1;
      const worth = size * (WORTH[lines.length - 1] ?? 0.7) * (isEven ? 1 : ALONE) * tall;
      if (worth > best.worth) best = { size, worth };
      break;
    }
  }
  return Math.round(best.size * 1000) / 1000;
}
