import { isLively } from '../../draft/effect-names.ts';
import type { PictureShape } from '../../media/types.ts';
import type { Fade, Layer, Motion } from '../../protocol/chunk.ts';
import { key } from '../effects/key.ts';
import { effectNodes, isOfSource } from '../looks.ts';
import { type Placed, place, type Size } from './geometry.ts';
import { evenly, smoothly, type TimeCurve, type View, viewed } from './time-curve.ts';
import { digits, toWorking, type Wiring, type WorkingFormat } from './wiring.ts';

/** A layer's picture ready for composing: what to add to a graph, in two steps, and where the result goes. */
export type LayerDrawing = {
  readonly placed: Placed;
  readonly format: WorkingFormat;
  /** What `prepare` makes: the size that `finish` expects. */
  readonly prepared: Size;
  readonly preparedFormat: WorkingFormat;
  /** Turns, cuts, scales and converts. The same for every frame of a still picture, which then needs it once. */
  readonly prepare: (wiring: Wiring, input: string) => string;
  /** Moves, colours, tilts and makes transparent. */
  readonly finish: (wiring: Wiring, input: string) => string;
};

/** Formats with an alpha channel. */
export const HAS_ALPHA = /^(yuva|rgba|bgra|argb|abgr|gbrap|ya8|ya16|pal8)/;
const HDR = new Set(['smpte2084', 'arib-std-b67']);

/** Nominal peak of SDR white in an HDR picture, in cd/m² (ITU-R BT.2408). */
const SDR_WHITE = 203;
/** What phones and cameras grade to, in cd/m²; brighter lights clip. Half of the range below white stays linear. */
const HDR_PEAK = 1000;

/** How many times larger than shown a picture is kept, at most, while the view moves over it: cost grows by the square. */
export const MOST_OVERSAMPLING = 1.5;

/** Plans how a layer is drawn from pictures of a shape; null when it lies outside the canvas. */
export function drawLayer(layer: Layer, source: PictureShape, canvas: Size): LayerDrawing | null {
  const placed = place(source, layer, canvas);
  if (placed === null || layer.placement.opacity === 0) return null;
  const { effects } = layer;
  const keyed = effects.find((effect) => effect.kind === 'key');
  const hasAlpha = HAS_ALPHA.test(source.format) || keyed !== undefined;
  const fades = layer.fade !== null || layer.placement.opacity < 1 || placed.tilt !== 0;
  const format = hasAlpha || fades ? 'yuva420p' : 'yuv420p';
  const prepared = layer.motion === null ? placed.size : oversampled(placed, layer.motion);
  const early = layer.motion === null && !effects.some(isLively) ? effects : effects.filter(isOfSource);
  const late = effects.filter((effect) => !early.includes(effect));
  const adjusted = (wiring: Wiring, input: string, which: Layer['effects'], size: Size): string =>
    which.length === 0 ? input : withEffects({ wiring, hasAlpha, size, tick: layer.tick ?? 0 }, input, which);
  return {
    placed,
    format,
    prepared,
    preparedFormat: hasAlpha ? 'yuva420p' : 'yuv420p',
    prepare: (wiring, input) => {
      const scaled = prepareNodes(wiring, input, { layer, source, placed, size: prepared });
      const cut = keyed === undefined ? scaled : key(wiring, toWorking(wiring, scaled, 'yuv420p'), keyed, prepared);
      return adjusted(wiring, cut, early, prepared);
    },
    finish: (wiring, input) => {
      let at = layer.motion === null ? input : viewed(wiring, input, viewOf(layer.motion));
      if (prepared !== placed.size) at = wiring.add('scale', { w: placed.size.width, h: placed.size.height }, at);
      at = adjusted(wiring, at, late, placed.size);
      return format === 'yuv420p' ? at : transparent(wiring, at, layer, placed);
    },
  };
}

