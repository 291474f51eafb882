// A table of data: exempt from the limit on the length of files.
import type { Said } from '../base/lang.ts';
import { nameByWords } from '../base/name-by-words.ts';

/** Points of a tone curve, 0–1 in and out, rising. */
export type Curve = readonly (readonly [number, number])[];

/**
 * What a look does to a picture, at full strength. Curves work on red, green and blue (`all` first, on each of them);
 * `saturation` 1 leaves colours alone; the rest runs from 0 (none) to 1.
 */
export type LookRecipe = {
  readonly all: Curve;
  readonly red: Curve;
  readonly green: Curve;
  readonly blue: Curve;
  readonly saturation: number;
  readonly vignette: number;
  readonly grain: number;
  /** Highlights bleed softly into their surroundings. */
  readonly glow: number;
};

/** A look as people know it. */
export type NamedLook = {
  readonly name: string;
  readonly said: Said;
  readonly aliases: readonly string[];
  readonly recipe: LookRecipe;
};

const LINE: Curve = [
  [0, 0],
  [1, 1],
];
const PLAIN: LookRecipe = {
  all: LINE,
  red: LINE,
  green: LINE,
  blue: LINE,
  saturation: 1,
  vignette: 0,
  grain: 0,
  glow: 0,
};

/** `0 0, .5 .45, 1 1` as points. */
const curve = (points: string): Curve =>
  points.split(',').map((point) => {
    const [x = 0, y = 0] = point.trim().split(' ').map(Number);
    return [x, y] as const;
  });

const look = (name: string, said: Said, aliases: string, recipe: Partial<LookRecipe>): NamedLook => ({
  name,
  said,
  aliases: [said.en, said.zh, ...aliases.split('|')],
  recipe: { ...PLAIN, ...recipe },
});

