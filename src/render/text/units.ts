import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { Layout } from './layout.ts';
import { charactersOf } from './lines.ts';
import { type Units, unitPose } from './motion.ts';

/** A letter's or a word's part of a drawn text, in whole px of its canvas: together they are all of it. */
export type Slice = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type Place = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Scripts whose letters join or stack: they move by words. */
const JOINED = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Hebrew}]/u;

/**
 * Cuts a drawn text into letters or words. `area`: where its canvas lies. What is drawn once is moved in slices, so that at
 * rest it looks the same to the pixel, and shadows cost nothing more.
 */
export function slicesOf(layout: Layout, area: Place, context: SKRSContext2D, by: Units['by']): Slice[] {
  const [dx, dy] = [layout.left - area.left, layout.top - area.top];
  const isJoined = JOINED.test(layout.lines.map(({ text }) => text).join(''));
  return layout.lines.flatMap((line, i) => {
    context.font = line.font ?? layout.font;
    context.letterSpacing = layout.letterSpacing;
    const lineTop = (n: number): number =>
      dy + (layout.lines[n]?.y ?? 0) - layout.lineHeight / 2 - layout.fontPx * 0.35;
    const top = i === 0 ? 0 : Math.round(lineTop(i));
    const bottom = i === layout.lines.length - 1 ? area.height : Math.round(lineTop(i + 1));
    const pieces =
      by === 'word' || isJoined ? (line.text.match(/\s*\S+\s*/gu) ?? [line.text]) : charactersOf(line.text);
    const whole = context.measureText(line.text).width;
    const edges: number[] = [0];
    let before = '';
    for (const piece of pieces.slice(0, -1)) {
      before += piece;
      edges.push(context.measureText(before).width);
    }
    edges.push(whole);
    return pieces.flatMap((piece, n): Slice[] => {
      const [from, to] = [edges[n] ?? 0, edges[n + 1] ?? whole];
      const [start, end] = layout.rightToLeft ? [whole - to, whole - from] : [from, to];
      const isFirst = layout.rightToLeft ? n === pieces.length - 1 : n === 0;
      const isLast = layout.rightToLeft ? n === 0 : n === pieces.length - 1;
      const x = isFirst ? 0 : Math.round(dx + line.x + start);
      const right = isLast ? area.width : Math.round(dx + line.x + end);
      if (piece.trim() === '' || right <= x || bottom <= top) return [];
      return [{ x, y: top, width: right - x, height: bottom - top }];
    });
  });
}

/** Draws the letters of `from`, each where its own pose has it, into a context that has the pose of the whole. */
export function drawUnits(
  context: SKRSContext2D,
  from: Canvas,
  slices: readonly Slice[],
  { units, alpha, travel, origin }: { units: Units; alpha: number; travel: number; origin: { x: number; y: number } },
): void {
  for (const [i, { x, y, width, height }] of slices.entries()) {
    const pose = unitPose(units, i, slices.length, travel);
    if (pose.alpha <= 0) continue;
    context.save();
    context.globalAlpha = alpha * pose.alpha;
    const [cx, cy] = [x + width / 2 - origin.x, y + height / 2 - origin.y];
    context.translate(cx, cy + pose.y);
    context.scale(pose.scale, pose.scale);
    context.drawImage(from, x, y, width, height, -width / 2, -height / 2, width, height);
    context.restore();
  }
}
