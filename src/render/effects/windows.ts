import type { Rate } from '../../base/time.ts';
import type { Effect } from '../../draft/model.ts';
import { openGraph } from '../../media/graph.ts';
import type { Graph, Picture, PictureShape } from '../../media/types.ts';
import type { Feed } from '../chunk/feeds.ts';
import { digits, Wiring } from '../chunk/wiring.ts';

/**
 * Effects that look at several frames at once. A chunk reads some frames beyond both of its ends, so that each frame
 * has the same neighbours however the video is parted.
 */
type Window = {
  /** Frames that are read before the first and after the last one. */
  readonly before: number;
  readonly after: number;
  readonly graph: (wiring: Wiring, input: string, amount: number) => string;
};

const WINDOWS: Readonly<Record<string, Window>> = {
  /** Each sample is averaged with those of four frames before and after that are like it: what moves is left alone. */
  denoise: {
    before: 4,
    after: 4,
    graph: (wiring, input, amount) => {
      const near = 0.01 + 0.05 * amount;
      const sum = near * 4;
      const still = {
        s: 9,
        '0a': digits(near),
        '0b': digits(sum),
        '1a': digits(near * 1.5),
        '1b': digits(sum * 1.5),
        '2a': digits(near * 1.5),
        '2b': digits(sum * 1.5),
      };
      return wiring.add('atadenoise', still, input);
    },
  },
  /** Light that pulses with the mains: brightness is that of the five frames from each on. */
  deflicker: { before: 0, after: 5, graph: (wiring, input) => wiring.add('deflicker', { size: 5, mode: 'pm' }, input) },
};

/** The window of an effect; null for one that looks at its own frame alone. */
export function windowOf(effect: Effect): { before: number; after: number } | null {
  return effect.kind === 'effect' && Object.hasOwn(WINDOWS, effect.name) ? (WINDOWS[effect.name] ?? null) : null;
}

/** How far beyond its ends a source is read for these effects, in frames. */
export function reachOf(effects: readonly Effect[]): { before: number; after: number } {
  const windows = effects.flatMap((effect) => windowOf(effect) ?? []);
  const sum = (pick: (window: { before: number; after: number }) => number): number =>
    windows.reduce((all, window) => all + pick(window), 0);
  return { before: sum(({ before }) => before), after: sum(({ after }) => after) };
}

/** `recoloured` brings pictures of a shape into our colours. */
type Windowing = {
  readonly rate: Rate;
  readonly frames: number;
  readonly recoloured: (wiring: Wiring, input: string, shape: PictureShape) => string;
};

/**
 * The pictures of a source after those effects, `frames` of them. `source` begins `reach.before` frames early and has
 * `reach.after` frames more at its end. Takes the source over.
 */
export function windowed(source: Feed, effects: readonly Effect[], { rate, frames, recoloured }: Windowing): Feed {
  const { before, after } = reachOf(effects);
  const wiring = new Wiring(rate);
  let output = recoloured(wiring, 's0', source.shape);
  for (const effect of effects) {
    if (effect.kind === 'effect') output = WINDOWS[effect.name]?.graph(wiring, output, effect.amount) ?? output;
  }
  const graph = openGraph({
    rate,
    sources: [source.shape],
    nodes: wiring.nodes,
    output: { input: output, format: 'yuv420p' },
    threads: 1,
  });
  const pictures = throughGraph(source, graph, before + frames + after);
  let next = 0;
  return {
    shape: { ...source.shape, format: 'yuv420p', color: WORKING },
    next: (n) => {
      for (;;) {
        const { value, done } = pictures.next();
        if (done === true) throw new Error(`no picture ${n} came out of a window`);
        if (next++ === n + before) return value;
        value[Symbol.dispose]();
      }
    },
    [Symbol.dispose]: () => {
      graph[Symbol.dispose]();
      source[Symbol.dispose]();
    },
  };
}

const WORKING = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' } as const;

/** Pulls `count` pictures of a source through a graph, as few ahead as the graph needs. */
function* throughGraph(source: Feed, graph: Graph, count: number): Generator<Picture, void> {
  for (let n = 0; n < count; n++) {
    {
      using picture = source.next(n);
      graph.push(0, picture, n);
    }
    for (let made = graph.pull(); made !== null; made = graph.pull()) yield made.picture;
  }
  graph.end();
  for (let made = graph.pull(); made !== null; made = graph.pull()) yield made.picture;
}
