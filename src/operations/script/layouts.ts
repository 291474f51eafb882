import { Random } from '../../base/random.ts';
import { textSegment } from '../../draft/build.ts';
import type { Graphic } from '../../draft/graphic.ts';
import type { Canvas, TextAnimation, TextSegment, TextStyle } from '../../draft/model.ts';
import { textLasting } from '../../draft/slice.ts';
import { SIGN } from '../graphics.ts';
import type { Palette, Tone } from './palettes.ts';
import type { Script, ScriptScene } from './script.ts';

/** How the texts of a whole video look: two kinds of letters, and how they come and go. */
export type Voice = {
  readonly main: Pick<TextStyle, 'font' | 'weight' | 'italic' | 'upper'>;
  readonly small: Pick<TextStyle, 'font' | 'weight' | 'italic' | 'upper'>;
  readonly comes: readonly TextAnimation['name'][];
};

const letters = (
  font: TextStyle['font'],
  weight: TextStyle['weight'],
  upper = false,
  italic = false,
): Voice['main'] => ({
  font,
  weight,
  upper,
  italic,
});

/** Letters that go with a tone: a large kind and a small one that differ enough to be told apart. */
const VOICES: Readonly<Record<Tone, readonly Voice[]>> = {
  bold: [
    {
      main: letters('display', 'bold', true),
      small: letters('sans', 'bold', true),
      comes: ['slide-up', 'pop', 'words-rise'],
    },
    {
      main: letters('display', 'bold'),
      small: letters('mono', 'regular', true),
      comes: ['words-pop', 'slide-left', 'zoom'],
    },
  ],
  warm: [
    { main: letters('serif', 'bold'), small: letters('sans', 'bold', true), comes: ['words-rise', 'fade', 'slide-up'] },
    { main: letters('display', 'bold'), small: letters('hand', 'bold'), comes: ['words-fade', 'slide-up', 'zoom'] },
  ],
  fresh: [
    {
      main: letters('display', 'bold'),
      small: letters('sans', 'bold', true),
      comes: ['words-rise', 'slide-up', 'wipe'],
    },
  ],
  calm: [
    {
      main: letters('serif', 'regular'),
      small: letters('sans', 'regular', true),
      comes: ['blur', 'letters-fade', 'words-fade'],
    },
    {
      main: letters('display', 'regular'),
      small: letters('sans', 'regular', true),
      comes: ['letters-fade', 'blur', 'fade'],
    },
  ],
  party: [
    { main: letters('display', 'bold'), small: letters('hand', 'bold'), comes: ['letters-pop', 'pop', 'words-pop'] },
    {
      main: letters('display', 'bold', true),
      small: letters('sans', 'bold', true),
      comes: ['elastic', 'letters-drop', 'pop'],
    },
  ],
  romantic: [
    {
      main: letters('serif', 'regular', false, true),
      small: letters('sans', 'regular', true),
      comes: ['letters-fade', 'blur', 'words-fade'],
    },
  ],
  tech: [
    {
      main: letters('display', 'bold'),
      small: letters('mono', 'regular', true),
      comes: ['wipe', 'words-rise', 'letters-rise'],
    },
    { main: letters('sans', 'bold'), small: letters('mono', 'regular'), comes: ['typewriter', 'slide-up', 'wipe'] },
  ],
  food: [
    { main: letters('serif', 'bold'), small: letters('sans', 'bold', true), comes: ['words-rise', 'slide-up', 'pop'] },
  ],
  luxury: [
    {
      main: letters('serif', 'regular', true),
      small: letters('sans', 'regular', true),
      comes: ['letters-fade', 'blur', 'fade'],
    },
  ],
  dark: [
    {
      main: letters('serif', 'bold', true),
      small: letters('mono', 'regular', true),
      comes: ['blur', 'letters-fade', 'zoom'],
    },
  ],
};

