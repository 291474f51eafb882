import type { Said } from '../base/lang.ts';
import type { Ms } from '../base/time.ts';

/** The sound effects that we make ourselves: src/music/sfx.ts. */
export type SfxName = (typeof NAMES)[number];

const NAMES = [
  'whoosh',
  'swoosh',
  'pop',
  'click',
  'tick',
  'ding',
  'chime',
  'bell',
  'beep',
  'buzzer',
  'riser',
  'fall',
  'impact',
  'boom',
  'thud',
  'gong',
  'camera',
  'typewriter',
  'drum-roll',
  'cash',
  'air-horn',
  'applause',
  'heartbeat',
  'glitch',
] as const;

/**
 * A sound effect: how long it sounds, the words that mean it (lower case), and how far into it the moment lies that it is
 * heard for: a whoosh is loudest in its middle, a riser ends where something begins.
 */
export type Sfx = {
  readonly name: SfxName;
  readonly said: Said;
  readonly length: Ms;
  readonly moment: Ms;
  readonly aliases: RegExp;
};

const sfx = (name: SfxName, zh: string, [length, moment]: readonly [Ms, Ms], aliases: RegExp): Sfx => ({
  name,
  said: { en: name.replace('-', ' '), zh },
  length,
  moment,
  aliases,
});

/** Earlier ones are looked for first: "camera click" is a camera, "record" nothing at all. */
export const SFX: readonly Sfx[] = [
  sfx('camera', '快门声', [320, 20], /camera|shutter|snapshot|快门|相机|拍照/),
  sfx('typewriter', '打字机', [1200, 0], /typewriter|typing|keyboard|打字|键盘/),
  sfx('drum-roll', '鼓声连击', [2600, 2250], /drum ?-?roll|鼓声|鼓点/),
  sfx('cash', '收银机', [1000, 120], /cash|register|coin|money|ka-?ching|收银|金币|钱/),
  sfx('air-horn', '汽笛', [1300, 0], /air ?-?horn|horn|喇叭|汽笛/),
  sfx('applause', '掌声', [3000, 300], /applause|clap|cheer|掌声|鼓掌/),
  sfx('heartbeat', '心跳', [1700, 0], /heart ?-?beat|心跳/),
  sfx('glitch', '故障声', [450, 0], /glitch|故障/),
  sfx('swoosh', '快速嗖声', [380, 170], /swoosh|swish|swipe|嗖/),
  sfx('whoosh', '呼啸声', [800, 400], /w+hoo+sh|woosh|transition|呼|转场/),
  sfx('riser', '渐强上升', [2400, 2300], /riser|rising|build ?-?up|sweep up|上升|渐强/),
  sfx('fall', '下坠声', [1300, 0], /downer|falling|sweep down|fall|下坠|下降/),
  sfx('impact', '冲击声', [1900, 0], /impact|hit|slam|smash|punch|冲击|撞击|重击/),
  sfx('boom', '轰鸣', [2600, 0], /boom|explosion|bass drop|轰|爆炸/),
  sfx('thud', '闷响', [420, 0], /thud|bump|thump|knock|闷响|敲/),
  sfx('gong', '锣声', [3600, 0], /gong|锣/),
  sfx('buzzer', '错误提示', [750, 0], /buzz|wrong|error|fail|错误/),
  sfx('chime', '风铃', [1900, 0], /chime|sparkle|magic|twinkle|风铃|魔法/),
  sfx('bell', '铃声', [2200, 0], /bell|铃|钟/),
  sfx('ding', '叮', [1300, 0], /ding|notification|notify|alert|correct|success|叮|提示音|通知/),
  sfx('beep', '哔声', [350, 0], /beep|bleep|censor|哔/),
  sfx('tick', '滴答', [120, 0], /tick|clock|滴答/),
  sfx('click', '咔嗒', [90, 0], /click|tap|mouse|button|点击|咔/),
  sfx('pop', '啵', [180, 0], /pop|bubble|plop|啵|气泡|弹出/),
];

/** The effect of this name; null for none of ours. */
export const sfxNamed = (name: string): Sfx | null => SFX.find((one) => one.name === name) ?? null;

/** The effect that words mean; null when we have none like it. */
export function sfxByWords(words: string): Sfx | null {
  const text = words.normalize('NFKC').trim().toLowerCase();
  return sfxNamed(text) ?? SFX.find(({ aliases }) => aliases.test(text)) ?? null;
}
