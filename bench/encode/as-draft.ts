import { audioSegment, emptyDraft, textSegment, track, videoSegment } from '../../src/draft/build.ts';
import type { Asset } from '../../src/draft/facts.ts';
import type { Draft, Track } from '../../src/draft/model.ts';
import { type Edit, framesOf, MUSIC_VOLUME } from './edit.ts';

/**
 * The edit as a draft; `assetOf` names the asset of a file. Its sound is left as loud as it is: none of the other tools
 * measures loudness in the same run.
 */
export function asDraft(edit: Edit, assetOf: (file: string) => Asset): Draft {
  const ms = (frames: number): number => Math.round((frames * 1000) / edit.fps);
  let start = 0;
  const segments = edit.clips.map(({ file, from, frames }, i) => {
    const asset = assetOf(file);
    const at = ms(start);
    start += frames;
    const transition = i > 0 && edit.dissolve > 0 ? { name: 'dissolve', duration: ms(edit.dissolve) } : null;
    return { ...videoSegment(`clip_${i}`, asset, at), duration: ms(start) - at, in: ms(from), transition };
  });
  const whole = { start: 0, duration: ms(framesOf(edit)) };
  const tracks: Track[] = [{ ...track('main', 'video', 'main'), segments }];
  if (edit.title !== null) {
    const title = textSegment('title', edit.title.text, { start: 0, duration: ms(edit.title.frames) });
    tracks.push({ ...track('titles', 'text', 'titles'), segments: [title] });
  }
  if (edit.music !== null) {
    const music = audioSegment('music', { kind: 'asset', asset: assetOf(edit.music).id, in: 0, loop: false }, whole);
    tracks.push({ ...track('music', 'audio', 'music'), segments: [{ ...music, volume: MUSIC_VOLUME }] });
  }
  const background = edit.blurred ? ({ kind: 'blur' } as const) : ({ kind: 'color', color: '#000000' } as const);
  const canvas = { width: edit.width, height: edit.height, fps: edit.fps, background };
  return { ...emptyDraft(canvas), tracks, master: { targetLufs: null, peakDb: -1 } };
}
