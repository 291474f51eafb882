import { AVERROR_EAGAIN } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame, Rational } from 'node-av/lib';
import { setColor } from './color.ts';
import { check, isEnd } from './native.ts';
import { convertPicture, FramePicture, frameOf, shareFrame } from './picture.ts';
import type {
  FilterName,
  FilterOptions,
  Graph,
  GraphNode,
  GraphSpec,
  Picture,
  PictureColor,
  PictureShape,
} from './types.ts';

/** The filters that exist for us; a name from elsewhere is refused even when types were bypassed. */
const FILTERS: Readonly<Record<FilterName, true>> = {
  scale: true,
  crop: true,
  pad: true,
  overlay: true,
  format: true,
  setsar: true,
  transpose: true,
  rotate: true,
  hflip: true,
  vflip: true,
  fade: true,
  xfade: true,
  eq: true,
  hue: true,
  colorbalance: true,
  colortemperature: true,
  colorchannelmixer: true,
  curves: true,
  vignette: true,
  noise: true,
  unsharp: true,
  gblur: true,
  boxblur: true,
  zoompan: true,
  split: true,
  tpad: true,
  settb: true,
  setpts: true,
  fps: true,
  null: true,
  setparams: true,
  tonemap: true,
  zscale: true,
  extractplanes: true,
  mergeplanes: true,
  geq: true,
  lutyuv: true,
  blend: true,
  perspective: true,
  minterpolate: true,
  palettegen: true,
  paletteuse: true,
  color: true,
  loop: true,
  pixelize: true,
  chromashift: true,
  atadenoise: true,
  deflicker: true,
  lut3d: true,
  lut1d: true,
  lut2: true,
  alphamerge: true,
};

/** Tables of colours are files that we have written (src/render/effects/lut-files.ts): no filter opens anything else. */
const OWN_TABLE = /^(?:\/|[A-Za-z]:[\\/]).*\.\d+\.cube$/s;

/**
 * Opens a graph: see {@link GraphSpec}. It is configured when every source has its first picture (or `end` is called),
 * with that picture's colours where the source's shape does not say them. Pictures of another size or format than
 * their source are converted. Throws for a filter or option that does not exist: a bug of the caller.
 */
export function openGraph(spec: GraphSpec): Graph {
  for (const node of spec.nodes) {
    if (!Object.hasOwn(FILTERS, node.filter)) throw new TypeError(`the filter ${node.filter} is not on the list`);
    const isTable = node.filter === 'lut3d' || node.filter === 'lut1d';
    if (isTable && !OWN_TABLE.test(String(node.options['file']))) throw new TypeError('a table that is none of ours');
  }
  return new NativeGraph(spec);
}

type Waiting = { readonly source: number; readonly frame: Frame };

class NativeGraph implements Graph {
  readonly #spec: GraphSpec;
  readonly #graph = new FilterGraph();
  readonly #colors: (PictureColor | null)[];
  readonly #seen: Set<number> = new Set();
  #waiting: Waiting[] = [];
  #sources: readonly FilterContext[] = [];
  #sink: FilterContext | null = null;

  constructor(spec: GraphSpec) {
    this.#spec = spec;
    this.#colors = spec.sources.map((shape) => shape.color ?? null);
  }

