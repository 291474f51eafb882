import { readFileSync, rmSync } from 'node:fs';
import { AV_CHANNEL_LAYOUT_MONO, AV_SAMPLE_FMT_FLT, AVERROR_EAGAIN } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame, Rational } from 'node-av/lib';
import { fail } from '../base/errors.ts';
import { check, isEnd } from './native.ts';

/** What whisper takes: samples a second, and the length of the window that it listens to at once, in ms. */
export const WHISPER = { rate: 16_000, windowMs: 30_000 } as const;

/** A stretch of sound of at most a window: when it begins, in ms, and its samples. */
export type Heard = { readonly start: number; readonly samples: Float32Array };

/**
 * Runs FFmpeg's whisper filter over stretches of sound, each by itself, and gives what it writes. Each is filled up with
 * silence to a whole window, which is what makes the filter listen; its times count from `start`. `pieces`: segments of
 * one token each, with their times. Throws `captions.bad_model` when the file cannot be loaded as a model.
 */
export function runWhisper(
  stretches: Iterable<Heard>,
  how: {
    readonly model: string;
    readonly name: string;
    readonly language: string;
    readonly pieces: boolean;
    readonly threads: number;
    readonly out: string;
  },
): string {
  using graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = how.threads;
  const { rate, windowMs } = WHISPER;
  try {
    const source = opened(graph, 'abuffer', {
      sample_fmt: 'flt',
      sample_rate: rate,
      channel_layout: 'mono',
      time_base: `1/${rate}`,
    });
    const options = {
      model: how.model,
      language: how.language,
      queue: windowMs / 1000,
      // The processors of a graphics card belong to whoever runs the machine, and its drivers crash more than they help.
      use_gpu: 0,
      format: 'json',
      destination: `file:${how.out}`,
      ...(how.pieces ? { max_len: 1 } : {}),
    };
    let whisper: FilterContext;
    try {
      whisper = opened(graph, 'whisper', options);
    } catch (error) {
      throw fail('captions.bad_model', { file: how.name, why: 'it cannot be loaded' }, { cause: error });
    }
    const sink = opened(graph, 'abuffersink', {});
    check(source.link(0, whisper, 0), 'linking');
    check(whisper.link(0, sink, 0), 'linking');
    check(graph.configSync(), 'configuring whisper');
    for (const { start, samples } of stretches) {
      using frame = windowFrom(samples, Math.round((start * rate) / 1000));
      check(source.buffersrcAddFrameSync(frame), 'hearing');
      drain(sink);
    }
    check(source.buffersrcAddFrameSync(null), 'ending');
    drain(sink);
  } finally {
    graph.free();
  }
  const written = readFileSync(how.out, 'utf8');
  rmSync(how.out, { force: true });
  return written;
}

function opened(graph: FilterGraph, name: string, options: Readonly<Record<string, string | number>>): FilterContext {
  const filter = Filter.getByName(name);
  const context = filter === null ? null : graph.allocFilter(filter, name);
  if (context === null) throw new Error(`the filter ${name} is not in this build`);
  for (const [key, value] of Object.entries(options)) check(context.setOption(key, String(value)), `${name} ${key}`);
  check(context.init(), `opening the filter ${name}`);
  return context;
}

/** A frame of exactly one window. */
function windowFrom(samples: Float32Array, at: number): Frame {
  const count = (WHISPER.rate * WHISPER.windowMs) / 1000;
  const whole = new Float32Array(count);
  whole.set(samples.subarray(0, count));
  return Frame.fromAudioBuffer(Buffer.from(whole.buffer), {
    nbSamples: count,
    format: AV_SAMPLE_FMT_FLT,
    sampleRate: WHISPER.rate,
    channelLayout: AV_CHANNEL_LAYOUT_MONO,
    timeBase: new Rational(1, WHISPER.rate),
    pts: BigInt(at),
  });
}

function drain(sink: FilterContext): void {
  for (;;) {
    using frame = new Frame();
    frame.alloc();
    const code = sink.buffersinkGetFrameSync(frame);
    if (code === AVERROR_EAGAIN || isEnd(code)) return;
    check(code, 'hearing');
  }
}
