import type { Said } from '../base/lang.ts';
import { composed, listed, say } from '../base/say.ts';
import { FEATURES, type Feature } from './feature-names.ts';
import { mainOf, PLAIN_POSE, type Timeline } from './timeline.ts';

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