/** The letters of a film; another design has others where its tone knows some. */
export function voiceFor({ tone, seed, design }: Script): Voice {
  const all = VOICES[tone];
  const first = Math.floor(new Random(seed, 'voice').next() * all.length);
  return all[(first + design) % all.length] as Voice;
}

/** What a scene is laid out with. `isPicture`: it lies over a photo or a clip of the user. */
export type Page = {
  readonly canvas: Canvas;
  readonly voice: Voice;
  readonly palette: Palette;
  readonly isPicture: boolean;
  /** Which scene it is, for variety. */
  readonly index: number;
  readonly isOnAccent: boolean;
  /** Captions stand at the bottom: the page keeps away from there. */
  readonly isCaptioned: boolean;
  readonly start: number;
  readonly duration: number;
};

/** Parts of a canvas: how much wider than its height a text may be, and where its middle lies. */
const WIDE = 0.76;
const TALL = 0.84;
const MOST_LINES = 3;

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

/** The texts and shapes of a scene, from the top down. Their sizes follow from how much there is to read. */
export function pageOf(scene: ScriptScene, page: Page): Omit<TextSegment, 'id'>[] {
  const { canvas, duration, start } = page;
  const blocks = blocksOf(scene, page);
  const short = Math.min(canvas.width, canvas.height);
  const height = (block: Block): number => block.lines * block.style.size;
  const total = blocks.reduce((sum, block, i) => sum + height(block) + (i < blocks.length - 1 ? block.gap : 0), 0);
  const share = short / canvas.height;
  const isUpright = canvas.height > canvas.width;
  const middle = page.isPicture ? (isUpright ? 0.7 : 0.76) : isUpright ? 0.46 : 0.49;
  let top = middle - (total * share) / 2;
  const lowest = isUpright ? 0.8 : 0.93;
  top = Math.min(top, lowest - total * share);
  return blocks.map((block) => {
    const y = top + (height(block) * share) / 2;
    top += (height(block) + block.gap) * share;
    const late = Math.min(block.late, Math.floor(duration / 4));
    const base = textSegment('', block.text, { start: start + late, duration: Math.max(200, duration - late) });
    const { id: _, ...whole } = {
      ...base,
      role: block.role,
      x: 0.5,
      y: Math.round(Math.min(0.96, Math.max(0.04, y)) * 1e4) / 1e4,
      maxWidth: isUpright ? TALL : WIDE,
      style: block.style,
      animateIn: block.comes,
      animateOut: { name: 'fade', duration: 220 } as const,
      ...block.over,
    };
    return textLasting({ ...whole, id: '' }, whole.duration);
  });
}

/** What the blocks of a page are made with. */
function toolsOf(page: Page) {
  const { palette, voice, canvas, isPicture, isOnAccent } = page;
  const ink = isPicture ? '#ffffff' : isOnAccent ? palette.onAccent : palette.ink;
  const accent = isPicture ? '#ffffff' : isOnAccent ? palette.onAccent : palette.accent[0];
  // Over a picture that may be anything, letters have an edge.
  const outline = isPicture ? { color: '#00000066', width: 0.03 } : null;
  const plain = { outline, box: null, align: 'center', shadow: isPicture } as const;
  const main = (text: string, most: number): TextStyle => {
    const style: TextStyle = { ...plain, ...voice.main, color: ink, size: most };
    return { ...style, size: fittingSize(text, style, canvas, most) };
  };
  const small = (size: number, color: string): TextStyle => ({
    ...plain,
    ...voice.small,
    color,
    size: smallSize(size, voice),
  });
  const comes = (ms: number): TextAnimation => ({
    name: voice.comes[page.index % voice.comes.length] ?? 'fade',
    duration: ms,
  });
  const soft: TextAnimation = { name: 'fade', duration: 450 };
  const block = (text: string, style: TextStyle, over: Partial<Block> = {}): Block => ({
    role: 'text',
    style,
    ...linesOf(text, style, canvas),
    gap: 0.03,
    comes: soft,
    late: 0,
    ...over,
  });
  return { plain, ink, accent, main, small, comes, block };
}

