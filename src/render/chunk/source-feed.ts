import type { Rate } from '../../base/time.ts';
import { openGraph } from '../../media/graph.ts';
import type { Graph, Picture, PictureShape } from '../../media/types.ts';
import type { Layer } from '../../protocol/chunk.ts';
import { reachOf, windowed, windowOf } from '../effects/windows.ts';
import { backwardFeed, clockOf, type Feed, movingFeed, type SourceClock } from './feeds.ts';
import { isRecoloured } from './layer-nodes.ts';
import type { LentReader } from './readers.ts';
import { blendBy } from './transition-nodes.ts';
import { digits, toWorking, Wiring } from './wiring.ts';

/** Where the pictures of a moving layer come from. */
export type Source = {
  readonly reader: LentReader;
  /** A second reader of the same file. */
  readonly lend: () => LentReader;
  readonly shape: PictureShape;
  readonly rate: Rate;
  readonly frames: number;
};

const WORKING = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' } as const;
const HDR = new Set(['smpte2084', 'arib-std-b67']);

/** What works on several frames takes 8 bits without alpha: of other sources the frames stay as they are. */
const isPlain = ({ format, color }: PictureShape): boolean =>
  /^yuvj?4(?:20|22|44)p$/.test(format) && !HDR.has(color?.transfer ?? '');

const windowsOf = ({ effects, still, step }: Layer): Layer['effects'] =>
  still || step === 0 ? [] : effects.filter((effect) => windowOf(effect) !== null);

const isMadeOver = (layer: Layer, shape: PictureShape): boolean =>
  isPlain(shape) && !layer.still && layer.step !== 0 && (isBetween(layer) || windowsOf(layer).length > 0);

/** What the pictures of a layer look like when they come out of its feed. */
export const shapeFor = (layer: Layer, shape: PictureShape): PictureShape =>
  isMadeOver(layer, shape) ? { ...shape, format: 'yuv420p', color: WORKING } : shape;

/** The frames of a layer's source, forwards or backwards, at any speed, with what needs their neighbours done. */
export function sourceFeed(layer: Layer, source: Source): Feed {
  if (!isMadeOver(layer, source.shape)) return plainFeed(layer, source);
  const effects = windowsOf(layer);
  const reach = reachOf(effects);
  const early = later(layer, -reach.before);
  const longer = { ...source, frames: source.frames + reach.before + reach.after };
  const feed = isBetween(layer) ? betweenFeed(early, longer) : plainFeed(early, longer);
  return effects.length === 0 ? feed : windowed(feed, effects, { ...source, recoloured });
}

function plainFeed(layer: Layer, { reader, shape, frames }: Source): Feed {
  return feedBy(clockOf(layer), layer.step, { reader, shape, frames });
}

function feedBy(clock: SourceClock, step: number, { reader, shape, frames }: Omit<Source, 'lend' | 'rate'>): Feed {
  return step >= 0 ? movingFeed(reader, clock, shape) : backwardFeed(reader, { clock, frames }, shape);
}

/** A layer whose first frame is the `n`th of another one's. */
function later(layer: Layer, n: number): Layer {
  const { accel } = layer;
  return {
    ...layer,
    at: clockOf(layer)(n),
    step: layer.step + (accel ?? 0) * n,
    ...(accel === undefined ? {} : { accel }),
  };
}

/** Every frame that is shown is one of the source's: nothing lies between them. */
function isBetween({ between, step, accel }: Layer): boolean {
  if (between === undefined) return false;
  const steps = Math.abs(step) * between.fps;
  return accel !== undefined || Math.abs(steps - Math.round(steps)) > 1e-6;
}

/** Plans put times a little behind where a frame begins (ROUNDED_S of src/render/plan/layer.ts), in seconds. */
const ROUNDED_S = 0.002;
/** Where in a source frame its time is put, in frames. */
const INSIDE = 0.25;

/** The pictures of a source in our colours, by the quicker way where there is one. */
export function recoloured(wiring: Wiring, input: string, shape: PictureShape): string {
  const quick = isRecoloured(shape) ? wiring.add('zscale', { matrix: '709', range: 'limited' }, input) : input;
  return toWorking(wiring, quick, 'yuv420p');
}

/** Steps from one source frame to the next. */
const STEPS = 64;
/** Where in a step its mixture is: FFmpeg rounds it to whole ticks, and this is not near the middle of two. */
const OFF_MIDDLE = 0.2494;
/** Times that fall on a step are put a little behind its beginning, in source frames: more than plans round by. */
const NUDGE = 0.001;

function betweenFeed(layer: Layer, source: Source): Feed {
  const { how = 'blend', fps = 1 } = layer.between ?? {};
  const isEven = layer.accel === undefined && layer.step > 0;
  return how === 'flow' && isEven ? flowFeed(layer, source, fps) : blendFeed(layer, source, fps);
}

/**
 * Each frame is a mixture of the two source frames around its time, by how near it is to them. Depends on nothing else,
 * so that chunks meet without a seam.
 */
