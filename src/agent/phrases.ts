import type { Said } from '../base/lang.ts';
import type { PlannedOp } from './types.ts';

type Phrase = (o: PlannedOp) => Said;

const both = (en: string, zh: string): Said => ({ en, zh });
const fixed =
  (en: string, zh: string): Phrase =>
  () =>
    both(en, zh);

/** A slot as text, or '' when it is not there. */
const t = (o: PlannedOp, key: string): string => {
  const value = o[key];
  return value === undefined || typeof value === 'object' ? '' : String(value);
};

const quoted = (o: PlannedOp, lang: 'en' | 'zh'): string => {
  const text = t(o, 'text');
  return text === '' ? '' : lang === 'en' ? ` "${text}"` : `“${text}”`;
};

/** " of clip 2", "片段 2 的": which clips, when some are named. */
const ofClip = (o: PlannedOp): Said => {
  const clip = t(o, 'clip');
  if (clip === '') return both('', '');
  const en =
    clip === 'last' ? 'the last clip' : clip.includes(',') ? `clips ${clip.replace(',', ' and ')}` : `clip ${clip}`;
  return both(` on ${en}`, clip === 'last' ? '最后一个片段' : `片段 ${clip.replaceAll(',', '、')} `);
};

const span = (o: PlannedOp): Said =>
  both(`${seconds(o['from'])} to ${seconds(o['to'])}`, `${seconds(o['from'])} 到 ${seconds(o['to'])}`);
const seconds = (value: unknown): string =>
  typeof value === 'number' ? `${value}s` : typeof value === 'string' ? value : '';

const cutRange: Phrase = (o) => {
  const clip = ofClip(o);
  if (o['from'] === undefined) {
    if (o['what'] !== undefined) return both(`cut the ${t(o, 'what')}`, `剪掉${t(o, 'what')}`);
    if (o['at'] !== undefined)
      return both(`cut around ${seconds(o['at'])}${clip.en}`, `剪掉${clip.zh}${seconds(o['at'])} 处`);
    return both(`remove ${clip.en.replace(/^ on /, '')}`, `删除${clip.zh.trim()}`);
  }
  if (o['from'] === 0 && o['to'] === 'a bit') return both('cut a little off the start', '开头剪掉一点');
  if (o['from'] === 'end-a bit') return both('cut a little off the end', '结尾剪掉一点');
  if (o['from'] === 0)
    return both(`cut the first ${seconds(o['to'])}${clip.en}`, `剪掉${clip.zh}前 ${seconds(o['to'])}`);
  if (o['to'] === 'end' && t(o, 'from').startsWith('end-')) {
    const length = `${t(o, 'from').slice(4)}s`;
    return both(`cut the last ${length}${clip.en}`, `剪掉${clip.zh}最后 ${length}`);
  }
  return both(`cut ${span(o).en}${clip.en}`, `剪掉${clip.zh}${span(o).zh}`);
};

const trimmed: Phrase = (o) => {
  const clip = ofClip(o);
  if (o['extend'] !== undefined)
    return both(`extend${clip.en.replace(/^ on/, '')} by ${t(o, 'extend')}s`, `把${clip.zh}延长 ${t(o, 'extend')}s`);
  if (o['max'] !== undefined)
    return both(
      `shorten the ${t(o, 'part')} to at most ${t(o, 'max')}s`,
      `把${t(o, 'part')}缩短到 ${t(o, 'max')}s 以内`,
    );
  if (o['keep'] !== undefined) return both(`keep ${t(o, 'keep')}${clip.en}`, `${clip.zh}保留 ${t(o, 'keep')}`);
  if (o['part'] !== undefined) return both(`keep the ${t(o, 'part')}`, `只保留${t(o, 'part')}`);
  if (o['start'] === undefined && o['end'] === undefined) return both(`tidy the ends${clip.en}`, `修齐${clip.zh}首尾`);
  const from = o['start'] === undefined ? '0' : seconds(o['start']);
  const to = o['end'] === undefined ? 'end' : seconds(o['end']);
  return both(`keep ${from} to ${to}${clip.en}`, `${clip.zh}保留 ${from} 到 ${to === 'end' ? '结尾' : to}`);
};

