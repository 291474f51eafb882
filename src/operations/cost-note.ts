import type { Said } from '../base/lang.ts';
import { SLOW_COST } from '../draft/effect-cost.ts';
import type { Draft } from '../draft/model.ts';
import { costliest } from '../draft/render-cost.ts';
import { say } from './phrase.ts';

/**
 * What to say before something is rendered that an edit has made slower than half real time on two cores, by itself or
 * together with what is there; nothing where it is not. The figures are those of docs/performance.md.
 */
export function costNotes(before: Draft, after: Draft): Said[] {
  const cost = costliest(after);
  if (cost <= SLOW_COST || cost <= costliest(before)) return [];
  return [
    say(
      'This takes long to make: in Full HD on two cores about {times} times as long as it plays.',
      '这一步渲染较慢：全高清画面在双核机器上约为播放时长的 {times} 倍。',
      { times: Math.round(cost) },
    ),
  ];
}