/** A name, what to do as a button, and where. */
function callOf(scene: ScriptScene, page: Page): Block[] {
  const { palette, isPicture, isOnAccent } = page;
  const { plain, ink, main, small, comes, block } = toolsOf(page);
  const button: TextStyle = {
    ...plain,
    ...letters('sans', 'bold'),
    color: isPicture ? palette.onAccent : isOnAccent ? palette.accent[0] : palette.onAccent,
    size: 0.075,
    shadow: false,
    box: { color: isOnAccent ? palette.onAccent : palette.accent[0], radius: 1 },
  };
  return [
    block(scene.above ?? '', main(scene.above ?? '', 0.2), { gap: 0.075, comes: comes(600) }),
    block(scene.main, button, {
      gap: 0.07,
      late: 500,
      comes: { name: 'pop', duration: 400 },
      over: { animateLoop: { name: 'pulse', period: 1600 } },
    }),
    ...(scene.below === null ? [] : [block(scene.below, small(0.066, ink), { late: 750 })]),
  ];
}

function blocksOf(scene: ScriptScene, page: Page): Block[] {
  const { canvas, isPicture } = page;
  const { ink, accent, main, small, comes, block } = toolsOf(page);
  const above = scene.above === null ? [] : [block(scene.above, small(0.062, accent), { gap: 0.025 })];
  const below =
    scene.below === null
      ? []
      : [block(scene.below, small(0.066, ink), { late: 420, comes: { name: 'slide-up', duration: 450 } })];
  const bar = barOf(accent, canvas);
  switch (scene.kind) {
    case 'cta':
      return callOf(scene, page);
    case 'number':
      return [block(scene.main, main(scene.main, 0.46), { comes: { name: 'zoom', duration: 250 } })];
    case 'offer':
      return [
        ...above,
        block(scene.main, main(scene.main, 0.3), {
          comes: { name: 'pop', duration: 450 },
          over: { animateLoop: { name: 'pulse', period: 1400 } },
        }),
        ...below,
      ];
    case 'open':
      return [
        ...above,
        block(scene.main, main(scene.main, 0.26), { role: 'title', late: 150, comes: comes(700), gap: 0.045 }),
        ...(isPicture ? [] : [bar]),
        ...below,
      ];
    case 'facts':
      return [
        ...above,
        block(scene.main, main(scene.main, 0.19), { late: 120, comes: comes(600), gap: 0.04 }),
        ...(isPicture || scene.below === null ? [] : [bar]),
        ...below,
      ];
    case 'line':
    case 'point':
    case 'list':
    case 'close': {
      const plate = isPicture || scene.above !== null ? null : plateOf(page);
      return [
        ...above,
        block(scene.main, main(scene.main, scene.main.length > 60 ? 0.09 : isPicture ? 0.12 : 0.19), {
          late: scene.above === null ? 0 : 180,
          comes: comes(600),
          ...(plate === null ? {} : { over: { graphic: plate } }),
        }),
        ...below,
      ];
    }
  }
}

function linesOf(text: string, style: TextStyle, canvas: Canvas): Pick<Block, 'text' | 'lines'> {
  const lines = brokenUp(text, style, canvas);
  return { text: lines.join('\n'), lines: lines.length };
}

/** A short stroke between what is large and what is small. */
function barOf(color: string, canvas: Canvas): Block {
  const short = Math.min(canvas.width, canvas.height);
  const [width, height] = [0.13, 0.009];
  return {
    text: SIGN.rect,
    role: 'graphic',
    style: { ...textSegment('', SIGN.rect, { start: 0, duration: 1 }).style, size: height * 2, shadow: false },
    lines: 1,
    gap: 0.035,
    comes: { name: 'wipe', duration: 450 },
    late: 350,
    over: {
      graphic: {
        kind: 'rect',
        w: Math.round(((width * short) / canvas.width) * 1e4) / 1e4,
        h: Math.round(((height * short) / canvas.height) * 1e4) / 1e4,
        radius: 1,
        fill: color,
        stroke: null,
      },
    },
  };
}

