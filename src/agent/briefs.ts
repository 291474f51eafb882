import type { Said } from '../base/lang.ts';
import { commas, composed, say, wordSaid } from '../base/say.ts';
import type { PlannedOp } from './types.ts';

/** What each operation does, in a few words: what a plan says in languages that have no phrase of its arguments. */
const BRIEFS: Readonly<Record<string, Said>> = {
  remove_silence: say('cut out the pauses', '剪掉停顿'),
  remove_fillers: say('cut out the filler words', '剪掉语气词'),
  cut_words: say('cut by what is said', '按说的话来剪'),
  cut_range: say('cut a part out', '剪掉一段'),
  trim: say('trim it', '裁剪'),
  split: say('split it', '分割'),
  merge: say('join the clips', '合并片段'),
  reorder: say('put the clips in order', '调整片段顺序'),
  move: say('move it to another time', '移到别的时间'),
  insert: say('put a file in', '插入素材'),
  duplicate: say('repeat it', '重复'),
  speed: say('change the speed', '变速'),
  reverse: say('play it backwards', '倒放'),
  freeze: say('freeze the picture', '定格画面'),
  transitions: say('set transitions', '设置转场'),
  title: say('set a title', '设置标题'),
  text: say('set a text', '设置文字'),
  captions: say('set captions', '设置字幕'),
  watermark: say('set a watermark', '设置水印'),
  sticker: say('add a sticker', '添加贴纸'),
  intro: say('add an intro', '添加片头'),
  outro: say('add an end card', '添加片尾'),
  slideshow: say('make a slideshow of the photos', '把照片做成幻灯片视频'),
  ken_burns: say('move slowly over the photos', '让照片缓慢推移'),
  zoom: say('set the zoom', '设置缩放'),
  aspect: say('change the shape', '调整画幅'),
  crop: say('crop the picture', '裁剪画面'),
  resize: say('change the size', '调整尺寸'),
  rotate: say('rotate it', '旋转'),
  flip: say('mirror it', '翻转'),
  blur_background: say('blur the background', '虚化背景'),
  pip: say('lay one picture over the other', '做成画中画'),
  color: say('adjust the colours', '调色'),
  filter: say('apply a filter', '应用滤镜'),
  effect: say('add an effect', '添加特效'),
  style: say('give it a style', '做出风格'),
  lut: say('apply the LUT', '套用 LUT'),
  stabilize: say('steady the picture', '稳定画面'),
  chroma_key: say('key out the green screen', '抠掉绿幕'),
  remove_background: say('replace the background', '替换背景'),
  add_music: say('put music under it', '配上音乐'),
  sfx: say('add a sound effect', '添加音效'),
  voiceover: say('add a voice-over', '添加旁白'),
  volume: say('change the volume', '调整音量'),
  remove_audio: say('take sound out', '去掉声音'),
  fade: say('set fades', '设置淡入淡出'),
  duck: say('keep the music low under speech', '说话时压低音乐'),
  denoise_audio: say('clean up the sound', '给声音降噪'),
  normalize_loudness: say('even out the loudness', '统一响度'),
  beat_sync: say('cut to the beat', '按节拍剪辑'),
  highlights: say('pick the best parts', '挑出精彩部分'),
  scene_split: say('split it at the scene changes', '按场景切分'),
  chapters: say('mark the chapters', '添加章节标记'),
  thumbnail: say('save a still as the cover', '截取封面'),
  extract_audio: say('save the sound', '导出声音'),
  gif: say('make a GIF', '做成 GIF'),
  export: say('export the video', '导出视频'),
  generate: say('generate a video', '生成视频'),
  undo: say('take back the last change', '撤销上一步'),
  redo: say('put the change back', '重做'),
  status: say('tell you how things stand', '报告当前情况'),
  credits: say('tell you about credits', '说明积分情况'),
  light_edit: say('edit it lightly', '做一次轻剪辑'),
};

/** A planned step in a few words with its values behind: `cortar un tramo (0, 3)`. Null for what has no words yet. */
export function briefOf({ op, default: _default, offers: _offers, ...slots }: PlannedOp): Said | null {
  const what = BRIEFS[op];
  if (what === undefined) return null;
  const values = Object.values(slots).filter((value) => typeof value === 'string' || typeof value === 'number');
  if (values.length === 0) return composed([what], ([words = '']) => words);
  return say('{what} ({values})', '{what}（{values}）', {
    what,
    values: commas(values.map((value) => (typeof value === 'string' ? wordSaid(value) : value))),
  });
}