const levelled: Phrase = (o) => {
  const name = both(
    t(o, 'target') === '' ? 'the sound' : `the ${t(o, 'target')}`,
    { music: '音乐', voice: '人声', '': '声音' }[t(o, 'target')] ?? '声音',
  );
  const level = t(o, 'level');
  if (level === 'up') return both(`turn up ${name.en}`, `调大${name.zh}`);
  if (level === 'down') return both(`turn down ${name.en}`, `调小${name.zh}`);
  const shown = typeof o['level'] === 'number' ? `${Math.round(o['level'] * 100)}%` : level;
  return both(`set ${name.en} to ${shown}`, `把${name.zh}调到 ${shown}`);
};

const paced: Phrase = (o) => {
  const part = t(o, 'part');
  const where = both(part === '' ? ofClip(o).en : ` in the ${part}`, part === '' ? ofClip(o).zh : `${part} `);
  const factor = o['factor'];
  if (factor === 'faster') return both(`speed it up${where.en}`, `${where.zh}加快速度`);
  if (factor === 'slower') return both(`slow it down${where.en}`, `${where.zh}放慢速度`);
  return both(`play at ${t(o, 'factor')}x${where.en}`, `${where.zh}以 ${t(o, 'factor')} 倍速播放`);
};

const coloured: Phrase = (o) => {
  const clip = ofClip(o);
  const parts: Said[] = [];
  if (o['look'] !== undefined)
    parts.push(both(`give it a ${t(o, 'look')} look${clip.en}`, `${clip.zh}调成 ${t(o, 'look')} 风格`));
  const names: Record<string, Said> = {
    brightness: both('brightness', '亮度'),
    contrast: both('contrast', '对比度'),
    saturation: both('saturation', '饱和度'),
    warmth: both('warmth', '色温'),
  };
  for (const [key, name] of Object.entries(names)) {
    const value = o[key];
    if (value === undefined) continue;
    if (value === 'up') parts.push(both(`raise the ${name.en}${clip.en}`, `${clip.zh}提高${name.zh}`));
    else if (value === 'down') parts.push(both(`lower the ${name.en}${clip.en}`, `${clip.zh}降低${name.zh}`));
    else parts.push(both(`set the ${name.en} to ${t(o, key)}${clip.en}`, `${clip.zh}${name.zh}调到 ${t(o, key)}`));
  }
  return both(parts.map((p) => p.en).join(' and '), parts.map((p) => p.zh).join('、'));
};

const exported: Phrase = (o) => {
  const details = [
    t(o, 'resolution'),
    t(o, 'format').toUpperCase(),
    t(o, 'codec').toUpperCase(),
    t(o, 'fps') === '' ? '' : `${t(o, 'fps')} fps`,
    t(o, 'size'),
  ].filter((d) => d !== '');
  const target = t(o, 'target');
  if (o['loop'] === true) return both('export it as a loop', '导出为循环视频');
  if (o['each'] === true) return both('export every clip as its own file', '把每个片段单独导出');
  const end = details.length === 0 ? '' : ` (${details.join(', ')})`;
  return both(
    `export the video${end}${target === '' ? '' : ` for ${target}`}`,
    `导出视频${details.length === 0 ? '' : `（${details.join('，')}）`}`,
  );
};

const moved: Phrase = (o) =>
  o['swap'] === undefined
    ? o['clip'] === undefined
      ? both('put the clips in order', '调整片段顺序')
      : both(
          `move clip ${t(o, 'clip')} to ${t(o, 'to') === '' ? 'its place' : `the ${t(o, 'to')}`.replace('the before', 'before').replace('the after', 'after')}`,
          `移动片段 ${t(o, 'clip')}`,
        )
    : both(`swap clips ${t(o, 'swap').replace(',', ' and ')}`, `交换片段 ${t(o, 'swap').replace(',', ' 和 ')}`);

