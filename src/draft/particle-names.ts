// A table of data: exempt from the limit on the length of files.
import type { Said } from '../base/lang.ts';
import { nameByWords } from '../base/name-by-words.ts';

/** What falls, rises or glows over the picture; drawn by src/render/particles. */
export const PARTICLE_NAMES = [
  'snow',
  'rain',
  'confetti',
  'petals',
  'leaves',
  'bubbles',
  'hearts',
  'fire',
  'embers',
  'sparkles',
  'particles',
  'bokeh',
  'dust',
  'fog',
  'fireworks',
] as const;

export type ParticleName = (typeof PARTICLE_NAMES)[number];

/** Particles as people know them. */
export type KnownParticles = {
  readonly name: ParticleName;
  readonly said: Said;
  readonly aliases: readonly string[];
  /** What lists of the timeline show for them. */
  readonly sign: string;
  /** A burst that marks a moment, and so lasts for a while where nobody says how long. */
  readonly isMoment: boolean;
};

/** Bursts, which mark a moment. */
const MOMENTS: readonly ParticleName[] = ['confetti', 'fireworks'];

const known = (name: ParticleName, sign: string, said: Said, aliases: string): KnownParticles => ({
  name,
  sign,
  said,
  aliases: [said.en, said.zh, ...aliases.split('|')],
  isMoment: MOMENTS.includes(name),
});

/** How much of them where nobody says: 0–1. */
export const USUAL_PARTICLES = 0.5;

export const PARTICLES: readonly KnownParticles[] = [
  known(
    'snow',
    '❄️',
    { en: 'falling snow', zh: '飘雪' },
    'snow|snowfall|snowing|snowflakes|snowflake|blizzard|下雪|雪花|飞雪|落雪|雪',
  ),
  known('rain', '🌧️', { en: 'rain', zh: '下雨' }, 'raining|rainfall|raindrops|rain drops|雨滴|大雨|雨'),
  known(
    'confetti',
    '🎊',
    { en: 'confetti', zh: '彩带纸屑' },
    'party confetti|confettis|celebration|party popper|撒花|彩带|彩纸|纸屑|五彩纸屑|礼花筒|庆祝',
  ),
  known(
    'petals',
    '🌸',
    { en: 'falling petals', zh: '飘落的花瓣' },
    'petals|petal|cherry blossoms|cherry blossom|sakura|rose petals|flower petals|花瓣|樱花|落花|桃花',
  ),
  known(
    'leaves',
    '🍂',
    { en: 'falling leaves', zh: '落叶' },
    'leaves|leaf|autumn leaves|fall leaves|maple leaves|枫叶|树叶|叶子',
  ),
  known('bubbles', '🫧', { en: 'bubbles', zh: '气泡' }, 'bubble|soap bubbles|泡泡|肥皂泡'),
  known(
    'hearts',
    '💕',
    { en: 'floating hearts', zh: '飘浮的爱心' },
    'hearts|heart|love hearts|heart particles|爱心|心形|红心|飘心|心',
  ),
  known('fire', '🔥', { en: 'fire', zh: '火焰' }, 'flames|flame|burning|on fire|燃烧|火苗|大火|着火|火'),
  known(
    'embers',
    '✴️',
    { en: 'glowing embers', zh: '火星' },
    'embers|ember|sparks|fire sparks|spark|火花|余烬|飞溅的火星|星火',
  ),
  known(
    'sparkles',
    '✨',
    { en: 'sparkles', zh: '闪光' },
    'sparkle|glitter|glitters|twinkle|twinkles|twinkling stars|stars|magic dust|fairy dust|pixie dust|magic|shimmer|shine|bling|闪粉|星星|闪烁的星星|星光|亮片|闪闪|魔法|星空|金粉',
  ),
  known(
    'particles',
    '🔆',
    { en: 'glowing particles', zh: '发光粒子' },
    'particle|light particles|golden particles|gold particles|floating particles|fireflies|firefly|orbs|粒子|光粒子|金色粒子|粒子光效|粒子特效|萤火虫|光点',
  ),
  known(
    'bokeh',
    '🔵',
    { en: 'bokeh lights', zh: '散景光斑' },
    'bokeh|bokeh overlay|light bokeh|blurred lights|fairy lights|散景|光斑|光圈光斑|梦幻光斑',
  ),
  known(
    'dust',
    '💨',
    { en: 'floating dust', zh: '浮尘' },
    'dust|dust motes|dust particles|dusty|dust overlay|灰尘|尘埃|尘土|漂浮的灰尘',
  ),
  known('fog', '🌫️', { en: 'fog', zh: '雾气' }, 'mist|smoke|haze|foggy|smoky|misty|烟雾|雾|烟|薄雾|大雾'),
  known('fireworks', '🎆', { en: 'fireworks', zh: '烟花' }, 'firework|fire works|烟火|放烟花|礼花|焰火'),
];

/** The particles that some words mean (`"falling snow"`, `"樱花飘落"`); null when they name none. */
export function particlesByWords(words: string): KnownParticles | null {
  const name = nameByWords(PARTICLES, words);
  return PARTICLES.find((one) => one.name === name) ?? null;
}

/** Those of that name. */
export function particlesNamed(name: ParticleName): KnownParticles {
  const found = PARTICLES.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no particles are called ${name}`);
  return found;
}
