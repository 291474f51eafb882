import { canvasFor, emptyDraft, track, videoSegment } from '../../src/draft/build.ts';
import type { Asset, Facts } from '../../src/draft/facts.ts';
import type { Draft, VideoSegment } from '../../src/draft/model.ts';
import { withPaintings } from '../../src/draft/painted-assets.ts';
import { pictureOf, SOUND } from './make-asset.ts';

/** What an asset of a test is like. Sizes in px, times in ms. */
type AssetShape = {
  readonly kind?: 'video' | 'image' | 'audio';
  readonly duration?: number;
  readonly width?: number;
  readonly height?: number;
  readonly sound?: boolean;
  /** Pauses; with any, speech stands 40 dB above the noise. */
  readonly silences?: [number, number][];
};

/** An asset as analysis would describe it. */
export function sampleAsset(filename: string, shape: AssetShape = {}): Asset {
  const { kind = 'video', duration = 10_000, width = 1280, height = 720, sound = kind !== 'image', silences } = shape;
  const length = kind === 'image' ? 0 : duration;
  const video = pictureOf(width, height, { fps: kind === 'image' ? 25 : 30 });
  const audio = { ...SOUND, duration: length };
  return {
    id: `ast_${filename.replace(/[^a-z0-9]/gi, '')}`,
    filename,
    probe: {
      kind,
      format: 'sample',
      duration: length,
      video: kind === 'audio' ? null : video,
      audio: sound ? [audio] : [],
    },
    silence: silences === undefined ? null : { silences, speechDb: -20, noiseDb: -60, thresholdDb: -45 },
    loudness: null,
    waveform: null,
    scenes: null,
  };
}

export const factsFor = (...assets: readonly Asset[]): Facts => ({
  assets: withPaintings(assets.map((a) => [a.id, a] as const)),
});

/** A draft with these assets one after another on the main track, as a project starts. */
export function draftOf(...assets: readonly Asset[]): Draft {
  const empty = emptyDraft(canvasFor(assets));
  let start = 0;
  const segments = assets
    .filter((asset) => asset.probe.video !== null)
    .map((asset, i): VideoSegment => {
      const segment = videoSegment(`seg_${i + 1}`, asset, start);
      start += segment.duration;
      return segment;
    });
  const serial = segments.length + 1;
  return { ...empty, serial, tracks: [{ ...track('trk_main', 'video', 'main'), segments }] };
}

/** Freezes a value all the way down, so that whoever changes it fails. */
export function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}
