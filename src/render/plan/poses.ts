import { type Rate, secondsOfFrame } from '../../base/time.ts';
import type { Asset } from '../../draft/facts.ts';
import { type KeyedProperty, keyedValue, movesPicture } from '../../draft/keyframes.ts';
import type { VideoSegment } from '../../draft/model.ts';
import { type Correction, correctionAt } from '../../draft/steady.ts';
import type { Layer, Pose } from '../../protocol/chunk.ts';
import { fullSize, type Size } from '../chunk/geometry.ts';

/** Frames of the output that a layer shows, and the canvas on which it lies. */
export type Shown = { readonly first: number; readonly frames: number; readonly rate: Rate; readonly canvas: Size };

/**
 * The layer with its place in each frame of a span, where keyframes or the correction of shake move it. Worked out
 * here, once, from the draft's own time: whatever the chunks are, every frame gets the same place.
 */
export function posed(layer: Layer, segment: VideoSegment, asset: Asset, shown: Shown): Layer {
  const stabilize = segment.effects.find((effect) => effect.kind === 'stabilize');
  if (!movesPicture(segment.keyframes) && stabilize === undefined) return layer;
  const { placement } = layer;
  const at = (property: KeyedProperty, plain: number, ms: number): number =>
    keyedValue(segment.keyframes, property, plain, ms);
  const poses = Array.from({ length: shown.frames }, (_, n): Pose => {
    const ms = secondsOfFrame(shown.first + n, shown.rate) * 1000 - segment.start;
    const pose: Pose = [
      at('x', placement.x, ms),
      at('y', placement.y, ms),
      at('scale', placement.scale, ms),
      at('rotate', placement.rotate, ms),
      at('opacity', placement.opacity, ms),
    ];
    if (stabilize === undefined) return rounded(pose);
    const fix = correctionAt(stabilize, layer.at + n * layer.step);
    return rounded(corrected(pose, fix, { layer, asset, canvas: shown.canvas }));
  });
  const [still] = poses;
  if (still !== undefined && poses.every((pose) => pose.every((value, i) => value === still[i]))) {
    const [x, y, scale, rotate, opacity] = still;
    return { ...layer, placement: { ...placement, x, y, scale, rotate, opacity } };
  }
  return { ...layer, poses };
}

/** Below what can be seen: a hundredth of a pixel of a picture 8192 wide. */
const rounded = (pose: Pose): Pose => pose.map((value) => Math.round(value * 1e6) / 1e6) as unknown as Pose;

type Around = { readonly layer: Layer; readonly asset: Asset; readonly canvas: Size };

/** Moves, turns and enlarges a pose by what the camera did wrong, given in fractions of the picture as seen. */
function corrected([x, y, scale, rotate, opacity]: Pose, fix: Correction, { layer, asset, canvas }: Around): Pose {
  const { video } = asset.probe;
  if (video === null) return [x, y, scale, rotate, opacity];
  const stored = { width: video.codedWidth, height: video.codedHeight };
  const larger = scale * fix.zoom;
  const full = fullSize(stored, { ...layer, placement: { ...layer.placement, scale: larger } }, canvas);
  const { flipH, flipV, rotate: turned } = layer.placement;
  const quarter = Number.isInteger(turned / 90) ? turned : 0;
  // A quarter turn of the user's is in `full` already; the path is of the picture before it.
  const across = Math.abs(quarter % 180) === 90 ? { width: full.height, height: full.width } : full;
  const [dx, dy] = [(flipH ? -1 : 1) * fix.x * across.width, (flipV ? -1 : 1) * fix.y * across.height];
  const mirrored = flipH === flipV ? 1 : -1;
  const angle = (rotate * Math.PI) / 180;
  return [
    x + (dx * Math.cos(angle) - dy * Math.sin(angle)) / canvas.width,
    y + (dx * Math.sin(angle) + dy * Math.cos(angle)) / canvas.height,
    larger,
    rotate + mirrored * fix.rotate,
    opacity,
  ];
}
