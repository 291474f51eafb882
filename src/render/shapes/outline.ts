import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Frame } from '../../draft/model.ts';

/** How round the corners of a rounded picture are, as a share of its shorter side. */
const ROUND = 0.12;

/** Adds the outline of a picture of this size about the origin to the path: a circle lies in the middle of it. */
export function outline(context: SKRSContext2D, shape: Frame['shape'], width: number, height: number): void {
  context.beginPath();
  const shorter = Math.min(width, height);
  if (shape === 'circle') context.ellipse(0, 0, width / 2, height / 2, 0, 0, 2 * Math.PI);
  else if (shape === 'rounded') context.roundRect(-width / 2, -height / 2, width, height, shorter * ROUND);
  else context.rect(-width / 2, -height / 2, width, height);
}
