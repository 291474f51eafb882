// A table of data: exempt from the limit on the length of files.
import type { Said } from '../base/lang.ts';
import { nameByWords } from '../base/name-by-words.ts';

/** Which of FFmpeg's xfade movements carries a transition, on which curve of time, and what is laid over it. */
export type TransitionRecipe = {
  readonly xfade: string;
  /** `even` runs at one speed; `smooth` starts and ends softly; `rush` crosses most of the way in the middle third. */
  readonly ease: 'even' | 'smooth' | 'rush';
  /** Peaks in the middle: motion blur along an axis, a soft blur, split colours, a flash of white, or a push-in. */
  readonly over: 'none' | 'blur-across' | 'blur-along' | 'soft' | 'glitch' | 'flash' | 'punch';
};

/** A transition as people know it. `duration`: how long it takes when nobody says, in ms. */
export type NamedTransition = {
  readonly name: string;
  readonly said: Said;
  readonly aliases: readonly string[];
  readonly duration: number;
  readonly recipe: TransitionRecipe;
};

type Row = readonly [name: string, en: string, zh: string, recipe: string, aliases: string];

/** `recipe`: xfade[/ease[/over[/milliseconds]]]. Aliases are parted by `|`. */
const ROWS: readonly Row[] = [
  [
    'fade',
    'crossfade',
    '淡入淡出',
    'fade/even',
    'crossfade|cross fade|cross-fade|xfade|mix|blend|fade transition|fades|fading|淡化|渐变|淡入|淡出|叠加|交叉淡化|交叉渐变',
  ],
  [
    'dissolve',
    'dissolve',
    '叠化',
    'fade/smooth/none/800',
    'dissolves|cross dissolve|cross-dissolve|smooth|smoothly|smoother|gentle|gentler|soft|softly|subtle|elegant|fluid|flowing|seamless|simple|clean|溶解|溶化|叠化|平滑|流畅|柔和|自然|丝滑|顺滑|简单|优雅',
  ],
  [
    'slow-dissolve',
    'slow dissolve',
    '慢叠化',
    'fade/smooth/none/1600',
    'slow|slowly|slow fade|long dissolve|dreamy|romantic|慢|缓慢|慢速|慢慢|梦幻',
  ],
  ['grain-dissolve', 'grain dissolve', '颗粒溶解', 'dissolve', 'noise dissolve|particles|particle|sand|颗粒|粒子|沙化'],
  [
    'fade-black',
    'fade through black',
    '黑场过渡',
    'fadeblack/even/none/1000',
    'fade to black|dip to black|black|through black|blink|闪黑|黑场|渐黑|黑屏|变黑',
  ],
  [
    'fade-white',
    'fade through white',
    '白场过渡',
    'fadewhite/even/none/1000',
    'fade to white|dip to white|white|through white|闪白|白场|渐白|白屏|变白',
  ],
  [
    'fade-gray',
    'fade through gray',
    '灰度过渡',
    'fadegrays',
    'fade to gray|fade to grey|gray|grey|desaturate|灰度|灰色|褪色',
  ],
  [
    'fade-fast',
    'quick fade',
    '快速淡化',
    'fadefast/even/none/350',
    'quick fade|fast fade|fast|quick|quickly|snappy|快速|快|迅速',
  ],
  [
    'flash',
    'flash',
    '闪光',
    'fadewhite/rush/flash/400',
    'camera flash|flash of light|light flash|strobe|photo flash|闪光|闪光灯|拍照|曝光',
  ],
  [
    'wipe-left',
    'wipe left',
    '向左擦除',
    'wipeleft/smooth',
    'wipe|wipes|wipe to the left|curtain wipe|擦除|划像|擦拭|左擦除|划变',
  ],
  ['wipe-right', 'wipe right', '向右擦除', 'wiperight/smooth', 'wipe to the right|右擦除'],
  ['wipe-up', 'wipe up', '向上擦除', 'wipeup/smooth', 'wipe upwards|上擦除'],
  ['wipe-down', 'wipe down', '向下擦除', 'wipedown/smooth', 'wipe downwards|下擦除'],
  [
    'soft-wipe-left',
    'soft wipe left',
    '柔边向左擦除',
    'smoothleft',
    'soft wipe|soft edge wipe|smooth left|feathered wipe|柔边擦除|柔和擦除',
  ],
  ['soft-wipe-right', 'soft wipe right', '柔边向右擦除', 'smoothright', 'smooth right'],
  ['soft-wipe-up', 'soft wipe up', '柔边向上擦除', 'smoothup', 'smooth up'],
  ['soft-wipe-down', 'soft wipe down', '柔边向下擦除', 'smoothdown', 'smooth down'],
  ['diagonal', 'diagonal wipe', '对角擦除', 'diagtl/smooth', 'diagonal|diagonal wipe|diagonally|对角|对角线|斜向|斜切'],
  ['diagonal-right', 'diagonal wipe right', '反向对角擦除', 'diagtr/smooth', 'diagonal right|反对角'],
  ['corner', 'corner wipe', '角落擦除', 'wipetl/smooth', 'corner wipe|corner|角落|边角'],
  ['corner-right', 'corner wipe right', '右角擦除', 'wipetr/smooth', 'right corner'],
  [
    'slide-left',
    'slide left',
    '向左滑动',
    'slideleft/smooth',
    'slide|slides|sliding|push|push left|slide to the left|swipe|swipe left|滑动|滑入|推移|推动|左滑|滑屏|滑行',
  ],
  ['slide-right', 'slide right', '向右滑动', 'slideright/smooth', 'push right|slide to the right|swipe right|右滑'],
  ['slide-up', 'slide up', '向上滑动', 'slideup/smooth', 'push up|slide upwards|swipe up|scroll|上滑|上推'],
  ['slide-down', 'slide down', '向下滑动', 'slidedown/smooth', 'push down|slide downwards|swipe down|下滑|下推'],
  ['cover-left', 'cover left', '向左覆盖', 'coverleft/smooth', 'cover|covers|card|page|覆盖|遮盖|翻页|卡片'],
  ['cover-right', 'cover right', '向右覆盖', 'coverright/smooth', ''],
  ['cover-up', 'cover up', '向上覆盖', 'coverup/smooth', ''],
  ['cover-down', 'cover down', '向下覆盖', 'coverdown/smooth', ''],
  ['reveal-left', 'reveal left', '向左揭开', 'revealleft/smooth', 'reveal|reveals|uncover|揭开|揭示|揭露|显露'],
  ['reveal-right', 'reveal right', '向右揭开', 'revealright/smooth', ''],
  ['reveal-up', 'reveal up', '向上揭开', 'revealup/smooth', ''],
  ['reveal-down', 'reveal down', '向下揭开', 'revealdown/smooth', ''],
  [
    'whip-left',
    'whip pan left',
    '甩镜（左）',
    'slideleft/rush/blur-across/450',
    'whip|whip pan|whip-pan|whips|swish|swish pan|fast pan|motion blur|speed blur|pan|甩镜|甩镜头|快速摇镜|运动模糊|动态模糊|甩',
  ],
  ['whip-right', 'whip pan right', '甩镜（右）', 'slideright/rush/blur-across/450', 'whip pan right'],
  ['whip-up', 'whip pan up', '甩镜（上）', 'slideup/rush/blur-along/450', 'whip pan up|tilt'],
  ['whip-down', 'whip pan down', '甩镜（下）', 'slidedown/rush/blur-along/450', 'whip pan down'],
  [
    'zoom-in',
    'zoom in',
    '推近放大',
    'zoomin/smooth',
    'zoom|zooms|zooming|zoom transition|zoom through|push in|缩放|放大|推近|变焦|拉近',
  ],
  [
    'zoom-punch',
    'zoom punch',
    '冲击缩放',
    'fade/rush/punch/400',
    'punch|punch in|zoom punch|crash zoom|impact|冲击|冲击缩放|猛推|震动',
  ],
  [
    'blur',
    'blur',
    '模糊',
    'fade/smooth/soft/700',
    'blurry|blurred|defocus|focus|rack focus|out of focus|模糊|虚化|失焦|高斯模糊',
  ],
  ['blur-streak', 'streak blur', '横向模糊', 'hblur', 'streak|streaks|horizontal blur|横向模糊|拉丝'],
  [
    'glitch',
    'glitch',
    '故障',
    'hrslice/rush/glitch/450',
    'glitchy|glitches|digital glitch|vhs|rgb split|distortion|cyberpunk|tv noise|故障|故障风|信号干扰|抖动|赛博',
  ],
  [
    'pixelate',
    'pixelate',
    '像素化',
    'pixelize',
    'pixel|pixels|pixelize|pixelated|mosaic|8-bit|8 bit|blocks|像素|像素化|马赛克|方块',
  ],
  [
    'circle-open',
    'circle opens',
    '圆形展开',
    'circleopen/smooth',
    'circle|circle open|circular|iris|iris in|iris open|round|圆形|圆|光圈|圆形展开|虹膜',
  ],
  [
    'circle-close',
    'circle closes',
    '圆形收缩',
    'circleclose/smooth',
    'circle close|iris out|iris close|circle closing|圆形收缩|圆形关闭|收圈',
  ],
  [
    'circle-crop',
    'circle through black',
    '圆形黑场',
    'circlecrop/smooth/none/1000',
    'circle crop|looney|cartoon ending|spotlight|聚光',
  ],
  [
    'box-crop',
    'box through black',
    '方形黑场',
    'rectcrop/smooth/none/1000',
    'box|rectangle|rect|square|frame|方形|矩形|方框',
  ],
  [
    'doors-open',
    'doors open',
    '左右开门',
    'vertopen/smooth',
    'door|doors|open doors|barn door|barn doors|split|split screen|curtain|curtains|开门|门|帷幕|幕布|拉幕|分屏',
  ],
  ['doors-close', 'doors close', '左右关门', 'vertclose/smooth', 'close doors|curtain close|关门|合幕'],
  [
    'shutters-open',
    'opens up and down',
    '上下展开',
    'horzopen/smooth',
    'shutter|shutters|eye open|letterbox|上下展开|睁眼',
  ],
  ['shutters-close', 'closes up and down', '上下合拢', 'horzclose/smooth', 'eye close|上下合拢|闭眼'],
  [
    'clock',
    'clock wipe',
    '时钟擦除',
    'radial/smooth',
    'clock wipe|radial|radial wipe|sweep|radar|pie|时钟|时钟擦除|扇形|径向|雷达',
  ],
  ['distance', 'melt', '距离融化', 'distance', 'melt|melting|color melt|融化|融合'],
  [
    'slices-left',
    'slices left',
    '横向切片（左）',
    'hlslice/smooth',
    'slice|slices|stripes|bars|blinds|blind|venetian|venetian blinds|shards|切片|条纹|百叶窗|百叶',
  ],
  ['slices-right', 'slices right', '横向切片（右）', 'hrslice/smooth', ''],
  ['slices-up', 'slices up', '纵向切片（上）', 'vuslice/smooth', 'horizontal blinds|vertical slices'],
  ['slices-down', 'slices down', '纵向切片（下）', 'vdslice/smooth', ''],
  ['wind-left', 'wind left', '风吹（左）', 'hlwind', 'wind|blown away|dust|风|风吹|吹散'],
  ['wind-right', 'wind right', '风吹（右）', 'hrwind', ''],
  ['wind-up', 'wind up', '风吹（上）', 'vuwind', ''],
  ['wind-down', 'wind down', '风吹（下）', 'vdwind', ''],
  ['squeeze', 'squeeze', '挤压', 'squeezev/smooth', 'squeezes|squash|shrink|挤压|压缩|收缩'],
  [
    'squeeze-across',
    'squeeze across',
    '横向挤压',
    'squeezeh/smooth',
    'squeeze horizontally|flip|page flip|横向挤压|翻转',
  ],
];

