import { AVERROR_EAGAIN } from 'node-av/constants';
import { Codec, CodecContext, Packet, Rational } from 'node-av/lib';
import type { Rate } from '../base/time.ts';
import { openGraph } from './graph.ts';
import { check, isEnd } from './native.ts';
import { OutputFile } from './output.ts';
import { frameOf, pixelFormat, sharePicture } from './picture.ts';
import type { Graph, GraphSpec, Picture, PictureShape } from './types.ts';

export type GifSpec = {
  /** The pictures from the first to the last; called twice: once to choose the colours, once to paint with them. */
  readonly pictures: () => Iterable<Picture>;
  readonly frames: number;
  readonly rate: Rate;
  readonly out: string;
  /** Plays again and again; false: once. */
  readonly loop: boolean;
};

/** GIF counts time in hundredths of a second. */
const UNIT = new Rational(1, 100);
const PALETTE: PictureShape = { width: 16, height: 16, format: 'bgra' };

/**
 * Writes pictures as an animated GIF with one palette of 255 colours chosen for all of them, weighted to what moves, and
 * ordered dithering, which stands still where the picture does and so costs few bytes. `onProgress` gets 0-1. The file
 * appears by rename. Throws `render.disk_full` and `render.cannot_write`.
 */
export function writeGif(spec: GifSpec, onProgress: (done: number) => void): void {
  using palette = paletteOf(spec, (done) => onProgress(done * 0.4));
  using output = new OutputFile(spec.out, { format: 'gif', title: null, options: { loop: spec.loop ? 0 : -1 } });
  const painted = paint(spec, palette, (done) => onProgress(0.4 + done * 0.6));
  const first = painted.next();
  if (first.done === true) throw new Error('a GIF without pictures');
  using encoder = openEncoder(first.value);
  const stream = output.addStream();
  stream.codecpar.fromContext(encoder);
  stream.timeBase = UNIT;
  output.begin();
  using packet = new Packet();
  packet.alloc();
  const drain = (): void => {
    for (;;) {
      const code = encoder.receivePacketSync(packet);
      if (code === AVERROR_EAGAIN || isEnd(code)) return;
      check(code, 'taking a picture of a GIF');
      packet.streamIndex = stream.index;
      const number = Number(packet.pts);
      const at = hundredths(number, spec.rate);
      packet.pts = BigInt(at);
      packet.dts = packet.pts;
      packet.duration = BigInt(hundredths(number + 1, spec.rate) - at);
      output.write(packet);
      packet.unref();
    }
  };
  let number = 0;
  const send = (picture: Picture): void => {
    const frame = frameOf(picture);
    frame.pts = BigInt(number++);
    check(encoder.sendFrameSync(frame), 'encoding a picture of a GIF');
    drain();
  };
  send(first.value);
  for (const picture of painted) send(picture);
  check(encoder.sendFrameSync(null), 'ending a GIF');
  drain();
  output.finish();
  onProgress(1);
}

const hundredths = (frame: number, rate: Rate): number => Math.round((100 * frame * rate.den) / rate.num);

function openEncoder(sample: Picture): CodecContext {
  const codec = Codec.findEncoderByName('gif' as Parameters<typeof Codec.findEncoderByName>[0]);
  if (codec === null) throw new Error('this FFmpeg has no encoder for GIF');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = sample.width;
  encoder.height = sample.height;
  encoder.pixelFormat = pixelFormat('pal8');
  encoder.timeBase = UNIT;
  check(encoder.open2Sync(codec), 'opening the encoder for GIF');
  return encoder;
}

const shapeOf = ({ width, height, format, color }: Picture): PictureShape => ({ width, height, format, color });

/** The colours that serve all pictures best. */
function paletteOf({ pictures, frames, rate }: GifSpec, onProgress: (done: number) => void): Picture {
  let graph: Graph | null = null;
  try {
    let number = 0;
    for (const picture of pictures()) {
      graph ??= openGraph({
        rate,
        sources: [shapeOf(picture)],
        nodes: [
          { id: 'palette', filter: 'palettegen', options: { stats_mode: 'diff', max_colors: 256 }, inputs: ['s0'] },
        ],
        output: { input: 'palette', format: 'bgra' },
        threads: 1,
      });
      graph.push(0, picture, number++);
      onProgress(number / frames);
    }
    graph?.end();
    const made = graph?.pull() ?? null;
    if (made === null) throw new Error('no palette was made');
    return sharePicture(made.picture);
  } finally {
    graph?.[Symbol.dispose]();
  }
}

function* paint(
  { pictures, frames, rate }: GifSpec,
  palette: Picture,
  onProgress: (done: number) => void,
): Generator<Picture> {
  let graph: Graph | null = null;
  try {
    let number = 0;
    for (const picture of pictures()) {
      graph ??= openGraph(painting(shapeOf(picture), rate));
      graph.push(0, picture, number);
      graph.push(1, palette, number);
      number++;
      onProgress(number / frames);
      yield* pulled(graph);
    }
    graph?.end();
    if (graph !== null) yield* pulled(graph);
  } finally {
    graph?.[Symbol.dispose]();
  }
}

const painting = (shape: PictureShape, rate: Rate): GraphSpec => ({
  rate,
  sources: [shape, PALETTE],
  nodes: [
    {
      id: 'painted',
      filter: 'paletteuse',
      options: { dither: 'bayer', bayer_scale: 4, diff_mode: 'rectangle' },
      inputs: ['s0', 's1'],
    },
  ],
  output: { input: 'painted', format: 'pal8' },
  threads: 1,
});

function* pulled(graph: Graph): Generator<Picture> {
  for (let made = graph.pull(); made !== null; made = graph.pull()) {
    using picture = made.picture;
    yield picture;
  }
}
