import type { Said } from '../base/lang.ts';

/**
 * Where finished videos go, and what each place takes. Sources: YouTube's page of recommended upload encodings, the
 * Instagram and TikTok developers' pages of media specifications; what they do not say (marked "common") is general
 * knowledge, and set so that nothing that is accepted is refused.
 */
export type Platform = {
  readonly id: string;
  readonly name: Said;
  /** What people call it, in lower case. */
  readonly aliases: readonly string[];
  /** The size that an export gets, turned to the draft's orientation; null: the draft's own. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Shapes that fill the screen there, as width over height; others get bars. Null: any. */
  readonly shapes: readonly number[] | null;
  /** Limits of the shorter and of the longer side, in px. */
  readonly sides: { readonly least: number; readonly most: number };
  readonly fps: { readonly least: number; readonly most: number };
  readonly seconds: { readonly least: number; readonly most: number };
  readonly bytes: number;
  /** Most bits per second of the pictures; null: no limit. */
  readonly videoBitRate: number | null;
  readonly audioBitRate: number;
  readonly containers: readonly string[];
  readonly codecs: readonly string[];
  /** Keyframes at most this far apart, in seconds. */
  readonly gopSeconds: number;
  /** What the place turns everything to, in LUFS; and the peak that its own encoding needs room for, in dBTP. */
  readonly lufs: number;
  readonly peakDb: number;
};

const UPRIGHT = { width: 1080, height: 1920 } as const;
const MB = 1_000_000;
/** Common to all: H.264 or HEVC in MP4 or MOV, 48 kHz AAC, -14 LUFS. */
const COMMON = {
  size: null,
  shapes: null,
  sides: { least: 360, most: 4096 },
  fps: { least: 23, most: 60 },
  seconds: { least: 1, most: 600 },
  bytes: 1000 * MB,
  videoBitRate: null,
  audioBitRate: 192_000,
  containers: ['mp4', 'mov'],
  codecs: ['h264', 'hevc'],
  gopSeconds: 5,
  lufs: -14,
  peakDb: -1,
} as const;

const same = (name: string): Said => ({ en: name, zh: name });

export const PLATFORMS: readonly Platform[] = [
  {
    ...COMMON,
    id: 'tiktok',
    name: same('TikTok'),
    aliases: ['tiktok', 'tik tok'],
    size: UPRIGHT,
    shapes: [9 / 16, 16 / 9],
    seconds: { least: 3, most: 600 },
    containers: ['mp4', 'mov', 'webm'],
    codecs: ['h264', 'hevc', 'vp9'],
  },
  {
    ...COMMON,
    id: 'douyin',
    name: { en: 'Douyin', zh: '抖音' },
    aliases: ['douyin', '抖音', 'kuaishou', '快手', '视频号'],
    size: UPRIGHT,
    shapes: [9 / 16, 16 / 9],
    seconds: { least: 3, most: 900 },
    bytes: 4000 * MB,
  },
  {
    ...COMMON,
    id: 'reels',
    name: same('Instagram Reels'),
    aliases: [
      'reels',
      'reel',
      'instagram reels',
      'instagram reel',
      'ig reels',
      'stories',
      'instagram story',
      'facebook reels',
    ],
    size: UPRIGHT,
    shapes: [9 / 16],
    sides: { least: 540, most: 3600 },
    seconds: { least: 3, most: 900 },
    bytes: 300 * MB,
    videoBitRate: 25_000_000,
    audioBitRate: 128_000,
  },
  {
    ...COMMON,
    id: 'shorts',
    name: same('YouTube Shorts'),
    aliases: ['shorts', 'youtube shorts', 'youtube short', 'yt shorts'],
    size: UPRIGHT,
    shapes: [9 / 16, 1],
    fps: { least: 24, most: 60 },
    seconds: { least: 1, most: 180 },
    bytes: 256_000 * MB,
    audioBitRate: 384_000,
    gopSeconds: 0.55,
  },
  {
    ...COMMON,
    id: 'youtube',
    name: same('YouTube'),
    aliases: ['youtube', 'yt', '油管', 'bilibili', 'b站', '哔哩哔哩'],
    sides: { least: 144, most: 7680 },
    fps: { least: 23, most: 60 },
    seconds: { least: 1, most: 43_200 },
    bytes: 256_000 * MB,
    audioBitRate: 384_000,
    codecs: ['h264', 'hevc', 'vp9', 'av1'],
    containers: ['mp4', 'mov', 'webm'],
    gopSeconds: 0.55,
  },
  {
    ...COMMON,
    id: 'x',
    name: same('X'),
    aliases: ['x', 'twitter', 'x post', '推特'],
    sides: { least: 32, most: 1920 },
    fps: { least: 1, most: 60 },
    seconds: { least: 0.5, most: 140 },
    bytes: 512 * MB,
    videoBitRate: 25_000_000,
    audioBitRate: 128_000,
    codecs: ['h264'],
  },
  {
    ...COMMON,
    id: 'linkedin',
    name: same('LinkedIn'),
    aliases: ['linkedin', '领英'],
    sides: { least: 256, most: 4096 },
    fps: { least: 10, most: 60 },
    seconds: { least: 3, most: 900 },
    bytes: 5000 * MB,
    videoBitRate: 30_000_000,
    codecs: ['h264'],
    containers: ['mp4'],
  },
  {
    ...COMMON,
    id: 'square',
    name: { en: 'a square post', zh: '方形帖子' },
    aliases: ['square', 'square post', '方形'],
    size: { width: 1080, height: 1080 },
    shapes: [1],
    bytes: 300 * MB,
    audioBitRate: 128_000,
  },
  {
    ...COMMON,
    id: 'instagram-feed',
    name: { en: 'the Instagram feed', zh: 'Instagram 动态' },
    aliases: ['instagram feed', 'instagram post', 'instagram square', 'instagram', 'ig', 'insta', 'facebook', 'fb'],
    size: { width: 1080, height: 1350 },
    shapes: [4 / 5, 1, 1.91, 16 / 9, 9 / 16],
    sides: { least: 320, most: 1920 },
    seconds: { least: 3, most: 900 },
    bytes: 300 * MB,
    videoBitRate: 25_000_000,
    audioBitRate: 128_000,
  },
  {
    ...COMMON,
    id: 'wechat',
    name: { en: 'WeChat', zh: '微信' },
    aliases: ['wechat', '微信', '朋友圈', 'whatsapp'],
    sides: { least: 240, most: 1920 },
    seconds: { least: 1, most: 300 },
    bytes: 200 * MB,
    audioBitRate: 128_000,
    codecs: ['h264'],
    containers: ['mp4'],
  },
  {
    ...COMMON,
    id: 'xiaohongshu',
    name: { en: 'Xiaohongshu', zh: '小红书' },
    aliases: ['xiaohongshu', '小红书', 'rednote'],
    size: { width: 1080, height: 1440 },
    shapes: [3 / 4, 9 / 16, 1, 4 / 3, 16 / 9],
    seconds: { least: 1, most: 900 },
    bytes: 2000 * MB,
    codecs: ['h264'],
  },
];

/** The platform that people mean by some words, or null. */
export function platformByWords(words: string): Platform | null {
  const plain = words
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  return PLATFORMS.find(({ id, aliases }) => id.replaceAll('-', ' ') === plain || aliases.includes(plain)) ?? null;
}
