import { PLAIN_PLACEMENT, videoSegment } from '../../draft/build.ts';
import type { Keyframe } from '../../draft/eased.ts';
import type { Asset } from '../../draft/facts.ts';
import type { Canvas, VideoSegment } from '../../draft/model.ts';
import { drift, withMotion } from '../motion.ts';

/** How far a slow move over a picture goes. */
const CLOSER = 1.14;
/** Pictures whose shape differs from the canvas by more than this factor are shown whole. */
const MUCH = 1.8;

/** Where a picture is shown: `index` is that of its shot, for variety. Times in ms. */
export type PicturePlace = {
  readonly start: number;
  readonly duration: number;
  readonly index: number;
  readonly canvas: Canvas;
};

const shapeOf = ({ probe: { video } }: Asset): number => (video === null ? 1 : video.width / video.height);

/** Whether a picture is of such another shape than the canvas that it cannot fill it. */
export function isOther(picture: Asset, { width, height }: Canvas): boolean {
  const ratio = shapeOf(picture) / (width / height);
  return Math.max(ratio, 1 / ratio) > MUCH;
}

/** A photo or a clip of the user that fills the picture; photos move slowly. */
export function pictureShot(
  id: string,
  picture: Asset,
  place: PicturePlace & { readonly hasWords: boolean },
): VideoSegment {
  const { start, duration, index, hasWords, canvas } = place;
  const isStill = picture.probe.kind === 'image';
  const whole = videoSegment(id, picture, start);
  const length = isStill ? duration : Math.min(duration, whole.duration);
  const clip: VideoSegment = {
    ...whole,
    duration,
    in: isStill ? 0 : bestStart(picture, duration),
    // A clip that is too short for its place plays slower, at most by half, and then stands still.
    ...(length < duration ? { speed: Math.max(0.5, Math.floor((whole.duration / duration) * 1000) / 1000) } : {}),
    ...(!isStill && whole.duration / duration < 0.5 ? { freeze: true, speed: 1 } : {}),
    volume: 0,
    placement: { ...PLAIN_PLACEMENT, fit: isOther(picture, canvas) ? 'fit' : 'fill' },
    // The shade below them does the rest.
    effects: hasWords ? [{ kind: 'color', brightness: -0.08, contrast: 0, saturation: 0, warmth: 0 }] : [],
  };
  return isStill ? withMotion(clip, drift(index, CLOSER)) : clip;
}

/** Cuts are found to within this, in ms: a part begins so much after one. */
const AFTER_CUT = 120;

/** Where in a clip a part of `span` ms is best taken: within its longest take, away from cuts and from its first moments. */
function bestStart({ probe, scenes }: Asset, span: number): number {
  const room = Math.floor(probe.duration - span);
  if (room <= 0) return 0;
  const bounds = [0, ...(scenes?.cuts ?? []).map(({ at }) => at + AFTER_CUT), probe.duration];
  let best = { start: 0, length: 0 };
  for (const [i, start] of bounds.slice(0, -1).entries()) {
    const length = (bounds[i + 1] ?? start) - start;
    if (length > best.length) best = { start, length };
  }
  // People start and stop a camera with a jolt.
  const within = best.start + Math.max(0, best.length - span) * 0.4;
  return Math.round(Math.min(room, within));
}

/** Where a picture stands beside words: the middle, width and height of its box, as fractions of the canvas. */
const BOXES = {
  wide: { x: 0.725, y: 0.5, w: 0.43, h: 0.76 },
  upright: { x: 0.5, y: 0.335, w: 0.82, h: 0.415 },
  square: { x: 0.5, y: 0.335, w: 0.82, h: 0.53 },
} as const;

/** A photo or a clip in a box with round corners, which comes up softly; the words stand beside it. */
export function insetShot(id: string, picture: Asset, place: PicturePlace): VideoSegment {
  const { canvas } = place;
  const ratio = canvas.width / canvas.height;
  const box = BOXES[ratio > 1.15 ? 'wide' : ratio < 1 / 1.15 ? 'upright' : 'square'];
  const shape = (box.w * canvas.width) / (box.h * canvas.height);
  const own = shapeOf(picture);
  const cut = Math.round((1 - Math.min(own, shape) / Math.max(own, shape)) * 5e3) / 1e4;
  const [left, top] = own > shape ? [cut, 0] : [0, cut];
  // A picture that fits is as wide or as high as the canvas: the box is so much of that.
  const scale = Math.round((shape > ratio ? box.w : box.h) * 1e4) / 1e4;
  const clip = pictureShot(id, picture, { ...place, hasWords: false });
  const at = (value: number, from: number): Keyframe[] => [
    { at: 0, value: from, ease: 'ease-out' },
    { at: 450, value, ease: 'ease-out' },
  ];
  return {
    ...clip,
    placement: {
      ...PLAIN_PLACEMENT,
      fit: 'fit',
      x: box.x,
      y: box.y,
      scale,
      crop: { left, right: left, top, bottom: top },
    },
    frame: { shape: 'rounded', border: { color: '#ffffff', width: 0.008 }, shadow: true },
    keyframes: { opacity: at(1, 0), scale: at(scale, Math.round(scale * 9.4e3) / 1e4) },
  };
}
