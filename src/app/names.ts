import type { Said } from '../base/lang.ts';

/** What people call the abilities of the request vocabulary that we understand but cannot carry out yet. */
export const ABILITY_NAMES: Readonly<Record<string, Said>> = {
  captions: { en: 'Captions from speech', zh: '语音字幕' },
  remove_fillers: { en: 'Removing filler words', zh: '去除口头禅' },
  generate: { en: 'Generating video from words', zh: '文字生成视频' },
  voiceover: { en: 'A spoken voice-over', zh: '配音' },
  remove_background: { en: 'Removing the background', zh: '去除背景' },
  chroma_key: { en: 'Green-screen keying', zh: '绿幕抠像' },
  denoise_audio: { en: 'Noise reduction', zh: '降噪' },
  denoise_video: { en: 'Video noise reduction', zh: '画面降噪' },
  stabilize: { en: 'Stabilising', zh: '防抖' },
  beat_sync: { en: 'Cutting to the beat', zh: '卡点' },
  scene_split: { en: 'Splitting by scenes', zh: '按场景拆分' },
  chapters: { en: 'Chapters', zh: '章节' },
  sfx: { en: 'Sound effects', zh: '音效' },
  pip: { en: 'Picture in picture', zh: '画中画' },
  sticker: { en: 'Stickers', zh: '贴纸' },
  effect: { en: 'That effect', zh: '该特效' },
  lut: { en: 'LUT files', zh: 'LUT 调色文件' },
  thumbnail: { en: 'Thumbnails', zh: '封面图' },
  gif: { en: 'GIF export', zh: '导出 GIF' },
  extract_audio: { en: 'Sound-only export', zh: '仅导出音频' },
};

/** The name of an operation for a sentence; its own word where we have no better one. */
export function abilityName(op: string): Said {
  return ABILITY_NAMES[op] ?? { en: `"${op.replaceAll('_', ' ')}"`, zh: `“${op.replaceAll('_', ' ')}”` };
}
