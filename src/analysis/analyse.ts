import { LoudnessMeter } from '../base/loudness.ts';
import type {
  BeatFacts,
  FactName,
  GopFacts,
  LoudnessFacts,
  MotionFacts,
  NoiseFacts,
  PaletteFacts,
  ProbeFacts,
  SceneFacts,
  SilenceFacts,
  WaveformFacts,
} from '../draft/facts.ts';
import { readAudio } from '../media/audio-reader.ts';
import { picturesOf } from '../media/video-reader.ts';
import { BeatMeter } from './beats.ts';
import { measureGops } from './gops.ts';
import { LevelMeter } from './levels.ts';
import { measureNoise } from './noise.ts';
import { findScenes } from './scenes.ts';
import { type AnalyseOptions, measureMotion, measurePalette } from './see.ts';
import { findSilences } from './silence.ts';
import { WaveformMeter } from './waveform.ts';

/** The facts that were asked for; the others are missing. */
export type Measured = {
  readonly silence?: SilenceFacts;
  readonly loudness?: LoudnessFacts;
  readonly waveform?: WaveformFacts;
  readonly scenes?: SceneFacts;
  readonly gops?: GopFacts;
  readonly motion?: MotionFacts;
  readonly palette?: PaletteFacts;
  readonly noise?: NoiseFacts;
  readonly beats?: BeatFacts;
};

/** Facts for which sound is not read. */
const SEEN: ReadonlySet<FactName> = new Set(['scenes', 'gops', 'motion', 'palette']);

const SAMPLE_RATE = 48_000;
const CHANNELS = 2;

/**
 * Measures facts of a file, reading its sound once for all that need it and its pictures only for scenes. Times count
 * from the source's zero. Without sound, or with a still picture, there is nothing to find, and the facts say so.
 */
export function analyse(
  file: string,
  probe: ProbeFacts,
  wanted: readonly FactName[],
  options: AnalyseOptions = {},
): Measured {
  const sound = wanted.filter((name) => !SEEN.has(name));
  const heard = sound.length === 0 ? {} : listen(file, probe, sound, options);
  const measured = wanted.includes('gops') ? { ...heard, gops: measureGops(file, probe, options.name) } : heard;
  return {
    ...measured,
    ...(wanted.includes('scenes') ? { scenes: look(file, probe, options) } : {}),
    ...(wanted.includes('motion') ? { motion: measureMotion(file, probe, options) } : {}),
    ...(wanted.includes('palette') ? { palette: measurePalette(file, probe, options) } : {}),
  };
}

function listen(file: string, probe: ProbeFacts, wanted: readonly FactName[], options: AnalyseOptions): Measured {
  const levels = new LevelMeter(SAMPLE_RATE, CHANNELS);
  const loudness = new LoudnessMeter(SAMPLE_RATE, CHANNELS);
  const waveform = new WaveformMeter(SAMPLE_RATE, CHANNELS);
  const beats = new BeatMeter(SAMPLE_RATE, CHANNELS);
  const meters = [
    // Noise is what the pauses hold.
    ...(wanted.includes('silence') || wanted.includes('noise') ? [levels] : []),
    ...(wanted.includes('loudness') ? [loudness] : []),
    ...(wanted.includes('waveform') ? [waveform] : []),
    ...(wanted.includes('beats') ? [beats] : []),
  ];
  if (probe.audio.length > 0) {
    let heard = 0;
    const reading = {
      stream: null,
      from: 0,
      length: null,
      sampleRate: SAMPLE_RATE,
      channels: CHANNELS,
      tempo: 1,
    } as const;
    for (const block of readAudio(file, {
      ...reading,
      ...(options.name === undefined ? {} : { name: options.name }),
    })) {
      for (const meter of meters) meter.add(block);
      heard += block.length / CHANNELS;
      options.onProgress?.(Math.min(1, (heard * 1000) / SAMPLE_RATE / Math.max(1, probe.duration)));
    }
  }
  return {
    ...(wanted.includes('silence') ? { silence: findSilences(levels.result()) } : {}),
    ...(wanted.includes('loudness') ? { loudness: loudness.result() } : {}),
    ...(wanted.includes('waveform') ? { waveform: waveform.result() } : {}),
    ...(wanted.includes('beats') ? { beats: beats.result() } : {}),
    ...(wanted.includes('noise') ? { noise: noiseOf(file, probe, levels, options) } : {}),
  };
}

function noiseOf(file: string, probe: ProbeFacts, levels: LevelMeter, { name }: AnalyseOptions): NoiseFacts {
  if (probe.audio.length === 0) return { bands: null, noiseDb: -100 };
  return measureNoise(file, findSilences(levels.result()), name);
}

function look(file: string, probe: ProbeFacts, options: AnalyseOptions): SceneFacts {
  if (probe.kind !== 'video' || probe.video === null) return { cuts: [] };
  const { onProgress } = options;
  const pictures = picturesOf(file, {
    threads: options.threads ?? 1,
    stream: probe.video.streamIndex,
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  const watched = (function* () {
    for (const shown of pictures) {
      onProgress?.(Math.min(1, (shown.seconds * 1000) / Math.max(1, probe.duration)));
      yield shown;
    }
  })();
  return findScenes(watched);
}