const fadeEnds: Phrase = (o) => {
  const what = o['target'] === 'music' ? both(' the music', '音乐') : both('', '');
  const ways = [o['in'] === true ? both('in', '淡入') : null, o['out'] === true ? both('out', '淡出') : null].filter(
    (w) => w !== null,
  );
  return both(`fade${what.en} ${ways.map((w) => w.en).join(' and ')}`, `${what.zh}${ways.map((w) => w.zh).join('和')}`);
};

const silenced: Phrase = (o) =>
  o['target'] === undefined
    ? both(`mute the sound${ofClip(o).en}`, `${ofClip(o).zh}静音`)
    : both(
        `take the ${t(o, 'target')} out`,
        `去掉${{ music: '音乐', voice: '人声', sfx: '音效' }[t(o, 'target')] ?? '声音'}`,
      );

const gone = (o: PlannedOp): boolean => o['visible'] === false;
const withStyle = (o: PlannedOp, key: string): string => (t(o, key) === '' || o[key] === true ? '' : `${t(o, key)} `);

/** Moods of music in Chinese; a mood that is not here is shown as it was said. */
const MOODS_ZH: Readonly<Record<string, string>> = {
  'lo-fi': ' lo-fi ',
  upbeat: '欢快的',
  calm: '舒缓的',
  relaxed: '轻松的',
  relaxing: '轻松的',
  cinematic: '电影感',
  ambient: '氛围',
  corporate: '商务',
  acoustic: '原声',
  electronic: '电子',
  suspense: '悬疑',
  sad: '感人的',
  romantic: '浪漫的',
  festive: '节日',
  rock: '摇滚',
  jazz: '爵士',
  classical: '古典',
};

const SIDES_ZH: Readonly<Record<string, string>> = {
  title: '标题',
  music: '音乐',
  overlay: '画中画',
  watermark: '水印',
};

