import type { Rate } from '../../base/time.ts';
import { openChunkWriter } from '../../media/chunk-writer.ts';
import { openGraph } from '../../media/graph.ts';
import { fileKey, Kept } from '../../media/kept.ts';
import { sharePicture } from '../../media/picture.ts';
import type { ChunkWriter, Picture, PictureShape, VideoReader } from '../../media/types.ts';
import { openVideoReader } from '../../media/video-reader.ts';
import type { Encoding, Layer, Span } from '../../protocol/chunk.ts';
import { lutsOf, writeLuts } from '../effects/lut-files.ts';
import { drawCamera } from './camera.ts';
import {
  clockOf,
  type Feed,
  gradientFeed,
  type Paint,
  preparedPicture,
  shapeOf,
  solidFeed,
  stillFeed,
  textFeed,
} from './feeds.ts';
import type { Size } from './geometry.ts';
import { drawLayer, type LayerDrawing } from './layer-nodes.ts';
import { type OpenPainter, paintedReader } from './painted.ts';
import { type LentReader, Readers } from './readers.ts';
import { shapeFor, sourceFeed } from './source-feed.ts';
import {
  composeSpan,
  type DrawnLayer,
  type DrawnOver,
  type DrawnSpan,
  type DrawnSprite,
  graphOf,
  pictureOf,
} from './span-graph.ts';
import { isSprite, type OpenSprite, openSprite, type Sprite } from './sprite.ts';
import { type LutFile, Wiring } from './wiring.ts';

/** A chunk to be made: its spans, how to encode it, and where its sources lie. */
export type ChunkOrder = {
  readonly spans: readonly Span[];
  readonly encoding: Encoding;
  /** Asset id → path. */
  readonly files: Readonly<Record<string, string>>;
  /** Asset id → what people call it, for failures. */
  readonly names: Readonly<Record<string, string>>;
  /** Sources are decoded at less cost; only for pictures much smaller than they are. */
  readonly isRough?: boolean | undefined;
  readonly out: string;
  readonly paint: Paint;
  readonly sprite: OpenSprite;
  readonly painter: OpenPainter;
};

/** Decodes, composes and encodes a chunk. Returns its number of frames; nothing is left behind when it throws. */
export function makeChunk(order: ChunkOrder, onFrame: (frames: number) => void): number {
  const { encoding, spans } = order;
  const keys = new Map<VideoReader, string>();
  using readers = new Readers((asset) => openSource(order, asset, keys));
  using luts = writeLuts(lutsOf(spans), order);
  using writer = openChunkWriter(order.out, encoding);
  let first = 0;
  for (const [i, span] of spans.entries()) {
    readers.keepOnly(new Set(spans.slice(i).flatMap(assetsOf)));
    using stage = new Stage(span, order, { readers, luts: luts.files });
    stage.run(writer, first, onFrame);
    first += span.frames;
  }
  const made = writer.finish();
  // Only of a chunk that came out well: after a failure everything is opened anew.
  for (const { reader } of readers.taken()) KEPT.give(keys.get(reader) ?? '', reader);
  return made;
}

/** Sources that the last chunk had open. The next one on this worker is often of the same source. */
const KEPT = new Kept<VideoReader>(2);

function openSource(order: ChunkOrder, asset: string, keys: Map<VideoReader, string>): VideoReader {
  const { names, encoding, isRough = false } = order;
  const file = fileOf(order, asset);
  const key = `${encoding.threads} ${isRough} ${fileKey(file)}`;
  const name = names[asset] ?? asset;
  const reader = KEPT.take(key) ?? openVideoReader(file, { threads: encoding.threads, name, isRough });
  keys.set(reader, key);
  return reader;
}

function fileOf({ files }: ChunkOrder, asset: string): string {
  const file = files[asset];
  if (file === undefined) throw new Error(`no file for ${asset}`);
  return file;
}

/** What a chunk has open while its spans are made. */
type Opened = { readonly readers: Readers; readonly luts: ReadonlyMap<string, LutFile> };

function assetsOf({ background, base, over }: Span): string[] {
  const shown = over.flatMap((item) => (item.kind === 'picture' ? [item.layer.asset] : []));
  if (background.kind === 'picture') shown.push(background.layer.asset);
  if (base.kind === 'one') shown.push(base.layer.asset);
  if (base.kind === 'pair') shown.push(base.from.asset, base.into.asset);
  return shown;
}

const layersOf = ({ base }: Span): Layer[] =>
  base.kind === 'one' ? [base.layer] : base.kind === 'pair' ? [base.from, base.into] : [];