/** Long enough to be seen, short enough not to be noticed: what editors of talks and vlogs use. */
const USUAL_MS = 600;

/** All transitions that have a name. Directions say where the new picture comes to, as editors name them. */
export const TRANSITIONS: readonly NamedTransition[] = ROWS.map(([name, en, zh, recipe, aliases]) => {
  const [xfade = 'fade', ease = 'even', over = 'none', duration] = recipe.split('/');
  return {
    name,
    said: { en, zh },
    aliases: [en, zh, ...aliases.split('|')].filter((alias) => alias !== ''),
    duration: duration === undefined ? USUAL_MS : Number(duration),
    recipe: { xfade, ease: ease as TransitionRecipe['ease'], over: over as TransitionRecipe['over'] },
  };
});

const BY_NAME: ReadonlyMap<string, NamedTransition> = new Map(TRANSITIONS.map((known) => [known.name, known]));

/** The transition of that name; null for a name that is none of ours. */
export function transitionNamed(name: string): NamedTransition | null {
  return BY_NAME.get(name) ?? null;
}

/** The transition that some words mean (`"smooth"`, `"zoom"`, `"用溶解转场"`); null when they name none. */
export function transitionByWords(words: string): NamedTransition | null {
  const name = nameByWords(TRANSITIONS, words);
  return name === null ? null : transitionNamed(name);
}
