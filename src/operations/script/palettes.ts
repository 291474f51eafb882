/** What a video feels like; colours and letters follow from it. */
export type Tone = 'bold' | 'warm' | 'fresh' | 'calm' | 'party' | 'romantic' | 'tech' | 'food' | 'luxury' | 'dark';

/** Colours that go together: two of the ground, two accents, what is read on the ground and what on the first accent. */
export type Palette = {
  readonly ground: readonly [string, string];
  readonly accent: readonly [string, string];
  readonly ink: string;
  readonly onAccent: string;
};

const palette = (
  ground: readonly [string, string],
  accent: readonly [string, string],
  ink = '#ffffff',
  onAccent = '#14121a',
): Palette => ({
  ground,
  accent,
  ink,
  onAccent,
});

/** Contrast of ink on both grounds and of what stands on the accent is at least 4.5 : 1 (a test computes it). */
export const PALETTES: Readonly<Record<Tone, readonly Palette[]>> = {
  bold: [
    palette(['#14142b', '#2b1a66'], ['#ff5d5d', '#ffc145']),
    palette(['#0b2545', '#13315c'], ['#ffb703', '#8ecae6']),
    palette(['#231123', '#5c164e'], ['#ff7a59', '#ffd6a5']),
  ],
  warm: [
    palette(['#2a1710', '#6b2f1a'], ['#ffb366', '#ffe0b8']),
    palette(['#fff4e6', '#ffdfba'], ['#c2410c', '#f59f00'], '#3b1d0a', '#ffffff'),
    palette(['#331a24', '#6e2f3b'], ['#ffc38b', '#ffe8d1']),
  ],
  fresh: [
    palette(['#06373a', '#0b5d5e'], ['#ffd166', '#9be7c4']),
    palette(['#0a2d4d', '#14557b'], ['#7fe0d0', '#ffe29a']),
    palette(['#e9f7f2', '#c8ecdf'], ['#0b7a5c', '#f4a259'], '#0b3b33', '#ffffff'),
  ],
  calm: [
    palette(['#101826', '#233a56'], ['#9cc9ff', '#f5e6c8']),
    palette(['#14211d', '#2c4a41'], ['#c8e6c9', '#f3e3b3']),
    palette(['#1c1b2e', '#3c3a5e'], ['#cdb4f6', '#ffd8be']),
  ],
  party: [
    palette(['#2b0a4a', '#6a1b7a'], ['#ffd23f', '#ff5fa2']),
    palette(['#0d1b5e', '#3b1f8f'], ['#ff8ad4', '#6ee7ff']),
    palette(['#7a0f3c', '#4a0b3a'], ['#ffd166', '#ff9f8a']),
  ],
  romantic: [
    palette(['#3a1522', '#63283b'], ['#f6c6c6', '#f3dcb2']),
    palette(['#f8efe6', '#ecd9c9'], ['#8c3f4d', '#c79a6b'], '#4a2430', '#ffffff'),
    palette(['#1f1a2b', '#473552'], ['#eccbd9', '#e9d8a6']),
  ],
  tech: [
    palette(['#070b1e', '#10275a'], ['#38e1ff', '#8b7bff'], '#ffffff', '#06122b'),
    palette(['#0a0a14', '#1d1b45'], ['#a3ff7a', '#5ad1ff'], '#ffffff', '#0b1a08'),
    palette(['#101010', '#2a2140'], ['#ff8f5a', '#b69cff']),
  ],
  food: [
    palette(['#fff3dc', '#ffe0ad'], ['#c2410c', '#e9a23b'], '#3f1d0b', '#ffffff'),
    palette(['#2c1a10', '#5a331b'], ['#f6b25e', '#f7e1bd']),
    palette(['#f2f5e4', '#dfe8bf'], ['#4d7c0f', '#e07a3f'], '#27350f', '#ffffff'),
  ],
  luxury: [
    palette(['#0c0b0a', '#2a231a'], ['#e0bd78', '#f3e6c8'], '#fbf6ea', '#1a140a'),
    palette(['#0d1420', '#1c2b3a'], ['#d9c08c', '#eef2f5'], '#ffffff', '#141008'),
  ],
  dark: [
    palette(['#08080c', '#1f1622'], ['#ff4d4d', '#b8b8c8']),
    palette(['#07090d', '#152028'], ['#8fd3c8', '#c5c9d0']),
  ],
};

