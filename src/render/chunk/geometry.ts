import type { Layer } from '../../protocol/chunk.ts';

export type Size = { readonly width: number; readonly height: number };

/** Where a layer's picture goes, in whole pixels. Only what can be seen is cut out of the source and scaled. */
export type Placed = {
  /** Clockwise quarter turns, in degrees, before anything else: the file's own rotation and the user's. */
  readonly turn: 0 | 90 | 180 | 270;
  /** The part of the turned source that is shown, in its pixels. */
  readonly crop: Size & { readonly x: number; readonly y: number };
  /** Its size on the canvas. */
  readonly size: Size;
  /** Top left corner on the canvas, before tilting. */
  readonly left: number;
  readonly top: number;
  /** Clockwise degrees of what is left of the user's rotation, about the middle of the shown part. */
  readonly tilt: number;
};

/**
 * Places a stored picture of size `source` on a canvas. Edges lie on even pixels, as 4:2:0 wants. Null when nothing of
 * it can be seen.
 */
export function place(source: Size, layer: Layer, canvas: Size): Placed | null {
  const { placement } = layer;
  const { quarter, turn, region, full } = whole(source, layer, canvas);
  const tilt = quarter === 0 ? placement.rotate % 360 : 0;
  const seen = seenPart(full, tilt, { placement, canvas });
  if (seen === null) return null;
  const { across, along, centre } = seen;
  const [left, right] = evenEdges(
    centre.x - (across.end - across.start) / 2,
    centre.x + (across.end - across.start) / 2,
  );
  const [top, bottom] = evenEdges(centre.y - (along.end - along.start) / 2, centre.y + (along.end - along.start) / 2);
  const source_ = {
    ...sourcePart(region.x, region.width, placement.flipH ? mirrored(across, full.width) : across, full.width),
    ...rename(sourcePart(region.y, region.height, placement.flipV ? mirrored(along, full.height) : along, full.height)),
  };
  return { turn, tilt, crop: source_, size: { width: right - left, height: bottom - top }, left, top };
}

/** A layer's picture with all that its crop leaves: where it lies in the turned source, and its size on the canvas. */
export type Whole = {
  /** The user's quarter turns and those of the file together. */
  readonly quarter: number;
  readonly turn: Placed['turn'];
  readonly region: Size & { readonly x: number; readonly y: number };
  readonly full: Size;
};

/** Places a picture without regard to what of it can be seen. */
export function whole(source: Size, layer: Layer, canvas: Size): Whole {
  const { placement } = layer;
  const quarter = Number.isInteger(placement.rotate / 90) ? ((placement.rotate % 360) + 360) % 360 : 0;
  const turn = ((layer.rotation + quarter) % 360) as Placed['turn'];
  const turned = turn % 180 === 0 ? source : { width: source.height, height: source.width };
  const aspect = turn % 180 === 0 ? layer.pixelAspect : 1 / layer.pixelAspect;
  const region = regionOf(turned, cropAfter(placement.crop, quarter));
  return {
    quarter,
    turn,
    region,
    full: fitted({ width: region.width * aspect, height: region.height }, layer, canvas),
  };
}

/** The size of a layer's whole picture on a canvas, in px. */
export const fullSize = (source: Size, layer: Layer, canvas: Size): Size => whole(source, layer, canvas).full;

/** Whether a placed picture covers the whole canvas. */
export function covers(placed: Placed, canvas: Size): boolean {
  const { left, top, size, tilt } = placed;
  return tilt === 0 && left <= 0 && top <= 0 && left + size.width >= canvas.width && top + size.height >= canvas.height;
}

type Stretch = { readonly start: number; readonly end: number };
type Crop = Layer['placement']['crop'];

/** The crop names sides as they are seen before the user's quarter turn; that turn carries them along. */
function cropAfter({ left, top, right, bottom }: Crop, quarter: number): Crop {
  if (quarter === 90) return { left: bottom, top: left, right: top, bottom: right };
  if (quarter === 180) return { left: right, top: bottom, right: left, bottom: top };
  if (quarter === 270) return { left: top, top: right, right: bottom, bottom: left };
  return { left, top, right, bottom };
}

function regionOf(size: Size, crop: Crop): Size & { x: number; y: number } {
  const part = (length: number, before: number, after: number): [number, number] => {
    const least = Math.min(2, length);
    const start = Math.min(length * before, length - least);
    return [start, Math.max(least, length * (1 - after) - start)];
  };
  const [x, width] = part(size.width, crop.left, crop.right);
  const [y, height] = part(size.height, crop.top, crop.bottom);
  return { x, y, width, height };
}

function fitted(seen: Size, { placement }: Layer, canvas: Size): Size {
  const ratios = [canvas.width / seen.width, canvas.height / seen.height] as const;
  const { fit, scale } = placement;
  if (fit === 'stretch') return { width: canvas.width * scale, height: canvas.height * scale };
  const factor = (fit === 'fit' ? Math.min(...ratios) : Math.max(...ratios)) * scale;
  return { width: seen.width * factor, height: seen.height * factor };
}

/** What of the full-size picture can be on the canvas, in its own px, and where the middle of that lies. */
function seenPart(
  full: Size,
  tilt: number,
  { placement, canvas }: { placement: Layer['placement']; canvas: Size },
): { across: Stretch; along: Stretch; centre: { x: number; y: number } } | null {
  const middle = { x: placement.x * canvas.width, y: placement.y * canvas.height };
  const angle = (tilt * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // The canvas as the picture sees it: itself when upright, the circle around it when tilted.
  const reach = Math.hypot(canvas.width, canvas.height) / 2;
  const half = tilt === 0 ? { x: canvas.width / 2, y: canvas.height / 2 } : { x: reach, y: reach };
  const away = { x: canvas.width / 2 - middle.x, y: canvas.height / 2 - middle.y };
  const focus = { x: away.x * cos + away.y * sin, y: -away.x * sin + away.y * cos };
  const clip = (length: number, at: number, span: number): Stretch => ({
    start: Math.max(0, length / 2 + at - span),
    end: Math.min(length, length / 2 + at + span),
  });
  const across = clip(full.width, focus.x, half.x);
  const along = clip(full.height, focus.y, half.y);
  if (across.end - across.start < 1 || along.end - along.start < 1) return null;
  const offset = { x: (across.start + across.end - full.width) / 2, y: (along.start + along.end - full.height) / 2 };
  const centre = { x: middle.x + offset.x * cos - offset.y * sin, y: middle.y + offset.x * sin + offset.y * cos };
  return { across, along, centre };
}

const mirrored = ({ start, end }: Stretch, length: number): Stretch => ({ start: length - end, end: length - start });

function evenEdges(from: number, to: number): [number, number] {
  const start = 2 * Math.round(from / 2);
  return [start, Math.max(start + 2, 2 * Math.round(to / 2))];
}

/** The source pixels behind a part of the scaled picture, on whole even pixels where there are enough of them. */
function sourcePart(offset: number, length: number, part: Stretch, scaled: number): { x: number; width: number } {
  const grid = length >= 8 ? 2 : 1;
  const snap = (value: number): number => grid * Math.round(value / grid);
  const last = Math.floor(offset + length + 1e-6);
  const x = Math.max(0, Math.min(snap(offset + (part.start / scaled) * length), last - grid));
  const end = Math.min(snap(offset + (part.end / scaled) * length), last);
  return { x, width: Math.max(grid, end - x) };
}

const rename = ({ x, width }: { x: number; width: number }): { y: number; height: number } => ({ y: x, height: width });
