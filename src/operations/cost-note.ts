import type { Said } from '../base/lang.ts';
import { EFFECT_COSTS, SLOW_COST } from '../draft/effect-cost.ts';
import { say } from './phrase.ts';

/**
 * What to say before something is rendered that is slower than half real time on two cores; nothing where it is not.
 * Names are those of docs/performance.md.
 */
export function costNotes(...names: readonly string[]): Said[] {
  const slowest = Math.max(0, ...names.map((name) => EFFECT_COSTS[name] ?? 0));
  if (slowest <= SLOW_COST) return [];
  return [
    say(
      'This takes long to make: in Full HD on two cores about {times} times as long as it plays.',
      '这一步渲染较慢：全高清画面在双核机器上约为播放时长的 {times} 倍。',
      { times: Math.round(slowest) },
    ),
  ];
}
