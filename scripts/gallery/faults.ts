import type { Frame } from './draw.ts';
import type { Sheet } from './sheets.ts';

/** Mean difference of two frames, in steps of 255. */
function difference(a: Frame, b: Frame): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / (a.length * 0.75);
}

/** Below this, two pictures look the same. */
const ALIKE = 0.6;

/** Cells of a sheet that have no picture, or that look like another one. */
export function faults({ name, cells }: Sheet, frames: ReadonlyMap<number, Frame>): string[] {
  const said: string[] = [];
  const shown = cells.map((cell) => ({
    name: cell.name,
    frames: cell.times.flatMap((time) => frames.get(time) ?? []),
  }));
  for (const [i, one] of shown.entries()) {
    if (one.frames.length === 0) said.push(`${name}: ${one.name} has no picture`);
    for (const other of shown.slice(i + 1)) {
      const most = Math.max(...one.frames.map((frame, k) => difference(frame, other.frames[k] ?? frame)));
      if (most < ALIKE) said.push(`${name}: ${one.name} and ${other.name} look alike (${most.toFixed(2)})`);
    }
  }
  return said;
}