/** What each operation will do, as a phrase that fits after "I'll" and after "我会". */
export const PHRASES: Readonly<Record<string, Phrase>> = {
  remove_silence: fixed('cut out the pauses', '剪掉停顿'),
  remove_fillers: fixed('cut out the filler words', '剪掉语气词'),
  cut_words: (o) =>
    o['keep'] === true
      ? both(`keep only what is said about${quoted(o, 'en')}`, `只保留说到${quoted(o, 'zh')}的部分`)
      : both(`cut out what is said:${quoted(o, 'en')}`, `剪掉说${quoted(o, 'zh')}的部分`),
  cut_range: cutRange,
  trim: trimmed,
  split: (o) =>
    both(
      `split it${o['at'] === undefined ? '' : ` at ${seconds(o['at'])}`}`,
      `分割视频${o['at'] === undefined ? '' : `（${seconds(o['at'])}）`}`,
    ),
  merge: fixed('join the clips into one video', '把片段合成一个视频'),
  reorder: moved,
  move: (o) =>
    both(
      `move the ${t(o, 'what')} to ${seconds(o['start'])}`,
      `把${SIDES_ZH[t(o, 'what')] ?? t(o, 'what')}移到 ${seconds(o['start'])}`,
    ),
  insert: (o) =>
    o['at'] === undefined
      ? both(`put ${t(o, 'source')} in`, `插入 ${t(o, 'source')}`)
      : both(`put ${t(o, 'source')} in at ${seconds(o['at'])}`, `在 ${seconds(o['at'])} 插入 ${t(o, 'source')}`),
  duplicate: (o) =>
    both(`duplicate${ofClip(o).en.replace(/^ on/, '') || ' it'}`, `复制${ofClip(o).zh.trim() || '视频'}`),
  speed: paced,
  reverse: (o) => both(`play it backwards${ofClip(o).en}`, `${ofClip(o).zh}倒放`),
  freeze: (o) =>
    both(
      `freeze the picture${o['at'] === undefined ? '' : ` at ${seconds(o['at'])}`}`,
      `${o['at'] === undefined ? '' : `在 ${seconds(o['at'])} `}定格画面`,
    ),
  transitions: (o) =>
    o['style'] === 'none'
      ? both('take the transitions out', '去掉转场')
      : both(`add ${withStyle(o, 'style')}transitions`, `添加${withStyle(o, 'style').trim()}转场`),
  title: (o) =>
    gone(o)
      ? both('take the title off', '去掉标题')
      : both(`put up a title${quoted(o, 'en')}`, `添加标题${quoted(o, 'zh')}`),
  text: (o) =>
    gone(o)
      ? both('take the text off', '去掉文字')
      : both(`show the text${quoted(o, 'en')}`, `添加文字${quoted(o, 'zh')}`),
  captions: (o) =>
    gone(o)
      ? both('hide the captions', '隐藏字幕')
      : both(`add ${withStyle(o, 'style')}captions`, `添加${withStyle(o, 'style').trim()}字幕`),
  watermark: (o) =>
    gone(o)
      ? both('take the watermark off', '去掉水印')
      : both(
          `place ${o['source'] === 'logo' ? 'your logo' : 'a watermark'}`,
          o['source'] === 'logo' ? '放上标志' : '添加水印',
        ),
  sticker: (o) =>
    gone(o)
      ? both('take the stickers off', '去掉贴纸')
      : both(`add a sticker${t(o, 'name') === '' ? '' : ` (${t(o, 'name')})`}`, `添加贴纸${t(o, 'name')}`),
  shape: (o) => both(`draw a ${t(o, 'shape') || 'shape'}`, `画${t(o, 'shape') || '图形'}`),
  intro: (o) => both(`add an intro${quoted(o, 'en')}`, `添加片头${quoted(o, 'zh')}`),
  outro: (o) => both(`add an end card${quoted(o, 'en')}`, `添加片尾${quoted(o, 'zh')}`),
  slideshow: fixed('make a slideshow of the photos', '把照片做成幻灯片视频'),
  ken_burns: fixed('move slowly over the photos', '让照片缓慢推移'),
  zoom: (o) =>
    o['style'] === 'none'
      ? both('take the zoom out', '去掉缩放')
      : both(
          `zoom${o['style'] === 'out' ? ' out' : ' in'}${ofClip(o).en}`,
          `${ofClip(o).zh}${o['style'] === 'out' ? '拉远' : '推近'}画面`,
        ),
  aspect: (o) =>
    both(
      o['ratio'] === undefined ? 'change the shape' : `make it ${t(o, 'ratio')}`,
      o['ratio'] === undefined ? '调整画幅' : `改成 ${t(o, 'ratio')}`,
    ),
  crop: (o) =>
    o['follow'] === undefined
      ? both('crop the picture', '裁剪画面')
      : both(`keep the ${t(o, 'follow')} in the picture`, '让画面跟随人物'),
  resize: (o) =>
    both(`resize it to ${t(o, 'resolution') || 'a higher resolution'}`, `调整到 ${t(o, 'resolution') || '更高分辨率'}`),
  rotate: (o) => both(`rotate it by ${t(o, 'degrees')}°`, `旋转 ${t(o, 'degrees')}°`),
  flip: (o) =>
    both(
      o['direction'] === 'vertical' ? 'flip it upside down' : 'mirror it',
      o['direction'] === 'vertical' ? '上下翻转' : '左右翻转',
    ),
  blur_background: fixed('blur the background', '虚化背景'),
  background: fixed('change what is behind the picture', '更换画面后面的背景'),
  blur_region: (o) =>
    o['how'] === 'pixelate'
      ? both('pixelate a part of the picture', '给画面的一部分打码')
      : both('blur a part of the picture', '模糊画面的一部分'),
  boomerang: fixed('play it forwards and backwards', '来回播放'),
  speed_ramp: fixed('change the speed gradually', '让速度渐变'),
  pip: fixed('lay one picture over the other', '做成画中画'),
  color: coloured,
  filter: (o) =>
    both(
      `apply ${t(o, 'name') === '' ? 'a filter' : `"${t(o, 'name')}"`}${ofClip(o).en}`,
      `${ofClip(o).zh}应用${t(o, 'name') === '' ? '' : ` ${t(o, 'name')} `}滤镜`,
    ),
  effect: (o) =>
    o['remove'] === true || o['name'] === 'none'
      ? both('take the effect off', '去掉特效')
      : both(`add the effect "${t(o, 'name')}"`, `添加 ${t(o, 'name')} 特效`),
  style: (o) => both(`give the edit a ${t(o, 'name')} feel`, `做出 ${t(o, 'name')} 的感觉`),
  lut: fixed('apply the LUT', '套用 LUT'),
  stabilize: fixed('steady the picture', '稳定画面'),
  chroma_key: fixed('key out the green screen', '抠掉绿幕'),
  remove_background: (o) =>
    both(
      `replace the background${t(o, 'replace') === '' ? '' : ` with ${t(o, 'replace')}`}`,
      `替换背景${t(o, 'replace') === '' ? '' : `为${t(o, 'replace')}`}`,
    ),
  add_music: (o) =>
    both(`put ${withStyle(o, 'mood')}music under it`, `配上${MOODS_ZH[t(o, 'mood')] ?? t(o, 'mood')}音乐`),
  sfx: fixed('add a sound effect', '添加音效'),
  voiceover: fixed('add a voice-over', '添加旁白'),
  volume: levelled,
  remove_audio: silenced,
  fade: fadeEnds,
  duck: fixed('keep the music low under speech', '说话时压低音乐'),
  denoise_audio: fixed('clean up the sound', '给声音降噪'),
  de_ess: fixed('soften the sharp s sounds', '让刺耳的齿音变柔和'),
  normalize_loudness: fixed('even out the loudness', '统一响度'),
  beat_sync: fixed('cut to the beat', '按节拍剪辑'),
  adjust: fixed('set it exactly so', '按数值设置'),
  template: (o) =>
    o['action'] === 'save'
      ? both('save this as a template', '存为模板')
      : o['action'] === 'remove'
        ? both('remove that template', '删除模板')
        : o['action'] === 'list'
          ? both('look which templates there are', '查看模板')
          : both('use that template', '套用模板'),
  brand: (o) =>
    ['logo', 'colors', 'font', 'handle', 'intro', 'outro'].some((slot) => o[slot] !== undefined)
      ? both('keep that of your brand', '保存品牌信息')
      : both('use your brand', '套用品牌'),
  highlights: (o) =>
    both(
      `pick the best parts${o['duration'] === undefined ? '' : ` (${t(o, 'duration')}s)`}`,
      `挑出精彩部分${o['duration'] === undefined ? '' : `（${t(o, 'duration')}s）`}`,
    ),
  scene_split: fixed('split it at the scene changes', '按场景切分'),
  chapters: fixed('mark the chapters', '添加章节标记'),
  thumbnail: fixed('save a still as the cover', '截取封面'),
  extract_audio: (o) =>
    both(
      `save the sound${t(o, 'format') === '' ? '' : ` as ${t(o, 'format').toUpperCase()}`}`,
      `导出声音${t(o, 'format') === '' ? '' : `（${t(o, 'format').toUpperCase()}）`}`,
    ),
  gif: fixed('make a GIF', '做成 GIF'),
  export: exported,
  generate: (o) =>
    o['storyboard'] === true ? both('show you the storyboard', '先给您看分镜') : both('generate a video', '生成视频'),
  generate_image: fixed('have a picture made', '生成图片'),
  generate_video: fixed('have a clip made', '生成视频片段'),
  generate_music: fixed('have music made', '生成音乐'),
  remake: fixed('make the video again with that changed', '按要求重新制作视频'),
  start_over: fixed('start over', '重新开始'),
  undo: (o) =>
    both(
      o['steps'] === undefined ? 'take back the last change' : `take back the last ${t(o, 'steps')} changes`,
      '撤销上一步',
    ),
  redo: fixed('put the change back', '重做'),
  status: fixed('tell you how things stand', '报告当前情况'),
  credits: fixed('tell you about credits', '说明积分情况'),
  light_edit: fixed(
    'edit it lightly (pauses out, sound evened, gentle fades)',
    '做一次轻剪辑（剪掉停顿、统一响度、首尾淡入淡出）',
  ),
};
