import type { Said } from '../base/lang.ts';
import type { TextAnimation, TextStyle, WordMark } from '../draft/model.ts';
import { type CaptionSize, USUAL_SIZE } from './split.ts';

/** A way for captions to look: letters, how words light up, how much stands at once. */
export type CaptionStyle = {
  readonly name: string;
  readonly said: Said;
  /** What people call it, beside its name. */
  readonly pattern: RegExp;
  readonly style: TextStyle;
  readonly mark: WordMark | null;
  readonly size: CaptionSize;
  readonly animateIn: TextAnimation;
};

const NONE: TextAnimation = { name: 'none', duration: 0 };
const POP: TextAnimation = { name: 'pop', duration: 180 };

const LETTERS: TextStyle = {
  font: 'sans',
  weight: 'bold',
  italic: false,
  size: 0.058,
  color: '#ffffff',
  outline: { color: '#000000', width: 0.05 },
  shadow: true,
  box: null,
  align: 'center',
  upper: false,
};

/** Few words at once, large: what moves fast on a phone. */
const FEW: CaptionSize = { lineLetters: 16, lines: 2, words: 4, ms: 2500 };
const ONE_WORD: CaptionSize = { lineLetters: 18, lines: 1, words: 1, ms: 1500 };
const ONE_LINE: CaptionSize = { ...USUAL_SIZE, lines: 1 };
const LOUD: TextStyle = {
  ...LETTERS,
  font: 'display',
  size: 0.092,
  upper: true,
  outline: { color: '#000000', width: 0.09 },
};

type Spec = Partial<Omit<CaptionStyle, 'style'>> & { readonly style?: Partial<TextStyle>; readonly base?: TextStyle };

function styled(name: string, zh: string, pattern: RegExp, { base = LETTERS, ...spec }: Spec = {}): CaptionStyle {
  return {
    name,
    said: { en: name, zh },
    pattern,
    mark: null,
    size: USUAL_SIZE,
    animateIn: NONE,
    ...spec,
    style: { ...base, ...spec.style },
  };
}

const YELLOW = '#ffd60a';

/** The first whose pattern fits some words wins, so narrow ones come first. The first of all is what captions are. */
export const CAPTION_STYLES: readonly CaptionStyle[] = [
  styled('plain', '标准', /^(?:plain|standard|normal|default|basic|标准|普通|默认)$/),
  styled('karaoke', '卡拉OK', /karaoke|卡拉|ktv|lyrics?|歌词|sing/, {
    mark: { kind: 'fill', color: YELLOW },
    style: { size: 0.066 },
    size: ONE_LINE,
  }),
  styled('hormozi', '爆款大字', /hormozi|爆款|viral/, {
    base: LOUD,
    mark: { kind: 'color', color: YELLOW },
    size: FEW,
    animateIn: POP,
  }),
  styled('beast', '综艺大字', /beast|综艺|youtuber/, {
    base: LOUD,
    mark: { kind: 'grow', color: '#30d158' },
    size: FEW,
    animateIn: POP,
    style: { italic: true, size: 0.1 },
  }),
  styled('one word', '逐词', /one[- ]word|single[- ]word|word[- ]by[- ]word|逐词|逐字|一词/, {
    base: LOUD,
    size: ONE_WORD,
    animateIn: POP,
    style: { size: 0.12 },
  }),
  styled('highlight', '高亮', /highlight|active word|spotlight|高亮|突出/, {
    mark: { kind: 'color', color: YELLOW },
    style: { size: 0.068 },
    size: { ...USUAL_SIZE, lineLetters: 26 },
  }),
  styled('word box', '色块高亮', /word box|moving box|tiktok|capcut|色块|抖音|剪映/, {
    mark: { kind: 'box', color: '#ff2d55' },
    style: { font: 'display', size: 0.074 },
    size: { ...FEW, words: 5, lineLetters: 20 },
  }),
  styled('underline', '下划线', /underlin|下划线/, {
    mark: { kind: 'underline', color: YELLOW },
    size: { ...USUAL_SIZE, lineLetters: 30 },
  }),
  styled('reveal', '逐词出现', /reveal|appear|build[- ]up|逐渐|依次/, { mark: { kind: 'reveal', color: '#ffffff' } }),
  styled('typewriter', '打字机', /type ?writer|typing|打字/, {
    mark: { kind: 'reveal', color: '#ffffff' },
    style: { font: 'mono', weight: 'regular', size: 0.05, outline: null, box: { color: '#000000b3', radius: 0.1 } },
  }),
  styled('bold pop', '粗体弹出', /bold pop|\bpop|bounc|animated|dynamic|弹|动感|动态/, {
    animateIn: POP,
    style: { font: 'display', size: 0.08 },
    size: FEW,
  }),
  styled('boxed', '黑底', /boxed|black bar|netflix|broadcast|news ticker|黑底|底框/, {
    style: { outline: null, shadow: false, weight: 'regular', size: 0.052, box: { color: '#000000cc', radius: 0.12 } },
  }),
  styled('bubble', '气泡', /bubble|rounded|instagram|气泡|圆角/, {
    style: { outline: null, shadow: false, color: '#101014', size: 0.054, box: { color: '#fffffff2', radius: 0.6 } },
    size: { ...USUAL_SIZE, lineLetters: 28 },
  }),
  styled('news', '新闻', /\bnews\b|documentary lower|新闻/, {
    style: { outline: null, shadow: false, font: 'serif', size: 0.052, box: { color: '#12306be6', radius: 0 } },
  }),
  styled('film', '电影', /film|cinema|movie|documentary|电影|纪录/, {
    style: {
      font: 'sans',
      size: 0.05,
      color: '#f6edc8',
      outline: { color: '#000000', width: 0.055 },
    },
  }),
  styled('elegant', '优雅', /elegant|serif|classy|wedding|优雅|衬线|婚礼/, {
    style: { font: 'serif', weight: 'regular', italic: true, outline: null, size: 0.06, color: '#fff4e0' },
    animateIn: { name: 'fade', duration: 250 },
  }),
  styled('handwritten', '手写', /hand ?writ|marker|手写|手帐/, { style: { font: 'hand', size: 0.076 } }),
  styled('neon', '霓虹', /neon|cyber|glow|霓虹|赛博/, {
    style: { font: 'display', color: '#aef6ff', outline: { color: '#0a55ff', width: 0.07 } },
    mark: { kind: 'color', color: '#ff6ff2' },
    size: { ...USUAL_SIZE, lineLetters: 28 },
  }),
  styled('retro', '复古', /retro|vhs|80s|90s|复古|怀旧/, {
    style: { font: 'mono', color: '#ffd34d', outline: { color: '#7a1f00', width: 0.08 }, upper: true, size: 0.054 },
  }),
  styled('minimal', '极简', /minimal|clean|simple|modern|subtle|极简|简约|简洁/, {
    style: { weight: 'regular', outline: null, size: 0.044 },
    animateIn: { name: 'fade', duration: 150 },
    size: { ...ONE_LINE, lineLetters: 46 },
  }),
];

/** The style that some words name, or null. */
export function captionStyleByWords(words: string): CaptionStyle | null {
  const text = words
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s*(?:style|styled|captions?|subtitles?|风格|样式|字幕)\s*$/u, '');
  return (
    CAPTION_STYLES.find(({ name, said }) => name === text || said.zh === text) ??
    CAPTION_STYLES.find(({ pattern }) => pattern.test(text)) ??
    null
  );
}

/** What captions are when nobody says. */
export const PLAIN_STYLE: CaptionStyle = CAPTION_STYLES[0] as CaptionStyle; // the table is not empty
