import { AV_CHANNEL_LAYOUT_MONO, AV_CHANNEL_LAYOUT_STEREO, AV_SAMPLE_FMT_FLT, AVERROR_EAGAIN } from 'node-av/constants';
import { Filter, type FilterContext, FilterGraph, Frame, Rational } from 'node-av/lib';
import { check, isEnd } from './native.ts';
import type { AudioBlock } from './types.ts';

/**
 * Plays blocks `tempo` times as fast and keeps the pitch: FFmpeg's WSOLA. The length comes out within some hundred
 * samples of the exact one; the caller trims or pads.
 */
export function* changeTempo(
  blocks: Iterable<AudioBlock>,
  sound: { readonly tempo: number; readonly sampleRate: number; readonly channels: 1 | 2 },
): Generator<AudioBlock> {
  using graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = 1;
  const layout = sound.channels === 1 ? 'mono' : 'stereo';
  const source = add(graph, 'abuffer', {
    sample_fmt: 'flt',
    sample_rate: sound.sampleRate,
    channel_layout: layout,
    time_base: `1/${sound.sampleRate}`,
  });
  const chain = factors(sound.tempo).map((tempo) => add(graph, 'atempo', { tempo }));
  const end = add(graph, 'aformat', { sample_fmts: 'flt', channel_layouts: layout });
  const sink = add(graph, 'abuffersink', {});
  const line = [source, ...chain, end, sink];
  for (const [index, filter] of line.slice(1).entries()) check(line[index]?.link(0, filter, 0) ?? -1, 'linking');
  check(graph.configSync(), 'configuring the tempo');
  let at = 0;
  for (const block of blocks) {
    if (block.length === 0) continue;
    using frame = frameFrom(block, sound, at);
    at += block.length / sound.channels;
    check(source.buffersrcAddFrameSync(frame), 'changing the tempo');
    yield* drain(sink);
  }
  check(source.buffersrcAddFrameSync(null), 'ending the tempo');
  yield* drain(sink);
}

/** Steps that one filter takes without skipping samples (0.5-2) and whose product is the tempo. */
function factors(tempo: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.abs(Math.log2(tempo)) - 1e-9));
  return Array.from({ length: steps }, () => tempo ** (1 / steps));
}

function add(graph: FilterGraph, name: string, options: Readonly<Record<string, string | number>>): FilterContext {
  const filter = Filter.getByName(name);
  const context = filter === null ? null : graph.allocFilter(filter, `${name}${graph.nbFilters}`);
  if (context === null) throw new Error(`the filter ${name} is not in this build`);
  for (const [key, value] of Object.entries(options)) check(context.setOption(key, String(value)), `${name} ${key}`);
  check(context.init(), `opening the filter ${name}`);
  return context;
}

function frameFrom(block: AudioBlock, sound: { sampleRate: number; channels: 1 | 2 }, at: number): Frame {
  return Frame.fromAudioBuffer(Buffer.from(block.buffer, block.byteOffset, block.byteLength), {
    nbSamples: block.length / sound.channels,
    format: AV_SAMPLE_FMT_FLT,
    sampleRate: sound.sampleRate,
    channelLayout: sound.channels === 1 ? AV_CHANNEL_LAYOUT_MONO : AV_CHANNEL_LAYOUT_STEREO,
    timeBase: new Rational(1, sound.sampleRate),
    pts: BigInt(at),
  });
}

function* drain(sink: FilterContext): Generator<AudioBlock> {
  for (;;) {
    using frame = new Frame();
    frame.alloc();
    const code = sink.buffersinkGetFrameSync(frame);
    if (code === AVERROR_EAGAIN || isEnd(code)) return;
    check(code, 'taking stretched sound');
    const bytes = frame.toBuffer();
    const samples = new Float32Array(bytes.length / 4);
    Buffer.from(samples.buffer).set(bytes);
    yield samples;
  }
}
