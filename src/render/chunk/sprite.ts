import { openGraph } from '../../media/graph.ts';
import { convertPicture, pictureFromRgba, sharePicture, toRgba } from '../../media/picture.ts';
import type { Graph, Picture } from '../../media/types.ts';
import type { Layer, Pose } from '../../protocol/chunk.ts';
import { SHADOW, type SpriteOrder, type SpritePainter } from '../shapes/sprite-painter.ts';
import type { Feed } from './feeds.ts';
import { type Size, whole } from './geometry.ts';
import { drawLayer, type LayerDrawing, MOST_OVERSAMPLING } from './layer-nodes.ts';
import { Wiring } from './wiring.ts';

/** Opens the painter of a sprite; handed in, because it draws with a library that only some chunks need. */
export type OpenSprite = (order: SpriteOrder) => SpritePainter;

/** Pictures of a layer that is drawn by a painter: moving, shaped, bordered; and where they lie on the canvas. */
export type Sprite = { readonly feed: Feed; readonly left: number; readonly top: number };

type Making = {
  readonly layer: Layer;
  /** Its source, frame after frame, and whether that is one picture for all of them. */
  readonly source: Feed;
  readonly isStill: boolean;
  readonly frames: number;
  readonly canvas: Size;
  readonly rate: Wiring['rate'];
  readonly open: OpenSprite;
};

/** Whether a layer must be drawn by a painter, where a camera does not do (src/render/chunk/camera.ts). */
export const isSprite = (layer: Layer): boolean => layer.poses !== undefined || layer.frame !== undefined;

/** Null when the layer is outside the canvas, or invisible, in every frame. Takes the source over. */
export function openSprite(making: Making): Sprite | null {
  const { layer, source, frames, canvas, open } = making;
  const poses = posesOf(layer, frames);
  const sizes = poses.map(([, , scale]) => sizeAt(layer, scale, source.shape, canvas));
  const box = boxFor(poses, sizes, { canvas, frame: layer.frame ?? null });
  if (box === null || poses.every((pose) => pose[4] === 0)) return null;
  const largest = sizes.reduce((most, size) => (size.width > most.width ? size : most));
  const { drawing, size } = wholePicture(layer, source, largest, canvas);
  const maker = new Maker(making, drawing);
  const painter = open({ box, canvas, picture: size, frame: layer.frame ?? null });
  let last: { key: string; picture: Picture } | null = null;
  const feed: Feed = {
    shape: {
      width: box.width,
      height: box.height,
      format: 'yuva420p',
      color: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' },
    },
    next: (n) => {
      const rgba = maker.at(n);
      const [x, y, scale, rotate, opacity] = poses[n] ?? (poses.at(-1) as Pose);
      const pose: Pose = [x, y, scale, rotate - maker.quarter, opacity * fadeAt(layer, n)];
      const key = making.isStill && maker.isConstant ? pose.join() : `${n}`;
      if (last?.key !== key) {
        last?.picture[Symbol.dispose]();
        const data = painter.draw(rgba, pose, sizes[n] ?? largest);
        using drawn = pictureFromRgba(data, box.width, box.height);
        last = { key, picture: convertPicture(drawn, 'yuva420p') };
      }
      return sharePicture(last.picture);
    },
    [Symbol.dispose]: () => {
      last?.picture[Symbol.dispose]();
      maker[Symbol.dispose]();
      source[Symbol.dispose]();
    },
  };
  return { feed, left: box.left, top: box.top };
}

/** The size of a layer's whole picture on the canvas at a scale. */
const sizeAt = (layer: Layer, scale: number, source: Size, canvas: Size): Size =>
  whole(source, { ...layer, placement: { ...layer.placement, scale } }, canvas).full;