function blendFeed(layer: Layer, source: Source, fps: number): Feed {
  // The same numbers here and in the graph, or a frame near a whole position would take the wrong neighbours.
  const [at, step, accel] = [
    (layer.at - ROUNDED_S) * fps + NUDGE,
    layer.step * fps,
    ((layer.accel ?? 0) * fps) / 2,
  ].map((value) => Number(digits(value))) as [number, number, number];
  const position = (n: number): number => at + n * (step + n * accel);
  const clock =
    (next: number): SourceClock =>
    (n) =>
      (Math.floor(position(n)) + next + INSIDE) / fps;
  const pair = [
    feedBy(clock(0), layer.step, source),
    feedBy(clock(1), layer.step, { ...source, reader: source.lend() }),
  ];
  const wiring = new Wiring(source.rate);
  // In steps: a time that was rounded elsewhere makes no other picture.
  const steps = (value: number): number => Math.floor((value - Math.floor(value)) * STEPS);
  const share = (step: number): number => (step === 0 ? 0 : (step + OFF_MIDDLE) / STEPS);
  const progress = {
    expression: (frame: string) => {
      const place = `(${digits(at)}+${frame}*(${digits(step)}+${frame}*${digits(accel)}))`;
      const stepped = `st(0,floor((${place}-floor(${place}))*${STEPS}))`;
      return `if(${stepped},(ld(0)+${OFF_MIDDLE})/${STEPS},0)`;
    },
    first: share(steps(at)),
  };
  const mixed = blendBy(wiring, [recoloured(wiring, 's0', source.shape), recoloured(wiring, 's1', source.shape)], {
    xfade: 'fade',
    progress,
  });
  const shapes = pair.map(({ shape }) => shape);
  const output = { input: toWorking(wiring, mixed, 'yuv420p'), format: 'yuv420p' };
  const graph = openGraph({ rate: source.rate, sources: shapes, nodes: wiring.nodes, output, threads: 1 });
  const pictures = mixedPictures(pair, graph, source.frames);
  return madeFeed(source.shape, pictures, [graph, ...pair]);
}

function* mixedPictures(feeds: readonly Feed[], graph: Graph, frames: number): Generator<Picture, void> {
  for (let n = 0; n < frames; n++) {
    for (const [index, feed] of feeds.entries()) {
      using picture = feed.next(n);
      graph.push(index, picture, n);
    }
    for (let made = graph.pull(); made !== null; made = graph.pull()) yield made.picture;
  }
  graph.end();
  for (let made = graph.pull(); made !== null; made = graph.pull()) yield made.picture;
}

/** Source frames that motion estimation wants to have seen before and after. */
const AROUND = 3;
/** Parts of a frame of ours to which source frames are placed. */
const PARTS = 1000;

/** Each frame is made of blocks of the source frames around it, moved along the way they take. Very slow. */
function flowFeed(layer: Layer, { reader, shape, rate, frames }: Source, fps: number): Feed {
  const at = (layer.at - ROUNDED_S) * fps;
  const step = layer.step * fps;
  const first = Math.floor(at) - AROUND;
  const last = Math.ceil(at + (frames - 1) * step) + AROUND;
  const lead = Math.ceil((at - first) / step);
  const fine = { num: rate.num * PARTS, den: rate.den };
  const wiring = new Wiring(fine);
  const input = wiring.add(
    'minterpolate',
    { fps: `${rate.num}/${rate.den}`, mi_mode: 'mci', mc_mode: 'aobmc', me_mode: 'bidir', vsbmc: 1, scd: 'fdiff' },
    recoloured(wiring, 's0', shape),
  );
  const graph = openGraph({
    rate: fine,
    sources: [shape],
    nodes: wiring.nodes,
    output: { input, format: 'yuv420p' },
    threads: 1,
  });
  const pictures = (function* (): Generator<Picture, void> {
    const made = function* (): Generator<Picture, void> {
      for (let next = graph.pull(); next !== null; next = graph.pull()) {
        const n = Math.round(next.frame / PARTS) - lead;
        if (n >= 0 && n < frames) yield next.picture;
        else next.picture[Symbol.dispose]();
      }
    };
    for (let frame = first; frame <= last; frame++) {
      using picture = reader.at((frame + INSIDE) / fps);
      graph.push(0, picture, Math.round(((frame - at) / step + lead) * PARTS));
      yield* made();
    }
    graph.end();
    yield* made();
  })();
  return madeFeed(shape, pictures, [graph]);
}

function madeFeed(shape: PictureShape, pictures: Generator<Picture, void>, owned: readonly Disposable[]): Feed {
  return {
    shape: { ...shape, format: 'yuv420p', color: WORKING },
    next: (n) => {
      const { value, done } = pictures.next();
      if (done === true) throw new Error(`no picture ${n} came out between the source's`);
      return value;
    },
    [Symbol.dispose]: () => {
      pictures.return();
      for (const each of owned) each[Symbol.dispose]();
    },
  };
}
