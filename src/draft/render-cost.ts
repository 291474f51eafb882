import { overlaps } from '../base/time.ts';
import { EFFECT_COSTS, PLAIN_COST } from './effect-cost.ts';
import { nameOfEffect } from './effect-names.ts';
import type { Draft, Effect, VideoSegment } from './model.ts';
import { mainSegments, overlaySegments, rangeOf, textSegments } from './queries.ts';

/** What something adds to a video that plays as it is, as a share of real time. */
const added = (name: string): number => Math.max(0, (EFFECT_COSTS[name] ?? PLAIN_COST) - PLAIN_COST);

/** Pictures beside the main one, each: a ninth of a grid of nine. */
const OVERLAY = added('grid of nine') / 8;

function ofEffect(effect: Effect): number {
  if (effect.kind === 'look') return added(effect.name);
  if (effect.kind === 'color') return added(effect.vibrance === undefined ? 'all controls of colour' : 'vibrance');
  if (effect.kind === 'lut') return added('LUT of 33 points');
  if (effect.kind === 'region') return added(effect.how === 'blur' ? 'a blurred corner' : 'a pixelated corner');
  if (effect.kind === 'key') return added('chroma key over a colour');
  const name = nameOfEffect(effect);
  return name === null ? 0 : added(name);
}

const ofSegment = ({ effects, between }: VideoSegment): number =>
  effects.reduce((sum, effect) => sum + ofEffect(effect), 0) +
  (between === undefined ? 0 : added(between === 'flow' ? 'half speed, frames computed' : 'half speed, frames mixed'));

/**
 * What the costliest stretch of a draft takes to make in Full HD on two cores, as a share of real time: the sum of what its
 * parts were measured to take each by itself (src/draft/effect-cost.ts).
 */
export function costliest(draft: Draft): number {
  const drawn = textSegments(draft, 'graphic').flatMap((segment) =>
    segment.graphic?.kind === 'particles' ? [{ range: rangeOf(segment), cost: added(segment.graphic.design) }] : [],
  );
  const over = overlaySegments(draft).map((segment) => ({
    range: rangeOf(segment),
    cost: OVERLAY + ofSegment(segment),
  }));
  const beside = [...drawn, ...over];
  return mainSegments(draft).reduce((most, segment) => {
    const range = rangeOf(segment);
    const sum = beside.reduce((all, one) => all + (overlaps(one.range, range) ? one.cost : 0), 0);
    return Math.max(most, PLAIN_COST + ofSegment(segment) + sum);
  }, 0);
}