/** All looks that have a name. */
export const LOOKS: readonly NamedLook[] = [
  look(
    'cinematic',
    { en: 'cinematic', zh: '电影感' },
    'cinema|film|film look|filmic|movie|movie look|hollywood|blockbuster|电影|电影感|电影风|大片|胶片感',
    {
      all: curve('0 0.02, .25 .22, .5 .5, .78 .8, 1 .97'),
      red: curve('0 0, .3 .285, .7 .725, 1 1'),
      blue: curve('0 .03, .3 .325, .7 .67, 1 .94'),
      saturation: 1.04,
      vignette: 0.3,
    },
  ),
  look(
    'teal-orange',
    { en: 'teal and orange', zh: '青橙' },
    'teal orange|teal & orange|orange and teal|orange teal|teal|青橙|橙青|青橙色调',
    {
      all: curve('0 .01, .25 .22, .75 .78, 1 1'),
      red: curve('0 0, .25 .2, .6 .645, 1 1'),
      green: curve('0 .01, .3 .31, .7 .7, 1 .98'),
      blue: curve('0 .05, .25 .305, .65 .6, 1 .9'),
      saturation: 1.15,
      vignette: 0.2,
    },
  ),
  look('warm', { en: 'warm', zh: '暖色' }, 'warmer|warm tone|warm tones|cozy|cosy|sunny|暖|暖色|暖色调|温暖|暖调', {
    red: curve('0 0, .5 .535, 1 1'),
    green: curve('0 0, .5 .505, 1 .99'),
    blue: curve('0 0, .5 .455, 1 .93'),
    saturation: 1.05,
  }),
  look(
    'golden-hour',
    { en: 'golden hour', zh: '黄金时刻' },
    'golden|sunset|sunrise|sunlight|sun-kissed|黄金时刻|日落|夕阳|落日|金色|阳光',
    {
      all: curve('0 .015, .5 .53, 1 1'),
      red: curve('0 0, .5 .565, 1 1'),
      green: curve('0 0, .5 .505, 1 .97'),
      blue: curve('0 .02, .5 .42, 1 .84'),
      saturation: 1.12,
      vignette: 0.15,
      glow: 0.35,
    },
  ),
  look(
    'cool',
    { en: 'cool', zh: '冷色' },
    'cooler|cold|cool tone|cool tones|blue tone|icy|winter|冷|冷色|冷色调|冷调|清冷|冬日',
    {
      red: curve('0 0, .5 .46, 1 .95'),
      green: curve('0 0, .5 .5, 1 .99'),
      blue: curve('0 .01, .5 .545, 1 1'),
      saturation: 0.97,
    },
  ),
  look(
    'vintage',
    { en: 'vintage', zh: '复古' },
    'retro|old|old film|old-fashioned|nostalgic|analog|analogue|polaroid|90s|1990s|80s|1980s|vhs|复古|怀旧|老电影|旧|复古风|年代感|胶片',
    {
      all: curve('0 .07, .3 .32, .75 .74, 1 .93'),
      red: curve('0 .02, .5 .535, 1 1'),
      green: curve('0 0, .5 .5, 1 .98'),
      blue: curve('0 .06, .5 .47, 1 .86'),
      saturation: 0.78,
      vignette: 0.35,
      grain: 0.22,
    },
  ),
  look(
    'film-16mm',
    { en: '1970s 16mm film', zh: '70年代16毫米胶片' },
    '16mm|16 mm|1970s|70s|seventies|1960s|60s|vintage 1970s|vintage 16mm|super 8|super8|8mm|35mm|kodak|film stock|16毫米|七十年代|70年代|超8|柯达',
    {
      all: curve('0 .055, .25 .24, .5 .52, .8 .82, 1 .95'),
      red: curve('0 .03, .5 .56, 1 1'),
      green: curve('0 .02, .5 .51, 1 .97'),
      blue: curve('0 .05, .5 .435, 1 .82'),
      saturation: 0.9,
      vignette: 0.45,
      grain: 0.5,
      glow: 0.15,
    },
  ),
  look('sepia', { en: 'sepia', zh: '棕褐色' }, 'brown|antique|old photo|daguerreotype|棕褐|棕褐色|褐色|老照片|泛黄', {
    all: curve('0 .03, .5 .52, 1 .97'),
    red: curve('0 .02, .5 .575, 1 1'),
    green: curve('0 0, .5 .5, 1 .94'),
    blue: curve('0 0, .5 .385, 1 .77'),
    saturation: 0,
    vignette: 0.3,
  }),
  look(
    'black-white',
    { en: 'black and white', zh: '黑白' },
    'black & white|black-and-white|b&w|b and w|bw|b/w|monochrome|mono|grayscale|greyscale|gray scale|grey|gray|colorless|no color|desaturated|黑白|单色|灰度|去色|无色',
    {
      all: curve('0 0, .25 .235, .75 .775, 1 1'),
      saturation: 0,
    },
  ),
  look(
    'noir',
    { en: 'noir', zh: '黑色电影' },
    'film noir|detective|dark black and white|high contrast black and white|黑色电影|侦探',
    {
      all: curve('0 0, .22 .12, .5 .5, .78 .88, 1 1'),
      saturation: 0,
      vignette: 0.6,
      grain: 0.2,
    },
  ),
  look(
    'vivid',
    { en: 'vivid', zh: '鲜艳' },
    'vibrant|colorful|colourful|saturated|punchy|pop|bright colors|bold colors|rich|鲜艳|鲜明|浓郁|饱和|色彩鲜艳|明艳',
    {
      all: curve('0 0, .25 .22, .75 .79, 1 1'),
      saturation: 1.4,
    },
  ),
  look(
    'faded',
    { en: 'faded', zh: '褪色' },
    'matte|washed out|washed-out|muted|low contrast|flat|film fade|褪色|哑光|低对比|淡雅|朴素',
    {
      all: curve('0 .11, .3 .34, .7 .69, 1 .92'),
      saturation: 0.78,
    },
  ),
  look(
    'gritty',
    { en: 'gritty', zh: '粗粝' },
    'grunge|grungy|raw|rough|harsh|urban|street|dirty|documentary|war|粗粝|粗糙|硬朗|街头|颗粒感|废土|纪实',
    {
      all: curve('0 0, .2 .14, .5 .49, .8 .86, 1 1'),
      blue: curve('0 .02, .5 .49, 1 .95'),
      saturation: 0.62,
      vignette: 0.4,
      grain: 0.45,
    },
  ),
  look(
    'neon',
    { en: 'neon', zh: '霓虹' },
    'cyberpunk|synthwave|vaporwave|night city|club|futuristic|purple|electric|霓虹|赛博朋克|赛博|夜店|蒸汽波|迷幻',
    {
      all: curve('0 0, .25 .2, .75 .8, 1 1'),
      red: curve('0 .04, .3 .3, .7 .755, 1 1'),
      green: curve('0 0, .3 .245, .7 .66, 1 .97'),
      blue: curve('0 .1, .3 .4, .7 .78, 1 1'),
      saturation: 1.35,
      vignette: 0.25,
      glow: 0.4,
    },
  ),
  look(
    'bleach-bypass',
    { en: 'bleach bypass', zh: '跳漂' },
    'bleach|bleached|silver|silver retention|saving private ryan|steel|跳漂|漂白|银盐|留银',
    {
      all: curve('0 0, .22 .14, .5 .53, .75 .84, 1 1'),
      blue: curve('0 .01, .5 .505, 1 1'),
      saturation: 0.42,
      grain: 0.15,
    },
  ),
  look(
    'moody',
    { en: 'moody', zh: '暗调' },
    'dark|darker mood|dramatic|drama|brooding|gloomy|mysterious|low key|low-key|horror|暗调|暗黑|阴郁|情绪|情绪感|深沉|压抑|神秘|低调',
    {
      all: curve('0 .015, .25 .17, .5 .42, .8 .76, 1 .93'),
      red: curve('0 0, .5 .485, 1 1'),
      blue: curve('0 .03, .4 .415, 1 .96'),
      saturation: 0.8,
      vignette: 0.5,
    },
  ),
  look(
    'pastel',
    { en: 'pastel', zh: '粉彩' },
    'pastels|soft colors|wes anderson|cute|kawaii|pink|candy|马卡龙|粉彩|粉嫩|粉色|少女|糖果|韦斯安德森',
    {
      all: curve('0 .09, .3 .4, .7 .77, 1 1'),
      red: curve('0 .02, .5 .525, 1 1'),
      green: curve('0 0, .5 .5, 1 .985'),
      blue: curve('0 .04, .5 .52, 1 .98'),
      saturation: 0.8,
    },
  ),
  look(
    'dreamy',
    { en: 'dreamy', zh: '梦幻' },
    'dream|soft|soft focus|ethereal|romantic|fairy tale|magical|wedding|glow|glowing|haze|hazy|梦幻|柔焦|朦胧|仙|唯美|浪漫|柔光|童话',
    {
      all: curve('0 .05, .35 .4, .75 .79, 1 1'),
      red: curve('0 .01, .5 .515, 1 1'),
      blue: curve('0 .02, .5 .51, 1 1'),
      saturation: 0.92,
      glow: 0.8,
    },
  ),
  look(
    'high-contrast',
    { en: 'high contrast', zh: '高对比' },
    'contrasty|more contrast|strong contrast|crisp|bold|strong|hdr look|高对比|强对比|对比强烈|硬调',
    {
      all: curve('0 0, .2 .13, .5 .5, .8 .87, 1 1'),
      saturation: 1.08,
    },
  ),
  look(
    'bright',
    { en: 'bright and airy', zh: '明亮通透' },
    'airy|light and airy|bright|brighter look|fresh|clean|instagram|natural light|明亮|通透|清新|小清新|日系|明快|干净|空气感',
    {
      all: curve('0 .02, .25 .31, .5 .59, .75 .82, 1 1'),
      red: curve('0 0, .5 .505, 1 1'),
      blue: curve('0 .01, .5 .515, 1 1'),
      saturation: 0.98,
    },
  ),
  look(
    'forest',
    { en: 'forest green', zh: '森系' },
    'green|forest|nature|earthy|olive|jungle|matrix|绿色|森系|森林|自然|墨绿|大地色',
    {
      all: curve('0 .02, .25 .23, .75 .76, 1 .97'),
      red: curve('0 0, .5 .485, 1 .97'),
      green: curve('0 .01, .5 .52, 1 1'),
      blue: curve('0 .02, .5 .46, 1 .9'),
      saturation: 0.9,
      vignette: 0.2,
    },
  ),
  look(
    'night',
    { en: 'day for night', zh: '夜色' },
    'night|moonlight|midnight|night time|nighttime|day for night|夜色|夜晚|月光|夜景|深夜',
    {
      all: curve('0 0, .3 .14, .6 .36, 1 .75'),
      red: curve('0 0, .5 .43, 1 .88'),
      blue: curve('0 .03, .5 .57, 1 1'),
      saturation: 0.6,
      vignette: 0.45,
    },
  ),
];

const BY_NAME: ReadonlyMap<string, NamedLook> = new Map(LOOKS.map((known) => [known.name, known]));

/** The look of that name; null for a name that is none of ours. */
export function lookNamed(name: string): NamedLook | null {
  return BY_NAME.get(name) ?? null;
}

/** The look that some words mean (`"warm cinematic"`, `"黑白"`); null when they name none. */
export function lookByWords(words: string): NamedLook | null {
  const name = nameByWords(LOOKS, words);
  return name === null ? null : lookNamed(name);
}
