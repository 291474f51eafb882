import type { PictureShape } from '../../media/types.ts';
import type { Layer, Pose } from '../../protocol/chunk.ts';
import { type Size, whole } from './geometry.ts';
import { effectsOn, HAS_ALPHA, type LayerDrawing, MOST_OVERSAMPLING, prepareNodes } from './layer-nodes.ts';
import { digits, type Wiring } from './wiring.ts';

/** A point of a prepared picture, in its px. */
type Point = { readonly x: number; readonly y: number };

/** Upper left, upper right, lower left, lower right of the canvas, as points of the picture. */
type Corners = readonly [Point, Point, Point, Point];

/**
 * A layer that moves and yet covers the canvas in every frame: what a camera sees that pans, tilts, zooms and rolls over
 * the picture. Its place in each frame comes from our own geometry as a table; FFmpeg only samples, between pixels, so
 * that a slow move does not tremble. Null for a layer of which the canvas sees an edge: src/render/chunk/sprite.ts.
 */
export function drawCamera(layer: Layer, source: PictureShape, canvas: Size): LayerDrawing | null {
  const { poses } = layer;
  const isKeyed = layer.effects.some((effect) => effect.kind === 'key');
  const isPlain = layer.frame === undefined && layer.motion === null && layer.fade === null && !isKeyed;
  if (poses === undefined || !isPlain || HAS_ALPHA.test(source.format) || poses.some((pose) => pose[4] < 1))
    return null;
  const shown = whole(source, layer, canvas);
  const seen = poses.map((pose) => cornersOf(pose, layer, { source, canvas, quarter: shown.quarter }));
  if (seen.some((corners) => corners.some(({ x, y }) => x < -SLACK || y < -SLACK || x > 1 + SLACK || y > 1 + SLACK)))
    return null;
  const { region } = shown;
  const largest = Math.max(...poses.map((pose) => pose[2]));
  const full = whole(source, { ...layer, placement: { ...layer.placement, scale: largest } }, canvas).full;
  // Never finer than the source, and not much finer than what is shown.
  const factor = Math.min(1, MOST_OVERSAMPLING * Math.max(full.width / region.width, full.height / region.height));
  const even = (px: number): number => Math.max(2, 2 * Math.round(px / 2));
  const size =
    factor > 0.95
      ? { width: even(region.width), height: even(region.height) }
      : { width: even(region.width * factor), height: even(region.height * factor) };
  const tracked = seen.map(
    (corners) => corners.map(({ x, y }) => ({ x: x * size.width, y: y * size.height })) as unknown as Corners,
  );
  const crop = {
    x: Math.round(region.x),
    y: Math.round(region.y),
    width: Math.floor(region.width),
    height: Math.floor(region.height),
  };
  const window = windowOf(tracked, size);
  return {
    placed: { turn: shown.turn, tilt: 0, crop, size: canvas, left: 0, top: 0 },
    format: 'yuv420p',
    prepared: size,
    preparedFormat: 'yuv420p',
    prepare: (wiring, input) =>
      prepareNodes(wiring, input, { layer, source, placed: { turn: shown.turn, crop }, size }),
    finish: (wiring, input) => {
      const near = windowed(wiring, input, window, size);
      const view = sampled(wiring, near, tracked, window);
      const isWhole = window.width === canvas.width && window.height === canvas.height;
      return effectsOn(wiring, isWhole ? view : scaledTo(wiring, view, canvas), layer, canvas);
    },
  };
}

/** An edge this little inside the canvas is a rounding error, as a fraction of the picture. */
const SLACK = 1e-4;

type Placing = { readonly source: Size; readonly canvas: Size; readonly quarter: number };

/** The canvas's corners in a layer's picture, as fractions of its size. */
function cornersOf([x, y, scale, rotate]: Pose, layer: Layer, { source, canvas, quarter }: Placing): Corners {
  const { full } = whole(source, { ...layer, placement: { ...layer.placement, scale } }, canvas);
  const angle = ((rotate - quarter) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (px: number, py: number): Point => {
    const [dx, dy] = [px - x * canvas.width, py - y * canvas.height];
    return { x: (dx * cos + dy * sin) / full.width + 0.5, y: (-dx * sin + dy * cos) / full.height + 0.5 };
  };
  const { width, height } = canvas;
  return [corner(0, 0), corner(width, 0), corner(0, height), corner(width, height)];
}

/** A part of the picture that is large enough for each frame, and where it lies in each. */
type Window = Size & { readonly at: readonly Point[] };

/** Room around what is seen for the samples beyond its edge, in px. */
const MARGIN = 4;

function windowOf(tracked: readonly Corners[], size: Size): Window {
  const boxes = tracked.map((corners) => {
    const xs = corners.map(({ x }) => x);
    const ys = corners.map(({ y }) => y);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  const even = (px: number): number => 2 * Math.ceil(px / 2);
  const width = Math.min(size.width, even(Math.max(...boxes.map((b) => b.right - b.left)) + 2 * MARGIN));
  const height = Math.min(size.height, even(Math.max(...boxes.map((b) => b.bottom - b.top)) + 2 * MARGIN));
  const low = (start: number, room: number): number =>
    Math.max(0, Math.min(room, 2 * Math.floor((start - MARGIN) / 2)));
  const at = boxes.map(({ left, top }) => ({
    x: low(left, size.width - width),
    y: low(top, size.height - height),
  }));
  return { width, height, at };
}

function scaledTo(wiring: Wiring, input: string, { width, height }: Size): string {
  const flags = 'bicubic+accurate_rnd+full_chroma_int';
  return wiring.add('setsar', { sar: 1 }, wiring.add('scale', { w: width, h: height, flags }, input));
}

function windowed(wiring: Wiring, input: string, { width, height, at }: Window, size: Size): string {
  if (width === size.width && height === size.height) return input;
  const x = table(
    at.map((point) => point.x),
    'n',
  );
  const y = table(
    at.map((point) => point.y),
    'n',
  );
  return wiring.add('crop', { w: width, h: height, x, y, exact: 1 }, input);
}

function sampled(wiring: Wiring, input: string, tracked: readonly Corners[], { at }: Window): string {
  const options: Record<string, string> = {};
  for (const corner of [0, 1, 2, 3] as const) {
    options[`x${corner}`] = table(
      tracked.map((corners, n) => corners[corner].x - (at[n]?.x ?? 0)),
      '(on-1)',
    );
    options[`y${corner}`] = table(
      tracked.map((corners, n) => corners[corner].y - (at[n]?.y ?? 0)),
      '(on-1)',
    );
  }
  return wiring.add('perspective', { ...options, eval: 'frame', interpolation: 'cubic', sense: 'source' }, input);
}

/**
 * An expression of FFmpeg's that has a value of ours for each frame: a tree of comparisons, so that looking one up takes a
 * few steps.
 */
export function table(values: readonly number[], frame: string): string {
  const branch = (from: number, to: number): string => {
    const first = digits(values[from] ?? 0);
    let same = from + 1;
    while (same < to && digits(values[same] ?? 0) === first) same++;
    if (same === to) return first;
    const middle = (from + to) >> 1;
    return `if(lt(${frame},${middle}),${branch(from, middle)},${branch(middle, to)})`;
  };
  return branch(0, values.length);
}
