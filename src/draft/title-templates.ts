import type { PaletteFacts } from './facts.ts';
import type { Graphic } from './graphic.ts';
import type { TextSegment, TextStyle } from './model.ts';

/** Colours for a title out of those of the clip: an accent, what reads on it, and a dark and a light neutral of its hue. */
export type TitleColors = {
  readonly accent: string;
  readonly onAccent: string;
  readonly dark: string;
  readonly light: string;
};

const USUAL: TitleColors = { accent: '#ffb020', onAccent: '#101014', dark: '#14161c', light: '#ffffff' };

type Rgb = readonly [number, number, number];

const rgbOf = (color: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((v) =>
      Math.round(Math.min(255, Math.max(0, v)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
const brightness = ([r, g, b]: Rgb): number => (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
const chroma = (rgb: Rgb): number => (Math.max(...rgb) - Math.min(...rgb)) / 255;
const mixed = (a: Rgb, b: Rgb, t: number): Rgb =>
  [0, 1, 2].map((i) => (a[i] ?? 0) + ((b[i] ?? 0) - (a[i] ?? 0)) * t) as unknown as Rgb;

/** The colours of titles over a clip. Its own where it has any to speak of; else the usual ones. */
export function titleColors(palette: PaletteFacts | null | undefined): TitleColors {
  const colourful = (palette?.colors ?? []).map(({ color }) => rgbOf(color)).filter((rgb) => chroma(rgb) >= 0.22);
  const [first] = colourful;
  if (first === undefined) return USUAL;
  // Pulled apart from gray and into a brightness at which a colour still looks like one.
  const gray: Rgb = [1, 1, 1].map(() => brightness(first) * 255) as unknown as Rgb;
  const vivid = mixed(gray, first, 1.25);
  const bright = brightness(vivid);
  const accent =
    bright < 0.32 ? mixed(vivid, [255, 255, 255], 0.3) : bright > 0.8 ? mixed(vivid, [0, 0, 0], 0.2) : vivid;
  const held = rgbOf(hexOf(accent));
  return {
    accent: hexOf(held),
    onAccent: brightness(held) > 0.52 ? '#101014' : '#ffffff',
    dark: hexOf(mixed(held, [10, 11, 16], 0.86)),
    light: hexOf(mixed(held, [255, 255, 255], 0.93)),
  };
}

type Template = {
  readonly name: string;
  readonly words: RegExp;
  readonly made: (colors: TitleColors) => Pick<TextSegment, 'animateIn' | 'animateOut'> & {
    readonly style: Partial<TextStyle>;
    readonly graphic?: Graphic;
    readonly y?: number;
    readonly x?: number;
    readonly animateLoop?: TextSegment['animateLoop'];
  };
};

const moves = (
  into: TextSegment['animateIn']['name'],
  out: TextSegment['animateIn']['name'] = 'fade',
  duration = 600,
) => ({ animateIn: { name: into, duration }, animateOut: { name: out, duration: 350 } }) as const;
const plate = (design: Extract<Graphic, { kind: 'plate' }>['design'], fill: string, accent: string): Graphic => ({
  kind: 'plate',
  design,
  fill,
  accent,
});
const bare = { outline: null, box: null } as const;

/** Designs for titles, in the colours of the clip. */
export const TITLE_TEMPLATES: readonly Template[] = [
  {
    name: 'block',
    words: /\b(?:block|bold|impact|poster)\b|色块|海报/,
    made: (c) => ({
      ...moves('pop', 'pop'),
      style: { ...bare, font: 'display', upper: true, shadow: false, color: c.onAccent },
      graphic: plate('block', c.accent, c.onAccent),
    }),
  },
  {
    name: 'band',
    words: /\b(?:band|news|banner|stripe)\b|横幅|新闻/,
    made: (c) => ({
      ...moves('wipe', 'wipe'),
      style: { ...bare, font: 'sans', shadow: false, color: c.light },
      graphic: plate('band', `${c.dark}d9`, c.accent),
      y: 0.78,
    }),
  },
  {
    name: 'minimal',
    words: /\b(?:minimal\w*|clean|simple)\b|简约|极简/,
    made: (c) => ({
      ...moves('blur'),
      style: { ...bare, font: 'sans', weight: 'regular', shadow: true, color: '#ffffff' },
      graphic: plate('underline', c.dark, c.accent),
    }),
  },
  {
    name: 'cinematic',
    words: /\b(?:cinema\w*|film|movie|epic|trailer)\b|电影|史诗/,
    made: (c) => ({
      ...moves('letters-fade', 'fade', 1400),
      style: { ...bare, font: 'serif', weight: 'regular', upper: true, shadow: true, color: c.light },
      graphic: plate('dim', '#00000066', c.accent),
    }),
  },
  {
    name: 'elegant',
    words: /\b(?:elegant|wedding|classic|luxury|romantic)\b|优雅|婚礼|经典/,
    made: (c) => ({
      ...moves('fade', 'fade', 900),
      style: { ...bare, font: 'serif', italic: true, shadow: true, color: '#ffffff' },
      graphic: plate('sides', c.dark, c.accent),
    }),
  },
  {
    name: 'frame',
    words: /\b(?:frame[ds]?|border\w*|travel)\b|边框|旅行/,
    made: (c) => ({
      ...moves('zoom', 'fade'),
      style: { ...bare, font: 'display', upper: true, shadow: true, color: '#ffffff' },
      graphic: plate('frame', c.dark, c.accent),
    }),
  },
  {
    name: 'slash',
    words: /\b(?:slash|sport\w*|dynamic|speed|action)\b|运动|动感/,
    made: (c) => ({
      ...moves('slide-left', 'slide-left', 450),
      style: { ...bare, font: 'display', italic: true, upper: true, shadow: false, color: c.onAccent },
      graphic: plate('slash', c.accent, c.onAccent),
    }),
  },
  {
    name: 'neon',
    words: /\b(?:neon|glow\w*|cyber\w*)\b|霓虹|发光/,
    made: (c) => ({
      ...moves('letters-pop', 'fade', 900),
      animateLoop: { name: 'pulse', period: 1600 },
      style: { font: 'display', box: null, shadow: true, color: '#ffffff', outline: { color: c.accent, width: 0.06 } },
      graphic: plate('dim', '#00000080', c.accent),
    }),
  },
  {
    name: 'handwritten',
    words: /\b(?:hand ?writ\w*|script|vlog|diary|cute)\b|手写|日记|可爱/,
    made: (c) => ({
      ...moves('typewriter', 'fade', 1100),
      style: { font: 'hand', box: null, shadow: true, color: '#ffffff', outline: { color: c.dark, width: 0.04 } },
      graphic: plate('underline', c.dark, c.accent),
    }),
  },
  {
    name: 'corner',
    words: /\b(?:corners?|tech\w*|modern|bracket\w*)\b|科技|现代/,
    made: (c) => ({
      ...moves('elastic', 'fade', 800),
      style: { ...bare, font: 'mono', shadow: true, color: '#ffffff' },
      graphic: plate('corner', c.dark, c.accent),
    }),
  },
];

/** The template that some words name; null for none. */
export function titleTemplateByWords(words: string): Template | null {
  const text = words.normalize('NFKC').trim().toLowerCase();
  return (
    TITLE_TEMPLATES.find(({ name }) => name === text) ?? TITLE_TEMPLATES.find((one) => one.words.test(text)) ?? null
  );
}