/** One span while it is made: its sources, open, in the order in which the graph has them. */
class Stage implements Disposable {
  readonly #span: Span;
  readonly #canvas: Size;
  readonly #isRaw: boolean;
  readonly #rate: Rate;
  readonly #threads: number;
  readonly #readers: Readers;
  readonly #paint: Paint;
  readonly #openSprite: OpenSprite;
  readonly #painter: OpenPainter;
  readonly #luts: ReadonlyMap<string, LutFile>;
  readonly #owned = new DisposableStack();
  readonly #feeds: Feed[] = [];

  constructor(span: Span, { encoding, paint, sprite, painter }: ChunkOrder, { readers, luts }: Opened) {
    this.#luts = luts;
    this.#span = span;
    this.#canvas = encoding;
    this.#isRaw = encoding.match?.isRaw === true;
    this.#rate = encoding.rate;
    this.#threads = encoding.threads;
    this.#readers = readers;
    this.#paint = paint;
    this.#openSprite = sprite;
    this.#painter = painter;
  }

  run(writer: ChunkWriter, first: number, onFrame: (frames: number) => void): void {
    const drawn: DrawnSpan = {
      span: this.#span,
      base: layersOf(this.#span).map((layer) => this.#base(layer)),
      over: this.#over(),
      solid: (wiring) => this.#background(wiring),
    };
    const wiring = new Wiring(this.#rate, this.#luts);
    const direct = this.#untouched(drawn, wiring);
    if (direct !== null) return this.#copy(direct, writer, first, onFrame);
    if (this.#isRaw) throw new Error('a picture between copied ones must be as its source has it');
    const output = composeSpan(wiring, drawn, this.#canvas);
    using graph = openGraph(graphOf(wiring, output, this.#shapes(), this.#threads));
    let written = 0;
    const drain = (): void => {
      for (let made = graph.pull(); made !== null; made = graph.pull()) {
        using picture = made.picture;
        writer.write(picture, first + written);
        written++;
        onFrame(first + written);
      }
    };
    for (let n = 0; n < this.#span.frames; n++) {
      for (const [source, feed] of this.#feeds.entries()) {
        using picture = feed.next(n);
        graph.push(source, picture, n);
      }
      drain();
    }
    graph.end();
    drain();
    if (written !== this.#span.frames) throw new Error(`a graph made ${written} of ${this.#span.frames} frames`);
  }

  #copy(feed: Feed, writer: ChunkWriter, first: number, onFrame: (frames: number) => void): void {
    for (let n = 0; n < this.#span.frames; n++) {
      using picture = feed.next(n);
      writer.write(picture, first + n);
      onFrame(first + n + 1);
    }
  }

  /** The one source whose pictures are the output's already: they need no graph, and come out the same without one. */
  #untouched({ span, base, over, solid }: DrawnSpan, wiring: Wiring): Feed | null {
    if (span.fade !== null || over.length > 0) return null;
    const [layer] = base;
    if (layer !== null && layer !== undefined && !('drawing' in layer)) return null;
    if (base.length === 0 || (base.length === 1 && layer === null)) {
      return span.background.kind === 'picture' ? null : (this.#feeds[sourceOf(solid(wiring))] ?? null);
    }
    if (base.length !== 1 || layer == null || span.base.kind !== 'one') return null;
    const feed = this.#feeds[sourceOf(layer.input)];
    const target = { canvas: this.#canvas, isRaw: this.#isRaw };
    const shown = layer.isPrepared ? isFinished(layer.drawing, span.base.layer) : true;
    const whole = feed !== undefined && isWhole(layer.drawing, span.base.layer, feed.shape, target);
    return feed !== undefined && shown && whole ? feed : null;
  }

  #shapes(): PictureShape[] {
    return this.#feeds.map((feed) => feed.shape);
  }

  #add(feed: Feed): string {
    this.#feeds.push(this.#owned.use(feed));
    return `s${this.#feeds.length - 1}`;
  }

  /** What is behind everything. A node of its own for each that asks: an output of a graph goes to one input. */
  #background(wiring: Wiring): string {
    const { background } = this.#span;
    if (background.kind === 'picture') {
      const shown = this.#layer(background.layer);
      if (shown !== null && 'drawing' in shown) return pictureOf(wiring, shown);
    }
    if (background.kind === 'gradient') return this.#add(gradientFeed(this.#canvas, background));
    return this.#add(solidFeed(this.#canvas, background.kind === 'color' ? background.color : '#000000'));
  }

  #base(layer: Layer): DrawnLayer | DrawnSprite | null {
    const drawn = this.#layer(layer);
    if (drawn === null || 'drawing' in drawn) return drawn;
    const under = this.#span.background.kind === 'blur' ? this.#layer(standing(layer)) : null;
    const { left, top } = drawn;
    return { input: this.#add(drawn.feed), left, top, under: under !== null && 'drawing' in under ? under : null };
  }

  #layer(layer: Layer): DrawnLayer | Sprite | null {
    const reader = this.#lend(layer);
    const last = clockOf(layer)(this.#span.frames - 1);
    using sample = reader.at(Math.min(layer.at, last));
    const shape = shapeFor(layer, shapeOf(sample));
    const camera = layer.poses === undefined ? null : drawCamera(layer, shape, this.#canvas);
    if (camera === null && isSprite(layer)) return this.#sprite(layer, reader, sample);
    const drawing = camera ?? drawLayer(layer, shape, this.#canvas);
    if (drawing === null) return null;
    if (!layer.still && layer.step !== 0) {
      return { drawing, input: this.#add(this.#feedOf(reader, layer, shapeOf(sample))), isPrepared: false };
    }
    return { drawing, input: this.#add(stillFeed(this.#prepared(drawing, sample))), isPrepared: true };
  }

  #lend(layer: Layer): LentReader {
    const { painting } = layer;
    const reader =
      painting === undefined
        ? this.#readers.lend(layer.asset, layer.at)
        : paintedReader(this.#painter(painting, this.#canvas), this.#canvas);
    return this.#owned.use(reader);
  }

  #sprite(layer: Layer, reader: LentReader, sample: Picture): Sprite | null {
    const isStill = layer.still || layer.step === 0;
    const source = isStill ? stillFeed(sharePicture(sample)) : this.#feedOf(reader, layer, shapeOf(sample));
    const { frames } = this.#span;
    return openSprite({
      layer,
      source,
      isStill,
      frames,
      canvas: this.#canvas,
      rate: this.#rate,
      open: this.#openSprite,
    });
  }

  #feedOf(reader: LentReader, layer: Layer, shape: PictureShape): Feed {
    const lend = (): LentReader => this.#lend(layer);
    return sourceFeed(layer, { reader, lend, shape, rate: this.#rate, frames: this.#span.frames });
  }

  #prepared(drawing: LayerDrawing, sample: Picture): Picture {
    return preparedPicture(drawing, sample, new Wiring(this.#rate, this.#luts));
  }

  #over(): DrawnOver[] {
    return this.#span.over.flatMap((item): DrawnOver[] => {
      if (item.kind === 'picture') {
        const drawn = this.#layer(item.layer);
        if (drawn === null) return [];
        if ('drawing' in drawn) return [{ kind: 'picture', drawn }];
        return [{ kind: 'drawn', input: this.#add(drawn.feed), left: drawn.left, top: drawn.top }];
      }
      const text = textFeed(item.text, this.#span.frames, {
        canvas: this.#canvas,
        rate: this.#rate,
        paint: this.#paint,
      });
      if (text === null) return [];
      return [{ kind: 'drawn', input: this.#add(text.feed), left: text.left, top: text.top }];
    });
  }

  [Symbol.dispose](): void {
    this.#owned.dispose();
  }
}

/** A layer without what moves it, whole on the canvas. */
function standing(layer: Layer): Layer {
  const { poses: _poses, frame: _frame, ...rest } = layer;
  return { ...rest, placement: { ...layer.placement, x: 0.5, y: 0.5, scale: 1, opacity: 1 }, motion: null };
}

const sourceOf = (input: string): number => Number(input.slice(1));

/** Whether a still layer is done once it is prepared. */
const isFinished = (drawing: LayerDrawing, layer: Layer): boolean =>
  layer.poses === undefined && layer.motion === null && drawing.format === 'yuv420p' && layer.effects.length === 0;

/** What pictures must be already: `isRaw` takes a stream's own colours, whatever they are. */
type Target = { readonly canvas: Size; readonly isRaw: boolean };

function isWhole(drawing: LayerDrawing, layer: Layer, shape: PictureShape, { canvas, isRaw }: Target): boolean {
  const { placed, format } = drawing;
  const { flipH, flipV } = layer.placement;
  const isPlain =
    layer.poses === undefined &&
    layer.effects.length === 0 &&
    layer.motion === null &&
    !flipH &&
    !flipV &&
    placed.turn === 0;
  const same = ({ width, height }: Size): boolean => width === canvas.width && height === canvas.height;
  const isBt709 = shape.format === 'yuv420p' && shape.color?.matrix === 'bt709' && shape.color.range === 'tv';
  return (
    isPlain &&
    format === 'yuv420p' &&
    (isRaw ? /^yuvj?420p$/.test(shape.format) : isBt709) &&
    same(shape) &&
    same(placed.size) &&
    same(placed.crop)
  );
}
