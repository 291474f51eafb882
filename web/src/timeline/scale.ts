/** How much of the timeline is seen. A scale is px for a second. Pure. */

/** A single frame of 30 in a second is this wide then, in px: closer makes no sense. */
const FRAME_PX = 16;
export const MOST_SCALE = FRAME_PX * 30;

/** Distances between marks of the ruler, in seconds. */
const STEPS = [1 / 30, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600] as const;
/** Marks stand at least so far apart, in px. */
const APART = 64;

/** The scale at which `seconds` fill `width` px. */
export const fitScale = (seconds: number, width: number): number =>
  Math.min(MOST_SCALE, Math.max(100, width - 24) / Math.max(1, seconds));

export const clampScale = (scale: number, fit: number): number => Math.min(MOST_SCALE, Math.max(fit, scale));

/** A place on a slider from 0 (all is seen) to 1 (closest) as a scale, each step the same factor. */
export const scaleOfSlider = (value: number, fit: number): number => fit * (MOST_SCALE / fit) ** value;
export const sliderOfScale = (scale: number, fit: number): number =>
  fit >= MOST_SCALE ? 0 : Math.log(scale / fit) / Math.log(MOST_SCALE / fit);

/** Times of the ruler's marks in a stretch of px, in seconds. */
export function marksIn(from: number, to: number, { scale, seconds }: { scale: number; seconds: number }): number[] {
  const step = STEPS.find((each) => each * scale >= APART) ?? STEPS[STEPS.length - 1] ?? 3600;
  const first = Math.max(0, Math.floor(from / scale / step));
  const last = Math.min(Math.floor(seconds / step), Math.ceil(to / scale / step));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}
