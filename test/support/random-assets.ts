import type { Asset } from '../../src/draft/facts.ts';
import { fc } from './properties.ts';
import { sampleAsset } from './sample-draft.ts';

const pauses = (duration: number): fc.Arbitrary<[number, number][]> =>
  fc.array(fc.tuple(fc.nat({ max: duration }), fc.integer({ min: 50, max: 3000 })), { maxLength: 12 }).map((spans) =>
    spans
      .toSorted((a, b) => a[0] - b[0])
      .map(([start, length]): [number, number] => [start, Math.min(duration, start + length)])
      .filter(([start, end], i, all) => end > start && start > (all[i - 1]?.[1] ?? -1)),
  );

const videoAsset = fc.integer({ min: 120, max: 60_000 }).chain((duration) =>
  fc
    .record({
      silences: pauses(duration),
      sound: fc.boolean(),
      upright: fc.boolean(),
    })
    .map(({ silences, sound, upright }) => ({ duration, silences, sound, upright })),
);

/** One to five assets, at least one of them with a picture. */
export const randomAssets: fc.Arbitrary<Asset[]> = fc
  .record({
    videos: fc.array(videoAsset, { maxLength: 3 }),
    photos: fc.nat({ max: 2 }),
    sounds: fc.nat({ max: 1 }),
  })
  .filter(({ videos, photos }) => videos.length + photos > 0)
  .map(({ videos, photos, sounds }) => [
    ...videos.map(({ duration, silences, sound, upright }, i) =>
      sampleAsset(`clip-${i + 1}.mp4`, { duration, silences, sound, ...(upright ? { width: 720, height: 1280 } : {}) }),
    ),
    ...Array.from({ length: photos }, (_, i) =>
      sampleAsset(`photo-${i + 1}.jpg`, { kind: 'image', width: 3000, height: 2000 }),
    ),
    ...Array.from({ length: sounds }, () => sampleAsset('bgm.mp3', { kind: 'audio', duration: 20_000 })),
  ]);