  push(source: number, picture: Picture, frame: number): void {
    const shape = this.#spec.sources[source];
    if (shape === undefined) throw new RangeError(`the graph has no source ${source}`);
    const fitted = fit(picture, shape);
    fitted.pts = BigInt(frame);
    fitted.sampleAspectRatio = toRational(shape.pixelAspect ?? 1);
    if (shape.color !== undefined) setColor(fitted, shape.color);
    if (this.#sink !== null) return this.#send({ source, frame: fitted });
    this.#colors[source] ??= new FramePicture(fitted).color;
    this.#seen.add(source);
    this.#waiting.push({ source, frame: fitted });
    if (this.#seen.size === this.#spec.sources.length) this.#configure();
  }

  end(): void {
    this.#configure();
    for (const source of this.#sources) check(source.buffersrcAddFrameSync(null), 'ending a source');
  }

  pull(): { readonly picture: Picture; readonly frame: number } | null {
    // A graph of generators alone has nothing to wait for.
    if (this.#spec.sources.length === 0) this.#configure();
    if (this.#sink === null) return null;
    const frame = new Frame();
    frame.alloc();
    const code = this.#sink.buffersinkGetFrameSync(frame);
    if (code < 0) {
      frame.free();
      if (code === AVERROR_EAGAIN || isEnd(code)) return null;
      check(code, 'filtering');
    }
    const { num, den } = this.#sink.buffersinkGetTimeBase();
    const { rate } = this.#spec;
    const number = Math.round((Number(frame.pts) * num * rate.num) / (den * rate.den));
    return { picture: new FramePicture(frame), frame: number };
  }

  #send({ source, frame }: Waiting): void {
    using _owned = frame;
    const target = this.#sources[source];
    if (target === undefined) return;
    const code = target.buffersrcAddFrameSync(frame);
    // A transition that is over takes no more of the picture that it has left.
    if (!isEnd(code)) check(code, 'feeding a source');
  }

  #configure(): void {
    if (this.#sink !== null) return;
    const { sink, sources } = build(this.#graph, this.#spec, this.#colors);
    this.#sources = sources;
    this.#sink = sink;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const item of waiting) this.#send(item);
  }

  [Symbol.dispose](): void {
    for (const { frame } of this.#waiting) frame.free();
    this.#waiting = [];
    this.#graph.free();
  }
}

function fit(picture: Picture, shape: PictureShape): Frame {
  const isFitting = picture.width === shape.width && picture.height === shape.height && picture.format === shape.format;
  return isFitting ? shareFrame(frameOf(picture)) : frameOf(convertPicture(picture, shape.format, shape));
}

function build(
  graph: FilterGraph,
  spec: GraphSpec,
  colors: readonly (PictureColor | null)[],
): { sink: FilterContext; sources: FilterContext[] } {
  graph.alloc();
  graph.nbThreads = spec.threads;
  graph.scaleSwsOpts = 'flags=bicubic+accurate_rnd+full_chroma_int';
  const outputs = new Map<string, { readonly context: FilterContext; readonly pad: number }>();
  const sources = spec.sources.map((shape, index) => {
    const context = addFilter(graph, 'buffer', `s${index}`, sourceOptions(shape, spec, colors[index] ?? null));
    outputs.set(`s${index}`, { context, pad: 0 });
    return context;
  });
  const connect = (inputs: readonly string[], to: FilterContext): void => {
    for (const [pad, input] of inputs.entries()) {
      const from = outputs.get(input);
      if (from === undefined) throw new TypeError(`nothing in the graph is called ${input}`);
      check(from.context.link(from.pad, to, pad), `linking ${input}`);
    }
  };
  for (const node of spec.nodes) {
    const context = addFilter(graph, node.filter, node.id, node.options);
    connect(node.inputs, context);
    for (let pad = 0; pad < outputCount(node); pad++)
      outputs.set(pad === 0 ? node.id : `${node.id}:${pad}`, { context, pad });
  }
  const last = addFilter(graph, 'format', 'output', outputOptions(spec.output.format));
  connect([spec.output.input], last);
  const sink = addFilter(graph, 'buffersink', 'sink', {});
  check(last.link(0, sink, 0), 'linking the output');
  check(graph.configSync(), 'configuring a graph');
  return { sink, sources };
}

function outputCount(node: GraphNode): number {
  if (node.filter === 'extractplanes') return String(node.options['planes']).split('+').length;
  return node.filter === 'split' ? Number(node.options['outputs'] ?? 2) : 1;
}

function addFilter(graph: FilterGraph, filter: string, id: string, options: FilterOptions): FilterContext {
  const found = Filter.getByName(filter);
  const context = found === null ? null : graph.allocFilter(found, id);
  if (context === null) throw new Error(`the filter ${filter} is not in this build`);
  for (const [key, value] of Object.entries(options)) {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${filter} ${key}: ${value}`);
    check(context.setOption(key, String(value)), `${filter} ${key}=${value}`);
  }
  check(context.init(), `opening the filter ${filter}`);
  return context;
}

function sourceOptions(shape: PictureShape, spec: GraphSpec, color: PictureColor | null): FilterOptions {
  const { num, den } = toRational(shape.pixelAspect ?? 1);
  return {
    video_size: `${shape.width}x${shape.height}`,
    pix_fmt: shape.format,
    time_base: `${spec.rate.den}/${spec.rate.num}`,
    frame_rate: `${spec.rate.num}/${spec.rate.den}`,
    pixel_aspect: `${num}/${den}`,
    ...(color?.matrix == null ? {} : { colorspace: color.matrix }),
    ...(color?.range == null ? {} : { range: color.range }),
  };
}

/** YUV leaves every graph as BT.709 in limited range; where it already is, this adds nothing. */
function outputOptions(format: string): FilterOptions {
  if (!/^(yuva?4|nv)/.test(format)) return { pix_fmts: format };
  return { pix_fmts: format, color_spaces: 'bt709', color_ranges: 'tv' };
}

/** An aspect ratio as a fraction of four digits, which is finer than any camera's. */
function toRational(value: number): Rational {
  return value === 1 ? new Rational(1, 1) : new Rational(Math.round(value * 10_000), 10_000);
}
