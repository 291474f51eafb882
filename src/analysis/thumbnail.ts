import { fail } from '../base/errors.ts';
import type { ProbeFacts } from '../draft/facts.ts';
import { openGraph } from '../media/graph.ts';
import { encodeStill } from '../media/still-writer.ts';
import type { GraphNode, Picture } from '../media/types.ts';
import { openVideoReader } from '../media/video-reader.ts';

export type ThumbnailOptions = {
  /** Source time in ms. */
  readonly at: number;
  /** The picture fits into this, and is never enlarged. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly type: 'jpeg' | 'png';
  readonly name?: string;
};

/** Quarter turns as FFmpeg's transpose filter does them. */
const TURNS: Record<number, readonly Pick<GraphNode, 'filter' | 'options'>[]> = {
  0: [],
  90: [{ filter: 'transpose', options: { dir: 'clock' } }],
  180: [
    { filter: 'hflip', options: {} },
    { filter: 'vflip', options: {} },
  ],
  270: [{ filter: 'transpose', options: { dir: 'cclock' } }],
};

/** The bytes of a small picture of a file at a time, turned and shaped as a player shows it. */
export function makeThumbnail(file: string, probe: ProbeFacts, options: ThumbnailOptions): Buffer {
  const { video } = probe;
  if (video === null) throw fail('input.no_picture', { file: options.name ?? 'sound' });
  using reader = openVideoReader(file, {
    threads: 1,
    stream: video.streamIndex,
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  using picture = reader.at(options.at / 1000);
  const factor = Math.min(1, options.maxWidth / video.width, options.maxHeight / video.height);
  const width = Math.max(1, Math.round(video.width * factor));
  const height = Math.max(1, Math.round(video.height * factor));
  using shown = asSeen(picture, video, { width, height });
  return encodeStill(shown, options.type);
}

/** A picture of a file as a player shows it, turned and in square pixels, at a size in px. */
export function asSeen(
  picture: Picture,
  video: NonNullable<ProbeFacts['video']>,
  { width, height }: { readonly width: number; readonly height: number },
): Picture {
  const steps = [
    ...(TURNS[video.rotation] ?? []),
    { filter: 'scale', options: { w: width, h: height } } as const,
    { filter: 'setsar', options: { sar: '1/1' } } as const,
  ];
  const nodes = steps.map(
    (step, index): GraphNode => ({
      ...step,
      id: `step${index}`,
      inputs: [index === 0 ? 's0' : `step${index - 1}`],
    }),
  );
  using graph = openGraph({
    rate: { num: 25, den: 1 },
    sources: [{ width: picture.width, height: picture.height, format: picture.format }],
    nodes,
    output: { input: `step${steps.length - 1}`, format: video.alpha ? 'rgba' : 'rgb24' },
    threads: 1,
  });
  graph.push(0, picture, 0);
  graph.end();
  const result = graph.pull();
  if (result === null) throw new Error('the graph of a thumbnail gave no picture');
  return result.picture;
}