/** Words that name a tone; what is said goes before what the purpose would have. */
const TONES: readonly (readonly [Tone, RegExp])[] = [
  [
    'luxury',
    /\b(?:luxur\w*|elegant|premium|high[- ]end|classy|sophisticated|jewel\w*|perfume|watch(?:es)?)\b|高端|奢华|优雅|轻奢|珠宝|香水|腕表/i,
  ],
  ['dark', /\b(?:dark|horror|scary|thriller|suspens\w*|mysterious|noir|halloween)\b|暗黑|恐怖|悬疑|神秘/i],
  ['romantic', /\b(?:romantic|love|valentine\w*|bridal|flowers?|florist)\b|浪漫|爱情|情人节|花店|鲜花/i],
  [
    'tech',
    /\b(?:tech\w*|futuristic|app|software|startup|ai|gaming|game|cyber\w*|robot\w*|digital)\b|科技|软件|应用|游戏|人工智能|数码/i,
  ],
  [
    'food',
    /\b(?:food|bakery|restaurant|cafe|café|coffee|pizza|burger|cake|chocolate|bread|kitchen|tea)\b|美食|餐厅|咖啡|面包|蛋糕|奶茶|火锅|茶/i,
  ],
  ['warm', /\b(?:warm|cozy|cosy|candles?|home|handmade|vintage|autumn|family)\b|温暖|温馨|蜡烛|手工|家居|家庭|秋/i],
  [
    'fresh',
    /\b(?:fresh|nature|natural|green|eco|garden|plants?|ocean|sea|beach|summer|spring|travel|outdoor|health\w*|yoga)\b|清新|自然|环保|植物|海洋|大海|夏|春|健康|瑜伽/i,
  ],
  [
    'calm',
    /\b(?:calm|relax\w*|minimal\w*|peaceful|gentle|soft|simple|spa|meditation)\b|平静|放松|极简|安静|治愈|舒缓/i,
  ],
  ['party', /\b(?:party|celebrat\w*|fun|funny|playful|kids|festive|cute)\b|派对|庆祝|欢乐|可爱|儿童|热闹/i],
  [
    'bold',
    /\b(?:bold|energetic|punchy|sporty?|fitness|gym|dynamic|fast[- ]paced|powerful|upbeat)\b|动感|活力|健身|运动|劲爆|燃/i,
  ],
];

/** The tone that some words name; null for none. */
export const toneByWords = (words: string): Tone | null =>
  TONES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

export const isTone = (name: string | null): name is Tone => name !== null && Object.hasOwn(PALETTES, name);

/** Tones whose colours also suit a tone, for whoever wants to see others. */
const NEAR: Readonly<Record<Tone, readonly Tone[]>> = {
  bold: ['party', 'tech', 'fresh'],
  warm: ['food', 'romantic', 'luxury'],
  fresh: ['calm', 'bold', 'warm'],
  calm: ['fresh', 'luxury', 'romantic'],
  party: ['bold', 'romantic', 'fresh'],
  romantic: ['warm', 'calm', 'luxury'],
  tech: ['bold', 'calm', 'dark'],
  food: ['warm', 'fresh', 'bold'],
  luxury: ['dark', 'calm', 'warm'],
  dark: ['luxury', 'tech', 'calm'],
};

/** The palettes of a tone, `own` of them, and after them those that also suit it. */
export function palettesOf(tone: Tone): { readonly all: readonly Palette[]; readonly own: number } {
  const own = PALETTES[tone];
  return { all: [...own, ...NEAR[tone].flatMap((near) => PALETTES[near])], own: own.length };
}
