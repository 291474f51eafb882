import type { Said } from '../base/lang.ts';
import { say } from '../base/say.ts';

/** What a timeline may hold beside plain clips on one track. Each format says which of these it can hold. */
export const FEATURES = {
  gaps: say('empty stretches', '空白段落'),
  overlays: say('pictures over the main track', '主轨道上方的画面'),
  'other audio': say('sound files beside the clips', '片段之外的声音文件'),
  transitions: say('transitions', '转场'),
  'named transitions': say('kinds of transitions (they become dissolves)', '转场样式（变为叠化）'),
  speed: say('changes of speed', '变速'),
  ramps: say('speed ramps (they become one speed)', '曲线变速（变为匀速）'),
  reverse: say('clips that run backwards', '倒放片段'),
  freeze: say('frozen frames', '定格画面'),
  volume: say('volumes', '音量'),
  fades: say('fades of sound', '声音淡入淡出'),
  'picture fades': say('fades from and to black', '黑场淡入淡出'),
  poses: say('positions, sizes and rotations', '位置、大小和旋转'),
  crops: say('crops, flips and frames', '裁剪、翻转和边框'),
  keyframes: say('moves by keyframes', '关键帧动画'),
  effects: say('colours, looks and effects', '调色、滤镜和特效'),
  titles: say('titles and texts', '标题和文字'),
  'title looks': say('animations and backgrounds of titles', '标题的动画和背景'),
  captions: say('captions', '字幕'),
  'caption looks': say('styles of captions', '字幕样式'),
  graphics: say('shapes and progress bars', '图形和进度条'),
  composed: say(
    'composed music and sound effects, which have no file ("export the sound as wav" makes one)',
    '自动生成的配乐和音效（没有对应文件，可说“导出声音为 wav”）',
  ),
  cleaning: say('noise reduction and ducking', '降噪和闪避'),
  loudness: say('the loudness of the whole', '整体响度'),
  background: say('the background behind the pictures', '画面背景'),
  markers: say('chapters', '章节'),
} as const satisfies Record<string, Said>;

export type Feature = keyof typeof FEATURES;