/** Now and then something stands around the words. */
function plateOf({ index, palette, isOnAccent }: Page): Graphic | null {
  const [fill, accent] = isOnAccent ? [palette.onAccent, palette.onAccent] : [palette.ground[1], palette.accent[0]];
  const design = ([null, 'underline', null, 'corner'] as const)[index % 4] ?? null;
  return design === null ? null : { kind: 'plate', design, fill, accent };
}

const smallSize = (size: number, { small }: Voice): number =>
  small.font === 'hand' ? size * 1.35 : small.upper ? size * 0.86 : size;

const WIDTHS: Readonly<Record<TextStyle['font'], number>> = {
  sans: 0.58,
  serif: 0.54,
  display: 0.63,
  hand: 0.46,
  mono: 0.62,
};
const EAST = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;
/** Lines are this much taller than their letters (src/render/text/layout.ts). */
const LINE_PER_EM = 1.24;

/** How wide some words get, as a share of the shorter side; rather too wide than too narrow. */
function widthOf(text: string, style: TextStyle): number {
  const perLetter = (WIDTHS[style.font] + (style.weight === 'bold' ? 0.03 : 0)) * (style.upper ? 1.18 : 1);
  let em = 0;
  for (const char of text) em += EAST.test(char) ? 1.04 : char === ' ' ? 0.3 : perLetter;
  return (em * style.size) / LINE_PER_EM;
}

const roomOf = ({ width, height }: Canvas): number =>
  ((height > width ? TALL : WIDE) * width) / Math.min(width, height);

/** Widths are estimates: so much wider than we think a line may turn out. */
const SPARE = 1.07;

/**
 * A text in lines that we choose: as few as there is room for, of about the same width, and not within a word. Lines that
 * the renderer broke by itself would be another number than what the places of the other texts were worked out with.
 */
function brokenUp(text: string, style: TextStyle, canvas: Canvas): string[] {
  const room = roomOf(canvas) / SPARE;
  return text.split('\n').flatMap((paragraph) => {
    const units = unitsOf(paragraph);
    const whole = widthOf(paragraph, style);
    for (let count = Math.max(1, Math.ceil(whole / room)); ; count++) {
      const lines = filled(units, style, count === 1 ? room : Math.min(room, (whole / count) * 1.18));
      const isFitting = lines.every((line) => widthOf(line, style) <= room);
      if ((isFitting && lines.length <= count) || count >= units.length)
        return isFitting ? lines : filled(units, style, room);
    }
  });
}

/** What a line may break between: words; in scripts without spaces characters, but not before a closing mark. */
const unitsOf = (text: string): string[] =>
  EAST.test(text)
    ? (text.match(/[\p{Script=Latin}\d%.:/@-]+|.[，。、！？：；）”」』》,.!?…]*/gu) ?? [text])
    : text.split(/(?<=\s)/);

function filled(units: readonly string[], style: TextStyle, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of units) {
    if (line !== '' && widthOf((line + unit).trimEnd(), style) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += unit;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** The largest size at which a text stands in a few lines without a broken word. */
function fittingSize(text: string, style: TextStyle, canvas: Canvas, most: number): number {
  const room = roomOf(canvas) / SPARE;
  const isUpright = canvas.height > canvas.width;
  const words = EAST.test(text) ? [] : text.split(/\s+/);
  for (let size = most; size > 0.06; size -= 0.005) {
    const tried = { ...style, size };
    const isWhole = words.every((word) => widthOf(word, tried) <= room);
    const lines = brokenUp(text, tried, canvas).length;
    // Four characters that mean one thing stay on one line.
    const allowed = EAST.test(text) && text.length <= 6 ? 1 : isUpright || size <= 0.1 ? MOST_LINES : 2;
    if (isWhole && lines <= allowed) return Math.round(size * 1000) / 1000;
  }
  return 0.06;
}
