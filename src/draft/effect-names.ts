// A table of data: exempt from the limit on the length of files.
import type { Said } from '../base/lang.ts';
import { nameByWords } from '../base/name-by-words.ts';
import { lookNamed } from './look-names.ts';
import type { Effect } from './model.ts';

/** An effect as people know it. */
export type KnownEffect = {
  readonly name: string;
  readonly said: Said;
  readonly aliases: readonly string[];
  /** How strong it is where nobody says: 0–1. */
  readonly usual: number;
  /** It looks different in every frame, even of a still picture. */
  readonly isLively: boolean;
};

const known = (
  name: string,
  said: Said,
  aliases: string,
  { usual = 0.5, isLively = false }: { usual?: number; isLively?: boolean } = {},
): KnownEffect => ({ name, said, aliases: [said.en, said.zh, ...aliases.split('|')], usual, isLively });

/** All effects that have a name. The first four are kinds of their own in the draft, as they were before the others. */
export const EFFECTS: readonly KnownEffect[] = [
  known(
    'sharpen',
    { en: 'sharpening', zh: '锐化' },
    'sharpen|sharper|sharp|sharpness|crisp|crisper|detail|details|clarity|unblur|清晰|更清晰|锐利',
  ),
  known('grain', { en: 'film grain', zh: '胶片颗粒' }, 'grain|grainy|film noise|add noise|颗粒|噪点|颗粒感', {
    usual: 0.4,
    isLively: true,
  }),
  known('vignette', { en: 'a vignette', zh: '暗角' }, 'vignette|vignetting|dark corners|dark edges|黑角|四角压暗'),
  known('blur', { en: 'a blur', zh: '模糊' }, 'blur|blurry|blurred|out of focus|defocus|gaussian blur|虚化|虚焦', {
    usual: 0.35,
  }),
  known('glow', { en: 'a glow', zh: '辉光' }, 'glow|glowing|bloom|halation|pro mist|promist|发光|柔光|光晕柔化', {
    usual: 0.6,
  }),
  known(
    'glitch',
    { en: 'a glitch', zh: '故障' },
    'glitch|glitchy|glitch effect|glitches|datamosh|digital noise|corrupted|broken signal|rgb split|故障风|故障效果|信号干扰|花屏',
    { usual: 0.6, isLively: true },
  ),
  known(
    'vhs',
    { en: 'a VHS tape', zh: 'VHS 录像带' },
    'vhs|vhs effect|vhs tape|old tv|camcorder|videotape|video tape|home video|retro tv|analog tv|录像带|老电视|磁带|家庭录像',
    { usual: 0.6, isLively: true },
  ),
  known(
    'scanlines',
    { en: 'scan lines', zh: '扫描线' },
    'scan line|scanlines|scanline|crt|crt screen|interlaced|显像管|电视线',
  ),
  known(
    'pixelate',
    { en: 'big pixels', zh: '像素化' },
    'pixelate|pixelated|pixelation|pixel|pixels|8-bit|8 bit|mosaic|censor|马赛克|像素|像素风',
    {
      usual: 0.4,
    },
  ),
  known(
    'mirror',
    { en: 'a mirrored half', zh: '镜像' },
    'mirror effect|mirrored|mirror|symmetry|symmetrical|reflection|镜像特效|对称|倒影',
  ),
  known('kaleidoscope', { en: 'a kaleidoscope', zh: '万花筒' }, 'kaleidoscope|kaleidoscopic|four mirrors|四面镜像'),
  known(
    'aberration',
    { en: 'chromatic aberration', zh: '色差' },
    'chromatic|chromatic aberration|color fringing|colour fringing|fringing|aberration|anaglyph|3d glasses|色散|色彩分离|色边|红蓝分离',
  ),
  known(
    'light-leak',
    { en: 'light leaks', zh: '漏光' },
    'light leak|light leaks|lens flare|flare|film burn|film burns|burn|sun flare|光晕|镜头光晕|光斑|胶片烧灼|漏光效果',
    { usual: 0.6, isLively: true },
  ),
  known(
    'shake',
    { en: 'a shaking camera', zh: '镜头抖动' },
    'shake|shake effect|camera shake|camera shake effect|screen shake|earthquake|handheld|shaky|rumble|抖动|震动|抖动特效|手持感|地震',
    { isLively: true },
  ),
  known(
    'old-film',
    { en: 'an old film', zh: '老胶片' },
    'old film|old movie|silent film|silent movie|film scratches|scratches|scratched film|1920s|projector|老电影|默片|划痕|老胶片效果|放映机',
    { usual: 0.7, isLively: true },
  ),
  known(
    'strobe',
    { en: 'a strobe', zh: '频闪' },
    'strobe|strobe light|strobing|flashing|flicker effect|flashing lights|闪烁|闪光灯|爆闪',
    {
      isLively: true,
    },
  ),
  known(
    'invert',
    { en: 'a negative', zh: '反色' },
    'invert|inverted|negative|invert colors|invert colours|inverted colors|x-ray|负片|反转颜色|底片',
    {
      usual: 1,
    },
  ),
  known(
    'posterize',
    { en: 'poster colours', zh: '色调分离' },
    'posterize|posterise|poster|cartoon|comic|pop art|海报化|卡通|漫画|波普',
  ),
  known(
    'denoise',
    { en: 'noise reduction', zh: '画面降噪' },
    'denoise|video denoise|de-noise|noise reduction|reduce noise|remove noise|remove grain|remove the grain|clean up the picture|clean picture|降噪|去噪|去噪点|视频降噪',
  ),
  known(
    'deflicker',
    { en: 'flicker removal', zh: '去频闪' },
    'deflicker|de-flicker|remove flicker|remove the flicker|fix flicker|fix the flickering|flicker removal|stop flickering|去闪烁|消除闪烁|除频闪',
    { usual: 1 },
  ),
];

const BY_NAME: ReadonlyMap<string, KnownEffect> = new Map(EFFECTS.map((effect) => [effect.name, effect]));

/** The effect of that name; null for a name that is none of ours. */
export const effectNamed = (name: string): KnownEffect | null => BY_NAME.get(name) ?? null;

/** The effect that some words mean (`"glitchy"`, `"老电影"`); null when they name none. */
export function effectByWords(words: string): KnownEffect | null {
  const name = nameByWords(EFFECTS, words);
  return name === null ? null : effectNamed(name);
}

const OWN_KINDS = ['sharpen', 'grain', 'vignette', 'blur'] as const;

/** A named effect as the draft writes it. */
export function effectOf(name: string, amount: number): Effect {
  const kind = OWN_KINDS.find((own) => own === name);
  return kind === undefined ? { kind: 'effect', name, amount } : { kind, amount };
}

/** The name of an effect of a draft that stands in the table; null for those that are something else. */
export function nameOfEffect(effect: Effect): string | null {
  if (effect.kind === 'effect') return effect.name;
  return OWN_KINDS.find((own) => own === effect.kind) ?? null;
}

/** Whether an effect looks different in every frame, even of a still picture. */
export function isLively(effect: Effect): boolean {
  if (effect.kind === 'look') return (lookNamed(effect.name)?.recipe.grain ?? 0) > 0;
  const name = nameOfEffect(effect);
  return name !== null && effectNamed(name)?.isLively === true;
}
