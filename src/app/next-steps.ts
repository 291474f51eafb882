import type { Said } from '../base/lang.ts';
import type { Facts } from '../draft/facts.ts';
import type { Draft } from '../draft/model.ts';

/** What one could ask for next: up to `most` requests that fit the draft, each written as one would say it. */
export function nextSteps(draft: Draft, facts: Facts, most = 2): Said[] {
  const has = (test: (track: Draft['tracks'][number]) => boolean): boolean =>
    draft.tracks.some((t) => t.segments.length > 0 && test(t));
  const main = draft.tracks.find((t) => t.type === 'video' && t.role === 'main');
  const clips = main?.type === 'video' ? main.segments : [];
  const speaks = clips.some((clip) => (facts.assets.get(clip.asset)?.probe.audio.length ?? 0) > 0);
  const offers: (Said | null)[] = [
    has((t) => t.type === 'audio' && t.role === 'music')
      ? speaks
        ? { en: 'turn the music down a bit', zh: '音乐小一点' }
        : null
      : { en: 'add lo-fi music', zh: '加一段 lo-fi 背景音乐' },
    has((t) => t.type === 'text' && t.role === 'titles') ? null : { en: "title it 'My Trip'", zh: '加标题“我的旅行”' },
    draft.canvas.width > draft.canvas.height ? { en: 'make it 9:16 for Reels', zh: '改成 9:16 竖屏' } : null,
    clips.length > 1 && clips.every((clip) => clip.transition === null)
      ? { en: 'add smooth transitions', zh: '加平滑转场' }
      : null,
    { en: 'give it a warm cinematic look', zh: '调成温暖的电影感' },
  ];
  return offers.filter((offer) => offer !== null).slice(0, most);
}
