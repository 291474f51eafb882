/**
 * The animations of texts by name, and the words for them. They are drawn by src/render/text/motion.ts.
 * `letters-` and `words-` animate each letter or word after the other.
 */
export const TEXT_ANIMATIONS = [
  'none',
  'fade',
  'slide-up',
  'slide-down',
  'slide-left',
  'slide-right',
  'pop',
  'typewriter',
  'zoom',
  'spin',
  'drop',
  'flip',
  'blur',
  'wipe',
  'elastic',
  'letters-fade',
  'letters-rise',
  'letters-drop',
  'letters-pop',
  'words-fade',
  'words-rise',
  'words-pop',
] as const;

/** What a text can do while it stands. */
export const TEXT_LOOPS = ['pulse', 'wave', 'shake', 'blink', 'float', 'rainbow', 'swing', 'jump'] as const;

export type TextAnimationName = (typeof TEXT_ANIMATIONS)[number];
export type TextLoopName = (typeof TEXT_LOOPS)[number];

/** One round of a loop in ms when nobody says how fast. */
export const LOOP_PERIOD: Readonly<Record<TextLoopName, number>> = {
  pulse: 1200,
  wave: 1600,
  shake: 500,
  blink: 1000,
  float: 2600,
  rainbow: 3000,
  swing: 1800,
  jump: 1000,
};

/** Words for animations in English and Chinese; the first that fits is meant, so that the particular ones stand first. */
const ANIMATION_WORDS: readonly (readonly [TextAnimationName, RegExp])[] = [
  ['none', /^(?:none|no|off|static|without)\b|^(?:无|不要|没有|静止)/],
  [
    'letters-drop',
    /\b(?:letters?|characters?)\b.*\b(?:drop|fall|rain)|字(?:母|符)?.*(?:落下|掉落|下落)|逐字(?:落下|掉落)/,
  ],
  ['letters-pop', /\b(?:letters?|characters?)\b.*\b(?:pop|bounce|jump)|逐字弹/],
  ['letters-rise', /\b(?:letters?|characters?)\b.*\b(?:rise|slide|up|fly)|逐字(?:升|滑|上)/],
  ['letters-fade', /\b(?:letters?|characters?)\b.*\bfade|\bfade\b.*\b(?:letters?|characters?)\b|逐字(?:淡|显|出现)/],
  ['words-pop', /\bwords?\b.*\b(?:pop|bounce)|逐词弹/],
  ['words-rise', /\bwords?\b.*\b(?:rise|slide|up)|逐词(?:升|滑|上)/],
  ['words-fade', /\bword[- ]by[- ]word\b|\bwords?\b.*\bfade|逐词/],
  ['typewriter', /\b(?:type ?writer|typing|letter[- ]by[- ]letter)\b|打字/],
  ['elastic', /\b(?:elastic|springy?|rubber)\b|弹性|橡皮/],
  ['drop', /\b(?:drop|fall)s?(?: in)?\b.*|掉落|落下/],
  ['spin', /\b(?:spin|spinning|rotat\w*|twirl)\b|旋转|转入/],
  ['flip', /\bflip\w*\b|翻转/],
  ['blur', /\bblur\w*\b|模糊/],
  ['wipe', /\b(?:wip(?:e|es|ing)|reveal\w*)\b|擦除|划开/],
  ['zoom', /\b(?:zoom|scale)\b|缩放|放大进/],
  ['pop', /\b(?:pop|bounce|bouncy|punch)\b|弹/],
  ['slide-left', /\b(?:from the right|slide[- ]left)\b|从右/],
  ['slide-right', /\b(?:from the left|slide[- ]right)\b|从左/],
  ['slide-down', /\b(?:from (?:the )?(?:top|above)|slide[- ]down)\b|从上/],
  ['slide-up', /\b(?:slide|from (?:the )?(?:bottom|below)|rise|animated?|dynamic)\b|滑|从下|动画|动态/],
  ['fade', /\bfade|淡/],
];

const LOOP_WORDS: readonly (readonly [TextLoopName, RegExp])[] = [
  ['pulse', /\b(?:puls\w*|heart ?beat|throb\w*|breath\w*)\b|脉动|跳动|呼吸|心跳/],
  ['wave', /\b(?:wav(?:e|es|ing|y))\b|波浪/],
  ['shake', /\b(?:shak\w*|wiggl\w*|jitter\w*|trembl\w*)\b|抖动|颤抖|晃动/],
  ['blink', /\b(?:blink\w*|flash\w*|flicker\w*)\b|闪烁|闪动/],
  ['float', /\b(?:float\w*|hover\w*|bob\w*)\b|漂浮|悬浮|浮动/],
  ['rainbow', /\b(?:rainbow|colou?rful cycl\w*|cycl\w+ colou?rs)\b|彩虹|变色/],
  ['swing', /\b(?:swing\w*|sway\w*|rock\w*)\b|摇摆|摆动/],
  ['jump', /\b(?:jump(?:s|ing)? up and down|keeps? (?:jumping|bouncing)|bouncing)\b|蹦跳|不停弹/],
];

const folded = (words: string): string => words.normalize('NFKC').trim().toLowerCase();

/** The animation that some words name (a name of ours, or a description); null for none. */
export function textAnimationByWords(words: string): TextAnimationName | null {
  const text = folded(words);
  const exact = TEXT_ANIMATIONS.find((name) => name === text.replaceAll(/[\s_]+/g, '-'));
  return exact ?? ANIMATION_WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The loop that some words name; null for none. */
export function textLoopByWords(words: string): TextLoopName | null {
  const text = folded(words);
  return LOOP_WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
