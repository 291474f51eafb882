import type { GraphSpec, PictureShape } from '../../media/types.ts';
import type { Span } from '../../protocol/chunk.ts';
import type { Size } from './geometry.ts';
import { covers } from './geometry.ts';
import { boxOf, fadeNodes, type LayerDrawing } from './layer-nodes.ts';
import { transitionNodes } from './transition-nodes.ts';
import type { Wiring } from './wiring.ts';

/** A layer whose pictures arrive at the source `input`; `isPrepared`: its first step is done already. */
export type DrawnLayer = { readonly drawing: LayerDrawing; readonly input: string; readonly isPrepared: boolean };

/** A picture that is finished when it arrives, with alpha; `under`: the same layer, whole, where a blur of it shows beside. */
export type DrawnSprite = {
  readonly input: string;
  readonly left: number;
  readonly top: number;
  readonly under: DrawnLayer | null;
};

/** What lies over the main picture, lowest first. */
export type DrawnOver =
  | { readonly kind: 'picture'; readonly drawn: DrawnLayer }
  | { readonly kind: 'drawn'; readonly input: string; readonly left: number; readonly top: number };

/** The parts of a span as sources of a graph. A layer that cannot be seen is null. `solid`: the background's colour. */
export type DrawnSpan = {
  readonly span: Span;
  readonly base: readonly (DrawnLayer | DrawnSprite | null)[];
  readonly over: readonly DrawnOver[];
  readonly solid: (wiring: Wiring) => string;
};

/** Composes a span: main picture or transition, overlays and titles in order, fade. Returns the last node. */
export function composeSpan(wiring: Wiring, drawn: DrawnSpan, canvas: Size): string {
  const { span, over } = drawn;
  let at = baseNodes(wiring, drawn, canvas);
  for (const item of over) {
    if (item.kind === 'drawn') at = overlay(wiring, at, item.input, item);
    else at = overlay(wiring, at, pictureOf(wiring, item.drawn), boxOf(item.drawn.drawing.placed));
  }
  return span.fade === null ? at : fadeNodes(wiring, at, span.fade, 0);
}

/** A whole specification around composed nodes. */
export function graphOf(wiring: Wiring, output: string, sources: readonly PictureShape[], threads: number): GraphSpec {
  return { rate: wiring.rate, sources, nodes: wiring.nodes, output: { input: output, format: 'yuv420p' }, threads };
}

function baseNodes(wiring: Wiring, drawn: DrawnSpan, canvas: Size): string {
  const { base } = drawn.span;
  if (base.kind === 'empty') return drawn.solid(wiring);
  const [from, into] = drawn.base.map((layer) => onCanvas(wiring, drawn, layer, canvas));
  if (base.kind === 'one' || from === undefined || into === undefined) return from ?? drawn.solid(wiring);
  return transitionNodes(wiring, { from, into, name: base.name }, base, canvas);
}

/** Adds the rest of what a layer needs; the node of its finished picture. */
export const pictureOf = (wiring: Wiring, { drawing, input, isPrepared }: DrawnLayer): string =>
  drawing.finish(wiring, isPrepared ? input : drawing.prepare(wiring, input));

/** A layer as a picture of the canvas's size. */
function onCanvas(wiring: Wiring, drawn: DrawnSpan, layer: DrawnLayer | DrawnSprite | null, canvas: Size): string {
  if (layer === null) return drawn.solid(wiring);
  if (!('drawing' in layer)) {
    const { under } = layer;
    const behind = under === null ? drawn.solid(wiring) : blurred(wiring, pictureOf(wiring, under), under, canvas);
    return overlay(wiring, behind, layer.input, layer);
  }
  const { placed, format } = layer.drawing;
  const picture = pictureOf(wiring, layer);
  const isOpaque = format === 'yuv420p';
  if (isOpaque && covers(placed, canvas)) return picture;
  const { background } = drawn.span;
  if (background.kind === 'blur') {
    const [sharp, copy] = wiring.split(picture);
    return overlay(wiring, blurred(wiring, copy, layer, canvas), sharp, boxOf(placed));
  }
  if (isOpaque && background.kind === 'color' && background.color.startsWith('#000000')) {
    const { left, top } = placed;
    return wiring.add('pad', { w: canvas.width, h: canvas.height, x: left, y: top, color: 'black' }, picture);
  }
  return overlay(wiring, drawn.solid(wiring), picture, boxOf(placed));
}

function overlay(wiring: Wiring, under: string, over: string, { left, top }: { left: number; top: number }): string {
  return wiring.add('overlay', { x: left, y: top, eval: 'init', format: 'yuv420' }, under, over);
}

/** A blur this wide needs no detail: it is made at a twelfth of the size, for a hundredth of the work. */
const SMALLER = 12;

/** The picture itself, enlarged until it covers the canvas, blurred and slightly darkened. */
function blurred(wiring: Wiring, input: string, { drawing }: DrawnLayer, canvas: Size): string {
  const { width, height } = boxOf(drawing.placed);
  const opaque = wiring.add('format', { pix_fmts: 'yuv420p' }, input);
  const factor = Math.min(width / canvas.width, height / canvas.height);
  const even = (px: number): number => Math.max(2, 2 * Math.floor(px / 2));
  const cut = { w: even(canvas.width * factor), h: even(canvas.height * factor) };
  const part = { ...cut, x: even((width - cut.w) / 2 + 1) - 2, y: even((height - cut.h) / 2 + 1) - 2 };
  const whole = part.w >= width && part.h >= height;
  const crop = whole ? opaque : wiring.add('crop', { ...part, x: Math.max(0, part.x), y: Math.max(0, part.y) }, opaque);
  const tiny = { w: even(canvas.width / SMALLER), h: even(canvas.height / SMALLER) };
  const small = wiring.add('scale', { ...tiny, flags: 'area' }, crop);
  const soft = wiring.soften(
    small,
    { width: tiny.w, height: tiny.h },
    { across: Math.min(tiny.w, tiny.h) / 22, steps: 2 },
  );
  const large = wiring.add('scale', { w: canvas.width, h: canvas.height, flags: 'bicubic' }, soft);
  return wiring.table({ y: '16+(val-16)*0.8', u: 'val', v: 'val' }, wiring.add('setsar', { sar: 1 }, large));
}
