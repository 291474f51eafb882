import type { SceneFacts } from '../draft/facts.ts';
import { toGray } from '../media/picture.ts';
import type { Picture } from '../media/types.ts';

/** Pictures are compared at this size: cuts survive it, grain and camera shake do not. */
const WIDTH = 48;
const HEIGHT = 27;
/** A cut changes brightness by at least this share of the full range, on average over the picture. */
const LEAST_CHANGE = 0.06;
/** Of two cuts within this time, in seconds, the second is a flash or a dissolve's end. */
const LEAST_SCENE_S = 0.25;

/**
 * Cuts inside a video. Each picture is compared with the one before; like FFmpeg's scdet, a change counts by how far it
 * stands out from the changes before it, so that a fast pan is none.
 */
export function findScenes(pictures: Iterable<{ readonly picture: Picture; readonly seconds: number }>): SceneFacts {
  const cuts: { at: number; score: number }[] = [];
  let before: Buffer | null = null;
  let changeBefore = 0;
  let lastCut = Number.NEGATIVE_INFINITY;
  for (const { picture, seconds } of pictures) {
    const gray = toGray(picture, WIDTH, HEIGHT);
    const change = before === null ? 0 : meanDifference(before, gray);
    const score = Math.min(change, Math.abs(change - changeBefore));
    if (score >= LEAST_CHANGE && seconds - lastCut >= LEAST_SCENE_S) {
      cuts.push({ at: Math.round(seconds * 1000), score: Math.min(1, Math.round(score * 1000) / 1000) });
      lastCut = seconds;
    }
    before = gray;
    changeBefore = change;
  }
  return { cuts };
}

function meanDifference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number));
  return sum / (a.length * 255);
}
