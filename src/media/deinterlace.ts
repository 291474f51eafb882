import { AV_FRAME_FLAG_INTERLACED, AV_NOPTS_VALUE, AVERROR_EAGAIN } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame, type Rational } from 'node-av/lib';
import { check, isEnd } from './native.ts';
import { FramePicture } from './picture.ts';

/**
 * Makes whole pictures of a camcorder's half ones (two fields of different moments woven into one, which show as combs
 * where something moves): one picture for each that was stored, at its time. Progressive ones of the same stream pass
 * as they are. Holds one picture back, as it looks at the fields before and after.
 */
export class Deinterlacer implements Disposable {
  readonly #timeBase: Rational;
  #graph: FilterGraph | null = null;
  #source: FilterContext | null = null;
  #sink: FilterContext | null = null;
  #shape = '';
  #isEnded = false;
  /** Of the pictures inside, in order: the filter counts in halves of the stream's units. */
  readonly #times: bigint[] = [];

  constructor(timeBase: Rational) {
    this.#timeBase = timeBase;
  }

  /** Whether pictures of a stream with this one need it. */
  static isNeededFor(frame: Frame): boolean {
    // The filter wants three lines and columns at least.
    return (frame.flags & AV_FRAME_FLAG_INTERLACED) !== 0 && Math.min(frame.width, frame.height) >= 4;
  }

  /** Takes a frame of the stream; one of another size or format ends the pictures before it first. */
  push(frame: Frame): Frame[] {
    const shape = `${frame.width}x${frame.height} ${frame.format}`;
    const before = shape === this.#shape ? [] : this.end();
    if (this.#graph === null) this.#open(frame);
    this.#shape = shape;
    this.#times.push(frame.bestEffortTimestamp);
    check(this.#source?.buffersrcAddFrameSync(frame) ?? -1, 'deinterlacing');
    return [...before, ...this.#take()];
  }

  /** The pictures that were held back. It may be used on after it. */
  end(): Frame[] {
    if (this.#graph === null) return [];
    if (!this.#isEnded) check(this.#source?.buffersrcAddFrameSync(null) ?? -1, 'ending');
    this.#isEnded = true;
    const rest = this.#take();
    this.reset();
    return rest;
  }

  /** Forgets what was held back. */
  reset(): void {
    this.#graph?.free();
    this.#graph = null;
    this.#shape = '';
    this.#isEnded = false;
    this.#times.length = 0;
  }

  #take(): Frame[] {
    const taken: Frame[] = [];
    for (;;) {
      const frame = new Frame();
      frame.alloc();
      const code = this.#sink?.buffersinkGetFrameSync(frame) ?? AVERROR_EAGAIN;
      if (code >= 0) {
        frame.bestEffortTimestamp = this.#times.shift() ?? AV_NOPTS_VALUE;
        taken.push(frame);
        continue;
      }
      frame.free();
      if (code !== AVERROR_EAGAIN && !isEnd(code)) check(code, 'a whole picture');
      return taken;
    }
  }

  #open(frame: Frame): void {
    const graph = new FilterGraph();
    graph.alloc();
    graph.nbThreads = 1;
    const { num, den } = this.#timeBase;
    const shared = frame.clone();
    if (shared === null) throw new Error('no memory for a picture');
    using picture = new FramePicture(shared);
    const { matrix, range } = picture.color;
    const source = filter(graph, 'buffer', {
      video_size: `${frame.width}x${frame.height}`,
      pix_fmt: picture.format,
      time_base: `${num}/${den}`,
      ...(matrix === null ? {} : { colorspace: matrix }),
      ...(range === null ? {} : { range }),
    });
    const whole = filter(graph, 'bwdif', { mode: 'send_frame', deint: 'interlaced' });
    const sink = filter(graph, 'buffersink', {});
    check(source.link(0, whole, 0), 'linking');
    check(whole.link(0, sink, 0), 'linking');
    check(graph.configSync(), 'configuring a deinterlacer');
    this.#graph = graph;
    this.#source = source;
    this.#sink = sink;
  }

  [Symbol.dispose](): void {
    this.reset();
  }
}

function filter(graph: FilterGraph, name: string, options: Readonly<Record<string, string>>): FilterContext {
  const found = Filter.getByName(name);
  const context = found === null ? null : graph.allocFilter(found, name);
  if (context === null) throw new Error(`the filter ${name} is not in this build`);
  for (const [key, value] of Object.entries(options)) check(context.setOption(key, value), `${name} ${key}`);
  check(context.init(), `opening ${name}`);
  return context;
}
