import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Priority } from '../media/pool.ts';
import type { Studio } from './studio.ts';

/** File names of the sample clips, in order. */
export const SAMPLE_NAMES = ['city dawn.mp4', 'city noon.mp4', 'city night.mp4'] as const;

type Making = {
  readonly signal: AbortSignal;
  /** Gets 0–1. */
  readonly onProgress: (fraction: number) => void;
  readonly priority?: () => Priority;
};

/** Makes one sample clip at `out`, where it appears whole. `index`: as in {@link SAMPLE_NAMES}. */
export async function makeSampleClip(
  studio: Studio,
  { index, out }: { index: number; out: string },
  { signal, onProgress, priority }: Making,
): Promise<void> {
  await studio.pool.run(
    { kind: 'sample', index, out },
    { label: path.basename(out), stallMs: 30_000, signal, onProgress, ...(priority === undefined ? {} : { priority }) },
  );
}

/** Makes the sample clips in `folder` (they replace older ones) and returns their paths. */
export async function makeSampleClips(studio: Studio, folder: string, making: Making): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const done = SAMPLE_NAMES.map(() => 0);
  const report = (index: number, value: number): void => {
    done[index] = value;
    making.onProgress(done.reduce((sum, part) => sum + part, 0) / done.length);
  };
  return Promise.all(
    SAMPLE_NAMES.map(async (name, index) => {
      const out = path.join(folder, name);
      const onProgress = (value: number): void => {
        report(index, value);
      };
      await makeSampleClip(studio, { index, out }, { ...making, onProgress });
      report(index, 1);
      return out;
    }),
  );
}