/** A layer's whole picture, with everything but its place: how it is made, and its size in px. */
function wholePicture(layer: Layer, source: Feed, full: Size, canvas: Size): { drawing: LayerDrawing; size: Size } {
  const { region } = whole(source.shape, layer, canvas);
  const finest = Math.max(region.width / full.width, region.height / full.height);
  const reach = Math.hypot(canvas.width, canvas.height) * MOST_OVERSAMPLING;
  // Neither finer than the source nor, of what is larger than the canvas, finer than can be seen.
  const factor = Math.min(1, finest, reach / Math.max(full.width, full.height));
  const even = (px: number): number => Math.max(2, 2 * Math.round((px * factor) / 2));
  const size = { width: even(full.width), height: even(full.height) };
  const turned = Number.isInteger(layer.placement.rotate / 90) ? layer.placement.rotate : 0;
  const placement = {
    ...layer.placement,
    fit: 'stretch',
    x: 0.5,
    y: 0.5,
    scale: 1,
    opacity: 1,
    rotate: turned,
  } as const;
  const { poses: _, frame: __, ...rest } = layer;
  const drawing = drawLayer({ ...rest, placement, fade: null }, source.shape, size);
  if (drawing === null) throw new Error('a picture that fills its own size cannot be outside of it');
  return { drawing, size };
}

function posesOf({ poses, placement }: Layer, frames: number): readonly Pose[] {
  const { x, y, scale, rotate, opacity } = placement;
  return poses ?? Array.from({ length: frames }, (): Pose => [x, y, scale, rotate, opacity]);
}

/** How much of a layer is left by its fade in frame `n` of the span. A fade out ends on its last frame. */
function fadeAt({ fade }: Layer, n: number): number {
  if (fade === null) return 1;
  const done = (fade.elapsed + n + (fade.direction === 'out' ? 1 : 0)) / fade.frames;
  const part = Math.min(1, Math.max(0, done));
  return fade.direction === 'in' ? part : 1 - part;
}

/** The part of the canvas that a sprite ever touches, on even pixels. */
function boxFor(
  poses: readonly Pose[],
  sizes: readonly Size[],
  { canvas, frame }: { canvas: Size; frame: Layer['frame'] | null },
): (Size & { left: number; top: number }) | null {
  const shorter = Math.min(canvas.width, canvas.height);
  const spill = frame?.shadow === true ? shorter * (SHADOW.blur * 1.5 + SHADOW.fall) + 2 : 2;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const [i, [x, y, , rotate]] of poses.entries()) {
    const angle = (rotate * Math.PI) / 180;
    const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
    const { width, height } = sizes[i] as Size;
    // A quarter turn of the placement is in the size already; the larger box of the two does for both.
    const across = Math.max(width * cos + height * sin, width) / 2 + spill;
    const along = Math.max(width * sin + height * cos, height) / 2 + spill;
    left = Math.min(left, x * canvas.width - across);
    right = Math.max(right, x * canvas.width + across);
    top = Math.min(top, y * canvas.height - along);
    bottom = Math.max(bottom, y * canvas.height + along);
  }
  const low = (value: number): number => 2 * Math.floor(Math.max(0, value) / 2);
  const high = (value: number, most: number): number => Math.min(most, 2 * Math.ceil(value / 2));
  const box = { left: low(left), top: low(top), right: high(right, canvas.width), bottom: high(bottom, canvas.height) };
  const size = { width: box.right - box.left, height: box.bottom - box.top };
  return size.width < 2 || size.height < 2 ? null : { ...size, left: box.left, top: box.top };
}

/** Makes a layer's picture, before it is placed, as RGBA. One that stands still and has no lively effects once. */
class Maker implements Disposable {
  readonly isConstant: boolean;
  readonly quarter: number;
  readonly #source: Feed;
  readonly #graph: Graph;
  #made: Buffer | null = null;

  constructor({ layer, source, isStill, canvas, rate }: Making, drawing: LayerDrawing) {
    this.#source = source;
    this.isConstant = isStill && layer.motion === null && layer.effects.length === 0;
    this.quarter = whole(source.shape, layer, canvas).quarter;
    const wiring = new Wiring(rate);
    const output = drawing.finish(wiring, drawing.prepare(wiring, 's0'));
    const format = drawing.format;
    this.#graph = openGraph({
      rate,
      sources: [source.shape],
      nodes: wiring.nodes,
      output: { input: output, format },
      threads: 1,
    });
  }

  at(n: number): Buffer {
    if (this.isConstant && this.#made !== null) return this.#made;
    using picture = this.#source.next(n);
    this.#graph.push(0, picture, n);
    const made = this.#graph.pull();
    if (made === null) throw new Error('a graph of a sprite gave no picture');
    using finished = made.picture;
    this.#made = toRgba(finished);
    return this.#made;
  }

  [Symbol.dispose](): void {
    this.#graph[Symbol.dispose]();
  }
}
