import type { Said } from '../base/lang.ts';
import { composed, listed, say } from '../base/say.ts';
import { mainOf, PLAIN_POSE, type Timeline } from './timeline.ts';

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

/** How often each feature is there. */
export function featuresOf(timeline: Timeline): ReadonlyMap<Feature, number> {
  const found = new Map<Feature, number>(timeline.beyond);
  const add = (feature: Feature, count: number): void => {
    if (count > 0) found.set(feature, (found.get(feature) ?? 0) + count);
  };
  const main = mainOf(timeline.tracks);
  const clips = timeline.tracks.flatMap((track) => track.clips);
  const beside = timeline.tracks.filter((track) => track !== main);
  add('gaps', gapsOf(main?.clips ?? []));
  add('overlays', beside.flatMap((track) => (track.kind === 'video' ? track.clips : [])).length);
  add('other audio', beside.flatMap((track) => (track.kind === 'audio' ? track.clips : [])).length);
  add('transitions', clips.filter(({ mix }) => mix !== null).length);
  add('named transitions', clips.filter(({ mix }) => mix !== null && !PLAIN_MIXES.has(mix.name)).length);
  add('speed', clips.filter(({ speed, freeze }) => speed !== 1 && !freeze).length);
  add('reverse', clips.filter(({ reverse }) => reverse).length);
  add('freeze', clips.filter(({ freeze }) => freeze).length);
  add('volume', clips.filter(({ volume }) => volume !== 1).length);
  add('fades', clips.filter(({ fade }) => fade.in + fade.out > 0).length);
  add('poses', clips.filter(({ pose }) => JSON.stringify(pose) !== JSON.stringify(PLAIN_POSE)).length);
  add('titles', timeline.titles.length);
  add('captions', timeline.captions.length);
  add('markers', timeline.markers.length);
  return found;
}

/** Mixes that are dissolves everywhere. */
const PLAIN_MIXES: ReadonlySet<string> = new Set(['fade', 'dissolve']);

function gapsOf(clips: readonly { readonly start: number; readonly length: number }[]): number {
  let cursor = 0;
  let gaps = 0;
  for (const { start, length } of clips) {
    if (start > cursor) gaps++;
    cursor = Math.max(cursor, start + length);
  }
  return gaps;
}

/** Of these, nothing is told where the thing itself stays behind. */
const LOOKS_OF: Partial<Record<Feature, Feature>> = {
  'title looks': 'titles',
  'caption looks': 'captions',
  'named transitions': 'transitions',
  ramps: 'speed',
};

/** What of a timeline does not go into a format, as one sentence; none where everything goes. */
export function lossesOf(timeline: Timeline, format: Said, carries: ReadonlySet<Feature>): Said[] {
  const lost = [...featuresOf(timeline)].filter(([feature]) => {
    const whole = LOOKS_OF[feature];
    return !carries.has(feature) && (whole === undefined || carries.has(whole));
  });
  if (lost.length === 0) return [];
  const what = listed(
    lost.map(([feature, count]) => composed([FEATURES[feature], String(count)], ([name, n]) => `${name} (${n})`)),
  );
  return [say('{format} has no place for {what}.', '{format} 无法保存：{what}。', { format, what })];
}

/** Sentences for what of a file that was read had no place in our timeline, by its name there. */
export const leftOut = (counts: ReadonlyMap<string, number>): Said[] =>
  [...counts].map(([name, count]) =>
    say('Left out of the file: {name} ({count}).', '文件中未导入：{name}（{count} 处）。', { name, count }),
  );
