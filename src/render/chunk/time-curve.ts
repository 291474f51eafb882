import { digits, type Wiring } from './wiring.ts';

/** A value that changes from frame to frame: as an expression of FFmpeg's in the frame number, and at frame 0. */
export type TimeCurve = { readonly expression: (frame: string) => string; readonly first: number };

/** From 0 to 1 over `length` frames, of which `elapsed` are over at frame 0. May lie outside 0–1. */
export const evenly = ({ elapsed, length }: { elapsed: number; length: number }): TimeCurve => ({
  expression: (frame) => `((${frame}+${elapsed})/${length})`,
  first: elapsed / length,
});

/** Starts and ends softly (smoothstep); stays at 0 before and at 1 after. */
export const smoothly = (time: TimeCurve): TimeCurve =>
  mapped(
    time,
    (t) => `(st(0,clip(${t},0,1))*ld(0)*(3-2*ld(0)))`,
    (t) => {
      const x = Math.min(1, Math.max(0, t));
      return x * x * (3 - 2 * x);
    },
  );

/** Rises to 1 in the middle and falls back to 0. */
export const peaking = (time: TimeCurve): TimeCurve =>
  mapped(
    time,
    (t) => `sin(PI*clip(${t},0,1))`,
    (t) => Math.sin(Math.PI * Math.min(1, Math.max(0, t))),
  );

/** A curve of a curve: the same function twice, for FFmpeg and for frame 0. */
export const mapped = (
  curve: TimeCurve,
  text: (value: string) => string,
  value: (value: number) => number,
): TimeCurve => ({ expression: (frame) => text(curve.expression(frame)), first: value(curve.first) });

/** What is seen of a picture: `zoom` ≥ 1 and the centre of the view as fractions, as expressions in a frame number. */
export type View = Readonly<Record<'zoom' | 'x' | 'y', (frame: string) => string>>;

/**
 * Shows a moving part of the picture at the picture's own size. Corners are set in fractions of a pixel with cubic
 * sampling: zoompan and crop step by whole pixels, which is seen as a tremble in slow moves.
 */
export function viewed(wiring: Wiring, input: string, view: View): string {
  const frame = '(on-1)';
  const half = `(0.5/max(1,${view.zoom(frame)}))`;
  const low = (centre: string): string => `(clip(${centre},${half},1-${half})-${half})`;
  const [left, top] = [`W*${low(view.x(frame))}`, `H*${low(view.y(frame))}`];
  const [right, bottom] = [`(${left}+2*W*${half})`, `(${top}+2*H*${half})`];
  const corners = { x0: left, y0: top, x1: right, y1: top, x2: left, y2: bottom, x3: right, y3: bottom };
  return wiring.add('perspective', { ...corners, eval: 'frame', interpolation: 'cubic', sense: 'source' }, input);
}

export const constant = (value: number) => (): string => digits(value);
