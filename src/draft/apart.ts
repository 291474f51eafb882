import { clipsOf } from './clips.ts';
import type { Facts } from './facts.ts';
import type { Draft } from './model.ts';
import { keepRange } from './ripple.ts';
import { settle } from './settle.ts';

/**
 * A draft for each clip, in order: the clip as people count them ({@link clipsOf}), with what lies over and under it
 * on the timeline. Transitions between clips go, as nothing follows; music begins anew. Title cards are no clips. Empty
 * for a draft without clips.
 */
export function clipsApart(draft: Draft, facts: Facts): Draft[] {
  return clipsOf(draft).map(({ range }) => settle(keepRange(draft, range, facts, 'export'), facts).draft);
}
