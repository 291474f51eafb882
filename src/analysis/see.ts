import type { MotionFacts, PaletteFacts, ProbeFacts } from '../draft/facts.ts';
import { openVideoReader, picturesOf } from '../media/video-reader.ts';
import { followMotion } from './motion.ts';
import { paletteOf } from './palette.ts';

/** How a file is measured. */
export type AnalyseOptions = {
  /** What people call the file. */
  readonly name?: string;
  /** Gets 0-1 while it runs. */
  readonly onProgress?: (done: number) => void;
  /** Threads that decode pictures. */
  readonly threads?: number;
};

/** A palette is taken from this many pictures, evenly spread. */
const SAMPLES = 9;

/** How camera and subject move in a video; nothing for a photo or sound. Decodes the whole of it, roughly. */
export function measureMotion(file: string, probe: ProbeFacts, options: AnalyseOptions): MotionFacts {
  const { video } = probe;
  if (probe.kind !== 'video' || video === null) return { moves: [], times: [], subject: [], cuts: [] };
  const pictures = picturesOf(file, { ...readingOf(probe, options), isRough: true });
  const watched = (function* () {
    for (const shown of pictures) {
      options.onProgress?.(Math.min(1, (shown.seconds * 1000) / Math.max(1, probe.duration)));
      yield shown;
    }
  })();
  return followMotion(watched, probe);
}

/** The colours of a video or a photo; none for sound. */
export function measurePalette(file: string, probe: ProbeFacts, options: AnalyseOptions): PaletteFacts {
  if (probe.video === null) return { colors: [] };
  using reader = openVideoReader(file, { ...readingOf(probe, options), isRough: true });
  const times =
    probe.kind === 'image'
      ? [0]
      : Array.from({ length: SAMPLES }, (_, i) => ((i + 0.5) / SAMPLES) * (probe.duration / 1000));
  const pictures = (function* () {
    for (const at of times) {
      using picture = reader.at(at);
      yield picture;
    }
  })();
  return paletteOf(pictures);
}

function readingOf(probe: ProbeFacts, { threads = 1, name }: AnalyseOptions) {
  const stream = probe.video === null ? {} : { stream: probe.video.streamIndex };
  return { threads, ...stream, ...(name === undefined ? {} : { name }) };
}
