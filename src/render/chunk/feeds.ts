import { type Rate, secondsOfFrame } from '../../base/time.ts';
import type { TextSegment } from '../../draft/model.ts';
import { openGraph } from '../../media/graph.ts';
import { convertPicture, pictureFromRgba, sharePicture, solidPicture } from '../../media/picture.ts';
import type { Picture, PictureShape } from '../../media/types.ts';
import type { Layer, TextLayer } from '../../protocol/chunk.ts';
import type { Size } from './geometry.ts';
import type { LayerDrawing } from './layer-nodes.ts';
import type { LentReader } from './readers.ts';
import type { Wiring } from './wiring.ts';

/** Pictures for one source of a graph, frame after frame. */
export interface Feed extends Disposable {
  readonly shape: PictureShape;
  /** The picture of frame `n` of the span; asked for in rising order. The caller disposes of it. */
  next(n: number): Picture;
}

/** A drawn title: straight RGBA, and where it goes. Its box is the same for as long as the title lasts. */
export type TextPicture = Size & { readonly data: Buffer; readonly left: number; readonly top: number };

/** Draws titles: the same object is returned for as long as nothing changes, null while nothing is seen. */
export type Paint = (segment: TextSegment, canvas: Size) => { at(msIntoSegment: number): TextPicture | null };

/** What the pictures of a source look like. */
export const shapeOf = ({ width, height, format, color }: Picture): PictureShape => ({ width, height, format, color });

/** The same picture in every frame. Takes the picture over. */
export function stillFeed(picture: Picture): Feed {
  return {
    shape: shapeOf(picture),
    next: () => sharePicture(picture),
    [Symbol.dispose]: () => picture[Symbol.dispose](),
  };
}

/** The frames of a source that runs forwards, at any speed. */
export function movingFeed(reader: LentReader, clock: SourceClock, shape: PictureShape): Feed {
  return { shape, next: (n) => reader.at(clock(n)), [Symbol.dispose]: () => undefined };
}

/** The source time of each frame of a span, in seconds. */
export type SourceClock = (n: number) => number;

export const clockOf =
  ({ at, step, accel = 0 }: Pick<Layer, 'at' | 'step' | 'accel'>): SourceClock =>
  (n) =>
    at + n * (step + (accel * n) / 2);

/** Decoded pictures that a source running backwards may keep, in bytes. */
const BACKWARD_BYTES = 96 * 1024 * 1024;

/**
 * The frames of a source that runs backwards: decoders only run forwards, so a block of pictures is decoded at a time
 * and handed out from its end.
 */
export function backwardFeed(
  reader: LentReader,
  { clock, frames }: { clock: SourceClock; frames: number },
  shape: PictureShape,
): Feed {
  const size = Math.max(4, Math.min(60, Math.floor(BACKWARD_BYTES / (shape.width * shape.height * 1.5))));
  const block = new Map<number, Picture>();
  return {
    shape,
    next: (n) => {
      if (!block.has(n)) {
        for (let k = Math.min(frames, n + size) - 1; k >= n; k--) block.set(k, reader.at(clock(k)));
      }
      const picture = block.get(n);
      block.delete(n);
      if (picture === undefined) throw new Error(`frame ${n} of a backward source was asked for twice`);
      return picture;
    },
    [Symbol.dispose]: () => {
      for (const picture of block.values()) picture[Symbol.dispose]();
    },
  };
}

/** A layer's picture after its first step, made once: a 20 megapixel photo is scaled down once and not in each frame. */
export function preparedPicture(drawing: LayerDrawing, picture: Picture, wiring: Wiring): Picture {
  const { rate } = wiring;
  const shape = shapeOf(picture);
  const output = drawing.prepare(wiring, 's0');
  const format = drawing.preparedFormat;
  using graph = openGraph({
    rate,
    sources: [shape],
    nodes: wiring.nodes,
    output: { input: output, format },
    threads: 1,
  });
  graph.push(0, picture, 0);
  graph.end();
  const made = graph.pull();
  if (made === null) throw new Error('a graph gave no picture');
  return made.picture;
}

/** One colour (`#rrggbb`) everywhere. */
export function solidFeed({ width, height }: Size, color: string): Feed {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  using drawn = solidPicture(width, height, [channel(1), channel(3), channel(5), 255]);
  return stillFeed(convertPicture(drawn, 'yuv420p'));
}

/** Colours that run from one into another, `angle` degrees clockwise from "left to right"; at 4:2:0 no step is seen. */
export function gradientFeed({ width, height }: Size, { from, to, angle }: Gradient): Feed {
  const turn = (angle * Math.PI) / 180;
  const [across, down] = [Math.cos(turn), Math.sin(turn)];
  // From the corner that comes first to the one that comes last.
  const reach = (Math.abs(across) * width + Math.abs(down) * height) / 2;
  const [first, last] = [rgbOf(from), rgbOf(to)];
  const bytes = Buffer.alloc(width * height * 4, 255);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const along = (x + 0.5 - width / 2) * across + (y + 0.5 - height / 2) * down;
      const share = Math.min(1, Math.max(0, 0.5 + along / (2 * reach)));
      // A fixed pattern of less than a step hides the bands that 256 steps would show.
      const noise = ((x * 7 + y * 13) % 16) / 16;
      for (let c = 0; c < 3; c++) {
        const value = (first[c] ?? 0) + ((last[c] ?? 0) - (first[c] ?? 0)) * share;
        bytes[at + c] = Math.min(255, Math.floor(value + noise));
      }
    }
  }
  using drawn = pictureFromRgba(bytes, width, height);
  return stillFeed(convertPicture(drawn, 'yuv420p'));
}

type Gradient = { readonly from: string; readonly to: string; readonly angle: number };

const rgbOf = (color: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** A drawn title, with where it goes on the canvas. Null when nothing of it is seen in the span. */
export function textFeed(
  text: TextLayer,
  frames: number,
  { canvas, rate, paint }: { canvas: Size; rate: Rate; paint: Paint },
): { feed: Feed; left: number; top: number } | null {
  const painter = paint(text.segment, canvas);
  const at = (n: number): TextPicture | null => painter.at(text.elapsedMs + secondsOfFrame(n, rate) * 1000);
  let first = at(0);
  for (let n = 1; first === null && n < frames; n++) first = at(n);
  if (first === null) return null;
  const { width, height, left, top } = first;
  let drawn: TextPicture | null = null;
  let converted = invisible(width, height);
  const feed: Feed = {
    shape: shapeOf(converted),
    next: (n) => {
      const wanted = at(n);
      if (wanted !== drawn) {
        converted[Symbol.dispose]();
        converted = wanted === null ? invisible(width, height) : asOverlay(wanted);
        drawn = wanted;
      }
      return sharePicture(converted);
    },
    [Symbol.dispose]: () => converted[Symbol.dispose](),
  };
  return { feed, left, top };
}

function asOverlay({ data, width, height }: Pick<TextPicture, 'data' | 'width' | 'height'>): Picture {
  using drawn = pictureFromRgba(data, width, height);
  return convertPicture(drawn, 'yuva420p');
}

const invisible = (width: number, height: number): Picture =>
  asOverlay({ data: Buffer.alloc(width * height * 4), width, height });