/** Turns, cuts, flips, scales and converts the picture of a layer: everything that is the same in each frame. */
export function prepareNodes(
  wiring: Wiring,
  input: string,
  by: { layer: Layer; source: PictureShape; placed: Pick<Placed, 'turn' | 'crop'>; size: Size },
): string {
  const { layer, source, placed, size } = by;
  const cut = cropped(wiring, turned(wiring, input, placed.turn), placed.crop, source);
  const scaled = rescaled(wiring, flipped(wiring, cut, layer), { size, crop: placed.crop }, source);
  return toWorking(wiring, scaled, HAS_ALPHA.test(source.format) ? 'yuva420p' : 'yuv420p');
}

/** The effects of a layer without alpha, on a picture of a size. */
export function effectsOn(
  wiring: Wiring,
  input: string,
  { effects, tick = 0 }: Pick<Layer, 'effects' | 'tick'>,
  size: Size,
): string {
  return effects.length === 0 ? input : withEffects({ wiring, hasAlpha: false, size, tick }, input, effects);
}

/** How large a tilted picture's box is; the picture itself when it is upright. */
export function boxOf({ size, tilt, left, top }: Placed): Size & { left: number; top: number } {
  if (tilt === 0) return { ...size, left, top };
  const angle = (tilt * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const even = (px: number): number => 2 * Math.ceil(px / 2);
  const width = even(size.width * cos + size.height * sin);
  const height = even(size.width * sin + size.height * cos);
  return { width, height, left: left + (size.width - width) / 2, top: top + (size.height - height) / 2 };
}

/** Dims a picture, or its alpha, along the running part of a fade. A fade out ends on its last frame. */
export function fadeNodes(wiring: Wiring, input: string, fade: Fade, alpha: 0 | 1): string {
  const elapsed = fade.elapsed + (fade.direction === 'out' ? 1 : 0);
  const { num, den } = wiring.rate;
  const later = wiring.add('setpts', { expr: `PTS+${elapsed}` }, input);
  const duration = digits((fade.frames * den) / num);
  const faded = wiring.add('fade', { type: fade.direction, start_time: 0, duration, alpha }, later);
  return wiring.add('setpts', { expr: `PTS-${elapsed}` }, faded);
}

function turned(wiring: Wiring, input: string, turn: Placed['turn']): string {
  if (turn === 90) return wiring.add('transpose', { dir: 'clock' }, input);
  if (turn === 270) return wiring.add('transpose', { dir: 'cclock' }, input);
  return turn === 180 ? wiring.add('vflip', {}, wiring.add('hflip', {}, input)) : input;
}

function flipped(wiring: Wiring, input: string, { placement }: Layer): string {
  const across = placement.flipH ? wiring.add('hflip', {}, input) : input;
  return placement.flipV ? wiring.add('vflip', {}, across) : across;
}

function cropped(wiring: Wiring, input: string, { width, height, x, y }: Placed['crop'], source: Size): string {
  if (x === 0 && y === 0 && width * height >= source.width * source.height) return input;
  return wiring.add('crop', { w: width, h: height, x, y, exact: 1 }, input);
}

/**
 * Whether pictures of the same size differ from the working format in matrix or range alone: zscale turns those in 1.9 ms
 * for Full HD, the scaler that everything else takes needs 17 (0.04 steps of 255 between them on average).
 */
export const isRecoloured = ({ format, color }: PictureShape): boolean =>
  /^yuvj?420p$/.test(format) &&
  ['bt709', 'bt470bg', 'smpte170m'].includes(color?.matrix ?? '') &&
  (color?.range === 'pc' || color?.range === 'tv') &&
  (color.range === 'pc' || color.matrix !== 'bt709') &&
  !HDR.has(color.transfer ?? '');

/** Scales, and brings HDR down to SDR: in linear light, after scaling, because it is the costliest step. */
function rescaled(
  wiring: Wiring,
  input: string,
  { size, crop }: { readonly size: Size; readonly crop: Size },
  source: PictureShape,
): string {
  if (size.width === crop.width && size.height === crop.height && isRecoloured(source)) {
    return wiring.add('setsar', { sar: 1 }, wiring.add('zscale', { matrix: '709', range: 'limited' }, input));
  }
  const scaled = wiring.add(
    'scale',
    { w: size.width, h: size.height, flags: 'bicubic+accurate_rnd+full_chroma_int' },
    input,
  );
  const square = wiring.add('setsar', { sar: 1 }, scaled);
  if (!HDR.has(source.color?.transfer ?? '')) return square;
  const linear = wiring.add('zscale', { transfer: 'linear', npl: SDR_WHITE }, square);
  const float = wiring.add('format', { pix_fmts: 'gbrpf32le' }, linear);
  const primaries = wiring.add('zscale', { primaries: '709' }, float);
  const curve = { tonemap: 'mobius', param: 0.5, peak: digits(HDR_PEAK / SDR_WHITE), desat: 0 };
  const mapped = wiring.add('tonemap', curve, primaries);
  return wiring.add('zscale', { transfer: '709', matrix: '709', range: 'limited' }, mapped);
}

type Adjusting = { readonly wiring: Wiring; readonly hasAlpha: boolean; readonly size: Size; readonly tick: number };

/** Most filters drop an alpha channel: where there is one, it is put back from the picture as it was. */
function withEffects({ wiring, hasAlpha, size, tick }: Adjusting, input: string, effects: Layer['effects']): string {
  const apply = (from: string): string =>
    effects.reduce(
      (at, effect) => effectNodes(wiring, at, effect, { size, tick, luts: wiring.luts }),
      toWorking(wiring, from, 'yuv420p'),
    );
  if (!hasAlpha) return apply(input);
  const [colours, original] = wiring.split(input);
  const adjusted = toWorking(wiring, apply(colours), 'yuva420p');
  return wiring.add('blend', { all_mode: 'normal', c3_opacity: 0 }, adjusted, original);
}

function transparent(wiring: Wiring, input: string, layer: Layer, placed: Placed): string {
  let at = toWorking(wiring, input, 'yuva420p');
  if (layer.placement.opacity < 1) at = wiring.add('lutyuv', { a: `val*${digits(layer.placement.opacity)}` }, at);
  if (placed.tilt !== 0) {
    const { width, height } = boxOf(placed);
    const angle = digits((placed.tilt * Math.PI) / 180);
    at = wiring.add('rotate', { angle, out_w: width, out_h: height, fillcolor: 'black@0' }, at);
  }
  return layer.fade === null ? at : fadeNodes(wiring, at, layer.fade, 1);
}

function oversampled({ size, crop }: Placed, motion: Motion): Size {
  const zoom = Math.max(motion.from.zoom, motion.to.zoom);
  const detail = Math.min(crop.width / size.width, crop.height / size.height);
  const factor = Math.min(zoom, detail, MOST_OVERSAMPLING);
  if (factor <= 1.05) return size;
  const even = (px: number): number => 2 * Math.round((px * factor) / 2);
  return { width: even(size.width), height: even(size.height) };
}

/** A zoom that grows by the same factor each frame looks even; one that grows by the same amount seems to slow down. */
function viewOf({ from, to, ease, elapsed, frames }: Motion): View {
  const even = evenly({ elapsed, length: Math.max(1, frames - 1) });
  const time: TimeCurve = ease === 'smooth' ? smoothly(even) : even;
  const between =
    (a: number, b: number) =>
    (frame: string): string =>
      a === b ? digits(a) : `(${digits(a)}+(${digits(b - a)})*${time.expression(frame)})`;
  const zoom = (frame: string): string =>
    from.zoom === to.zoom
      ? digits(from.zoom)
      : `(${digits(from.zoom)}*pow(${digits(to.zoom / from.zoom)},${time.expression(frame)}))`;
  return { zoom, x: between(from.x, to.x), y: between(from.y, to.y) };
}
